// Behind nginx and Caddy, set up as README says: pages change by themselves, and pictures come through.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PATIENCE, keepDrawing, launch } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { photo } from '../photograph.mjs';
import { PROXIES } from '../proxies.mjs';
import { BULB, arrivalCode, arrive, claim, order } from '../steps.mjs';

/** Within a second, and some air for a busy machine: held back, an event would not come at all. */
const SOON = { timeout: 3_000 };
const MEGABYTE = 1024 * 1024;

/** A picture of more than a megabyte: what stands behind its end belongs to the file, too. */
function large(name) {
  const { buffer, ...about } = photo(name);
  return { ...about, buffer: Buffer.concat([buffer, Buffer.alloc(1.2 * MEGABYTE)]) };
}

it('no proxy is missing, unless WITHOUT_PROXIES=1 says that it is left out', () => {
  const missing = Object.entries(PROXIES).filter(([, { program }]) => !program).map(([name]) => name);
  const advice = `没有 ${missing.join('、')}：请先装上（cargo xtask test 会自己下载）；真要少测，请设置 WITHOUT_PROXIES=1。`;
  assert.ok(missing.length === 0 || process.env.WITHOUT_PROXIES === '1', advice);
});

for (const [name, { program, limits, start }] of Object.entries(PROXIES)) {
  describe(`behind ${name}`, { skip: program ? false : `${name} is not on this machine` }, () => {
    let browser;
    let member;
    let resident;
    let proxy;

    before(async () => {
      browser = await launch();
      resident = await as(browser, phoneOf('居民', 0));
      member = await as(browser, phoneOf('党员', 0));
      proxy = await start();
    });
    after(() => Promise.all([browser?.close(), proxy?.stop()]));

    it('a page that stands open changes within a second', async () => {
      const number = await order(resident, BULB);
      const page = await through(browser, proxy, resident);
      const opened = page.waitForResponse((response) => new URL(response.url()).pathname === '/live');
      await page.goto(`/orders/${number}`);
      assert.equal((await opened).status(), 200);
      await claim(member, number);
      await page.getByText(phoneOf('党员', 0).name).first().waitFor(SOON);
      await page.context().close();
    });

    for (const scripts of [true, false]) {
      it(`a form with large pictures goes through, ${scripts ? 'with' : 'without'} scripts`, async () => {
        const number = await order(resident, BULB);
        await claim(member, number);
        await arrive(member, number, await arrivalCode(resident, number));
        const page = await through(browser, proxy, member, { javaScriptEnabled: scripts });
        await page.goto(`/jobs/${number}`);
        if (!scripts) await page.getByText('加一张照片').click();
        await page.locator('.photo-input').filter({ visible: true }).setInputFiles([large('tap.png'), large('wall.png')]);
        if (!scripts) await page.getByRole('button', { name: '加照片', exact: true }).click();
        await page.locator('.photo-pair img').nth(1).waitFor();
        await page.context().close();
      });
    }

    it('a picture that it does not let through is refused in words', { skip: limits ? false : `${name} has no limit` }, async () => {
      const narrow = await start({ asReadme: false });
      const number = await order(resident, BULB);
      const page = await through(browser, narrow, resident);
      await page.goto(`/orders/${number}`);
      const heic = { name: 'tap.heic', mimeType: 'image/heic', buffer: Buffer.alloc(2 * MEGABYTE) };
      await page.locator('.photo-add .photo-input').setInputFiles([heic]);
      await page.getByText('照片太大，传不上去，请换一张小一点的').waitFor();
      await page.context().close();
      await narrow.stop();
    });
  });
}

/** A page of somebody who is signed in, through the proxy. */
async function through(browser, { address }, page, options = {}) {
  const storageState = await page.context().storageState();
  const context = await browser.newContext({ baseURL: address, storageState, locale: 'zh-CN', serviceWorkers: 'block', ...options });
  context.setDefaultTimeout(PATIENCE);
  await context.addInitScript(keepDrawing);
  return context.newPage();
}
