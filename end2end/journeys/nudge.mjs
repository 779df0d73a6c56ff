// What is late is urged for, by whoever waits and by those above; and whoever comes agrees on a time.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { baseUrl, inspect, launch, picture } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { BULB, accept, dispatch, done, openAtDesk, order, press, unfold } from '../steps.mjs';

/** Two Tuesdays; nobody else's clock stands there. */
const DAYS = { true: '2099-04-14', false: '2099-04-21' };
const COMPANY = '樾安物业';

/** Moves the clock to a time of that day; what has become due by then is told. */
async function at(day, time) {
  const answer = await fetch(`${baseUrl}/test/clock/${day}T${time}`, { method: 'POST', headers: { Origin: baseUrl } });
  assert.equal(answer.status, 200, 'the server has a clock to be moved');
}

for (const scripts of [true, false]) {
  const day = DAYS[scripts];
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    let browser;
    let cast;

    before(async () => {
      browser = await launch();
      await at(day, '09:30');
      const phone = (role) => as(browser, phoneOf(role), { scripts });
      const desk = (role) => as(browser, phoneOf(role), { scripts, width: 1280 });
      cast = {
        resident: await phone('居民'),
        member: await phone('党员'),
        property: await phone('物业'),
        staff: await desk('社区工作者'),
        office: await desk('办事处'),
      };
    });
    after(() => browser.close());

    it('a resident urges, the company and the desk are told, and the button rests for an hour', async () => {
      const { resident, property, staff, office } = cast;
      await at(day, '09:30');
      const number = await order(resident, BULB);
      await dispatch(staff, number, COMPANY);
      await at(day, '10:35');
      await resident.goto(`/orders/${number}`);
      await resident.locator('.hero-late').waitFor();
      await resident.getByRole('link', { name: new RegExp(`打电话给${COMPANY}`) }).waitFor();
      await picture(resident, 'nudge/late@375', { fullPage: false });
      await inspect(resident);
      await resident.getByRole('button', { name: '催一下', exact: true }).click();
      await done(resident, '已经催了');
      await resident.getByText('今天 11:35 以后还没有动静，可以再催').waitFor();
      assert.equal(await resident.getByRole('button', { name: '催一下', exact: true }).count(), 0);
      await property.goto('/inbox');
      await property.getByText('居民在催，请马上联系').first().waitFor();
      await openAtDesk(staff, number);
      await staff.getByText('“接单”超时，').filter({ hasText: '催了一次' }).first().waitFor();

      await office.goto('/desk/overview');
      await picture(office, 'nudge/overview@1280', { fullPage: false });
      await inspect(office);
      await office.locator('tr', { hasText: '樾城社区' }).getByRole('link', { name: /^\d+$/ }).first().click();
      await office.waitForURL('**/desk?state=late*');
      await openAtDesk(office, number);
      await press(office, '催办');
      await done(office, '已经催了');
      await office.setViewportSize({ width: 375, height: 812 });
      await office.goto('/desk/overview');
      await picture(office, 'nudge/overview@375', { fullPage: false });
      await inspect(office);
      await office.setViewportSize({ width: 1280, height: 900 });
    });

    it('whoever comes agrees on a time, finds the way, and both have it in their calendars', async () => {
      const { resident, member, staff } = cast;
      await at(day, '09:30');
      const number = await order(resident, BULB);
      await dispatch(staff, number, phoneOf('党员').name);
      await accept(member, number);
      await unfold(member, '约好几点到');
      await member.getByLabel('哪天').selectOption({ label: '明天' });
      await member.getByLabel(/^几点/).fill('15:00');
      await member.getByRole('button', { name: '约好了', exact: true }).click();
      await done(member, '约好了');
      await unfold(member, '地图和地址');
      const map = await member.getByRole('link', { name: '高德地图' }).getAttribute('href');
      const sought = decodeURIComponent(map);
      assert.ok(sought.includes('中华园 12 幢') && !sought.includes('301'), sought);
      if (scripts) {
        await member.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        await member.getByRole('button', { name: '复制地址' }).click();
        await member.getByRole('button', { name: '已复制' }).waitFor();
        assert.match(await member.evaluate(() => navigator.clipboard.readText()), /中华园 12 幢 2 单元 301 室/);
      } else {
        assert.equal(await member.getByRole('button', { name: '复制地址' }).count(), 0, 'nothing that does nothing');
      }
      await picture(member, 'nudge/way@375');
      await inspect(member);

      await resident.goto(`/orders/${number}`);
      await resident.locator('.coming-when', { hasText: '约好 明天 15:00 到' }).waitFor();
      await inspect(resident);
      for (const [page, link] of [[resident, /^加到日历/], [member, /^加到日历/]]) {
        const href = await page.getByRole('link', { name: link }).first().getAttribute('href');
        const file = await (await page.context().request.get(`${baseUrl}${href}`)).text();
        assert.match(file, /BEGIN:VEVENT[\s\S]*DTSTART:\d{8}T070000Z[\s\S]*END:VEVENT/);
        assert.ok(!file.includes('301'), 'no door lies in a calendar');
      }
      await openAtDesk(staff, number);
      await staff.getByText('明天 15:00 到').first().waitFor();
    });
  });
}
