// Who looked for whom, where one is signed in, and an account that is locked.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { baseUrl, inspect, launch, newPage, picture } from '../browser.mjs';
import { as, phoneOf, signIn } from '../cast.mjs';
import { BULB, done, numberOf, order, refused } from '../steps.mjs';

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    const shot = (page, name) => (scripts ? picture(page, `accounts/${name}`) : Promise.resolve());
    let browser;

    before(async () => {
      browser = await launch();
    });
    after(() => browser.close());

    it('the desk finds a person for a reason, and the person reads who did', async () => {
      const who = phoneOf('居民');
      const resident = await as(browser, who, { scripts });
      const number = await order(resident, BULB);
      const staff = await as(browser, phoneOf('社区工作者'), { scripts, width: 1280 });
      await staff.goto('/desk');
      await staff.getByRole('link', { name: '按姓名、手机找人' }).click();
      await staff.getByRole('heading', { name: '按姓名、手机找人' }).waitFor();
      await inspect(staff);
      await shot(staff, 'find@1280');
      await staff.getByLabel('完整的姓名或手机号').fill(who.phone);
      await refused(staff, '请选为什么找', () => staff.getByRole('button', { name: '找', exact: true }).click(), 422);
      assert.equal(await staff.getByLabel('完整的姓名或手机号').inputValue(), who.phone, 'what was typed comes back');
      await staff.getByRole('radio', { name: '本人来电', exact: true }).check();
      await staff.getByRole('button', { name: '找', exact: true }).click();
      await staff.waitForURL('**/desk/find/*');
      assert.ok(!staff.url().includes(who.phone), 'the number stands in no address');
      await inspect(staff);
      await shot(staff, 'found@1280');
      await staff.locator('tr', { hasText: number }).getByRole('link').first().click();
      await staff.waitForURL(/order=K101-/);
      assert.equal(numberOf(staff), number);
      await resident.goto('/me');
      await resident.locator('summary', { hasText: '谁按姓名、手机找过我' }).click();
      await resident.getByText('本人来电').first().waitFor();
      await shot(resident, 'me');
    });

    it('a sign-in elsewhere is told, and ended from afar', async () => {
      const phone = phoneOf('居民', scripts ? 2 : 1).phone;
      const hers = await newPage(browser, { scripts });
      await signIn(hers, phone);
      const theirs = await newPage(browser, { scripts });
      // On one network a number gets a code a minute.
      const answer = await fetch(`${baseUrl}/test/clock/2`, { method: 'POST', headers: { Origin: baseUrl } });
      assert.equal(answer.status, 200);
      await signIn(theirs, phone);
      await hers.goto('/me');
      await hers.getByText('您的账号在一台没见过的设备上登录了').waitFor();
      await shot(hers, 'told');
      await hers.getByRole('link', { name: '看看是不是您本人' }).click();
      await hers.getByRole('heading', { name: '在哪里登录着' }).waitFor();
      await inspect(hers);
      await shot(hers, 'sessions');
      await hers.getByRole('button', { name: /^退出/ }).first().click();
      await done(hers, '那里已经退出');
      await theirs.goto('/me');
      assert.equal(new URL(theirs.url()).pathname, '/sign-in', 'signed out from afar');
    });

    it('an administrator locks an account, and unlocks it', async () => {
      const admin = await as(browser, phoneOf('管理员'), { scripts, width: 1280 });
      const member = phoneOf('党员', scripts ? 1 : 2);
      const page = await as(browser, member, { scripts });
      await admin.goto('/desk/people?area=K101');
      const row = () => admin.locator('tr', { hasText: member.name }).first();
      await row().locator('summary').click();
      await shot(admin, 'lock@1280');
      await row().getByRole('button', { name: /^停用账号/ }).click();
      await done(admin, '账号已停用');
      await row().getByText('已停用').waitFor();
      await row().locator('summary').click();
      await inspect(admin);
      await page.goto('/jobs');
      assert.equal(new URL(page.url()).pathname, '/sign-in', 'out at once');
      await row().getByRole('button', { name: /^恢复账号/ }).click();
      await done(admin, '账号已恢复');
    });
  });
}
