// Every screen of every role in elder mode, and every part of all screens in both modes: inspected, and kept as pictures.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspect, launch, newPage, people, picture } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { SCREENS, atEveryWidth, everyPage } from '../screens.mjs';

for (const [name, [role, paths]] of Object.entries(SCREENS)) {
  describe(`the screens of ${name} in elder mode`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser.close());

    it('are large at every width', async () => {
      // Where there are several, somebody of their own: elder mode is kept for the account.
      const page = role ? await as(browser, people().get(role)[1] ?? phoneOf(role)) : await newPage(browser);
      await switchElder(page, '长辈模式');
      const faults = [];
      for (const path of await everyPage(page, paths)) faults.push(...(await atEveryWidth(page, `elder-${name}`, path, true)));
      await switchElder(page, '标准模式');
      assert.deepEqual(faults, []);
    });
  });
}

describe('every part in every variant', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  for (const colours of ['light', 'dark']) {
    it(`is in order, ${colours}, in both modes`, async () => {
      const page = await newPage(browser);
      await page.emulateMedia({ colorScheme: colours, reducedMotion: 'reduce' });
      for (const mode of ['标准模式', '长辈模式']) {
        if (mode === '长辈模式') await switchElder(page, mode);
        for (const width of [375, 1280]) {
          await page.setViewportSize({ width, height: width < 600 ? 812 : 900 });
          await page.goto('/style');
          await inspect(page);
          await picture(page, `parts/${colours}-${mode}@${width}`);
        }
      }
    });
  }
});

/** Presses the switch on the first page. */
async function switchElder(page, label) {
  await page.goto('/');
  await page.getByRole('button', { name: label }).click();
  await page.locator('.notice-done', { hasText: label }).waitFor();
}
