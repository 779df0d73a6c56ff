// The pages in English and 繁體: chosen by the browser or by a press, and no sentence is left out on any page of any
// role. It runs first, on the demo's own orders: what people write in other journeys is nobody's to translate.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { inspect, launch, newPage, people, picture } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { SCREENS, everyPage } from '../screens.mjs';

describe('in another language', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  it('a browser gets its own, and a press chooses another', async () => {
    const page = await newPage(browser, { locale: 'en-GB' });
    await page.goto('/');
    await page.getByRole('heading', { name: 'Three lists' }).waitFor();
    await inspect(page);
    await page.getByRole('button', { name: '繁體中文' }).click();
    await page.getByText('語言換好了').waitFor();
    await page.getByRole('heading', { name: '三張清單' }).waitFor();
    await inspect(page);
    await picture(page, 'languages/home-hant@375');
    await page.goto('/sign-in');
    await page.getByRole('button', { name: '獲取驗證碼' }).waitFor();
  });

  it('it is kept for the account, and English words find a service', async () => {
    const page = await as(browser, phoneOf('居民', 2));
    await page.goto('/me');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('Language changed').waitFor();
    await inspect(page);
    await page.context().clearCookies({ name: 'language' });
    await page.goto('/search?q=leaking+tap');
    await page.getByRole('link', { name: /Minor home repairs|repairs/i }).first().waitFor();
    await inspect(page);
    await page.goto('/me');
    await page.getByRole('button', { name: '简体中文' }).click();
    await page.getByText('语言换好了').waitFor();
  });

  for (const [name, [role, paths]] of Object.entries(SCREENS)) {
    it(`nothing Chinese is left for ${name}, but names and what people wrote`, async () => {
      const page = role ? await as(browser, phoneOf(role)) : await newPage(browser);
      const { origin } = new URL(page.url() === 'about:blank' ? process.env.BASE_URL : page.url());
      await page.context().addCookies([{ name: 'language', value: 'en', url: origin }]);
      const left = [];
      for (const path of await everyPage(page, paths)) {
        await page.goto(path);
        for (const text of await chinese(page)) left.push(`${path}: ${text}`);
        if (path !== '/nowhere') await inspect(page);
        await picture(page, `languages/${name}${path.replace(/[^\p{L}\d]+/gu, '-')}@375`);
      }
      assert.deepEqual(left, []);
    });
  }
});

/** Names of people and places and what people wrote, which stay as they are, the longest first. */
function names() {
  const cells = readFileSync(new URL('../../data/areas.csv', import.meta.url), 'utf8').split('\n').map((line) => line.split(',')[3]);
  const everybody = [...people().values()].flat().flatMap(({ name, place }) => [name, ...place.split(' · ')]);
  // Who served in the months before, whom nobody can sign in as.
  const before = ['演示居民', '演示师傅', '演示物业', '演示社工'];
  return [...new Set([...cells, ...everybody, ...before, ...written()])].filter(Boolean).sort((one, other) => other.length - one.length);
}

/** What the people of the demo wrote: whole sentences of its stories. */
function written() {
  const folder = new URL('../../backend/src/demo/fixtures/', import.meta.url);
  const stories = readdirSync(folder).filter((name) => name.endsWith('.rs')).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  return stories.flatMap((story) => [...story.matchAll(/"([^"\n]{8,})"/g)].map(([, words]) => words)).filter((words) => /\p{Script=Han}/u.test(words));
}

/** What of a page's texts is Chinese, apart from names and from what is marked as written by somebody. */
function chinese(page) {
  return page.evaluate((known) => {
    const wanted = /[\u3001-\u303f\u4e00-\u9fff\uff00-\uffef]/;
    const apart = '[translate=no], [lang^=zh]:not(html), script, style, textarea';
    const bare = (text) => known.reduce((rest, name) => rest.replaceAll(name, ''), text).replace(/\p{Script=Han}\*+/gu, '');
    const said = [['title', document.title]];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest(apart)) said.push(['text', walker.currentNode.data]);
    }
    for (const name of ['alt', 'aria-label', 'placeholder', 'title', 'data-label']) {
      for (const element of document.querySelectorAll(`[${name}]`)) {
        if (!element.closest(apart)) said.push([name, element.getAttribute(name)]);
      }
    }
    known.unshift(new URLSearchParams(location.search).get('q') || '\n');
    return [...new Set(said.filter(([, text]) => wanted.test(bare(text))).map(([where, text]) => `${where} «${text.trim()}»`))];
  }, names());
}
