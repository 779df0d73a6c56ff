// The people of the journeys. Each signs in once, as people do; later journeys carry the cookie on.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { baseUrl, consoleErrors, hasScripts, inspect, newPage, people } from './browser.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'results', 'sessions');

/** A phone number of the demo's people who hold this role, the `nth` of them. */
export function phoneOf(role, nth = 0) {
  const person = people().get(role)?.[nth];
  if (!person) throw new Error(`the demo has no ${role} number ${nth + 1}`);
  return person;
}

/**
 * Somebody of the demo district with a page of their own, signed in.
 * @param {import('playwright-core').Browser} browser
 * @param {{ phone: string, name: string }} person
 * @param {{ width?: number, scripts?: boolean, worker?: boolean }} options
 */
export async function as(browser, person, { width = 375, scripts = true, worker = true } = {}) {
  const file = join(folder, `${new URL(baseUrl).port}-${person.phone}.json`);
  const page = await newPage(browser, { width, scripts, worker });
  if (existsSync(file)) {
    await page.context().addCookies(JSON.parse(readFileSync(file, 'utf8')));
    await page.goto('/me');
    if (new URL(page.url()).pathname === '/me') return page;
  }
  await signIn(page, person.phone, person.name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(await page.context().cookies()));
  return page;
}

/** Signs somebody in again whom the server has signed out: a desk is, half a day after it was last used. */
export async function signedInAgain(page, person) {
  // An open page may be on its way to the sign-in by itself.
  await page.goto('about:blank').catch(() => page.waitForURL('**/sign-in*'));
  await page.goto('/me');
  if (new URL(page.url()).pathname === '/me') return;
  // A page that was open has asked for what is new, and was refused.
  consoleErrors(page);
  await signIn(page, person.phone, person.name);
}

/** Types a code: with scripts the sixth digit sends it. */
export async function sendCode(page, code) {
  await page.getByLabel('6 位验证码').fill(code);
  if (!hasScripts(page)) await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** Signs in through the pages: the number, then the code that the demo shows; and whose it is, where the clock has gone on for long. */
export async function signIn(page, phone, name) {
  await page.goto('/sign-in');
  await page.getByLabel('手机号').fill(phone);
  await page.getByRole('button', { name: '获取验证码' }).click();
  await page.waitForURL('**/sign-in/code*');
  await inspect(page);
  const code = (await page.getByTestId('demo-code').textContent()).replace(/\D/g, '');
  await sendCode(page, code);
  await page.waitForURL((url) => url.pathname === '/sign-in/whose' || !url.pathname.startsWith('/sign-in'));
  if (new URL(page.url()).pathname !== '/sign-in/whose') return;
  await page.getByLabel('登记的姓名').fill(name);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}
