// The desk keeps its place: whoever gives out one order after the other goes on where they were.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspect, launch } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { BULB, REPAIR, order } from '../steps.mjs';

/** How many orders are given out, one press each. */
const PRESSES = 3;

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    let browser;
    let staff;

    before(async () => {
      browser = await launch();
      const resident = await as(browser, phoneOf('居民'), { scripts });
      for (const service of [BULB, REPAIR, BULB, REPAIR]) await order(resident, service);
      staff = await as(browser, phoneOf('社区工作者'), { scripts, width: 1280 });
    });
    after(() => browser.close());

    it('gives out three orders by three presses, the next one open and in sight each time', async () => {
      await staff.goto('/desk');
      const numbers = await staff.locator('.table-row').evaluateAll((rows) => rows.map(({ id }) => id).filter(Boolean));
      assert.ok(numbers.length > PRESSES + 1, 'the desk has enough that waits');
      const first = numbers.length - 1 - PRESSES;
      await staff.locator(`[id="${numbers[first]}"] a`).click();
      for (let press = 0; press < PRESSES; press += 1) {
        await isOpen(numbers[first + press]);
        await staff.getByRole('button', { name: /^派单\s*：/ }).first().click();
        await staff.getByText('已派单，接单人会收到消息').waitFor();
      }
      await isOpen(numbers[first + PRESSES]);
      await inspect(staff);
    });

    it('leaves the list where it was while the order beside it is read', async () => {
      const tops = () => staff.evaluate(() => [document.scrollingElement.scrollTop, document.querySelector('.split-list').scrollTop]);
      const before = await tops();
      assert.equal(before[0], 0, 'the page itself does not scroll');
      await staff.locator('.split-detail').evaluate((detail) => detail.scrollTo(0, detail.scrollHeight));
      assert.deepEqual(await tops(), before);
      const last = await staff.locator('.split-detail').evaluate((detail) => detail.scrollTop);
      assert.ok(last > 0, 'the order is longer than the screen');
    });

    /** Waits until an order is beside the list, and its row in sight. */
    async function isOpen(number) {
      await staff.waitForURL(new RegExp(`order=${number}\\b`));
      const row = staff.locator(`[id="${number}"].table-row-current`);
      await row.waitFor();
      await staff.locator('.split-detail', { hasText: number }).waitFor();
      const [list, place] = await Promise.all([staff.locator('.split-list').boundingBox(), row.boundingBox()]);
      assert.ok(place.y >= list.y && place.y + place.height <= list.y + list.height, `${number} is in sight`);
    }
  });
}
