// Changes that were made without a network, or whose answer never came: kept until the server has answered.
//
// A change is written down before it is sent, and taken away only after the server has said what became of it. So none is
// lost, whatever is cut off in between; and the server takes the same form once, however often it is sent (by its token, or
// by the version of the order that it was made from), so none is doubled.
import { readAnswer } from './answer.mjs';
import { newToken, seal, unseal } from './seal.mjs';

/** Older changes are not sent without asking: who ordered something yesterday may have helped themselves since. */
export const TOO_OLD = 24 * 60 * 60 * 1000;

/** How long an answer may take, in milliseconds. */
const PATIENCE = 12_000;
const LOCK = 'diandiantong.queue';
/** Said where a form was refused without words. */
const REFUSED = { to: '/', sentence: '没有办成，请再办一次' };

/**
 * @typedef {object} Change
 * @property {string} id
 * @property {'waiting' | 'refused' | 'sent'} state
 * @property {number} at when it was made, or last said to be meant
 * @property {string} words what it does: «点单：家庭水电小修»
 * @property {string} page the page that it was made on
 * @property {string} action where its form is posted
 * @property {[string, string][]} fields
 * @property {string} [sentence] why it was refused
 * @property {string} [to] the page that shows what became of it
 */

/** The changes of one person. Others' are neither shown nor sent. */
export class Queue {
  /**
   * @param store the tables of `store.mjs`
   * @param {string} who the person's mark
   * @param {{ post?: typeof postForm, now?: () => number }} means
   */
  constructor(store, who, { post = postForm, now = Date.now } = {}) {
    this._store = store;
    this._who = who;
    this._post = post;
    this._now = now;
  }

  /** Writes a change down. Once this resolves, it is not lost any more. */
  async add({ words, page, action, fields }) {
    const id = newToken();
    await this._write({ id, state: 'waiting', at: this._now(), words, page, action, fields });
    return id;
  }

  /** All changes, the oldest first. @returns {Promise<Change[]>} */
  async all() {
    const rows = (await this._store.all('changes')).filter(([, row]) => row.who === this._who);
    const changes = await Promise.all(rows.map(([id]) => this._read(id)));
    return changes.filter(Boolean).sort((one, other) => one.at - other.at);
  }

  /** Whether a change is sent without asking once more. */
  isFresh(change) {
    return this._now() - change.at < TOO_OLD;
  }

  /**
   * Sends one change while somebody waits for it; what became of it, with `to`, the page to go to. What was answered is no
   * longer kept here: the person is looking at it.
   */
  send(id) {
    return alone(async () => {
      const change = await this._read(id);
      if (change?.state === 'sent') {
        await this.forget(id);
        return { outcome: 'taken', to: change.to };
      }
      if (change?.state !== 'waiting') return { outcome: 'gone' };
      const answer = await this._post(this._who, change, 'now');
      if (answer.outcome === 'taken' || answer.outcome === 'refused') await this.forget(id);
      return answer;
    });
  }

  /**
   * Sends what waits, the oldest first, until the network or the session fails: that is `stopped`, and `to` the page to go
   * to first. What was taken or refused stays as such until the person has read it.
   */
  sendAll() {
    return alone(async () => {
      let sent = 0;
      for (const change of await this.all()) {
        if (change.state !== 'waiting' || !this.isFresh(change)) continue;
        const answer = await this._post(this._who, change, 'later');
        if (answer.outcome === 'taken') await this._write({ ...change, state: 'sent', to: answer.to });
        else if (answer.outcome === 'refused') await this._write({ ...change, state: 'refused', ...answer });
        else return { sent, stopped: answer.outcome, to: answer.to };
        sent += 1;
      }
      return { sent };
    });
  }

  /** Somebody still means an old change. */
  async mean(id) {
    const change = await this._read(id);
    if (change) await this._write({ ...change, at: this._now() });
  }

  /** Takes a change away. */
  forget(id) {
    return this._store.remove('changes', id);
  }

  async _read(id) {
    const row = await this._store.get('changes', id);
    const content = row?.who === this._who ? await unseal(this._store, row.who, id, row) : undefined;
    return content && { id, state: row.state, at: row.at, ...content };
  }

  async _write({ id, state, at, ...content }) {
    const sealed = await seal(this._store, this._who, id, content);
    await this._store.put('changes', id, { who: this._who, state, at, ...sealed });
  }
}

/** Posts a change as its form would be posted, and reads what became of it. */
async function postForm(who, { action, fields }, sent) {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), PATIENCE);
  try {
    const response = await fetch(action, {
      method: 'POST',
      headers: { accept: 'text/html', 'x-person': who, 'x-sent': sent },
      body: new URLSearchParams(fields),
      signal: giveUp.signal,
    });
    return await readAnswer(response, REFUSED);
  } catch {
    return { outcome: 'unreachable' };
  } finally {
    clearTimeout(timer);
  }
}

/** One sender at a time, in whatever window; where the browser can't see to that, the server still takes all once. */
function alone(work) {
  return globalThis.navigator?.locks ? navigator.locks.request(LOCK, work) : work();
}
