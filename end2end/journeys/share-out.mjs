// Jobs shared out: who is proposed and why, the whole queue at one press, and what a member says of themselves.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspect, launch } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { BULB, done, numberOf, openAtDesk, order, refused, sendOrder, unfold } from '../steps.mjs';

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    let browser;
    let cast;

    before(async () => {
      browser = await launch();
      const phone = (role, nth) => as(browser, phoneOf(role, nth), { scripts });
      cast = {
        resident: await phone('居民', 0),
        member: await phone('党员', 3),
        staff: await as(browser, phoneOf('社区工作者', 0), { scripts, width: 1280 }),
        office: await as(browser, phoneOf('办事处', 0), { scripts, width: 1280 }),
      };
    });
    after(() => browser.close());

    it('a member says what they can do, when, and when not', async () => {
      const { member } = cast;
      await member.goto('/me');
      await member.getByRole('link', { name: /我的服务资料/ }).click();
      await member.waitForURL('**/jobs/profile');
      await inspect(member);
      await member.getByLabel('居家生活').check();
      await member.getByLabel('手上最多几单').fill('0');
      await refused(member, '请填 1 到 20 之间的数', () =>
        member.getByRole('button', { name: '保存', exact: true }).click(), 422);
      assert.equal(await member.getByLabel('居家生活').isChecked(), true, 'what was ticked comes back');
      await member.getByLabel('手上最多几单').fill('20');
      await member.getByRole('button', { name: '保存', exact: true }).click();
      await done(member, '服务资料已保存');
      await unfold(member, '加一段不在的日子');
      await member.getByLabel('从哪天起').fill('2098-01-02');
      await member.getByLabel('到哪天（含）').fill('2098-01-01');
      await refused(member, '不能比开始那天早', () =>
        member.getByRole('button', { name: '加上', exact: true }).click(), 422);
      await member.getByLabel('到哪天（含）').fill('2098-01-03');
      await member.getByRole('button', { name: '加上', exact: true }).click();
      await done(member, '已记下');
      await member.getByText('2098年1月2日 到 2098年1月3日').first().waitFor();
      await member.getByRole('button', { name: /^删掉/ }).first().click();
      await done(member, '已删掉');
    });

    it('a wish stands on the order, and the desk reads who fits it', async () => {
      const { resident, staff } = cast;
      await resident.goto(`/services/${BULB.code}`);
      await unfold(resident, '对来的人有要求');
      await resident.getByLabel('想请谁来').selectOption({ label: '女同志' });
      await sendOrder(resident);
      await resident.waitForURL(/\/orders\/K\d+-\d+/);
      await resident.getByText('女同志').first().waitFor();
      await inspect(resident);
      await openAtDesk(staff, numberOf(resident));
      await staff.getByText('居民想请女同志来').first().waitFor({ state: 'attached' });
    });

    it('the plan is shown, carried out at one press, and says why the rest is left', async () => {
      const { resident, staff, office } = cast;
      const number = await order(resident, BULB);
      await staff.goto('/desk');
      await staff.getByRole('link', { name: '全部派单：先看方案' }).click();
      await staff.waitForURL('**/desk/plan');
      await inspect(staff);
      const row = staff.locator('tr', { hasText: number });
      await row.waitFor();
      assert.match(await row.textContent(), /同|归志愿队|没有/, 'it says why');
      // One is left out, and one goes to somebody else.
      const left = await staff.locator('input[name^="row-"][type=checkbox]').first();
      const kept = (await left.getAttribute('name')).replace('row-', '');
      await left.uncheck();
      if (await row.locator('select option').count() > 1) await row.locator('select').selectOption({ index: 1 });
      await staff.getByRole('button', { name: /^派勾上的单/ }).click();
      await done(staff, '已按方案派单');
      await staff.goto('/desk');
      await staff.locator(`[id="${kept}"]`).waitFor();
      assert.equal((await office.goto('/desk/plan')).status(), 403);
    });
  });
}
