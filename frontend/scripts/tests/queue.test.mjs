// Changes that wait: what is sent when, and what is left of it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Queue, TOO_OLD } from '../queue.mjs';
import { Memory } from './memory.mjs';

const ORDER = {
  words: '点单：家庭水电小修',
  page: '/services/S008',
  action: '/do/place_order',
  fields: [['phone', '13800000001'], ['room', '301']],
};

/** A queue whose server answers as told, one answer after the other. */
function queueWith(answers, { store = new Memory(), who = 'wang', now } = {}) {
  const posted = [];
  const post = async (whose, change, sent) => {
    posted.push({ whose, sent, fields: change.fields });
    return answers.shift() ?? { outcome: 'unreachable' };
  };
  return { queue: new Queue(store, who, { post, now }), posted, store };
}

describe('changes that wait', () => {
  it('stay until the server has answered, and are sent again as they were', async () => {
    const { queue, posted } = queueWith([{ outcome: 'unreachable' }, { outcome: 'unreachable' }, { outcome: 'taken', to: '/orders/K101-0001' }]);
    const id = await queue.add(ORDER);
    assert.equal((await queue.send(id)).outcome, 'unreachable');
    assert.equal((await queue.sendAll()).stopped, 'unreachable');
    assert.equal((await queue.all())[0].state, 'waiting');
    await queue.sendAll();
    const [change] = await queue.all();
    assert.deepEqual([change.state, change.to], ['sent', '/orders/K101-0001']);
    assert.deepEqual(posted.map(({ sent }) => sent), ['now', 'later', 'later']);
    assert.deepEqual(new Set(posted.map(({ fields }) => JSON.stringify(fields))).size, 1);
    await queue.sendAll();
    assert.equal(posted.length, 3, 'what was taken is not sent again');
  });

  it('are gone once somebody has read the answer on the page itself', async () => {
    const { queue } = queueWith([{ outcome: 'taken', to: '/orders/K101-0001' }]);
    assert.equal((await queue.send(await queue.add(ORDER))).to, '/orders/K101-0001');
    assert.deepEqual(await queue.all(), []);
  });

  it('lead to the same page if another window has sent them meanwhile', async () => {
    const { queue, posted } = queueWith([{ outcome: 'taken', to: '/orders/K101-0001' }]);
    const id = await queue.add(ORDER);
    await queue.sendAll();
    assert.deepEqual(await queue.send(id), { outcome: 'taken', to: '/orders/K101-0001' });
    assert.equal(posted.length, 1);
  });

  it('that were refused say why, and do not hold up the others', async () => {
    const { queue } = queueWith([{ outcome: 'refused', to: '/orders/K101-0001', sentence: '工单已取消' }, { outcome: 'taken', to: '/orders/K101-0002' }]);
    await queue.add(ORDER);
    await queue.add({ ...ORDER, words: '评价 K101-0002' });
    assert.equal((await queue.sendAll()).sent, 2);
    const states = (await queue.all()).map(({ state, sentence }) => [state, sentence]);
    assert.deepEqual(states.sort(), [['refused', '工单已取消'], ['sent', undefined]]);
  });

  it('wait on while nobody or somebody else is signed in', async () => {
    for (const outcome of ['signed_out', 'another_person']) {
      const { queue, posted } = queueWith([{ outcome, to: '/welcome' }]);
      await queue.add(ORDER);
      await queue.add(ORDER);
      assert.deepEqual(await queue.sendAll(), { sent: 0, stopped: outcome, to: '/welcome' });
      assert.equal(posted.length, 1);
      assert.equal((await queue.all()).length, 2);
    }
  });

  it("are nobody else's", async () => {
    const { queue, store } = queueWith([]);
    const id = await queue.add(ORDER);
    const { queue: other, posted } = queueWith([{ outcome: 'taken', to: '/' }], { store, who: 'li' });
    assert.deepEqual(await other.all(), []);
    await other.sendAll();
    assert.deepEqual(await other.send(id), { outcome: 'gone' });
    assert.deepEqual(posted, []);
  });

  it('are not sent without asking when they are a day old', async () => {
    let time = 1;
    const { queue, posted } = queueWith([{ outcome: 'taken', to: '/' }], { now: () => time });
    const id = await queue.add(ORDER);
    time += TOO_OLD;
    await queue.sendAll();
    assert.equal(posted.length, 0);
    await queue.mean(id);
    await queue.sendAll();
    assert.equal(posted.length, 1);
  });

  it('hold no address, number or word in clear', async () => {
    const { queue, store } = queueWith([]);
    await queue.add(ORDER);
    const [[, row]] = await store.all('changes');
    assert.deepEqual(Object.keys(row).sort(), ['at', 'nonce', 'sealed', 'state', 'who']);
    assert.ok(!Buffer.from(row.sealed).toString('latin1').includes('13800000001'));
    const [[, key]] = await store.all('keys');
    assert.equal(key.extractable, false);
    await assert.rejects(crypto.subtle.exportKey('raw', key));
  });
});
