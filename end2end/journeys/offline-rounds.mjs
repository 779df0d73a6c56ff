// Changes sent through a network that fails in every way there is: none lost, none doubled. 60 rounds with all other
// journeys; ROUNDS=1000 for the proof, SEED=7 for other dice.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { baseUrl, launch, newPage } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { BULB } from '../steps.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 60);
const SEED = Number(process.env.SEED ?? 5);
/** Every so many rounds an order is served to its end: arrived, finished and rated are rounds, too. */
const SERVED = 10;
/** Every so many rounds what lies there is cancelled: nobody has more than thirty orders under way. */
const CLEARED = 20;
const SOURCES = new URL('../../frontend/scripts/', import.meta.url);
/** What happens to a request; the dice choose. `lost`: it never arrives. `unheard`: it arrives, its answer doesn't. */
const FATES = ['whole', 'whole', 'lost', 'unheard', 'killed before', 'killed after', 'twice'];

describe(`${ROUNDS} rounds of cutting, killing and returning`, () => {
  let browser;
  let resident;
  let member;

  before(async () => {
    browser = await launch();
    resident = await Phone.of(browser, phoneOf('居民', 2));
    member = await Phone.of(browser, phoneOf('党员', 2));
  });
  after(() => browser.close());

  it('none is lost, none is doubled', async () => {
    const dice = seeded(SEED);
    const earlier = await orders(resident);
    let rounds = 0;
    let served = 0;
    let cleared = 0;
    const over = new Set();
    const began = Date.now();
    const count = {};
    const round = async (phone, change) => {
      const fate = FATES[Math.floor(dice() * FATES.length)];
      count[fate] = (count[fate] ?? 0) + 1;
      rounds += 1;
      return phone.round(change, fate, dice);
    };
    while (rounds < ROUNDS) {
      const id = await round(resident, orderForm(rounds));
      if (rounds % SERVED === 0 && rounds + 3 <= ROUNDS) {
        await resident.untilAllAreAnswered();
        const number = numberIn(resident.answers.get(id));
        await post(member, { command: 'claim', number, view: 'role', back: '/jobs' });
        for (const [phone, change] of [[member, arriveForm], [member, finishForm], [resident, rateForm]]) {
          await round(phone, await change({ number, resident, member }));
          await phone.untilAllAreAnswered();
        }
        assert.equal((await happenings(resident, number)).length, 5, `${number}: placed, claimed, arrived, finished, rated, once each`);
        served += 1;
        over.add(number);
      }
      if (rounds >= cleared + CLEARED) {
        cleared = rounds;
        await resident.untilAllAreAnswered();
        const lying = ordered(resident).filter((number) => !over.has(number));
        for (const number of lying) {
          await post(resident, { command: 'cancel', reason: 'other', number, view: 'resident', back: `/orders/${number}` });
          over.add(number);
        }
      }
    }
    await resident.untilAllAreAnswered();

    const made = ordered(resident);
    assert.equal(new Set(made).size, made.length, 'each change made an order of its own');
    const fresh = (await orders(resident)).filter((number) => !earlier.includes(number));
    assert.deepEqual(fresh.sort(), made.sort(), 'and there is no other');
    assert.equal(made.length + 3 * served, rounds);
    assert.equal(resident.answers.size + member.answers.size, rounds, 'every change has its answer');
    console.log(`${rounds} rounds in ${Math.round((Date.now() - began) / 1000)} s, seed ${SEED}: ${made.length} orders, ${served} served to the end; ${JSON.stringify(count)}`);
  });
});

/** A phone with the real scripts of the queue in an empty page; its network does what a round asks for. */
class Phone {
  answers = new Map();
  words = new Map();
  /** What happens to the requests to come; whole when there is nothing left. */
  fates = [];
  /** Told when a request of a killed page is where it should be. */
  reached = () => undefined;

  static async of(browser, person) {
    const signedIn = await as(browser, person);
    await signedIn.goto('/me');
    const phone = new Phone();
    phone.who = await signedIn.locator('script[data-person]').getAttribute('data-person');
    const cookies = await signedIn.context().cookies();
    await signedIn.context().close();
    phone.context = (await newPage(browser, { worker: false })).context();
    await phone.context.addCookies(cookies);
    await phone.context.route('**/blank/**', blank);
    await phone.context.route('**/do/**', (route) => phone.meet(route));
    await phone.open();
    return phone;
  }

  /** A page that knows what the phone kept, as after the browser was killed. */
  async open() {
    await this.page?.close();
    this.page = await this.context.newPage();
    await this.page.goto('/blank/page');
    await this.page.evaluate(async (who) => {
      const [{ Queue }, { openStore }] = await Promise.all([import('/blank/queue.mjs'), import('/blank/store.mjs')]);
      globalThis.queue = new Queue(await openStore(), who);
    }, this.who);
  }

  /** One change, and what happens to it; its id. */
  async round(change, fate, dice) {
    const id = await this.page.evaluate((made) => queue.add(made), change);
    this.words.set(id, change.words);
    const killed = fate.startsWith('killed');
    this.fates = fate === 'twice' ? ['whole', 'unheard'] : [fate];
    const reached = new Promise((resolve) => { this.reached = resolve; });
    const send = fate === 'twice'
      ? (known) => Promise.all([queue.send(known), queue.sendAll()]).then(([answer]) => answer)
      : (known) => queue.send(known);
    const answer = this.page.evaluate(send, id).catch(() => undefined);
    if (killed) {
      await reached;
      await this.open();
    } else {
      this.learn(id, await answer);
    }
    // Sometimes the network is back at once, sometimes more gathers; and it may fail again.
    if (dice() < 0.4) await this.sendAll([['whole', 'lost', 'unheard'][Math.floor(dice() * 3)]]);
    return id;
  }

  /** The network is back, and stays. */
  async untilAllAreAnswered() {
    await this.sendAll([]);
    assert.deepEqual(await this.page.evaluate(() => queue.all()), [], 'nothing waits when the network is back');
  }

  async sendAll(fates) {
    this.fates = fates;
    await this.page.evaluate(() => queue.sendAll());
    for (const { id, state, to, sentence } of await this.page.evaluate(() => queue.all())) {
      assert.notEqual(state, 'refused', sentence);
      if (state !== 'sent') continue;
      this.learn(id, { outcome: 'taken', to });
      await this.page.evaluate((known) => queue.forget(known), id);
    }
  }

  learn(id, answer) {
    if (answer?.outcome !== 'taken') return assert.equal(answer?.outcome, 'unreachable', JSON.stringify(answer));
    assert.ok(!this.answers.has(id), 'a change is answered once');
    this.answers.set(id, answer.to);
  }

  /** The network. */
  async meet(route) {
    const fate = this.fates.shift() ?? 'whole';
    if (fate === 'whole') return route.continue();
    if (fate === 'unheard' || fate === 'killed after') await route.fetch();
    this.reached();
    await route.abort('connectionreset').catch(() => undefined);
  }
}

/** An empty page, and the scripts as they stand in the sources. */
function blank(route) {
  const name = new URL(route.request().url()).pathname.split('/').pop();
  if (name === 'page') return route.fulfill({ contentType: 'text/html', body: '<!DOCTYPE html><title>blank</title>' });
  return route.fulfill({ contentType: 'text/javascript', body: readFileSync(new URL(name, SOURCES), 'utf8') });
}

/** The numbers of the orders that a phone has been answered about. */
function ordered(phone) {
  return [...phone.answers].filter(([id]) => phone.words.get(id).startsWith('点单')).map(([, to]) => numberIn(to));
}

function orderForm(round) {
  const token = `round-${SEED}-${Date.now()}-${round}`;
  const fields = { back: `/services/${BULB.code}`, token, service: BULB.code, whom: 'self', window: 'soon', note: `第 ${round} 回`, again: 'yes' };
  return { words: `点单：${BULB.name}`, page: `/services/${BULB.code}`, action: '/do/place_order', fields: Object.entries(fields) };
}

async function arriveForm({ number, resident, member }) {
  const html = await (await resident.context.request.get(`/orders/${number}`)).text();
  const code = [...html.matchAll(/class="digit"[^>]*>(\d)/g)].map(([, digit]) => digit).join('');
  assert.equal(code.length, 4, 'the resident sees four digits');
  return actForm('到达', number, { command: 'arrive', code, view: 'role', version: await version(member, `/jobs/${number}`) });
}

async function finishForm({ number, member }) {
  const fields = { command: 'finish', note: '换了灯泡', minutes: '15', view: 'role' };
  return actForm('完成', number, { ...fields, version: await version(member, `/jobs/${number}`) });
}

async function rateForm({ number, resident }) {
  const fields = { command: 'rate', level: 'satisfied', note: '来得快', view: 'resident' };
  return actForm('评价', number, { ...fields, version: await version(resident, `/orders/${number}`) });
}

function actForm(what, number, fields) {
  const back = fields.view === 'role' ? `/jobs/${number}` : `/orders/${number}`;
  return { words: `${what} ${number}`, page: back, action: '/do/act_on_order', fields: Object.entries({ back, number, ...fields }) };
}

/** The version that the forms of a page were made from. */
async function version(phone, path) {
  const html = await (await phone.context.request.get(path)).text();
  return /name="version" value="(\d+)"/.exec(html)[1];
}

/** Does something plainly, outside of any round. */
async function post(phone, form) {
  const answer = await phone.context.request.post('/do/act_on_order', { form, headers: { origin: baseUrl }, maxRedirects: 0 });
  assert.match(answer.headers().location, /done=/);
}

/** What has happened to an order. */
async function happenings(phone, number) {
  const html = await (await phone.context.request.get(`/orders/${number}`)).text();
  return html.match(/class="time-item"/g) ?? [];
}

/** All orders of somebody. */
async function orders(phone) {
  const numbers = new Set();
  for (const tab of ['open', 'to_rate', 'over']) {
    for (let path = `/orders?tab=${tab}`; path; ) {
      const html = await (await phone.context.request.get(path)).text();
      for (const [number] of html.matchAll(/K\d+-\d{4,}/g)) numbers.add(number);
      path = /rel="next" href="([^"]+)"/.exec(html)?.[1].replaceAll('&amp;', '&');
    }
  }
  return [...numbers];
}

function numberIn(address) {
  return /K\d+-\d{4,}/.exec(address)[0];
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
