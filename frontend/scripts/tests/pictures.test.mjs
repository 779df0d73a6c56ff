// Pictures on their way: what is kept, what is sent when, and which of them stand with which form.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withPictures } from '../cards.mjs';
import { forgetOthers } from '../pages.mjs';
import { Pictures } from '../pictures.mjs';
import { Memory } from './memory.mjs';

const WEEK = 7 * 24 * 3_600_000;
const OF_ORDER = { address: '/photos/send?key=a&number=K101-0001', words: 'K101-0001', page: '/jobs/K101-0001' };
const OF_FORM = { address: '/photos/send?key=b&token=t1', token: 't1', words: '点单：家庭水电小修', page: '/services/S008' };
const FORM = { id: 'c1', state: 'waiting', words: OF_FORM.words, fields: [['token', 't1']] };
const jpeg = new Blob(['a kitchen tap']);

/** Pictures whose server answers as told, one answer after the other. */
function picturesWith(answers, { store = new Memory(), who = 'wang', now } = {}) {
  const posted = [];
  const post = async (address, blob, whose) => {
    posted.push([address, await blob.text(), whose]);
    return answers.shift() ?? { outcome: 'unreachable' };
  };
  return { pictures: new Pictures(store, who, { post, now }), posted, store };
}

describe('pictures on their way', () => {
  it('stay until the server has answered, sealed, and are sent as they were', async () => {
    const { pictures, posted, store } = picturesWith([{ outcome: 'unreachable' }, { outcome: 'taken' }]);
    await pictures.add('a', OF_ORDER, jpeg);
    const [[, row]] = await store.all('pictures');
    const clear = Buffer.concat([Buffer.from(row.bytes.sealed), Buffer.from(row.about.sealed)]).toString('latin1');
    assert.ok(!clear.includes('kitchen') && !clear.includes('K101'));
    assert.equal(await pictures.sendAll([]), 'unreachable');
    assert.equal((await pictures.all())[0].state, 'waiting');
    assert.equal(await pictures.sendAll([]), undefined);
    assert.deepEqual(posted, Array(2).fill([OF_ORDER.address, 'a kitchen tap', 'wang']));
    assert.equal((await pictures.all())[0].state, 'sent');
    assert.equal((await store.all('pictures'))[0][1].bytes, undefined, 'the phone has room for others');
    await pictures.sendAll([]);
    assert.equal(posted.length, 2, 'what was taken is not sent again');
  });

  it('that are refused say why and do not hold up the others; where nobody is signed in, all wait', async () => {
    const { pictures } = picturesWith([{ outcome: 'refused', sentence: '照片够多了' }, { outcome: 'signed_out' }]);
    await pictures.add('a', OF_ORDER, jpeg);
    await pictures.add('b', OF_ORDER, jpeg);
    assert.equal(await pictures.sendAll([]), 'signed_out');
    const states = (await pictures.all()).map(({ key, state, sentence }) => [key, state, sentence]);
    assert.deepEqual(states.sort(), [['a', 'refused', '照片够多了'], ['b', 'waiting', undefined]]);
  });

  it('of a form that waits go after it', async () => {
    const { pictures, posted } = picturesWith([{ outcome: 'taken' }]);
    await pictures.add('b', OF_FORM, jpeg);
    await pictures.sendAll([FORM]);
    assert.equal(posted.length, 0);
    await pictures.sendAll([{ ...FORM, state: 'sent' }]);
    assert.equal(posted.length, 1);
    assert.deepEqual(await pictures.all(), [], 'they are seen with the order');
  });

  it('that are taken away while they are sent stay away', async () => {
    const store = new Memory();
    const post = async () => {
      await store.remove('pictures', 'a');
      return { outcome: 'taken' };
    };
    const pictures = new Pictures(store, 'wang', { post });
    await pictures.add('a', OF_ORDER, jpeg);
    await pictures.sendAll([]);
    assert.deepEqual(await pictures.all(), []);
  });

  it("are one person's, whose key stays while they wait, and go after a week", async () => {
    let now = 0;
    const { pictures, store } = picturesWith([], { now: () => now });
    await pictures.add('a', OF_ORDER, jpeg);
    await forgetOthers(store, 'li');
    const { pictures: others, posted } = picturesWith([{ outcome: 'taken' }], { store, who: 'li', now: () => now });
    await others.sendAll([]);
    assert.deepEqual([posted, await others.all()], [[], []]);
    assert.equal((await pictures.all()).length, 1);
    now = WEEK + 1;
    await others.sendAll([]);
    assert.deepEqual(await store.all('pictures'), []);
  });

  it('stand with their form while it waits, and by themselves otherwise', () => {
    const of = (key, about, more) => ({ key, state: 'waiting', at: 1, ...about, ...more });
    const pictures = [of('a', OF_FORM), of('b', OF_FORM), of('c', OF_ORDER), of('d', OF_ORDER), of('e', OF_ORDER, { state: 'sent' })];
    const [form, waiting, sent] = withPictures([FORM], pictures);
    assert.deepEqual([form.id, form.pictures], ['c1', 2]);
    assert.deepEqual([waiting.keys, waiting.words, waiting.to], [['c', 'd'], '2 张照片，K101-0001', '/jobs/K101-0001']);
    assert.deepEqual([sent.keys, sent.state], [['e'], 'sent']);
    assert.deepEqual(withPictures([], pictures.slice(0, 2)), [], 'of a form that nobody sent off');
    const [refused] = withPictures([], [of('a', OF_FORM, { state: 'refused' })]);
    assert.deepEqual([refused.words, refused.to], ['1 张照片，点单：家庭水电小修', '/orders']);
  });
});
