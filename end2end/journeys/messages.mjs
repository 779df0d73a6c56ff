// Short messages: everybody switches off what they don't want, and on again.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspect, launch, picture } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { done } from '../steps.mjs';

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    let browser;

    before(async () => {
      browser = await launch();
    });
    after(() => browser.close());

    it('a resident switches messages off, and on again', async () => {
      const resident = await as(browser, phoneOf('居民', 0), { scripts });
      await resident.goto('/me');
      await resident.getByRole('heading', { name: '短信提醒' }).waitFor();
      await resident.getByText('夜里 22 点到早上 7 点不发，超时提醒除外').waitFor();
      assert.equal(await resident.getByText('派单台有新情况').count(), 0, 'only what concerns a resident');
      await inspect(resident);
      if (scripts) await picture(resident, 'me-messages');
      await turn(resident, '关掉', '工单进展');
      await done(resident, '已关掉');
      await resident.goto('/me');
      await turn(resident, '打开', '工单进展');
      await done(resident, '已打开');
      await resident.getByRole('button', { name: named('关掉', '工单进展') }).waitFor();
    });

    it('staff are told of new orders by a message only if they ask for it', async () => {
      const staff = await as(browser, phoneOf('社区工作者', 0), { scripts });
      await staff.goto('/me');
      await inspect(staff);
      await turn(staff, '打开', '派单台有新情况');
      await done(staff, '已打开');
      await turn(staff, '关掉', '派单台有新情况');
      await done(staff, '已关掉');
      assert.equal(await staff.getByRole('button', { name: named('关掉', '超时提醒') }).count(), 1, 'the others stay as they were');
    });
  });
}

/** Presses the switch of a kind. */
function turn(page, label, kind) {
  return page.getByRole('button', { name: named(label, kind) }).click();
}

/** A button's name with what it is about. */
function named(label, kind) {
  return new RegExp(`^${label}\\s*：\\s*${kind}$`);
}
