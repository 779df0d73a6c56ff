// Every screen of every role at four widths: inspected, with scripts and without, and kept as pictures.
import { after, before, describe, it } from 'node:test';
import { inspect, launch, newPage, picture } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { tooSmall, tooWideAtDoubleSize } from '../controls.mjs';
import { SCREENS, everyPage } from '../screens.mjs';

const WIDTHS = [320, 375, 768, 1280];

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
      for (const path of await everyPage(page, paths)) {
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: width < 600 ? 812 : 900 });
          await page.goto(path);
          await picture(page, `screens/${name}${path.replace(/[^\p{L}\d]+/gu, '-')}@${width}`);
          if (width === 375) await walk(page, path, false);
        }
      }
    });

    it('are in order without scripts', async () => {
      const page = role ? await as(browser, phoneOf(role), { scripts: false }) : await newPage(browser, { scripts: false });
      for (const path of paths) {
        await page.goto(path);
        await inspectKnown(page, path);
      }
    });
  });
}

/** Who reads in elder mode: those on a phone. */
for (const name of ['visitor', 'resident', 'member']) {
  describe(`the screens of ${name} in elder mode`, () => {
    it('are large, at 375 pixels', async () => {
      const browser = await launch();
      const [role, paths] = SCREENS[name];
      // Somebody of their own: elder mode is kept for the account, and the others' must stay as they are.
      const page = role ? await as(browser, phoneOf(role, 1)) : await newPage(browser);
      await switchElder(page, '长辈模式');
      for (const path of await everyPage(page, paths)) {
        await page.goto(path);
        await picture(page, `screens/elder-${name}${path.replace(/[^\p{L}\d]+/gu, '-')}@375`);
        await walk(page, path, true);
      }
      await switchElder(page, '标准模式');
      await browser.close();
    });
  });
}

describe('every part in every variant', () => {
  for (const colours of ['light', 'dark']) {
    it(`is in order, ${colours}, in both modes`, async () => {
      const browser = await launch();
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
      await browser.close();
    });
  }
});

/** Presses the switch on the first page. */
async function switchElder(page, label) {
  await page.goto('/');
  await page.getByRole('button', { name: label }).click();
  await page.locator('.notice-done', { hasText: label }).waitFor();
}

/** A page in order, with nothing too small on it; and where somebody has doubled their letters, nothing sticks out. */
async function walk(page, path, elder) {
  await inspectKnown(page, path);
  const desk = path.startsWith('/desk');
  const faults = [
    ...(await tooSmall(page, { elder })),
    ...(desk ? [] : (await tooWideAtDoubleSize(page)).map((text) => `字放大一倍后溢出：${text}`)),
  ];
  if (faults.length > 0) throw new Error([page.url(), ...faults].join('\n  '));
}

async function pictureForReadme(page, name, [path, width, open]) {
  await page.setViewportSize({ width, height: width < 600 ? 812 : 900 });
  await page.goto(path);
  const first = page.locator('main a[href*="K101-"]').first();
  if (open) await page.goto(await first.getAttribute('href'));
  await picture(page, `readme/${name}`, { fullPage: false });
}

/** A page that isn't there answers 404, which the console mentions; nothing else may stand in it. */
async function inspectKnown(page, path) {
  if (path !== '/nowhere') return inspect(page);
  return inspect(page).catch((fault) => {
    const lines = fault.message.split('\n').slice(1).filter((line) => !line.includes('404'));
    if (lines.length > 0) throw fault;
  });
}
