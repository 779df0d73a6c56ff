// Into whose hands an order can go, and who looked at whose number.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspect, launch } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import {
  BULB, REPAIR, accept, arrivalCode, claim, dispatch, done, openAtDesk, order, press, rate, serveUntilDone, unfold,
} from '../steps.mjs';

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    let browser;
    let cast;

    before(async () => {
      browser = await launch();
      const phone = (role, nth) => as(browser, phoneOf(role, nth), { scripts });
      cast = {
        resident: await phone('居民', 0),
        member: await phone('党员', 0),
        other: await phone('党员', 1),
        volunteer: await phone('志愿者队伍', 0),
        staff: await as(browser, phoneOf('社区工作者', 0), { scripts, width: 1280 }),
      };
    });
    after(() => browser.close());

    it('handed on to another member, who goes; the first reads so', async () => {
      const { resident, member, other, staff } = cast;
      const number = await order(resident, BULB);
      await claim(member, number);
      await openAtDesk(staff, number);
      await press(staff, new RegExp(`^转给\\s*：\\s*${phoneOf('党员', 1).name}$`));
      await done(staff, '已转派');
      assert.equal((await member.goto(`/jobs/${number}`)).status(), 200);
      await member.getByText(`这一单改派给${phoneOf('党员', 1).name}了`).waitFor();
      assert.equal(await member.getByText(phoneOf('居民', 0).phone).count(), 0);
      await inspect(member);
      await member.goto('/inbox?tab=rest');
      await member.getByText('这张工单已转给别人').first().waitFor();
      await accept(other, number);
      await serveUntilDone({ resident, member: other }, number);
      await rate(resident, number);
    });

    it('a volunteer team takes it, and one of them comes', async () => {
      const { resident, volunteer, staff } = cast;
      const number = await order(resident, BULB);
      await openAtDesk(staff, number);
      await press(staff, /^派单\s*：.*志愿队$/);
      await done(staff, '已派单');
      await accept(volunteer, number);
      await resident.goto(`/orders/${number}`);
      await resident.getByText(phoneOf('志愿者队伍', 0).name).first().waitFor();
      await inspect(resident);
      await serveUntilDone({ resident, member: volunteer }, number);
    });

    it('the staff do it themselves, and get in without a code', async () => {
      const { resident, staff } = cast;
      const number = await order(resident, REPAIR);
      await dispatch(staff, number, phoneOf('社区工作者', 0).name);
      await staff.getByRole('button', { name: '接单', exact: true }).click();
      await done(staff, '已接单');
      await staff.getByText(phoneOf('居民', 0).phone).first().waitFor();
      await unfold(staff, '没有上门码');
      await staff.getByLabel('没有上门码的原因').fill('老人的手机没电了');
      await staff.getByRole('button', { name: '不用码，我到了', exact: true }).click();
      await done(staff, '已到达');
      await resident.goto(`/orders/${number}`);
      await resident.getByText('老人的手机没电了').first().waitFor();
      await staff.getByLabel('补充一句').fill('换了垫圈');
      await staff.getByLabel('用了多久').fill('15');
      await staff.getByRole('button', { name: '完成', exact: true }).click();
      await done(staff, '已完成');
    });

    it('who looked at whose number stands beside the order', async () => {
      const { resident, member, staff } = cast;
      const number = await order(resident, BULB);
      await claim(member, number);
      await arrivalCode(resident, number);
      for (const [page, path] of [[resident, `/orders/${number}`], [staff, `/desk?order=${number}`]]) {
        await page.goto(path);
        await unfold(page, '谁看过电话号码');
        const looks = page.locator('details[open]', { hasText: '谁看过电话号码' });
        await looks.getByText('居民的电话和门牌').first().waitFor();
        await looks.getByText('上门人的电话').first().waitFor();
        await inspect(page);
      }
      await member.goto(`/jobs/${number}`);
      assert.equal(await member.getByText('谁看过电话号码').count(), 0);
    });
  });
}
