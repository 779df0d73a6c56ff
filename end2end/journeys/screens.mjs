// Every screen of every role at five widths: inspected, with scripts and without, and kept as pictures.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch, newPage, picture } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { SCREENS, atEveryWidth, everyPage, inspectKnown, open } from '../screens.mjs';

/** What the README shows of each role: the page, the width, and whether the first order of the list is opened. */
const README = {
  resident: ['/', 375, false],
  member: ['/jobs', 375, false],
  property: ['/jobs?tab=mine', 375, true],
  desk: ['/desk', 1280, true],
  office: ['/desk?state=active', 1280, true],
};

for (const [name, [role, paths]] of Object.entries(SCREENS)) {
  describe(`the screens of ${name}`, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser.close());

    it('are in order at every width', async () => {
      const page = role ? await as(browser, phoneOf(role)) : await newPage(browser);
      if (README[name]) await pictureForReadme(page, name, README[name]);
      const faults = [];
      for (const path of await everyPage(page, paths)) faults.push(...(await atEveryWidth(page, name, path, false)));
      assert.deepEqual(faults, []);
    });

    it('are in order without scripts', async () => {
      const page = role ? await as(browser, phoneOf(role), { scripts: false }) : await newPage(browser, { scripts: false });
      for (const path of paths) {
        await open(page, path);
        await inspectKnown(page, path);
      }
    });
  });
}

async function pictureForReadme(page, name, [path, width, open]) {
  await page.setViewportSize({ width, height: width < 600 ? 812 : 900 });
  await page.goto(path);
  const first = page.locator('main a[href*="K101-"]').first();
  if (open) await page.goto(await first.getAttribute('href'));
  await picture(page, `readme/${name}`, { fullPage: false });
}
