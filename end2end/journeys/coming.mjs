// Somebody is on the way: who, when, their number and the digits for the door are in sight before a finger moves.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspect, launch, newPage, picture } from '../browser.mjs';
import { as, phoneOf, signIn } from '../cast.mjs';
import { BULB, arrivalCode, arrive, chooseEstate, claim, done, finish, order, rate } from '../steps.mjs';

const SIZES = [{ width: 375, height: 812 }, { width: 320, height: 640 }];
/** What somebody needs who stands at the door. */
const NEEDED = ['.coming-when', '.coming-title', '.coming .call', '.coming .code-digits'];

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    let browser;
    let resident;
    let member;
    before(async () => {
      browser = await launch();
      resident = await newcomer(browser, scripts);
      member = await as(browser, phoneOf('党员'), { scripts });
    });
    after(() => browser.close());

    it('who comes stands first on home and on the order, in both modes and at every size', async () => {
      const older = await order(resident, BULB);
      const number = await order(resident, BULB);
      await resident.goto('/');
      assert.equal(await resident.locator('.coming').count(), 0, 'nobody is on the way yet');
      await claim(member, older);
      const code = await arrivalCode(resident, older);
      for (const mode of ['标准模式', '长辈模式']) {
        if (mode === '长辈模式') await turn(resident, mode);
        for (const path of ['/', `/orders/${older}`]) {
          await resident.goto(path);
          assert.equal((await resident.locator('.coming .digit').allTextContents()).join(''), code, `${mode} ${path}`);
          const call = await resident.locator('.coming .call').getAttribute('href');
          assert.equal(call, `tel:${phoneOf('党员').phone}`);
          for (const size of SIZES) {
            await resident.setViewportSize(size);
            const hidden = await outOfSight(resident, size);
            await picture(resident, `coming/${mode}${path.replaceAll('/', '-')}@${size.width}`, { fullPage: false });
            assert.deepEqual(hidden, [], `${mode} ${path} at ${size.width}×${size.height}`);
          }
          await resident.setViewportSize(SIZES[0]);
          await inspect(resident);
          if (!scripts || mode === '长辈模式') continue;
          // Letters twice as large, as a browser can be set to.
          await resident.evaluate(() => {
            document.documentElement.style.fontSize = `${2 * parseFloat(getComputedStyle(document.documentElement).fontSize)}px`;
          });
          assert.deepEqual(await outOfSight(resident, SIZES[0], ['.coming-title', '.coming .call', '.coming .code-digits']), [], `${path} at 200 %`);
        }
      }
      await turn(resident, '标准模式');
      // The newer order waits below it.
      await resident.goto('/');
      const links = await resident.locator('main a[href*="/orders/K"]').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
      assert.deepEqual(links.slice(0, 2), [`/orders/${older}`, `/orders/${number}`]);
    });

    it('whoever is there needs no digits any more, and what is done is rated by one press', async () => {
      const number = await order(resident, BULB);
      await claim(member, number);
      await arrive(member, number, await arrivalCode(resident, number));
      await resident.goto(`/orders/${number}`);
      await resident.locator('.coming', { hasText: '已经到了' }).waitFor();
      assert.equal(await resident.locator('.digit').count(), 0);
      await inspect(resident);
      await finish(member, number);
      await resident.goto('/');
      await resident.locator('main a[href$="#rate"]').first().click();
      await resident.waitForURL(`**/orders/${number}#rate`);
      const tab = async (name) => {
        await resident.goto('/orders');
        await resident.getByRole('navigation', { name: '我的工单' }).getByRole('link', { name }).click();
        await inspect(resident);
        return resident.locator('.order-card', { hasText: number });
      };
      await (await tab(/^待评价/)).getByText(/点的$/).waitFor();
      await rate(resident, number);
      await (await tab(/^已完成/)).waitFor();
      assert.equal(await (await tab(/^待评价/)).count(), 0);
    });

    it('the bar of the order form says what it sends', async () => {
      await resident.goto(`/services/${BULB.code}`);
      const note = async () => (await resident.locator('.action-note').innerText()).replace(/\s+/g, ' ').trim();
      const home = (await resident.locator('.address').innerText()).split('\n')[0].trim();
      assert.equal(await note(), `尽快 · ${home}`);
      const value = await resident.locator('input[name=window]').nth(1).getAttribute('value');
      const window = resident.locator(`input[name=window][value="${value}"]`);
      await window.check();
      const words = (await resident.locator('label', { has: window }).locator('.chip-face').innerText()).replace(/\s+/g, ' ').trim();
      assert.equal(await note(), `${words} · ${home}`);
      await resident.getByRole('radio', { name: '家人', exact: true }).check();
      assert.equal(await note(), `${words} · 家人那里`);
      await inspect(resident);
    });
  });
}

/** What of all that is needed lies outside of the window, or under the bar at its foot. */
async function outOfSight(page, { width, height }, needed = NEEDED) {
  const bar = await page.locator('.tabs').boundingBox();
  const foot = Math.min(height, bar?.y ?? height);
  const faults = [];
  for (const name of needed) {
    const box = await page.locator(name).first().boundingBox();
    const seen = box && box.y >= 0 && box.y + box.height <= foot + 0.5 && box.x >= 0 && box.x + box.width <= width + 0.5;
    if (!seen) faults.push(`${name} ${JSON.stringify(box)}, the page ends at ${foot}`);
  }
  return faults;
}

/** Somebody for whom nobody is on the way yet. */
async function newcomer(browser, scripts) {
  const page = await newPage(browser, { scripts });
  await signIn(page, scripts ? '13900000103' : '13900000104');
  await page.getByLabel('姓名').fill('新邻居');
  await chooseEstate(page, '中华园');
  await page.getByLabel('几幢').fill(scripts ? '18' : '19');
  await page.getByLabel('几室').fill('101');
  await page.getByRole('checkbox', { name: /同意/ }).check();
  await page.getByRole('button', { name: '保存' }).click();
  await done(page, '可以点单了');
  return page;
}

/** Switches elder mode, which only the first page offers. */
async function turn(page, label) {
  await page.goto('/');
  await page.getByRole('button', { name: label }).click();
  await page.locator('.notice-done', { hasText: label }).waitFor();
}
