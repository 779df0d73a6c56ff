// Somebody else answers in the server's place: nothing counts as sent, nothing is lost, and nobody reads a proxy's page.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readAnswer } from '../answer.mjs';
import { isKept, keep } from '../pages.mjs';
import { Pictures, dropPicture } from '../pictures.mjs';
import { Queue } from '../queue.mjs';
import { Memory } from './memory.mjs';
import { MIDDLEBOXES, inPlaceOfTheServer } from './middlebox.mjs';

const jpeg = new Blob(['a kitchen tap']);
const form = (words, action, ...fields) => ({ words, page: '/', action, fields });

/** Everything that the phone keeps until it is sent. */
const FORMS = {
  'an order': form('点单：家庭水电小修', '/do/place_order', ['token', 't1']),
  'a rating': form('评价 K101-0001', '/do/act_on_order', ['command', 'rate']),
  arrived: form('到达 K101-0001', '/do/act_on_order', ['command', 'arrive']),
  finished: form('完成 K101-0001', '/do/act_on_order', ['command', 'finish']),
};
const PICTURES = {
  'a picture of an order': { address: '/photos/send?key=a&number=K101-0001', words: 'K101-0001', page: '/jobs/K101-0001' },
  'a picture of a form': { address: '/photos/send?key=a&token=t1', token: 't1', words: '点单：家庭水电小修', page: '/services/S008' },
};

for (const [box, answer] of Object.entries(MIDDLEBOXES)) {
  describe(`${box} in place of the server's answer`, () => {
    for (const [name, content] of Object.entries(FORMS)) {
      it(`${name} waits on`, async () => {
        const queue = new Queue(new Memory(), 'wang');
        const id = await queue.add(content);
        const asked = await inPlaceOfTheServer(answer, async () => {
          assert.deepEqual(await queue.send(id), { outcome: 'unreachable' });
          assert.equal((await queue.sendAll()).stopped, 'unreachable');
        });
        assert.ok(asked >= 2, 'it was sent');
        assert.deepEqual((await queue.all()).map(({ state, fields }) => [state, fields]), [['waiting', content.fields]]);
      });
    }

    for (const [name, about] of Object.entries(PICTURES)) {
      it(`${name} ${box === 'a 413' ? 'says that it is too large' : 'waits on'}`, async () => {
        const pictures = new Pictures(new Memory(), 'wang');
        await pictures.add('a', about, jpeg);
        await inPlaceOfTheServer(answer, () => pictures.sendAll([]));
        const [{ state, sentence }] = await pictures.all();
        if (box === 'a 413') assert.deepEqual([state, sentence], ['refused', '照片太大，传不上去，请换一张小一点的']);
        else assert.deepEqual([state, sentence], ['waiting', undefined]);
      });
    }

    it('a picture that was to be taken away is not gone', async () => {
      await inPlaceOfTheServer(answer, async () => {
        assert.deepEqual(await dropPicture('a'), { outcome: 'unreachable' });
      });
    });

    it('a page is not kept', async () => {
      const store = new Memory();
      await inPlaceOfTheServer(answer, async () => {
        const response = await fetch('/orders').catch(() => Response.error());
        // Even where it says of itself what our pages say.
        const headers = { ...Object.fromEntries(response.headers), 'x-person': 'wang', 'x-keep': '1' };
        await keep(store, 'https://dian.example.cn/orders', new Response('a portal', { headers }));
      });
      assert.equal(await isKept(store, 'https://dian.example.cn/orders'), false);
    });
  });
}

describe("the server's own answer", () => {
  const OURS = { 'x-diandiantong': '1' };
  const otherwise = { to: '/', sentence: '没有办成，请再办一次' };
  const text = { ...OURS, 'content-type': 'text/plain; charset=utf-8' };
  const data = { ...OURS, 'content-type': 'application/json' };
  const html = { ...OURS, 'content-type': 'text/html; charset=utf-8' };
  const read = (status, headers, body) => readAnswer(new Response(body, { status, headers }), otherwise);

  it('is what it says', async () => {
    for (const answer of [{ outcome: 'taken', to: '/orders' }, { outcome: 'refused', to: '/', sentence: '工单已取消' }, { outcome: 'signed_out', to: '' }, { outcome: 'another_person' }]) {
      assert.deepEqual(await read(200, data, JSON.stringify(answer)), answer);
    }
    assert.deepEqual(await read(204, OURS, null), { outcome: 'taken' });
    assert.deepEqual(await read(200, text, '3f2b-9'), { outcome: 'taken', id: '3f2b-9' });
    assert.deepEqual(await read(401, text, '请先登录'), { outcome: 'signed_out' });
  });

  it('is a sentence only where it is plain text', async () => {
    assert.deepEqual(await read(422, text, '照片够多了'), { outcome: 'refused', to: '/', sentence: '照片够多了' });
    assert.deepEqual(await read(403, html, '<html>…</html>'), { outcome: 'refused', ...otherwise });
    assert.deepEqual(await read(413, OURS, null), { outcome: 'refused', ...otherwise });
  });

  it('is worth another try where the server was too busy, or says what nobody understands', async () => {
    for (const status of [429, 500, 503]) assert.deepEqual(await read(status, text, '请过一会儿再试'), { outcome: 'unreachable' });
    assert.deepEqual(await read(200, html, '<html>…</html>'), { outcome: 'unreachable' });
    assert.deepEqual(await read(200, data, '{"outcome":"something new"}'), { outcome: 'unreachable' });
    assert.deepEqual(await read(200, data, 'null'), { outcome: 'unreachable' });
  });
});
