// Who sees what: relatives, callers, neighbours of another community, the office; and what a lead hands out.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspect, launch, newPage } from '../browser.mjs';
import { as, phoneOf, signIn } from '../cast.mjs';
import { BULB, REPAIR, answerCall, chooseEstate, claim, numberOf, openAtDesk, order, refused, sendOrder, unfold } from '../steps.mjs';

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    let browser;
    const phone = (role, nth = 0) => as(browser, phoneOf(role, nth), { scripts });
    const desk = (role, nth = 0) => as(browser, phoneOf(role, nth), { scripts, width: 1280 });

    before(async () => {
      browser = await launch();
    });
    after(() => browser.close());

    it('a daughter orders for her mother, and both see it', async () => {
      const daughter = await phone('居民', 0);
      const mother = phoneOf('居民', 1);
      await daughter.goto(`/services/${BULB.code}`);
      await daughter.getByRole('radio', { name: '家人', exact: true }).check();
      await daughter.getByLabel('家人姓名').fill(mother.name);
      await daughter.getByLabel('家人电话').fill(mother.phone);
      await chooseEstate(daughter, '书香名邸', 'sxmd');
      await daughter.getByLabel('几幢').fill('3');
      await daughter.getByLabel('几室').fill('502');
      await sendOrder(daughter);
      await daughter.waitForURL(/\/orders\/K\d+-\d+/);
      await inspect(daughter);
      const number = numberOf(daughter);
      const hers = await phone('居民', 1);
      await hers.goto('/orders');
      await inspect(hers);
      await hers.getByText(number).first().waitFor();
      await hers.goto(`/orders/${number}`);
      await hers.getByText('502').first().waitFor();
    });

    it('somebody telephones, and staff order for them', async () => {
      const staff = await desk('社区工作者');
      await staff.goto('/desk/new');
      await inspect(staff);
      await refused(staff, '请填电话', () => staff.getByRole('button', { name: '查一查' }).click(), 422);
      await answerCall(staff, scripts ? '13900000071' : '13900000072', REPAIR);
      await inspect(staff);
      await refused(staff, '还有 4 处要改一改', () => staff.getByRole('button', { name: '替他点单' }).click(), 422);
      await staff.getByLabel('居民姓名').fill('孙巧云');
      await chooseEstate(staff, '中华园');
      await staff.getByLabel('几幢').fill('8');
      await staff.getByLabel('几室').fill('101');
      await staff.getByRole('button', { name: '替他点单' }).click();
      await staff.waitForURL(/order=K101-/);
      await staff.getByText('接电话，替居民点了单').first().waitFor();
      await inspect(staff);
    });

    it('another community sees nothing, whatever it types', async () => {
      const resident = await phone('居民', 0);
      const number = await order(resident, BULB);
      const stranger = await desk('社区工作者', people2('社区工作者'));
      await stranger.goto('/desk');
      await inspect(stranger);
      assert.equal(await stranger.getByText(number).count(), 0);
      for (const path of [`/desk?order=${number}`, `/jobs/${number}`, `/orders/${number}`]) {
        const response = await stranger.goto(path);
        assert.equal(response.status(), 404, path);
        await stranger.getByText('没有找到').first().waitFor();
      }
      const elsewhere = await phone('党员', people2('党员'));
      assert.equal((await elsewhere.goto(`/jobs/${number}`)).status(), 404);
      await elsewhere.goto('/jobs');
      assert.equal(await elsewhere.getByText(number).count(), 0);
    });

    it('the office looks on', async () => {
      const resident = await phone('居民', 0);
      const number = await order(resident, REPAIR);
      const office = await desk('办事处');
      await openAtDesk(office, number);
      assert.equal(await office.getByRole('button', { name: /派单|退单|暂停|不予受理|办结/ }).count(), 0);
      const district = await desk('区');
      await openAtDesk(district, number);
      assert.equal(await district.getByRole('button', { name: /派单|退单|暂停|不予受理|办结/ }).count(), 0);
      assert.equal((await office.goto('/desk/people')).status(), 403);
    });

    it('a number is shown only to whom it serves', async () => {
      const resident = await phone('居民', 0);
      const number = await order(resident, BULB);
      const member = await phone('党员', 1);
      await member.goto(`/jobs/${number}`);
      const own = phoneOf('居民', 0).phone;
      assert.equal(await member.getByText(own).count(), 0, 'masked in the pool');
      await claim(member, number);
      await member.getByText(own).first().waitFor();
      const staff = await desk('社区工作者');
      await openAtDesk(staff, number);
      assert.equal(await staff.getByText(own).count(), 0, 'masked at the desk');
    });

    it('a lead gives a role and takes it back, at once', async () => {
      const lead = await desk('社区书记');
      const newcomer = scripts ? '13900000081' : '13900000082';
      await lead.goto('/desk/people');
      await inspect(lead);
      await unfold(lead, '授予一个身份');
      await lead.getByLabel('手机号').first().fill(newcomer);
      await lead.getByLabel('姓名').first().fill('唐晓梅');
      await lead.getByLabel('身份').first().selectOption('member');
      await lead.getByLabel('负责哪里').selectOption('K101');
      await lead.locator('form[action="/do/grant_role"] button[type=submit]').click();
      await lead.locator('.notice-done').waitFor();
      await inspect(lead);
      const page = await newPage(browser, { scripts });
      await signIn(page, newcomer);
      await inspect(page);
      await page.getByRole('checkbox', { name: /同意/ }).check();
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.goto('/jobs');
      assert.equal(new URL(page.url()).pathname, '/jobs');
      await inspect(page);
      const line = lead.locator('tr, li, article').filter({ hasText: '唐晓梅' }).last();
      await line.locator('summary').click();
      await line.locator('form[action="/do/revoke_role"] button[type=submit]').click();
      await lead.locator('.notice-done', { hasText: '收回' }).waitFor();
      // Without a role one is a resident, and a resident is asked for an address first.
      await page.goto('/jobs');
      assert.equal(new URL(page.url()).pathname, '/welcome');
    });

    it('what was typed comes back with the reason beside it', async () => {
      const resident = await phone('居民', 0);
      await resident.goto(`/services/${BULB.code}`);
      await resident.getByRole('radio', { name: '家人', exact: true }).check();
      await resident.getByLabel('家人姓名').fill('李桂芳');
      await resident.getByLabel('家人电话').fill('1234');
      await resident.getByLabel('再说两句').fill('灯在厕所里');
      await refused(resident, '手机是 11 位数字', () =>
        resident.getByRole('button', { name: '点单', exact: true }).click(), 422);
      assert.equal(await resident.getByLabel('家人姓名').inputValue(), '李桂芳');
      assert.equal(await resident.getByLabel('家人电话').inputValue(), '1234');
      assert.equal(await resident.getByLabel('再说两句').inputValue(), '灯在厕所里');
    });

    it('sent twice, ordered once', async () => {
      const resident = await phone('居民', 0);
      await resident.goto(`/services/${BULB.code}`);
      const form = resident.locator('form[action="/do/place_order"]');
      const fields = await form.locator('input[type=hidden]').evaluateAll((list) => list.map((field) => [field.name, field.value]));
      const data = { ...Object.fromEntries(fields), whom: 'self', window: 'soon', note: '' };
      const send = () =>
        resident.context().request.post('/do/place_order', {
          headers: { Origin: new URL(resident.url()).origin },
          form: data,
          maxRedirects: 0,
        });
      const [first, second] = await Promise.all([send(), send()]);
      assert.equal(first.status(), 303);
      assert.equal(first.headers().location, second.headers().location);
    });

    it('search understands what people say', async () => {
      const resident = await phone('居民', 0);
      for (const [words, found] of [['水管漏了', REPAIR.name], ['lsg', REPAIR.name], ['换灯泡', BULB.name], ['水官漏了', REPAIR.name]]) {
        await resident.goto('/');
        await resident.getByRole('searchbox').fill(words);
        await resident.getByRole('searchbox').press('Enter');
        await resident.waitForURL(/\/search/);
        await resident.getByText(found).first().waitFor();
      }
      await inspect(resident);
    });

    it('while one types, the search says what one may mean; without scripts it is just a search', async () => {
      const resident = await phone('居民', 0);
      await resident.goto('/');
      await resident.getByRole('searchbox').pressSequentially('水管漏');
      const meant = resident.getByRole('link', { name: REPAIR.name, exact: true });
      if (scripts) {
        await meant.first().waitFor();
        await inspect(resident);
        await meant.first().click();
        await resident.waitForURL(`**/services/${REPAIR.code}`);
      } else {
        assert.equal(await resident.locator('.suggestion').count(), 0);
      }
    });

    it('a service that the community withdraws is gone at the next page view', async () => {
      const staff = await desk('社区工作者');
      const resident = await phone('居民', 0);
      await resident.goto('/services/S032');
      await resident.getByLabel('再说两句').fill('两把菜刀');
      await staff.goto('/desk/lists?list=volunteer&q=磨刀');
      await inspect(staff);
      await staff.getByRole('button', { name: /^下架/ }).first().click();
      await staff.locator('.notice-done').waitFor();
      // Whoever was just filling in the form keeps what they wrote.
      await resident.getByRole('button', { name: '点单', exact: true }).click();
      await resident.getByText('这个社区现在没有开通这项服务').first().waitFor();
      assert.equal(await resident.getByLabel('再说两句').inputValue(), '两把菜刀');
      await inspect(resident);
      // What they wrote comes back until they go on from there.
      await resident.goto('/');
      assert.equal((await resident.goto('/services/S032')).status(), 404);
      await staff.goto('/desk/lists?list=volunteer&q=磨刀');
      await staff.getByRole('button', { name: /^上架/ }).first().click();
      await staff.locator('.notice-done').waitFor();
      assert.equal((await resident.goto('/services/S032')).status(), 200);
    });
  });
}

/** The place of the first person of a role who belongs to the second community of the demo. */
function people2(role) {
  return role === '社区工作者' ? 2 : 4;
}
