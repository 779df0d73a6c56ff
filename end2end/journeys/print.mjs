// The quarter on paper, and the stars: what is printed fits, and every point can be reckoned again.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { inspect, launch, newPage, picture } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';

const results = join(dirname(fileURLToPath(import.meta.url)), '../results/print');

/** The quarter before the present one, as addresses have it, by the calendar in China. */
function quarterBefore() {
  const [year, month] = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai' }).format(new Date()).split('-').map(Number);
  const quarter = Math.ceil(month / 3) - 1;
  return quarter === 0 ? `${year - 1}-4` : `${year}-${quarter}`;
}

/** How many sheets the page takes, each of A4. */
async function sheets(page, name) {
  mkdirSync(results, { recursive: true });
  const pdf = (await page.pdf({ preferCSSPageSize: true, path: join(results, `${name}.pdf`) })).toString('latin1');
  const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [width, height]);
  assert.ok(boxes.length > 0, 'there are sheets');
  for (const [width, height] of boxes) {
    assert.deepEqual([Math.round(width), Math.round(height)], [595, 842], 'A4');
  }
  return boxes.length;
}

/** As the printer sees it: nothing sticks out, nothing is folded, nothing leads anywhere. */
async function asPrinted(page, name) {
  const before = page.viewportSize();
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 695, height: 1040 });
  assert.equal(await page.locator('details, .desk-nav').count(), 0, 'nothing that only a screen can do');
  assert.equal(await page.locator('.sheet a').count(), 0);
  assert.equal(await page.locator('.paper-bar').isVisible(), false, 'the bar is not printed');
  for (const part of await page.locator('.sheet table, .sheet svg, .sheet p, .sheet li').all()) {
    const { x, width } = await part.boundingBox();
    assert.ok(x >= 0 && x + width <= 696, `cut off: ${await part.textContent()}`);
  }
  const charts = page.locator('.sheet svg[role="img"]');
  assert.ok((await charts.count()) > 0, 'the trend is drawn');
  for (const chart of await charts.all()) {
    const table = chart.locator('xpath=following-sibling::table');
    assert.ok((await table.locator('tbody tr').count()) > 1 && (await table.isVisible()), 'its numbers beside it');
  }
  await picture(page, `print/${name}`);
  // Not 'screen', which the printer would believe as well.
  await page.emulateMedia({ media: null });
  await page.setViewportSize(before);
}

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser.close());

    it('a community prints its quarter on one sheet', async () => {
      const lead = await as(browser, phoneOf('社区书记'), { scripts, width: 1280 });
      await lead.goto('/desk/figures');
      await lead.getByRole('link', { name: '打印季报' }).click();
      await lead.waitForURL(/\/desk\/figures\/quarter\?q=\d{4}-\d/);
      await inspect(lead);
      await lead.goto(`/desk/figures/quarter?q=${quarterBefore()}`);
      await lead.getByRole('heading', { name: /年第.季度报告$/, level: 1 }).waitFor();
      await inspect(lead);
      await lead.getByText('没评价的不算满意').first().waitFor();
      await lead.getByText('审核：').waitFor();
      await asPrinted(lead, `community-${scripts}`);
      assert.equal(await sheets(lead, `community-${scripts}`), 1);
    });

    it('a district prints all its communities on two sheets', async () => {
      const district = await as(browser, phoneOf('区'), { scripts, width: 1280 });
      await district.goto(`/desk/figures/quarter?q=${quarterBefore()}`);
      await inspect(district);
      await asPrinted(district, `district-${scripts}`);
      assert.equal(await sheets(district, `district-${scripts}`), 2);
      const names = await district.getByRole('table', { name: /^各社区，/ }).locator('tbody tr').count();
      await district.goto(`/desk/stars?q=${quarterBefore()}`);
      assert.equal(await district.getByRole('table', { name: '各社区党组织的星级' }).locator('tbody tr').count(), names);
    });

    it('the district opens a community and reckons its points again', async () => {
      const district = await as(browser, phoneOf('区'), { scripts, width: 1280 });
      await district.goto('/desk/figures');
      await district.getByRole('link', { name: '星级评比' }).click();
      await district.goto(`/desk/stars?q=${quarterBefore()}`);
      await inspect(district);
      await picture(district, `print/stars-district-${scripts}@1280`);
      await district.locator('tbody a').first().click();
      await district.waitForURL(/community=/);
      await inspect(district);
      await picture(district, `print/stars-community-${scripts}@1280`);
      const parts = district.getByRole('table', { name: '每一项的分' }).locator('tbody tr');
      let sum = 0;
      for (const part of await parts.all()) {
        const [, points, , formula] = await part.locator('td').allTextContents();
        const numbers = /(\d+) ×（(\d+) \+ 2）÷（(\d+) \+ 4）(÷ 60%，最多 \d+ )?= (\d+)/.exec(formula);
        if (points.startsWith('—')) continue;
        sum += Number.parseInt(points, 10);
        if (numbers === null) continue;
        const [weight, good, all] = numbers.slice(1, 4).map(Number);
        const share = (good + 2) / (all + 4) / (numbers[4] ? 0.6 : 1);
        assert.equal(Math.min(Math.round(weight * share + 1e-9), weight), Number.parseInt(points, 10), formula);
      }
      await district.getByText(`= ${sum}`).first().waitFor();
      const file = await district.request.get('/export/figures.csv');
      assert.match(await file.text(), /星级/);
    });

    it('a secretary reads every number of the own community, and of others no more than the place', async () => {
      const lead = await as(browser, phoneOf('社区书记'), { scripts });
      await lead.goto(`/desk/stars?q=${quarterBefore()}`);
      await inspect(lead);
      await picture(lead, `print/stars-lead-${scripts}@375`);
      await lead.getByRole('heading', { name: '要改的', exact: true }).waitFor();
      await lead.getByRole('heading', { name: '月度反馈', exact: true }).waitFor();
      assert.equal(await lead.getByRole('table', { name: '月度反馈' }).locator('thead th').count(), 4, 'the months of the quarter, beside the names');
      const places = lead.getByRole('table', { name: '全区名次' });
      assert.ok((await places.locator('tbody tr').count()) > 1, 'the quarter is over: all places are shown');
      assert.doesNotMatch(await places.textContent(), /分/, 'but no points');
      await lead.goto('/desk/stars');
      await lead.getByText('还没过完').waitFor();
      assert.equal(await lead.getByRole('table', { name: '全区名次' }).count(), 0, 'nothing of others before that');
      const refused = await lead.request.get('/desk/stars?community=K501', { headers: { accept: 'text/html' } });
      assert.equal(refused.status(), 404, 'another community');
      const member = await as(browser, phoneOf('党员'), { scripts });
      for (const path of ['/desk/stars', '/desk/figures/quarter']) {
        assert.equal((await member.request.get(path, { headers: { accept: 'text/html' } })).status(), 403, path);
      }
      const visitor = await newPage(browser, { scripts });
      await visitor.goto('/desk/stars');
      await visitor.waitForURL(/\/sign-in/);
    });
  });
}
