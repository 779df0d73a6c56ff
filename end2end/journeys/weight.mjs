// What pages weigh on a first visit: the slow network of `cargo xtask bench load` is measured, this is held.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { baseUrl, launch, newPage } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { OURS_NEEDS, PAGES } from '../bench/pages.mjs';
import { KILO, bytes, visit } from '../bench/visit.mjs';
import { BULB, order } from '../steps.mjs';

/** What may come before one can read and order, and what a page with an island may come to in all. */
const TO_READ = 25 * KILO;
const WITH_ISLAND = 110 * KILO;
/** What the scripts may come to that keep pages for later and make pictures small; a page is whole without them. */
const PLAIN_SCRIPTS = 12 * KILO;

describe('what a first visit costs', () => {
  let browser;
  let resident;
  let cookies;

  before(async () => {
    browser = await launch();
    resident = await as(browser, phoneOf('居民', 0));
    cookies = await resident.context().cookies();
  });
  after(() => browser.close());

  for (const { name, signedIn, ours } of PAGES) {
    it(`${name}: readable with little, and without WebAssembly`, async () => {
      const kept = signedIn ? cookies : [];
      const found = await visit(browser, { url: baseUrl + ours.path, control: ours.control, cookies: kept, slow: false });
      assert.ok(bytes(found.files, ['document']) > 0);
      assert.equal(bytes(found.files, ['stylesheet']), 0, 'nothing but the page is waited for');
      within(bytes(found.files, OURS_NEEDS), TO_READ);
      assert.equal(bytes(found.files, ['wasm']), 0);
      within(bytes(found.files, ['script']), PLAIN_SCRIPTS);
      assert.ok(found.moved < 0.001, `moved by ${found.moved}`);
    });
  }

  it('the style comes within the first page, and is kept by its address from the second on', async () => {
    const page = await newPage(browser);
    const looks = () => page.evaluate(() => ({
      within: document.querySelectorAll('style').length,
      linked: document.querySelectorAll('link[rel=stylesheet]').length,
      bar: getComputedStyle(document.querySelector('.tabs')).position,
    }));
    await page.goto('/');
    assert.deepEqual(await looks(), { within: 1, linked: 0, bar: 'sticky' });
    await page.goto('/lists/routine');
    assert.deepEqual(await looks(), { within: 0, linked: 1, bar: 'sticky' });
    await page.context().close();
  });

  it('the search brings its island only when it is touched', async () => {
    const { path, control } = PAGES[0].ours;
    const found = await visit(browser, { url: baseUrl + path, control, touch: control, slow: false });
    assert.ok(bytes(found.files, ['wasm']) > 0);
    within(bytes(found.files), WITH_ISLAND);
  });

  it('a page that changes by itself brings its island when it is read', async () => {
    const number = await order(resident, BULB);
    const found = await visit(browser, { url: `${baseUrl}/orders/${number}`, control: '#content', island: true, cookies, slow: false });
    within(bytes(found.files, OURS_NEEDS), TO_READ);
    within(bytes(found.files), WITH_ISLAND);
  });
});

function within(found, limit) {
  assert.ok(found <= limit, `${(found / KILO).toFixed(1)} KiB, and no more than ${limit / KILO} are allowed`);
}
