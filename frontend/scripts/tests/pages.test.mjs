// Pages as last seen: which are kept, for whom, and what of them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ago } from '../ages.mjs';
import { say } from '../words.mjs';
import { forgetOthers, isKept, keep, lastSeen, masked } from '../pages.mjs';
import { Queue } from '../queue.mjs';
import { Memory } from './memory.mjs';

const HOUR = 3_600_000;
const ORDERS = 'https://dian.example.cn/orders';

/** A page as the server answers it. */
function answer(text, { who = 'wang', keep: kept = true, status = 200 } = {}) {
  const headers = { 'content-type': 'text/html', 'x-person': who, 'x-diandiantong': '1', ...(kept && { 'x-keep': '1' }) };
  return new Response(`<!DOCTYPE html><html lang="zh-CN"><body><div class="page">${text}</div></body></html>`, { status, headers });
}

describe('pages as last seen', () => {
  it('say how old they are, whatever was done before they were seen', async () => {
    const store = new Memory();
    await keep(store, `${ORDERS}?done=place`, answer('三件'), HOUR);
    const page = await lastSeen(store, ORDERS, '没有网络', [], 4 * HOUR);
    const html = await page.text();
    assert.match(html, /没有网络，这是 3 小时前看到的/);
    assert.match(html, /<html data-kept="3600000" lang/);
    assert.match(html, /三件/);
    assert.equal(page.headers.get('content-type'), 'text/html');
  });

  it('are dressed in the files that are on the phone now, whatever version they are of', async () => {
    const store = new Memory();
    const files = (hash) => `<link href="/pkg/diandiantong.${hash}.css"><svg><use href="/pkg/icons.${hash}.svg#x"/></svg><script src="/pkg/diandiantong.${hash}.js">`;
    const [old, fresh] = ['0123456789abcdef', 'fedcba9876543210'];
    await keep(store, ORDERS, answer(files(old)));
    const html = await (await lastSeen(store, ORDERS, '', [`/pkg/diandiantong.${fresh}.css`, `/pkg/icons.${fresh}.svg`])).text();
    assert.ok(html.includes(`/pkg/diandiantong.${fresh}.css`) && html.includes(`/pkg/icons.${fresh}.svg#x`));
    assert.ok(html.includes(`/pkg/diandiantong.${old}.js`), 'what the phone does not have stays as it is');
  });

  it('are only those that the server allows, and only whole ones', async () => {
    const store = new Memory();
    await keep(store, ORDERS, answer('a', { keep: false }));
    await keep(store, ORDERS, answer('b', { status: 409 }));
    await keep(store, ORDERS, new Response('a captive portal'));
    assert.equal(await isKept(store, ORDERS), false);
    assert.equal(await lastSeen(store, ORDERS, ''), undefined);
  });

  it('hold no whole phone number, and are not to be read without the key', async () => {
    const store = new Memory();
    await keep(store, ORDERS, answer('<a href="tel:13800000001">13800000001</a>，13900000002 单号 K101-13800000003 x113800000004'));
    const html = await (await lastSeen(store, ORDERS, '')).text();
    assert.match(html, /<a>138\*\*\*\*0001<\/a>，139\*\*\*\*0002/);
    const [[, row]] = await store.all('pages');
    const landline = '<span data-phone="">0512-65211234#801</span><a data-phone=""><svg><use/></svg>+85291234567</a><p>0512-57300000</p>';
    assert.equal(masked(landline), '<span data-phone="">****1234</span><a data-phone=""><svg><use/></svg>****4567</a><p>0512-57300000</p>');
    assert.equal(masked('<span data-phone="">138****0001</span>'), '<span data-phone="">138****0001</span>');
    assert.ok(!Buffer.from(row.sealed).toString('latin1').includes('单号'));
    await store.remove('keys', 'wang');
    assert.equal(await lastSeen(store, ORDERS, ''), undefined);
  });

  it('go when somebody else is here, or nobody, with the key', async () => {
    for (const next of ['li', '-']) {
      const store = new Memory();
      await keep(store, ORDERS, answer('三件'));
      await keep(store, 'https://dian.example.cn/', answer('首页', { who: next, keep: false }));
      assert.equal(await isKept(store, ORDERS), false);
      assert.deepEqual(await store.all('keys'), []);
    }
  });

  it('go without what still waits to be sent: that is opened again for its own person', async () => {
    const store = new Memory();
    const queue = new Queue(store, 'wang');
    await queue.add({ words: '点单', page: '/', action: '/do/place_order', fields: [] });
    await forgetOthers(store, 'wang');
    await forgetOthers(store, 'li');
    assert.deepEqual(await new Queue(store, 'li').all(), []);
    await forgetOthers(store, 'wang');
    assert.equal((await queue.all()).length, 1);
  });

  it('are sixty at most', async () => {
    const store = new Memory();
    for (let count = 0; count < 65; count += 1) await keep(store, `https://dian.example.cn/services/S${count}`, answer('x'), count);
    assert.equal((await store.all('pages')).length, 60);
    assert.equal(await isKept(store, 'https://dian.example.cn/services/S4'), false);
    assert.equal(await isKept(store, 'https://dian.example.cn/services/S5'), true);
  });
});

describe('words', () => {
  it('ages are said as one says them', () => {
    assert.deepEqual([0, 5 * 60_000, 3 * HOUR, 50 * HOUR].map((passed) => ago(0, passed, say)), ['刚才', '5 分钟前', '3 小时前', '2 天前']);
    assert.equal(ago(10, 0, say), '刚才');
  });

  it('longer digits are no phone number', () => {
    assert.equal(masked('138000000012 0512-57000000 1380000000'), '138000000012 0512-57000000 1380000000');
    assert.equal(masked('13800000001'), '138****0001');
  });
});
