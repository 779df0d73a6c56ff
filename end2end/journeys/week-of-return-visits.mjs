// A week of return visits: orders are finished, on Monday some are drawn, and people from outside call the residents,
// one of them without scripts.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { baseUrl, inspect, launch, picture } from '../browser.mjs';
import { as, phoneOf, signedInAgain } from '../cast.mjs';
import { BULB, claim, done, order, rate, refused, serveUntilDone } from '../steps.mjs';

/** A Tuesday and the Monday after. */
const [TUESDAY, MONDAY] = ['2100-05-04', '2100-05-10'];

/** Moves the clock to a time of that day; what has become due by then is done. */
async function at(day, time) {
  const answer = await fetch(`${baseUrl}/test/clock/${day}T${time}`, { method: 'POST', headers: { Origin: baseUrl } });
  assert.equal(answer.status, 200, 'the server has a clock to be moved');
}

/** Opens an order of the list. */
async function opened(page, number) {
  await page.goto('/desk/returns');
  await inspect(page);
  await page.locator('tr', { hasText: number }).getByRole('link').first().click();
  await page.waitForURL(`**/desk/returns/${number}`);
  await inspect(page);
}

/** Writes down what was said. */
async function said(page, number, level) {
  await opened(page, number);
  await page.getByRole('radio', { name: level, exact: true }).check();
  await page.getByRole('button', { name: '记下', exact: true }).click();
  await done(page, '已记下');
}

/** Writes down that nothing was said. */
async function unsaid(page, number, why) {
  await opened(page, number);
  await page.getByRole('button', { name: why, exact: true }).click();
  await done(page, '已记下');
}

describe('a week of return visits', () => {
  const numbers = [];
  let browser;
  let cast;
  const shot = (page, name) => picture(page, `returns/${name}`);

  before(async () => {
    browser = await launch();
    await at(TUESDAY, '09:30');
    const desk = (phone, scripts) => as(browser, phone, { scripts, width: 1280 });
    cast = {
      resident: await as(browser, phoneOf('居民')),
      // One with a free hand: others have let jobs run late, or hold as many as they may.
      member: await as(browser, phoneOf('党员', 2)),
      staff: await desk(phoneOf('社区工作者'), false),
      neighbour: await desk(phoneOf('社区工作者', 2), true),
      office: await desk(phoneOf('办事处'), false),
    };
  });
  after(() => browser.close());

  it('four orders are finished, and the resident praises two of them in the app', async () => {
    const { resident, member } = cast;
    for (const level of ['非常满意', '满意', null, null]) {
      const number = await order(resident, BULB);
      await claim(member, number);
      await serveUntilDone({ resident, member }, number);
      if (level) await rate(resident, number, level);
      numbers.push(number);
    }
  });

  it('on Monday all four are drawn: those from outside may call, those of the community do not learn whom', async () => {
    const { staff, member, neighbour, office } = cast;
    await office.goto('/desk/returns');
    await office.getByText('现在没有要您打的回访电话').waitFor();
    await at(MONDAY, '09:30');
    await signedInAgain(staff, phoneOf('社区工作者'));
    await signedInAgain(neighbour, phoneOf('社区工作者', 2));
    await signedInAgain(office, phoneOf('办事处'));
    for (const caller of [office, neighbour]) {
      await caller.goto('/desk/returns');
      await inspect(caller);
      for (const number of numbers) await caller.locator('tr', { hasText: number }).getByText('现在可以打').waitFor();
    }
    await shot(office, 'list@1280');
    await staff.goto('/desk/returns');
    await staff.getByText('现在没有要您打的回访电话').waitFor();
    await inspect(staff);
    const hidden = await staff.request.get(`/desk/returns/${numbers[0]}`);
    assert.equal(hidden.status(), 404, 'nor by its address');
    assert.equal((await member.request.get(`/desk/returns/${numbers[0]}`)).status(), 403);
  });

  it('one caller has scripts and one has none; both hear somebody, and must say what they heard', async () => {
    const { neighbour, office } = cast;
    for (const [caller, number, level] of [[neighbour, numbers[0], '满意'], [office, numbers[1], '不满意']]) {
      await opened(caller, number);
      await caller.locator('a[href="tel:13800000001"]').waitFor();
      await shot(caller, `call-${level}@1280`);
      await refused(caller, '请选', () => caller.getByRole('button', { name: '记下', exact: true }).click(), 422);
      await said(caller, number, level);
    }
  });

  it('one will not say, and nobody answers three times', async () => {
    const { neighbour, office } = cast;
    await unsaid(neighbour, numbers[2], '不愿说');
    for (const time of ['10:00', '14:00', '18:00']) {
      await at(MONDAY, time);
      await unsaid(office, numbers[3], '没人接');
    }
    for (const caller of [neighbour, office]) {
      await caller.goto('/desk/returns');
      await caller.getByText('现在没有要您打的回访电话').waitFor();
    }
  });

  it('two answers are told nowhere: not to the staff, the resident or the office, and in no file', async () => {
    const { staff, resident, office } = cast;
    for (const [page, path, own] of [
      [staff, '/desk/figures', '办完 4 次，评价了 2 次'],
      [resident, '/figures', '评价不到 10 次，先不公布'],
      [office, '/desk/figures', '评价了'],
    ]) {
      await page.goto(path);
      await inspect(page);
      const rates = page.getByRole('table', { name: '回访和自己评的比' });
      await rates.locator('tr', { hasText: '居民自己评的' }).getByText(own).first().waitFor();
      const called = rates.locator('tr', { hasText: '随机抽出来打电话问的' });
      await called.getByText('问到的不到 10 单，先不公布').waitFor();
      await called.getByText('抽了 4 单；问到的满 10 单、电话都打完了才公布').waitFor();
      await page.getByText('评价或者回访还太少，比不出来').waitFor();
    }
    await shot(staff, 'report@1280');
    await shot(resident, 'report@375');
    const numbers = await resident.locator('main').textContent();
    assert.doesNotMatch(numbers, /K101-\d/, 'nobody reads who was asked');
    const called = (page) => page.locator('tr', { hasText: '随机抽出来打电话问的' }).getByRole('link');
    assert.equal(await called(staff).count(), 0, 'those who served open no answers');
    await called(office).click();
    const own = office.getByRole('table', { name: '回访的回答' }).locator('tr', { hasText: '樾城社区' });
    await own.waitFor();
    assert.doesNotMatch(await own.textContent(), /满意/, 'not a single answer stands there');
    await inspect(office);
    assert.doesNotMatch(await office.locator('main').textContent(), /K101-\d/);
    await shot(office, 'answers@1280');
    const answers = await (await office.request.get('/export/figures.csv')).text();
    assert.match(answers, /回访的回答\n社区,办完,抽了,非常满意,满意,[^]*\n樾城社区,0,0,0,0,0,0,0,0,0,0,4/);
    const file = await (await staff.request.get('/export/figures.csv')).text();
    assert.doesNotMatch(file, /回访的回答/);
    const [, heads, row] = /回访\n(办完,.*)\n(.*)\n/.exec(file) ?? [];
    assert.ok(heads?.endsWith('自评比回访高,差的下限,差的上限,是不是偶然'), file);
    assert.match(row, /^0,0,0,0,0,0,4,,,,1,.*,1,,,,$/);
  });
});
