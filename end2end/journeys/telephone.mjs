// The telephone at the desk: numbers that are called, callers who are known by theirs, and what they want in their words.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspect, launch, picture } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { BULB, answerCall, chooseEstate, claim, done, numberOf, openAtDesk, order, press, unfold } from '../steps.mjs';

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    const shot = (page, name) => (scripts ? picture(page, `telephone/${name}`) : Promise.resolve());
    let browser;
    let staff;

    before(async () => {
      browser = await launch();
      staff = await as(browser, phoneOf('社区工作者'), { scripts, width: 1280 });
    });
    after(() => browser.close());

    it('a number is shown for a reason, and whose it is reads so', async () => {
      const [who, whoComes] = [phoneOf('居民'), phoneOf('党员')];
      const resident = await as(browser, who, { scripts });
      const member = await as(browser, whoComes, { scripts });
      const number = await order(resident, BULB);
      await claim(member, number);
      await openAtDesk(staff, number);
      assert.equal(await staff.locator('a[href^="tel:"]').count(), 0, 'masked at first');
      await unfold(staff, '看居民的号码');
      await shot(staff, 'why@1280');
      await press(staff, /^催进度\s*：\s*看居民的号码$/);
      await done(staff, '号码看得到了');
      await staff.getByRole('link', { name: who.phone }).waitFor();
      await press(staff, new RegExp(`^约时间\\s*：\\s*看${whoComes.name}的号码$`));
      await done(staff, '号码看得到了');
      await staff.getByRole('link', { name: whoComes.phone }).waitFor();
      assert.equal(await staff.locator('a[href^="tel:"]').count(), 2);
      await shot(staff, 'numbers@1280');
      await resident.goto(`/orders/${number}`);
      await unfold(resident, '谁看过电话号码');
      await resident.getByText('为了催进度').first().waitFor();
      await inspect(resident);
      for (const [page, why] of [[resident, '催进度'], [member, '约时间']]) {
        await page.goto('/me');
        await unfold(page, '社区谁看过我的号码');
        await page.getByText(new RegExp(`${number}\\s*${why}`)).first().waitFor();
        await inspect(page);
      }
      for (const role of ['办事处', '区']) {
        const above = await as(browser, phoneOf(role), { scripts, width: 1280 });
        await openAtDesk(above, number);
        assert.equal(await above.getByText(/^看.*的号码$/).count(), 0, role);
        assert.equal(await above.getByText(who.phone).count(), 0, role);
      }
    });

    it('a known caller says what they want, and nothing else', async () => {
      const who = phoneOf('居民');
      const resident = await as(browser, who, { scripts });
      await order(resident, BULB);
      await answerCall(staff, who.phone, BULB);
      assert.ok(!staff.url().includes(who.phone), 'the number stands in no address');
      assert.equal(await staff.getByLabel('居民姓名').inputValue(), who.name);
      assert.equal(await staff.getByLabel('居民电话').inputValue(), who.phone);
      assert.equal(await staff.getByLabel('几幢').inputValue(), '12');
      await inspect(staff);
      await shot(staff, 'known@1280');
      await staff.getByRole('link', { name: new RegExp(`再点一次：${BULB.name}`) }).first().click();
      await staff.getByLabel('再说两句').fill('来电话点的');
      await staff.getByRole('button', { name: '替他点单', exact: true }).click();
      await done(staff, '已替居民点单');
      await staff.getByText('请念给对方').waitFor();
      await staff.locator('.order-number-large', { hasText: numberOf(staff) }).first().waitFor();
      await shot(staff, 'read-out@1280');
      await resident.goto('/me');
      await unfold(resident, '谁按姓名、手机找过我');
      await resident.getByText('来电点单').first().waitFor();
    });

    it('what somebody new wants is found in their words', async () => {
      const phone = scripts ? '13900000171' : '13900000172';
      await staff.goto('/desk/new');
      await inspect(staff);
      await staff.getByLabel('来电号码').fill(phone);
      await staff.getByRole('button', { name: '查一查', exact: true }).click();
      await staff.getByText('还没有点过单').waitFor();
      const search = staff.getByRole('searchbox');
      if (scripts) {
        await search.click();
        await search.pressSequentially('shuiguan');
        await staff.getByRole('navigation', { name: '可能要找的' }).getByRole('link').first().waitFor();
        await shot(staff, 'suggested@1280');
        await search.press('Enter');
      } else {
        await search.fill('shuiguan');
        await staff.getByRole('button', { name: '找', exact: true }).click();
      }
      await staff.getByRole('heading', { name: /^找到 \d+ 项$/ }).waitFor();
      await inspect(staff);
      await staff.locator('a.service-row').first().click();
      await staff.getByRole('button', { name: '替他点单', exact: true }).waitFor();
      assert.equal(await staff.getByLabel('居民姓名').inputValue(), '');
      assert.equal(await staff.getByLabel('居民电话').inputValue(), phone);
      await staff.getByLabel('居民姓名').fill('孙阿婆');
      await chooseEstate(staff, '中华园');
      await staff.getByLabel('几幢').fill('8');
      await staff.getByLabel('几室').fill('101');
      await staff.getByRole('button', { name: '替他点单', exact: true }).click();
      await done(staff, '已替居民点单');
    });
  });
}
