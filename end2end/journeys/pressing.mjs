// Whatever is pressed says at once that it is on its way, however slow the network is, and a second press does nothing.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch, newPage, picture } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { SCREENS, everyPage } from '../screens.mjs';

/** Within so many milliseconds a pressed form says what it does. */
const AT_ONCE = 100;
/** What has not been sent after so many milliseconds never is: the browser holds the form for badly filled in. */
const NEVER = 10_000;
/** It answers 404, and has no form of its own. */
const LEFT_OUT = ['/nowhere'];

for (const [name, [role, paths]] of Object.entries(SCREENS)) {
  describe(`the forms of ${name}, while their answers are held back`, () => {
    let browser;
    let page;
    let held;

    before(async () => {
      browser = await launch();
      // A worker would answer for the site where nothing can be held back.
      page = role ? await as(browser, phoneOf(role), { worker: false }) : await newPage(browser, { worker: false });
      held = await holdBack(page);
      // Whoever signs out means it, whatever still waits.
      page.on('dialog', (dialog) => dialog.accept());
    });
    after(() => browser.close());

    it('say at once that they are on their way, and can be pressed once', async () => {
      const faults = [];
      let forms = 0;
      for (const path of await everyPage(page, paths.filter((path) => !LEFT_OUT.includes(path)))) {
        await page.goto(path);
        const count = await page.locator('form').count();
        for (let place = 0; place < count; place += 1) {
          held.on();
          const found = await page.evaluate(pressTwice, [place, AT_ONCE]);
          if (found.hidden) {
            await held.off();
            continue;
          }
          forms += 1;
          const sent = await held.count();
          await held.off();
          if (found.fault) faults.push(`${path}: ${found.form}: ${found.fault}`);
          else if (sent !== 1) faults.push(`${path}: ${found.form}: sent ${sent} times`);
          if (place === count - 1) await picture(page, `pressing/${name}${path.replace(/[^\p{L}\d]+/gu, '-')}`, { fullPage: false });
          if (await page.evaluate(comeBack)) faults.push(`${path}: ${found.form}: is not itself again`);
        }
      }
      assert.deepEqual(faults, []);
      assert.ok(forms > 0);
    });
  });
}

describe('a form that was pressed', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  it('is itself again for whoever comes back', async () => {
    const page = await newPage(browser, { worker: false });
    const held = await holdBack(page);
    await page.goto('/sign-in');
    await page.getByLabel('手机号').fill('13912345678');
    held.on();
    assert.equal((await page.evaluate(pressTwice, [0, AT_ONCE])).fault, '');
    assert.equal(await held.count(), 1);
    await held.off();
    await page.getByRole('button', { name: '正在发…' }).waitFor();
    assert.equal(await page.evaluate(comeBack), false);
    await page.getByRole('button', { name: '获取验证码' }).waitFor();
    assert.equal(await page.getByLabel('手机号').inputValue(), '13912345678');
  });

  it('stays, with all that was typed, where there is no network', async () => {
    const page = await newPage(browser, { worker: false });
    await page.goto('/sign-in');
    await page.getByLabel('手机号').fill('13912345678');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: '获取验证码' }).click();
    await page.getByRole('alert').filter({ hasText: '现在没有网络，填的都还在' }).waitFor();
    assert.equal(await page.getByLabel('手机号').inputValue(), '13912345678');
    await picture(page, 'pressing/offline');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: '获取验证码' }).click();
    await page.waitForURL('**/sign-in/code*');
  });
});

/** Holds back what forms send, from `on` to `off`, which ends it unanswered; `count` waits until something is sent, and says how often it was. */
async function holdBack(page) {
  let holding = false;
  let held = [];
  let tell;
  let first;
  await page.route('**/*', (route) => {
    const request = route.request();
    if (!holding || !(request.method() === 'POST' || request.isNavigationRequest())) return route.fallback();
    // What the phone kept of an earlier form, and tries again by itself.
    if (request.headers()['x-sent'] === 'later') return route.abort();
    held.push(route);
    tell();
    return undefined;
  });
  return {
    on: () => {
      holding = true;
      held = [];
      first = new Promise((resolve) => { tell = resolve; });
    },
    off: async () => {
      holding = false;
      await Promise.all(held.map((route) => route.abort('aborted')));
    },
    count: () => Promise.race([first, new Promise((resolve) => setTimeout(resolve, NEVER))]).then(() => held.length),
  };
}

/** Runs in the page: tells it, as the browser does, that it comes out of the back/forward cache; whether something still looks pressed. */
function comeBack() {
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  return document.querySelector('[aria-busy], [data-busy], .busy-words') !== null;
}

/** Runs in the page: presses a form twice, and says what is wrong with how it looks after a tenth of a second. */
async function pressTwice([place, soon]) {
  const form = document.querySelectorAll('form')[place];
  const button = form.querySelector('button:not([type=button])');
  const about = { form: `${form.getAttribute('action')} «${button?.textContent.trim()}»` };
  // What only those without scripts need is hidden.
  if (!button || getComputedStyle(button).display === 'none') return { ...about, hidden: true };
  form.requestSubmit(button);
  await new Promise((resolve) => setTimeout(resolve, soon));
  form.requestSubmit(button);
  const fault = [
    form.ariaBusy !== 'true' && 'not busy',
    !/^正在.*…$/.test(button.innerText.trim()) && button.checkVisibility() && `the button says ${button.innerText}`,
    button.scrollWidth > button.clientWidth + 1 && 'its words stick out',
  ].filter(Boolean).join(', ');
  return { ...about, fault };
}
