// One first visit over a slow network on a slow phone: what came over the wire, and when what was there.
import { keepDrawing } from '../browser.mjs';

/** 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back. */
export const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
/** How much slower than this machine the phone is. */
export const SLOW_PROCESSOR = 4;
export const KILO = 1024;
/** What is loaded, by kind. */
export const KINDS = ['document', 'stylesheet', 'script', 'wasm', 'other'];

/** How long nothing may happen before the visit is over, in milliseconds. */
const QUIET = 800;
const PATIENCE = 30_000;

/**
 * Opens a page in a browser that has seen none before, and waits until it has come to rest; `touch` names what is
 * touched then, and what that fetches is waited for as well; with `island`, the WebAssembly, which browsers fetch when
 * they find the time.
 * @param {import('playwright-core').Browser} browser
 * @param {{ url: string, control: string, touch?: string, island?: boolean, cookies?: object[], slow?: boolean }} options
 */
export async function visit(browser, { url, control, touch, island = false, cookies = [], slow = true }) {
  const context = await browser.newContext({
    viewport: { width: 375, height: 812 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // What it fetches for later is no part of a visit, and what comes through it is not seen on the wire.
    serviceWorkers: 'block',
  });
  try {
    // Somebody may be signed in, but has not been sent the style sheet.
    await context.addCookies(cookies.filter(({ name }) => name !== 'stylesheet'));
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const loaded = await follow(session);
    if (slow) {
      await session.send('Network.emulateNetworkConditions', SLOW_4G);
      await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_PROCESSOR });
    }
    await page.addInitScript(keepDrawing);
    await page.addInitScript(watch, control);
    await page.goto(url, { timeout: PATIENCE, waitUntil: 'load' });
    // DevTools' evaluation is not subject to the page's content security policy.
    const told = async () => {
      const { result } = await session.send('Runtime.evaluate', { expression: 'watched.told()', returnByValue: true });
      return result.value;
    };
    await loaded.until(async () => {
      const { usable, largest } = await told();
      const came = !island || bytes(loaded.files(), ['wasm']) > 0;
      return usable !== null && largest > 0 && came;
    });
    const first = await told();
    if (touch) {
      await page.locator(touch).focus();
      await loaded.until(async () => true);
    }
    return { ...first, files: loaded.files() };
  } finally {
    await context.close();
  }
}

/** Bytes of the files of these kinds; with `until`, of those that had come by then (in milliseconds). */
export function bytes(files, kinds = KINDS, until = Infinity) {
  const counted = files.filter((file) => kinds.includes(file.kind) && file.finished <= until);
  return counted.reduce((sum, file) => sum + file.bytes, 0);
}

// Files as they came over the wire: heads and bodies, as compressed as they were sent.
async function follow(session) {
  const requests = new Map();
  let begun;
  let last = Date.now();
  session.on('Network.requestWillBeSent', ({ requestId, type, timestamp, request }) => {
    begun ??= timestamp;
    last = Date.now();
    if (!request.url.startsWith('data:')) requests.set(requestId, { type, url: request.url, bytes: 0, finished: null });
  });
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    const request = requests.get(requestId);
    if (request) Object.assign(request, { type, mime: response.mimeType });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) => {
    last = Date.now();
    const request = requests.get(requestId);
    if (request) Object.assign(request, { bytes: encodedDataLength, finished: (timestamp - begun) * 1000 });
  });
  session.on('Network.loadingFailed', ({ requestId }) => {
    last = Date.now();
    requests.delete(requestId);
  });
  await session.send('Network.enable');
  // What is told all the time by a page that stands open never ends, and is no part of coming to it.
  const counted = () => [...requests.values()].filter((request) => request.type !== 'EventSource');
  return {
    files: () => counted().map((request) => ({ ...request, kind: kindOf(request) })),
    async until(usable) {
      last = Date.now();
      const giveUp = last + PATIENCE;
      const loading = () => Date.now() - last < QUIET || counted().some((request) => request.finished === null);
      while (loading() || !(await usable())) {
        if (Date.now() > giveUp) throw new Error('the page does not come to rest, or its control never appears');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}

function kindOf({ type, mime }) {
  if (mime === 'application/wasm') return 'wasm';
  const kind = type.toLowerCase();
  return KINDS.includes(kind) ? kind : 'other';
}

// Runs in the page, before anything of it.
function watch(selector) {
  const watched = { usable: null, paint: 0, largest: 0, tasks: [], moved: 0 };
  const observe = (type, take) => {
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  };
  observe('paint', (entry) => {
    if (entry.name === 'first-contentful-paint') watched.paint = entry.startTime;
  });
  observe('largest-contentful-paint', (entry) => (watched.largest = entry.startTime));
  observe('longtask', (entry) => watched.tasks.push([entry.startTime, entry.duration]));
  observe('layout-shift', (entry) => (watched.moved += entry.hadRecentInput ? 0 : entry.value));
  // Usable: the control is there, has its looks, and a finger would meet it or could scroll to it.
  const look = () => {
    const control = document.querySelector(selector);
    const styled = [...document.querySelectorAll('link[rel=stylesheet]')].every((link) => link.sheet !== null);
    const box = control?.getBoundingClientRect();
    const free = styled && control && !control.disabled && box.width > 0 && box.height > 0;
    if (free) watched.usable = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  watched.told = () => ({
    usable: watched.usable,
    largest: watched.largest,
    // What keeps the page from answering once there is something to touch.
    blocked: watched.tasks
      .filter(([start, duration]) => start + duration > watched.paint)
      .reduce((sum, [, duration]) => sum + Math.max(0, duration - 50), 0),
    moved: watched.moved,
  });
  window.watched = watched;
}
