// An order that comes again every week: made ahead, skipping a holiday by its name, stopped at one press. The clock goes
// to an autumn whose holidays are known.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { baseUrl, inspect, launch, picture } from '../browser.mjs';
import { as, phoneOf, signedInAgain } from '../cast.mjs';
import { answerCall, chooseEstate, done, numberOf, openAtDesk, order, press, refused, sendOrder, unfold } from '../steps.mjs';

const VISIT = { code: 'S077', name: '独居老人探访' };

/** Moves the clock to a time of 2026; what has become due by then is done. */
async function at(time) {
  const answer = await fetch(`${baseUrl}/test/clock/2026-${time}`, { method: 'POST', headers: { Origin: baseUrl } });
  assert.equal(answer.status, 200, 'the server has a clock to be moved');
}

/** The notifications tell it, on whichever page: other journeys have lived later than this autumn. */
async function told(page, words) {
  await page.goto('/inbox?tab=each');
  while ((await page.getByText(words).count()) === 0) {
    await page.goto(await page.getByRole('link', { name: '后一页' }).getAttribute('href'));
  }
  await inspect(page);
}

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    let browser;
    let cast;
    const shot = (page, name) => (scripts ? picture(page, `weekly/${name}`) : null);

    before(async () => {
      browser = await launch();
      await at('09-14T09:30');
      cast = {
        resident: await as(browser, phoneOf('居民'), { scripts }),
        staff: await as(browser, phoneOf('社区工作者'), { scripts, width: 1280 }),
        office: await as(browser, phoneOf('办事处'), { scripts, width: 1280 }),
      };
    });
    after(() => browser.close());

    it('a visit every Thursday: made ahead as a single order, and it says where it came from', async () => {
      const { resident } = cast;
      await at('09-14T09:30');
      await order(resident, VISIT);
      await shot(resident, 'order');
      await resident.getByRole('link', { name: '以后定期上门' }).click();
      await resident.getByRole('heading', { name: '以后定期上门' }).waitFor();
      await inspect(resident);
      await shot(resident, 'form');
      assert.equal(await resident.getByLabel('周一').isChecked(), true, 'the day of the order is ticked');
      await resident.getByLabel('周一').uncheck();
      await refused(resident, '至少选一个星期几', () =>
        resident.getByRole('button', { name: '就这样定下来' }).click(), 422);
      await shot(resident, 'form-refused');
      assert.equal(await resident.getByLabel('周一').isChecked(), false, 'what was chosen comes back');
      await resident.getByLabel('周四').check();
      await resident.getByRole('button', { name: '就这样定下来' }).click();
      await done(resident, '以后会定期上门');
      const card = resident.locator('.job', { hasText: VISIT.name }).first();
      await card.getByText('每周四下午').waitFor();
      await card.getByText('国庆节放假，这次不来').waitFor();
      await shot(resident, 'list');
      await card.getByRole('link', { name: /^K\d+-\d+$/ }).click();
      await resident.waitForURL(/\/orders\/K\d+-\d+$/);
      await resident.getByText('9月17日下午').or(resident.getByText('后天下午')).first().waitFor({ state: 'attached' });
      await inspect(resident);
      await shot(resident, 'made');
      await resident.getByRole('link', { name: '定期点单，自动点的' }).click();
      await resident.waitForURL(/\/orders\/recurring/);
    });

    it('the clock moves on: the next one is there, one is left out, and the holiday is told', async () => {
      const { resident, staff, office } = cast;
      await at('09-21T08:05');
      await signedInAgain(staff, phoneOf('社区工作者'));
      await signedInAgain(office, phoneOf('办事处'));
      await resident.goto('/orders');
      await inspect(resident);
      await shot(resident, 'orders');
      await resident.getByRole('link', { name: /定期点单/ }).click();
      const card = resident.locator('.job', { hasText: VISIT.name }).first();
      await card.getByText('9月24日 周四，已经点好').waitFor();
      await card.locator('summary', { hasText: '后面几次' }).click();
      await shot(resident, 'later');
      await press(resident, /^这次不用来\s*：\s*10月8日 周四$/);
      await done(resident, '已记下，这次不来');
      await card.getByText('说了这次不用来').waitFor();
      await staff.goto('/desk/more');
      await staff.getByRole('link', { name: /^定期点单/ }).click();
      await staff.getByText('国庆节放假，这次不来').first().waitFor();
      await inspect(staff);
      await shot(staff, 'desk');
      await office.goto('/desk/recurring');
      await office.getByText('国庆节放假，这次不来').first().waitFor();
      assert.equal(await office.getByRole('link', { name: /^停止/ }).count(), 0, 'the office only looks');
      await inspect(office);
      await at('09-28T08:30');
      await told(resident, '定期点单：10月1日国庆节放假，这次不来');
    });

    it('one press stops it, and cancels what was made ahead', async () => {
      const { resident, staff } = cast;
      await at('10-12T08:30');
      await signedInAgain(staff, phoneOf('社区工作者'));
      await resident.goto('/orders/recurring');
      const card = resident.locator('.job', { hasText: VISIT.name }).first();
      await card.getByText('10月15日 周四，已经点好').waitFor();
      await inspect(resident);
      const made = await card.getByRole('link', { name: /^K\d+-\d+$/ }).textContent();
      await card.getByRole('link', { name: /^停止/ }).click();
      await resident.getByRole('heading', { name: '停止定期点单' }).waitFor();
      await inspect(resident);
      await shot(resident, 'stop');
      assert.equal(await resident.getByRole('radio', { name: '也取消' }).isChecked(), true);
      await resident.getByRole('button', { name: '停止，以后不来了' }).click();
      await done(resident, '先点好的单也取消了');
      await resident.getByText('最近停掉的').waitFor();
      await shot(resident, 'stopped');
      await resident.goto(`/orders/${made}`);
      await resident.getByText('定期点单停了').first().waitFor();
      await openAtDesk(staff, made);
      await staff.getByText('定期点单，自动点的').waitFor();
      await at('10-19T08:30');
      await resident.goto('/orders/recurring');
      assert.equal(await resident.getByText('已经点好').count(), 0, 'nothing more is made');
    });

    it('an order is let come again by its own form', async () => {
      const { resident } = cast;
      await at('09-14T09:50');
      await resident.goto(`/services/${VISIT.code}`);
      await unfold(resident, '要不要定期来？');
      await resident.getByRole('radio', { name: '每两周', exact: true }).check();
      await inspect(resident);
      await shot(resident, 'first');
      await sendOrder(resident);
      await done(resident, '以后定期再来');
      await resident.getByRole('link', { name: '这一单在定期点，去看看' }).click();
      const card = resident.locator('.job', { hasText: '每两周的周一下午' }).first();
      await card.getByRole('link', { name: /^停止/ }).click();
      await resident.getByRole('button', { name: '停止，以后不来了' }).click();
      await done(resident, '已停止');
    });

    it('staff do so for whoever telephones, and stop it again', async () => {
      const { staff } = cast;
      await at('09-14T10:00');
      await signedInAgain(staff, phoneOf('社区工作者'));
      await answerCall(staff, '13800000177', VISIT);
      await staff.getByLabel('居民姓名').fill('郑阿婆');
      await chooseEstate(staff, '中华园');
      await staff.getByLabel('几幢').fill('9');
      await staff.getByLabel('几室').fill('101');
      await staff.getByRole('button', { name: '替他点单' }).click();
      await done(staff, '已替居民点单');
      const number = numberOf(staff);
      await shot(staff, 'desk-order');
      await staff.getByRole('link', { name: '以后定期上门' }).click();
      await inspect(staff);
      await shot(staff, 'desk-form');
      await staff.getByRole('radio', { name: '每两周' }).check();
      await staff.getByRole('radio', { name: /放假也照常来/ }).check();
      await staff.getByRole('button', { name: '就这样定下来' }).click();
      await done(staff, '以后会定期上门');
      const card = staff.locator('tr', { hasText: '每两周的周一' });
      await card.getByText('9月28日 周一').first().waitFor();
      await card.getByRole('link', { name: /^停止/ }).click();
      await inspect(staff);
      await staff.getByRole('button', { name: '停止，以后不来了' }).click();
      await done(staff, '已停止');
      await openAtDesk(staff, number);
      await staff.getByRole('link', { name: '以后定期上门' }).waitFor();
    });
  });
}
