// A real browser for the journeys: pages of a given width, with scripts on or off, that note every complaint of theirs.
import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { evaluate, violations } from './accessibility.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** How long a state is waited for, in milliseconds: several journeys share the machine. */
export const PATIENCE = 30_000;
/** Where the server is. */
export const baseUrl = process.env.BASE_URL ?? 'http://127.0.0.1:3000';

/**
 * What is known of each page: how it was made; `heard`, its complaints not yet looked at; and `refused`, the addresses
 * that the server answered with an error page, of which the browser complains too.
 */
const made = new WeakMap();

/**
 * Starts the browser; `await browser.close()` ends it. Only a `whole` one, with windows though nobody sees them, keeps the
 * page that one leaves for the way back.
 */
export function launch({ whole = false } = {}) {
  return chromium.launch({
    executablePath: (whole && process.env.WHOLE_CHROMIUM) || executable(),
    // People's browsers keep the page that they leave, and bring it back as it was left.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/**
 * A page with cookies of its own, as another person's phone (375) or desk (1280) would show it.
 * @param {import('playwright-core').Browser} browser
 * @param {{ width?: number, scripts?: boolean, worker?: boolean, locale?: string, site?: string }} options without a worker, nothing is kept for offline
 */
export async function newPage(browser, { width = 375, scripts = true, worker = true, locale = 'zh-CN', site = baseUrl } = {}) {
  const options = {
    baseURL: site,
    viewport: { width, height: width < 600 ? 812 : 900 },
    hasTouch: width < 600,
    isMobile: width < 600,
    locale,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    serviceWorkers: worker ? 'allow' : 'block',
  };
  const context = await browser.newContext({ ...options, javaScriptEnabled: scripts });
  context.setDefaultTimeout(PATIENCE);
  await context.addInitScript(keepDrawing);
  const page = await context.newPage();
  const heard = [];
  const refused = new Set();
  made.set(page, { options, scripts, heard, refused });
  page.on('console', (message) => {
    // Where scripts are off, what is fetched for them lies unused.
    if (!scripts && message.text().includes('was preloaded using link preload but not used')) return;
    if (!worker && message.text().includes('Service Worker registration blocked')) return;
    if (message.type() === 'error' || message.type() === 'warning') {
      const { url } = message.location();
      heard.push({ text: `${message.type()}: ${message.text()} (${url})`, url });
    }
  });
  page.on('pageerror', (error) => heard.push({ text: `uncaught: ${error.message}` }));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // Leaving a page ends its downloads, and where scripts are off theirs are refused: no fault of the page.
    if (reason === 'net::ERR_ABORTED' || (!scripts && reason === 'csp')) return;
    heard.push({ text: `request: ${reason} ${request.url()}` });
  });
  page.on('response', (response) => {
    if (response.status() < 400) return;
    const kind = response.request().resourceType();
    if (kind === 'document') refused.add(response.url());
    else if (kind !== 'fetch' && kind !== 'xhr') heard.push({ text: `file: ${response.status()} ${response.url()}` });
  });
  return page;
}

/** Whether a page was made with scripts on. */
export function hasScripts(page) {
  return made.get(page).scripts;
}

/**
 * What the page complained of since the last look; looking empties the list.
 * @param {import('playwright-core').Page} page
 * @returns {string[]}
 */
export function consoleErrors(page) {
  const { heard, refused } = made.get(page);
  // The console names the place within the page as well, the answer doesn't.
  const isErrorPage = ({ text, url }) => text.startsWith('error: Failed to load resource') && refused.has(url?.split('#')[0]);
  return heard.splice(0).filter((complaint) => !isErrorPage(complaint)).map(({ text }) => text);
}

/**
 * Elements that stick out of a window of `width` pixels, one line each; none when nothing has to be scrolled sideways.
 * The window has its old size again afterwards.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>}
 */
export async function overflow(page, width = 320) {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: before?.height ?? 812 });
  const session = await page.context().newCDPSession(page);
  try {
    return await evaluate(session, `(${widerThanWindow})(${width})`);
  } finally {
    await session.detach();
    if (before) await page.setViewportSize(before);
  }
}

/** Of a longer page the rest is left out: the browser would take a minute for it. */
const LONGEST = 16_000;
/** Pictures cost a third of the time: they are taken only when somebody is going to look at them. */
const isLookedAt = Boolean(process.env.PICTURES);

/**
 * Saves a picture of the whole page as end2end/results/NAME.png, where PICTURES is set.
 * @param {import('playwright-core').Page} page
 */
export async function picture(page, name, { fullPage = true } = {}) {
  if (!isLookedAt) return;
  const path = join(here, 'results', `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  const { width } = page.viewportSize();
  const clip = { x: 0, y: 0, width, height: LONGEST };
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.screenshot({ path, fullPage, ...(fullPage && height > LONGEST && { clip }) });
}

/**
 * All that must hold on every page visited: no complaint, no violation, nothing that sticks out at 320 px.
 * @param {import('playwright-core').Page} page
 */
export async function inspect(page) {
  await page.waitForLoadState('load');
  const faults = [
    ...consoleErrors(page).map((text) => `控制台：${text}`),
    ...(await violations(page, made.get(page))).map((text) => `无障碍：${text}`),
    ...(await overflow(page)).map((text) => `320 像素下溢出：${text}`),
  ];
  if (faults.length > 0) throw new Error([`${page.url()}`, ...faults].join('\n  '));
}

/**
 * The people of the demo district by role: `people().get('居民')[0].phone`.
 * @returns {Map<string, { phone: string, name: string, place: string }[]>}
 */
export function people() {
  const path = process.env.PEOPLE ?? join(here, '../target/demo/people.tsv');
  const byRole = new Map();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [role, phone, name, place] = line.split('\t').map((cell) => cell.trim());
    if (name === undefined) continue;
    byRole.set(role, [...(byRole.get(role) ?? []), { phone, name, place }]);
  }
  return byRole;
}

/** For `addInitScript`. A browser without a window draws when something changes, and has idle time only after that. */
export function keepDrawing() {
  const draw = () => requestAnimationFrame(() => setTimeout(draw, 100));
  draw();
}

function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const path of names.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not here: the next place may have it.
    }
  }
  throw new Error('没有找到 Chromium：请安装它，或用 CHROMIUM 指明它的位置。');
}

// Runs in the page.
function widerThanWindow(width) {
  if (document.documentElement.scrollWidth <= width) return [];
  const scrolls = (element) => {
    for (let parent = element.parentElement; parent && parent !== document.body; parent = parent.parentElement) {
      if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(parent).overflowX)) return true;
    }
    return false;
  };
  const right = (element) => Math.round(element.getBoundingClientRect().right);
  const lines = [...document.body.querySelectorAll('*')]
    .filter((element) => right(element) > width && !scrolls(element))
    .map((element) => `<${element.localName} class="${element.className}"> ${right(element)} px`);
  return [`${document.documentElement.scrollWidth} px`, ...lines.slice(0, 8)];
}
