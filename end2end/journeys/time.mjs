// Deadlines, lived through on a clock that the journey moves.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { baseUrl, inspect, launch } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { BULB, REPAIR, accept, dispatch, done, openAtDesk, order, refused, unfold } from '../steps.mjs';

/** Two Tuesdays of a year whose holidays nobody can know yet: Monday to Friday are worked, but for what the law names. */
const DAYS = { true: '2099-03-03', false: '2099-03-10' };

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
        staff: await desk('社区工作者'),
        lead: await desk('社区书记'),
      };
    });
    after(() => browser.close());

    it('a deadline runs out: the member is told, then the desk, then the lead, and it says how it was reckoned', async () => {
      const { resident, member, staff, lead } = cast;
      await at(day, '09:30');
      const number = await order(resident, BULB);
      await resident.getByText('今天 15:00 上门').first().waitFor();
      await dispatch(staff, number, phoneOf('党员').name);
      await accept(member, number);
      await member.getByText('今天 15:00 上门').first().waitFor();
      await at(day, '14:15');
      await told(member, number, '“上门”快到时限了，请抓紧');
      await at(day, '15:05');
      await told(staff, number, '“上门”超时了');
      await at(day, '16:05');
      await told(lead, number, '“上门”超时了');
      await resident.goto(`/orders/${number}`);
      await resident.locator('.coming', { hasText: '超时了，说好今天 15:00 前上门的' }).waitFor();
      await resident.getByText('已经报给社区书记').waitFor();
      await inspect(resident);
      await openAtDesk(staff, number);
      await staff.getByText(/“上门”超时，已报.*社区书记/).first().waitFor();
      await staff.getByRole('link', { name: /^怎么算的\s*上门$/ }).click();
      await staff.getByRole('heading', { name: '“上门”的时限怎么算的' }).waitFor();
      await staff.getByText('150 分钟').first().waitFor();
      await staff.getByText('9:30–12:00').first().waitFor();
      await inspect(staff);
    });

    it('what is late says so first, and what is urgent stands before it', async () => {
      const { resident, member, staff } = cast;
      await at(day, '09:30');
      const number = await order(resident, BULB);
      await at(day, '10:35');
      await resident.goto(`/orders/${number}`);
      await resident.getByRole('heading', { name: '超时了，已经报给社区', exact: true }).waitFor();
      await resident.getByText('说好今天 10:30 前接单，到现在还没有人接。').waitFor();
      await resident.getByText('今天 11:30 还是这样，就再往上一级报。').waitFor();
      const read = await resident.locator('main').innerText();
      assert.ok(read.indexOf('有急事打社区电话') < read.indexOf('这一单'), 'the telephone stands beside it');
      await inspect(resident);
      await resident.goto('/orders');
      await resident.locator('.order-card', { hasText: number }).getByText('超时了，说好今天 10:30 前接单的').waitFor();
      const urgent = await order(resident, REPAIR);
      for (const [page, path, row] of [[staff, '/desk', 'tbody tr'], [member, '/jobs', '.job']]) {
        await page.goto(path);
        const rows = (await page.locator(row).allInnerTexts()).filter((text) => /急|超时/.test(text));
        assert.match(rows[0], /急/, path);
        assert.ok(rows.some((text) => !text.includes('急') && text.includes('超时')), `${path} has what is late, too`);
        await inspect(page);
      }
      await staff.getByRole('navigation', { name: '按状态看' }).getByRole('link', { name: /超时/ }).click();
      await staff.locator('tr', { hasText: number }).waitFor();
      assert.equal(await staff.locator('tr', { hasText: urgent }).count(), 0, 'it has time');
      await inspect(staff);
      await dispatch(staff, number, phoneOf('党员').name);
      await accept(member, number);
      await resident.goto(`/orders/${number}`);
      await resident.locator('.coming').waitFor();
      assert.equal(await resident.getByRole('heading', { name: /^超时了/ }).count(), 0);
    });

    it('a pause stops the clock, and the resident sees for how long', async () => {
      const { resident, member, staff } = cast;
      const number = await order(resident, BULB);
      await dispatch(staff, number, phoneOf('党员').name);
      await accept(member, number);
      await unfold(member, '先停一停');
      await member.getByLabel('为什么停').selectOption({ label: '等配件' });
      await at(day, '16:30');
      await member.getByRole('button', { name: '暂停', exact: true }).click();
      await done(member, '已暂停');
      await at(day, '17:00:30');
      await member.goto(`/jobs/${number}`);
      await member.getByRole('button', { name: '继续办理', exact: true }).click();
      await done(member, '已继续办理');
      await resident.goto(`/orders/${number}`);
      await resident.getByText('停了 30 分钟').first().waitFor();
      await inspect(resident);
    });

    it('whoever lets three jobs run late claims nothing for a week, and reads why', async () => {
      const { resident, member, staff } = cast;
      await at(day, '09:30');
      for (let count = 0; count < 3; count += 1) {
        const late = await order(resident, BULB);
        await dispatch(staff, late, phoneOf('党员').name);
        await accept(member, late);
      }
      const number = await order(resident, BULB);
      await at(day, '17:20');
      await member.goto(`/jobs/${number}`);
      await refused(member, '一个月里有 3 单接了没按时到', () =>
        member.getByRole('button', { name: '抢单', exact: true }).click(), 409);
      await openAtDesk(staff, number);
      await staff.getByText('不合适：暂停派单').first().waitFor({ state: 'attached' });
    });

    it('the lead settles who dispatches: a bulb after ten minutes by itself, repairs straight to the property company', async () => {
      const { resident, member, staff, lead } = cast;
      await at(day, '09:30');
      await staff.goto('/desk/more');
      await staff.getByRole('link', { name: /^派单办法/ }).click();
      await staff.getByText('由社区书记来定').waitFor();
      assert.equal(await staff.getByRole('button', { name: /保存/ }).count(), 0, 'staff only look');
      await rule(lead, BULB, '10 分钟没人接，自动派');
      await inspect(lead);
      const number = await order(resident, BULB);
      await openAtDesk(staff, number);
      await staff.getByText('今天 9:40 还没人接，就自动派').first().waitFor();
      await at(day, '09:41');
      await resident.goto(`/orders/${number}`);
      await resident.getByText('等了一阵没人接，自动派给').first().waitFor();
      await rule(lead, BULB, '社区派单');
      await openAtDesk(staff, number);
      await inspect(staff);
      await member.goto('/jobs');
      await inspect(member);
    });

    it('a year without holidays is said loudly, and the lead sets the hours', async () => {
      const { staff, lead } = cast;
      await staff.goto('/desk');
      await staff.getByText('2099 年的放假安排还没有导入').first().waitFor();
      await inspect(staff);
      await staff.goto('/desk/hours');
      assert.equal(await staff.getByLabel('每个工作日').count(), 0, 'staff only look');
      await inspect(staff);
      await lead.goto('/desk/hours');
      await lead.getByLabel('每个工作日').fill('9点到5点');
      await lead.getByRole('button', { name: '保存', exact: true }).click();
      await lead.getByText('看不懂').first().waitFor();
      assert.equal(await lead.getByLabel('每个工作日').inputValue(), '9点到5点');
      await lead.getByLabel('每个工作日').fill('09:00-12:00,13:30-17:30');
      await lead.getByRole('button', { name: '保存', exact: true }).click();
      await done(lead, '上班时间已保存');
    });
  });
}

/** The lead settles how a service is dispatched. */
async function rule(lead, service, words) {
  await lead.goto('/desk/rules?list=volunteer');
  const row = lead.locator('tr', { hasText: service.name });
  await row.locator('summary').click();
  await row.getByLabel(/怎么派/).selectOption({ label: words });
  await row.getByRole('button', { name: /保存/ }).click();
  await done(lead, '派单办法已保存');
  await lead.locator('tr', { hasText: service.name }).locator('td', { hasText: '陈国平' }).filter({ hasText: words }).waitFor();
}

/** The notifications tell of an order. */
async function told(page, number, words) {
  await page.goto('/inbox?tab=each');
  await page.locator('a', { hasText: number }).filter({ hasText: words }).first().waitFor();
  await inspect(page);
}
