// What pages weigh on a first visit: the slow network of `cargo xtask bench load` is measured, this is held.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { baseUrl, launch } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { OURS_NEEDS, PAGES } from '../bench/pages.mjs';
import { KILO, bytes, visit } from '../bench/visit.mjs';
import { BULB, order } from '../steps.mjs';

/** What may come before one can read and order, and what a page with an island may come to in all. */
const TO_READ = 25 * KILO;
const WITH_ISLAND = 110 * KILO;
/** What the scripts may come to that keep pages for later and make pictures small; a page is whole without them. */
const PLAIN_SCRIPTS = 8 * KILO;

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
      assert.ok(bytes(found.files, ['document']) > 0 && bytes(found.files, ['stylesheet']) > 0);
      within(bytes(found.files, OURS_NEEDS), TO_READ);
      assert.equal(bytes(found.files, ['wasm']), 0);
      within(bytes(found.files, ['script']), PLAIN_SCRIPTS);
      assert.ok(found.moved < 0.001, `moved by ${found.moved}`);
    });
  }

  it('the search brings its island only when it is touched', async () => {
    const { path, control } = PAGES[0].ours;
    const found = await visit(browser, { url: baseUrl + path, control, touch: control, slow: false });
    assert.ok(bytes(found.files, ['wasm']) > 0);
    within(bytes(found.files), WITH_ISLAND);
  });

  it('a page that changes by itself brings its island when it is read', async () => {
    const number = await order(resident, BULB);
    const found = await visit(browser, { url: `${baseUrl}/orders/${number}`, control: '#content', cookies, slow: false });
    assert.ok(bytes(found.files, ['wasm']) > 0);
    within(bytes(found.files, OURS_NEEDS), TO_READ);
    within(bytes(found.files), WITH_ISLAND);
  });
});

function within(found, limit) {
  assert.ok(found <= limit, `${(found / KILO).toFixed(1)} KiB, and no more than ${limit / KILO} are allowed`);
}
