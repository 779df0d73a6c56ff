// What axe-core finds on a page, and which pages need not be looked at again.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** The window that shows the copies of a page without scripts. */
const copies = new WeakMap();
/** Where the skeletons of pages are kept in which axe-core found nothing; without it, each page is looked at. */
const inspected = process.env.INSPECTED;

/**
 * Violations of WCAG 2.2 AA and of good practice that axe-core finds, one line each. A page whose skeleton was in order
 * once in this run is not looked at again: it differs only in words.
 * @param {import('playwright-core').Page} page
 * @param {{ scripts: boolean, options: object }} made whether the page runs scripts, and what its window was made with
 * @returns {Promise<string[]>}
 */
export async function violations(page, { scripts, options }) {
  const look = async () => axeIn(scripts ? page : await scriptableCopy(page, options));
  if (!inspected) return look();
  const session = await page.context().newCDPSession(page);
  const shape = await evaluate(session, `(${skeleton})()`).finally(() => session.detach());
  const mark = join(inspected, createHash('sha256').update(shape).digest('hex'));
  if (existsSync(mark)) return [];
  const found = await look();
  if (found.length === 0) {
    mkdirSync(inspected, { recursive: true });
    writeFileSync(mark, '');
  }
  return found;
}

// DevTools' evaluation is not subject to the page's content security policy.
async function axeIn(page) {
  const session = await page.context().newCDPSession(page);
  // As tall as the page, so that no bar at the window's edge lies over anything.
  const before = page.viewportSize();
  const height = await evaluate(session, 'Math.ceil(document.documentElement.scrollHeight)');
  if (before) await page.setViewportSize({ width: before.width, height: Math.max(before.height, height + 160) });
  try {
    await evaluate(session, axeSource);
    return await evaluate(session, `(${runAxe})()`);
  } finally {
    await session.detach();
    if (before) await page.setViewportSize(before);
  }
}

// axe waits for timers, which stand still where scripts are off: it looks at a copy of the page that shows what the
// page shows, and whose own scripts a policy keeps off. The copies of one page are shown in one window.
async function scriptableCopy(page, options) {
  const html = (await page.content()).replace(/<\/?noscript>/g, '');
  const { cookies } = await page.context().storageState();
  let copy = copies.get(page);
  if (!copy) {
    const context = await page.context().browser().newContext(options);
    copy = await context.newPage();
    copies.set(page, copy);
  }
  await copy.context().addCookies(cookies);
  await copy.setViewportSize(page.viewportSize());
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "script-src 'none'" };
  // A request has no place within the page in it.
  const address = page.url().split('#')[0];
  // Until all has come: what is asked for just when nothing is held up any more may be answered by nobody.
  await copy.route(address, (route) => route.fulfill({ status: 200, headers, body: html }));
  // The same address again would be taken for a renewal.
  await copy.goto('about:blank');
  await copy.goto(address);
  await copy.unroute(address);
  return copy;
}

/** What an expression comes to in the page; a promise is waited for. */
export async function evaluate(session, expression) {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

// Runs in the page.
async function runAxe() {
  const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  // What is in order is not described: that would take as long again. No rule needs a sheet or a film that is fetched anew.
  const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ['violations'], preload: false });
  return violations.map((rule) => {
    const places = rule.nodes.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`);
    return `${rule.id}: ${rule.help} — ${places.join(' | ')}`;
  });
}

// Runs in the page. All that axe's rules look at but the words: elements and their attributes in order, how they are
// shown, whether there is text, whether what an element refers to is there and its own name is given once. Neighbours of
// one shape count once, so the length of a list makes no other page.
function skeleton() {
  const counted = new Map();
  for (const { id } of document.querySelectorAll('[id]')) counted.set(id, (counted.get(id) ?? 0) + 1);
  const REFERENCES = ['for', 'headers', 'list', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'aria-details', 'aria-errormessage', 'aria-activedescendant'];
  // Attributes that axe reads by their value; of any other it matters whether it is there, and empty or not.
  const READ = ['class', 'style', 'role', 'type', 'scope', 'lang', 'dir', 'tabindex', 'autocomplete', 'rel', 'target', 'content', 'name'];
  const value = ({ name, value: text }) => {
    if (name === 'id') return counted.get(text) > 1 ? 'twice' : 'once';
    if (REFERENCES.includes(name)) return text.split(/\s+/).map((id) => counted.has(id)).join();
    if (READ.includes(name) || (name.startsWith('aria-') && name !== 'aria-label')) return text.replace(/\d+/g, '0');
    return text.trim() === '' ? '' : '…';
  };
  const shape = (element) => {
    const attributes = [...element.attributes].map((attribute) => `${attribute.name}=${value(attribute)}`).sort().join(' ');
    const { color, backgroundColor, backgroundImage, fontSize, fontWeight, display, visibility, opacity } = getComputedStyle(element);
    const shown = [color, backgroundColor, backgroundImage, fontSize, fontWeight, display, visibility, opacity].join();
    const inside = [];
    for (const child of element.childNodes) {
      const text = child.nodeType === Node.ELEMENT_NODE ? shape(child) : child.nodeType === Node.TEXT_NODE && child.data.trim() ? '…' : '';
      if (text && text !== inside.at(-1)) inside.push(text);
    }
    return `<${element.localName} ${attributes} ${shown}>${inside.join('')}`;
  };
  const { body, title, documentElement } = document;
  return [innerWidth, documentElement.lang, title.trim() === '', shape(document.head.cloneNode(false)), shape(body)].join(' ');
}
