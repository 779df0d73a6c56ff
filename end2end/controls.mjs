// A walk over every control and every word of a page: large enough to touch, large enough to read.
//
// The figures are those of 工信部《移动互联网应用(APP)适老化通用设计规范》 and of the house: targets 44×44, in elder mode 60×60;
// text 17 px, in elder mode 24 px (the norm asks 18, and 30 for the largest: the tiles of the first page); lines 1.3, in elder mode 1.5.
// Exempt is what WCAG 2.2 (2.5.5, 2.5.8) exempts: a link within a sentence, whose height its line decides.
const STANDARD = { target: 44, text: 17, line: 1.3 };
const ELDER = { target: 60, text: 24, line: 1.5 };

/**
 * What is too small on the page, one line each.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<string[]>}
 */
export async function tooSmall(page, { elder = false } = {}) {
  const session = await page.context().newCDPSession(page);
  try {
    const expression = `(${walk})(${JSON.stringify(elder ? ELDER : STANDARD)})`;
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  } finally {
    await session.detach();
  }
}

/**
 * Elements that stick out of a window of 320 pixels when its words are twice as large.
 * @param {import('playwright-core').Page} page
 */
export async function tooWideAtDoubleSize(page) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: before.height });
  const session = await page.context().newCDPSession(page);
  const run = async (expression) => (await session.send('Runtime.evaluate', { expression, returnByValue: true })).result.value;
  try {
    await run("document.documentElement.style.fontSize = 2 * parseFloat(getComputedStyle(document.documentElement).fontSize) + 'px'");
    return await run(`(${widest})()`);
  } finally {
    await run("document.documentElement.style.fontSize = ''");
    await session.detach();
    await page.setViewportSize(before);
  }
}

// Runs in the page.
function widest() {
  const limit = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= limit) return [];
  const clipped = (element) => {
    for (let parent = element.parentElement; parent && parent !== document.body; parent = parent.parentElement) {
      if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(parent).overflowX)) return true;
    }
    return false;
  };
  const right = (element) => Math.round(element.getBoundingClientRect().right);
  return [...document.body.querySelectorAll('*')]
    .filter((element) => right(element) > limit && !clipped(element))
    .map((element) => `<${element.localName} class="${element.className}"> ${right(element)} px`)
    .slice(0, 6);
}

// Runs in the page.
function walk({ target, text, line }) {
  const faults = new Set();
  const name = (element) => `<${element.localName} class="${element.getAttribute('class') ?? ''}"> «${(element.innerText ?? '').trim().slice(0, 12)}»`;
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.closest('.unseen, .skip, [aria-hidden="true"]') === null;
  const round = (number) => Math.round(number * 10) / 10;

  const positioned = (element) => {
    let parent = element.parentElement;
    while (getComputedStyle(parent).position === 'static') parent = parent.parentElement;
    return parent;
  };

  // A box and its label are one target, and so is the card over which a link is stretched.
  const boxes = (control) => {
    const parts = [control, ...(control.labels ?? [])];
    if (control.classList.contains('stretch')) parts.push(positioned(control));
    const field = control.closest('.search');
    if (field && control.matches('input')) parts.push(field);
    const rectangles = parts.map((part) => part.getBoundingClientRect());
    return {
      width: Math.max(...rectangles.map((box) => box.right)) - Math.min(...rectangles.map((box) => box.left)),
      height: Math.max(...rectangles.map((box) => box.bottom)) - Math.min(...rectangles.map((box) => box.top)),
    };
  };
  const inSentence = (control) =>
    control.matches('a') &&
    getComputedStyle(control).display === 'inline' &&
    [...control.parentNode.childNodes].some((node) => node !== control && node.textContent.trim() !== '');
  for (const control of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
    if (!seen(control) || inSentence(control)) continue;
    const { width, height } = boxes(control);
    if (width < target - 0.5 || height < target - 0.5) faults.add(`按的地方 ${round(width)}×${round(height)}：${name(control)}`);
  }

  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const holder = words.currentNode.parentElement;
    if (words.currentNode.textContent.trim() === '' || holder.closest('script, style, noscript, svg, option') || !seen(holder)) continue;
    const style = getComputedStyle(holder);
    const size = parseFloat(style.fontSize);
    if (size < text - 0.05) faults.add(`字 ${round(size)} px：${name(holder)}`);
    const height = parseFloat(style.lineHeight) / size;
    // Numbers alone, in a circle or a badge, have no second line.
    if (height < line - 0.01 && !/^\d+$/.test(holder.textContent.trim())) faults.add(`行距 ${round(height)}：${name(holder)}`);
  }
  return [...faults].slice(0, 30);
}
