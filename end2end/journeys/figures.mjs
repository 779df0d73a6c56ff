// Reports: the same figures for the district, the staff and the residents, with what stands behind them.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspect, launch, newPage, picture } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { done, unfold } from '../steps.mjs';

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser.close());

    it('the lead reads what was promised and found, and opens the orders behind a figure', async () => {
      const lead = await as(browser, phoneOf('社区书记'), { scripts, width: 1280 });
      await lead.goto('/desk/figures');
      await inspect(lead);
      await picture(lead, `figures/lead-${scripts}@1280`);
      const row = lead.locator('tr', { hasText: '24 小时答复率' });
      await row.getByText('每次都算').waitFor();
      await unfold(lead, '这些数怎么算的');
      await lead.getByText('没评价的不算满意').waitFor();
      await lead.locator('tr', { hasText: '物业满意度' }).getByRole('link').click();
      await lead.getByRole('heading', { name: '什么意思' }).waitFor();
      await inspect(lead);
      const satisfied = lead.locator('tr', { hasText: '对物业满意' }).getByRole('link');
      const ratings = Number(await satisfied.textContent());
      await satisfied.click();
      await lead.getByRole('heading', { name: /^对物业满意：/ }).waitFor();
      await lead.getByText('物业公司办完的，居民自己评的').waitFor();
      assert.ok((await lead.locator('tbody tr').count()) <= ratings, 'an order may be rated more than once');
      await lead.goto('/desk/figures');
      const placed = lead.getByRole('table', { name: '单子走到了哪一步' }).getByRole('link').first();
      const count = Number(await placed.textContent());
      await placed.click();
      await lead.getByRole('heading', { name: /^点单：/ }).waitFor();
      await inspect(lead);
      const rows = await lead.locator('tbody tr').count();
      assert.equal(rows, Math.min(count, 50), 'as many orders as the figure says, a page at most');
      await lead.locator('tbody a').first().click();
      await lead.waitForURL(/\/desk\?order=/);
      await inspect(lead);
    });

    it('a resident reads the same figures as the staff', async () => {
      const lead = await as(browser, phoneOf('社区书记'), { scripts, width: 1280 });
      const resident = await as(browser, phoneOf('居民'), { scripts });
      await lead.goto('/desk/figures');
      await resident.goto('/me');
      await resident.getByRole('link', { name: /^社区成绩单/ }).click();
      await resident.waitForURL(/\/figures/);
      await inspect(resident);
      await picture(resident, `figures/resident-${scripts}@375`);
      const shares = (page) => page.getByRole('table', { name: '承诺和实际' }).locator('.figure').allTextContents();
      assert.deepEqual(await shares(resident), await shares(lead));
      assert.equal(await resident.locator('a[href^="/desk"]').count(), 0, 'no way behind the figures');
      const visitor = await newPage(browser, { scripts });
      await visitor.goto('/figures');
      await visitor.getByLabel('社区', { exact: true }).selectOption({ label: '樾河社区' });
      await visitor.getByRole('button', { name: '看这个社区' }).click();
      await visitor.getByRole('heading', { name: '樾河社区成绩单' }).waitFor();
      await inspect(visitor);
    });

    it('the district ranks no community by chance, and decides what counts from next month on', async () => {
      const district = await as(browser, phoneOf('区'), { scripts, width: 1280 });
      await district.goto('/desk/figures');
      await inspect(district);
      await picture(district, `figures/district-${scripts}@1280`);
      await district.getByText('名次大约在').first().waitFor();
      await unfold(district, '以后换一种算法');
      await district.getByLabel('从哪个月起').fill('2020-01');
      await district.getByRole('button', { name: '保存', exact: true }).click();
      await district.getByText('已经开始的月份不能改').first().waitFor();
      assert.equal(await district.getByLabel('从哪个月起').inputValue(), '2020-01');
      await district.getByLabel('从哪个月起').fill('2098-01');
      await district.getByLabel('哪些算满意').selectOption({ label: '非常满意、满意' });
      await district.getByRole('button', { name: '保存', exact: true }).click();
      await done(district, '从那个月起照新的算法');
      await district.getByText('2098年1月 起：非常满意、满意').waitFor();
      const file = await district.request.get('/export/figures.csv');
      assert.equal(file.status(), 200);
      assert.match(await file.text(), /各社区/);
      const book = await district.request.get('/export/figures.xlsx');
      assert.equal((await book.body()).subarray(0, 2).toString(), 'PK');
      const member = await as(browser, phoneOf('党员'), { scripts });
      assert.equal((await member.request.get('/export/figures.csv')).status(), 403);
    });
  });
}
