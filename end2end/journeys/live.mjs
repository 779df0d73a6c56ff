// Pages that stand open change by themselves, within a second; without scripts they stand still and are whole.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspect, launch } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { BULB, claim, done, order, unfold } from '../steps.mjs';

/** Within a second, and some air for a busy machine: the change itself is told at once. */
const SOON = { timeout: 3_000 };

describe('with scripts', () => {
  let browser;
  let cast;

  before(async () => {
    browser = await launch();
    cast = {
      resident: await as(browser, phoneOf('居民', 0)),
      member: await as(browser, phoneOf('党员', 0)),
      other: await as(browser, phoneOf('党员', 1)),
      staff: await as(browser, phoneOf('社区工作者', 0), { width: 1280 }),
    };
  });
  after(() => browser.close());

  it("the desk, the member's list and the resident's order follow what happens", async () => {
    const { resident, member, other, staff } = cast;
    await Promise.all([open(staff, '/desk'), open(other, '/jobs')]);
    const before = await waiting(staff);
    const number = await order(resident, BULB);
    await listening(resident);
    await staff.getByText(number).first().waitFor(SOON);
    assert.equal(await waiting(staff), before + 1, 'the tab of the browser counts it');
    await other.getByText(number).first().waitFor({ ...SOON, state: 'attached' });
    await claim(member, number);
    const began = Date.now();
    await resident.getByText(phoneOf('党员', 0).name).first().waitFor(SOON);
    assert.ok(Date.now() - began < 3_000);
    await other.locator(`a[href="/jobs/${number}"]`).first().waitFor({ ...SOON, state: 'detached' });
    await inspect(resident);
    await inspect(staff);
  });

  it('an order that somebody else took, or that is called off, says so on the page that stands open', async () => {
    const { resident, member, other } = cast;
    const number = await order(resident, BULB);
    await open(other, `/jobs/${number}`);
    await claim(member, number);
    await other.getByText(`这张工单刚被${phoneOf('党员', 0).name}接了`).waitFor(SOON);
    await open(member, `/jobs/${number}`);
    await callOff(resident, number);
    await member.getByText('居民取消了这一单').waitFor(SOON);
    for (const page of [member, other]) {
      assert.equal(await page.getByText(phoneOf('居民', 0).phone).count(), 0);
      await inspect(page);
    }
  });

  it('what somebody is writing is never taken away', async () => {
    const { resident, member } = cast;
    const number = await order(resident, BULB);
    await claim(member, number);
    await open(member, `/jobs/${number}`);
    await member.getByLabel('上门码', { exact: true }).fill('12');
    await callOff(resident, number);
    await member.getByRole('link', { name: '有新变化，点这里看' }).waitFor(SOON);
    assert.equal(await member.getByLabel('上门码', { exact: true }).inputValue(), '12');
    await inspect(member);
  });

  it('who was cut off is told of what was missed', async () => {
    const { resident, member } = cast;
    const number = await order(resident, BULB);
    await listening(resident);
    const context = resident.context();
    await claim(member, number);
    await resident.getByText(phoneOf('党员', 0).name).first().waitFor(SOON);
    await context.setOffline(true);
    await unfold(member, '不方便，退单');
    await member.locator(`#decline-reason-${number}`).selectOption({ label: '这段时间没空' });
    await member.getByRole('button', { name: /^退单/ }).click();
    await done(member, '已退单');
    await context.setOffline(false);
    await resident.getByText('社区正在给您找人').first().waitFor();
  });
});

describe('without scripts', () => {
  it('a page stands still and is whole', async () => {
    const browser = await launch();
    const staff = await as(browser, phoneOf('社区工作者', 0), { width: 1280, scripts: false });
    await staff.goto('/desk');
    assert.equal(await staff.getByText('有新变化').isVisible(), false);
    await inspect(staff);
    await browser.close();
  });
});

/** How many orders wait at the desk, by the title of its page. */
async function waiting(staff) {
  const [, count = '0'] = /^(?:\((\d+)\) )?派单台 /.exec(await staff.title());
  return Number(count);
}

/** The resident calls an order off. */
async function callOff(resident, number) {
  await resident.goto(`/orders/${number}`);
  await unfold(resident, '取消这一单');
  await resident.getByRole('radio', { name: '点错了' }).check();
  await resident.getByRole('button', { name: '取消这一单', exact: true }).click();
  await done(resident, '已取消');
}

/** Opens a page and waits until it listens. */
async function open(page, path) {
  await page.goto(path);
  await listening(page);
}

/** The page's connection for changes is open. */
async function listening(page) {
  const opened = page.waitForResponse((response) => new URL(response.url()).pathname === '/live' && response.status() === 200);
  await page.reload();
  await opened;
}
