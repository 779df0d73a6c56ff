// From order to doorstep, with scripts and without.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { consoleErrors, inspect, launch } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import {
  BULB, REPAIR, accept, arrivalCode, arrive, claim, close, dispatch, done, finish, numberOf, openAtDesk, order, rate, refused,
  serveUntilDone, unfold,
} from '../steps.mjs';

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    let browser;
    let cast;

    before(async () => {
      browser = await launch();
      const phone = (role, nth) => as(browser, phoneOf(role, nth), { scripts });
      const desk = (role, nth) => as(browser, phoneOf(role, nth), { scripts, width: 1280 });
      cast = {
        resident: await phone('居民', 0),
        member: await phone('党员', 0),
        other: await phone('党员', 1),
        property: await phone('物业', 0),
        staff: await desk('社区工作者', 0),
      };
    });
    after(() => browser.close());

    it('order, dispatch, accept, arrive, finish, rate, close', async () => {
      const { resident, member, staff } = cast;
      const number = await order(resident, REPAIR, { note: '厨房水龙头关不紧，一直滴水' });
      await dispatch(staff, number, phoneOf('党员', 0).name);
      await accept(member, number);
      await member.getByText(phoneOf('居民', 0).phone).first().waitFor();
      const code = await arrivalCode(resident, number);
      const wrong = code === '0000' ? '1111' : '0000';
      await refused(member, '上门码不对', async () => {
        await member.goto(`/jobs/${number}`);
        await member.getByLabel('上门码', { exact: true }).fill(wrong);
        await member.getByRole('button', { name: '我到了', exact: true }).click();
      }, 422);
      await arrive(member, number, code);
      await finish(member, number);
      await openAtDesk(staff, number);
      await refused(staff, '居民还没有确认', () => submitHidden(staff, number, 'close'), 409);
      await rate(resident, number);
      await close(staff, number);
      await resident.goto(`/orders/${number}`);
      await resident.getByText('办结').first().waitFor();
      await inspect(resident);
    });

    it('declined, it is dispatched again', async () => {
      const { resident, member, other, staff } = cast;
      const number = await order(resident, BULB);
      await dispatch(staff, number, phoneOf('党员', 0).name);
      await member.goto(`/jobs/${number}`);
      await unfold(member, '不方便，退单');
      await refused(member, '请选一个原因', () => member.getByRole('button', { name: /^退单/ }).click(), 422);
      await member.getByLabel('为什么', { exact: false }).selectOption({ label: '这段时间没空' });
      await member.getByRole('button', { name: /^退单/ }).click();
      await done(member, '已退单');
      await dispatch(staff, number, phoneOf('党员', 1).name);
      await accept(other, number);
      await resident.goto(`/orders/${number}`);
      await resident.getByText(phoneOf('党员', 1).name).first().waitFor();
    });

    it('two members claim at the same time: one wins, the other reads who', async () => {
      const { resident, member, other } = cast;
      const number = await order(resident, BULB);
      await Promise.all([member.goto(`/jobs/${number}`), other.goto(`/jobs/${number}`)]);
      const press = (page) => page.getByRole('button', { name: '抢单', exact: true }).click();
      await Promise.all([press(member), press(other)]);
      const outcome = async (page) =>
        Promise.race([
          page.locator('.notice-done').waitFor().then(() => 'won'),
          page.getByText(/这张工单刚被.+接了/).first().waitFor().then(() => 'lost'),
        ]);
      assert.deepEqual((await Promise.all([outcome(member), outcome(other)])).sort(), ['lost', 'won']);
      for (const page of [member, other]) {
        const others = consoleErrors(page).filter((line) => !line.includes('status of 409'));
        assert.deepEqual(others, [], 'the loser is answered 409, and nothing else is wrong');
        await inspect(page);
      }
    });

    it('cancelled by the resident', async () => {
      const { resident } = cast;
      const number = await order(resident, BULB);
      await unfold(resident, '取消这一单');
      await resident.getByRole('radio', { name: '已经解决了' }).check();
      await resident.getByRole('button', { name: '取消这一单', exact: true }).click();
      await done(resident, '已取消');
      assert.equal(numberOf(resident), number);
    });

    it('refused with advice', async () => {
      const { resident, staff } = cast;
      const number = await order(resident, REPAIR);
      await openAtDesk(staff, number);
      await unfold(staff, '不予受理');
      await staff.getByLabel('请居民找谁办、怎么办').fill('请打供水热线 12345，抢修队半小时到');
      await staff.locator('details[open]').getByRole('button', { name: '不予受理', exact: true }).click();
      await done(staff, '已回复居民');
      await resident.goto(`/orders/${number}`);
      await resident.getByText('请打供水热线 12345').first().waitFor();
      await inspect(resident);
    });

    it('paused with a reason that the resident reads, and resumed', async () => {
      const { resident, member } = cast;
      const number = await order(resident, REPAIR);
      await claim(member, number);
      await unfold(member, '先停一停');
      await member.getByLabel('为什么停').selectOption({ label: '等配件' });
      await member.getByRole('button', { name: '暂停', exact: true }).click();
      await done(member, '已暂停');
      await resident.goto(`/orders/${number}`);
      await resident.getByText('等配件').first().waitFor();
      await inspect(resident);
      await member.goto(`/jobs/${number}`);
      await member.getByRole('button', { name: '继续办理', exact: true }).click();
      await done(member, '已继续');
      await serveUntilDone({ resident, member }, number);
    });

    it('reopened because it still drips', async () => {
      const { resident, member, staff } = cast;
      const number = await order(resident, REPAIR);
      await claim(member, number);
      await serveUntilDone({ resident, member }, number);
      await resident.goto(`/orders/${number}`);
      await unfold(resident, '没办好，要重开');
      await resident.getByLabel('哪里没办好').fill('晚上又开始滴水');
      await resident.getByRole('button', { name: '重开这一单', exact: true }).click();
      await done(resident, '已重开');
      await openAtDesk(staff, number);
      await staff.getByText('晚上又开始滴水').first().waitFor();
    });

    it('the property company repairs', async () => {
      const { resident, property, staff } = cast;
      const number = await order(resident, REPAIR);
      await openAtDesk(staff, number);
      const company = staff.locator('.pick', { hasText: '物业' }).first();
      await company.getByRole('button', { name: /^派单/ }).click();
      await done(staff, '已派单');
      await property.goto('/jobs');
      await inspect(property);
      await accept(property, number);
      await serveUntilDone({ resident, member: property }, number);
      await rate(resident, number, '非常满意', '师傅手脚麻利');
    });
  });
}

/** Sends a command whose button is not shown, as a forged or very old page would. */
async function submitHidden(page, number, command) {
  const form = page.locator('form[action="/do/act_on_order"]').first();
  const version = await form.locator('input[name=version]').getAttribute('value').catch(() => '');
  const response = await page.context().request.post('/do/act_on_order', {
    headers: { Origin: new URL(page.url()).origin },
    form: { number, command, view: 'role', version: version ?? '', back: `/desk?order=${number}` },
    maxRedirects: 0,
  });
  assert.equal(response.status(), 303);
  await page.goto(response.headers().location);
}
