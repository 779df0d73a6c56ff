// What people do to an order, on the pages that they do it on. Each step waits for the state that it leads to.
import assert from 'node:assert/strict';
import { consoleErrors, hasScripts, inspect } from './browser.mjs';

/** The services that the journeys order; both are done at the door and need no materials. */
export const REPAIR = { code: 'S008', name: '家庭水电小修' };
export const BULB = { code: 'S012', name: '老人家里换灯泡换龙头' };

/** Orders a service for oneself; returns the order's number. */
export async function order(page, service, { note = '' } = {}) {
  await page.goto(`/services/${service.code}`);
  await inspect(page);
  if (note) await page.getByLabel('再说两句').fill(note);
  await sendOrder(page);
  await page.waitForURL(/\/orders\/K\d+-\d+/);
  await inspect(page);
  return numberOf(page);
}

/** Sends the order form, and means it. */
export async function sendOrder(page) {
  await page.getByRole('button', { name: '点单', exact: true }).click();
  await meanIt(page);
}

/** Chooses an estate: from the browser's list, or, with scripts, by what is typed of its name. */
export async function chooseEstate(page, name, typed = name) {
  const list = page.locator('select[name=estate]');
  if (hasScripts(page)) {
    // A touch brings the script that finds estates.
    await page.locator('main').dispatchEvent('pointerdown');
    await page.locator('.combobox input').fill(typed);
    await page.locator('.combobox [role=option]', { hasText: name }).first().click();
  } else {
    await list.selectOption({ label: name });
  }
  assert.equal(await list.evaluate(({ selectedOptions }) => selectedOptions[0].label), name);
}

/** Waits until an order is placed: whoever has just ordered the same is asked first. */
export async function meanIt(page) {
  const again = page.getByRole('button', { name: '确定再点一单', exact: true });
  await page.locator('.order-number-large').or(again).first().waitFor();
  if (await again.isVisible()) await again.click();
}

/** The number in the address of an order's page. */
export function numberOf(page) {
  return /K\d+-\d{4,}/.exec(page.url())[0];
}

/** Opens the order at the desk. */
export async function openAtDesk(page, number) {
  await page.goto(`/desk?order=${number}`);
  await inspect(page);
}

/** Puts an order into somebody's hands. */
export async function dispatch(page, number, name) {
  await openAtDesk(page, number);
  await press(page, new RegExp(`^(派单|我来办)\\s*：\\s*${name}$`));
  await done(page, /已派单|已派给自己/);
}

/** Says yes to a job that was dispatched to one. */
export async function accept(page, number) {
  await page.goto(`/jobs/${number}`);
  await inspect(page);
  await page.getByRole('button', { name: '接单', exact: true }).click();
  await done(page, '已接单');
}

/** Takes a job from the pool. */
export async function claim(page, number) {
  await page.goto(`/jobs/${number}`);
  await inspect(page);
  await page.getByRole('button', { name: '抢单', exact: true }).click();
  await done(page, '抢单成功');
}

/** The four digits that the resident reads out at the door. */
export async function arrivalCode(page, number) {
  await page.goto(`/orders/${number}`);
  await inspect(page);
  const digits = await page.locator('.code .digit').allTextContents();
  assert.equal(digits.length, 4, 'the resident sees four digits');
  return digits.join('');
}

/** Arrives with the digits, at the job's page. */
export async function arrive(page, number, code) {
  await page.goto(`/jobs/${number}`);
  await page.getByLabel('上门码', { exact: true }).fill(code);
  await page.getByRole('button', { name: '我到了', exact: true }).click();
  await done(page, '已到达');
}

/** Finishes, at the job's page. */
export async function finish(page, number, { note = '换了垫圈，不漏了', minutes = '25' } = {}) {
  await page.goto(`/jobs/${number}`);
  await page.getByLabel('补充一句').fill(note);
  await page.getByLabel('用了多久').fill(minutes);
  await page.getByRole('button', { name: '完成', exact: true }).click();
  await done(page, '已完成');
}

/** The resident says how it was. */
export async function rate(page, number, level = '满意', sentence = '来得快') {
  await page.goto(`/orders/${number}`);
  await inspect(page);
  await page.getByRole('radio', { name: level, exact: true }).check();
  await page.getByLabel('说一句').fill(sentence);
  await page.getByRole('button', { name: '评价', exact: true }).click();
  await done(page, '谢谢');
}

/** Staff put it away. */
export async function close(page, number) {
  await openAtDesk(page, number);
  await page.getByRole('button', { name: '办结', exact: true }).click();
  await done(page, '已办结');
}

/** From the order to the door: everything until somebody is there. */
export async function serveUntilDone({ resident, member }, number) {
  await arrive(member, number, await arrivalCode(resident, number));
  await finish(member, number);
}

/** Begins an order for whoever telephones from this number: looks the number up, and chooses what they want. */
export async function answerCall(page, phone, service) {
  await page.goto('/desk/new');
  await page.getByLabel('来电号码').fill(phone);
  await page.getByRole('button', { name: '查一查', exact: true }).click();
  await unfold(page, '从全部服务里选');
  await page.locator('select[name=service]').selectOption(service.code ?? { label: service.name });
  await page.getByRole('button', { name: '选这一项', exact: true }).click();
  await page.getByRole('button', { name: '替他点单', exact: true }).waitFor();
}

/** Opens what is folded away under this label, if it is closed. */
export async function unfold(page, label) {
  const summary = page.locator('summary', { has: page.getByText(label, { exact: true }) }).last();
  if ((await summary.locator('xpath=..').getAttribute('open')) === null) await summary.click();
}

/** Presses a button by its whole name; it may be folded away, in a fold within a fold. */
export async function press(page, name) {
  const button = page.getByRole('button', { name, includeHidden: true }).first();
  for (const fold of await button.locator('xpath=ancestor::details').all()) {
    if ((await fold.getAttribute('open')) === null) await fold.locator(':scope > summary').click();
  }
  await button.click();
}

/** The page says that it was done, and is in order. */
export async function done(page, words) {
  await page.locator('.notice-done', { hasText: words }).waitFor().catch(async (timeout) => {
    const notices = await page.locator('.notice').allInnerTexts();
    throw new Error(`${page.url()} does not say 「${words}」 but 「${notices.join('」「')}」`, { cause: timeout });
  });
  await inspect(page);
}

/** The page says why not, and is answered with this status. */
export async function refused(page, words, action, status) {
  const answers = [];
  const note = (response) => {
    if (response.request().resourceType() === 'document') answers.push(response.status());
  };
  page.on('response', note);
  await action();
  await page.getByText(words).first().waitFor();
  page.off('response', note);
  assert.equal(answers.at(-1), status, `the status of «${words}»`);
  // The browser mentions the status in its console; anything else there would be a fault.
  const others = consoleErrors(page).filter((line) => !line.includes(`status of ${status}`));
  assert.deepEqual(others, []);
  await inspect(page);
}
