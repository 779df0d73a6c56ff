// Posters: staff print one, a neighbour who never came before scans it, and finds their estate chosen.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspect, launch, newPage, picture } from '../browser.mjs';
import { as, phoneOf, sendCode } from '../cast.mjs';
import { done, unfold } from '../steps.mjs';

/** An estate of the staff's community where nothing else happens. */
const ESTATE = { code: 'K10103', name: '荷香佳苑' };

/** How many pages a PDF has, by its page objects. */
function pagesOf(pdf) {
  return pdf.toString('latin1').match(/\/Type\s*\/Page(?![a-zA-Z])/g)?.length ?? 0;
}

/** How often the list says that a poster was opened: in the last thirty days, and ever. */
async function opened(page, name) {
  await page.goto('/desk/posters');
  await inspect(page);
  const cells = await page.getByRole('row').filter({ hasText: name }).getByRole('cell').allTextContents();
  return cells.slice(1, 3).map((text) => Number(/\d+/.exec(text)[0]));
}

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser.close());

    it('a poster is one sheet of A4, a community as many as it has estates', async () => {
      const staff = await as(browser, phoneOf('社区工作者'), { scripts, width: 1280 });
      await staff.goto('/desk/more');
      await staff.getByRole('link', { name: /^海报/ }).click();
      await staff.waitForURL('**/desk/posters');
      await inspect(staff);
      await picture(staff, `posters/list-${scripts}@1280`);
      await staff.getByRole('link', { name: new RegExp(`^看海报、打印\\s*：\\s*${ESTATE.name}$`) }).click();
      await staff.getByText('您点单，我上门').waitFor();
      await inspect(staff);
      assert.equal(await staff.locator('.poster').count(), 1);
      const { height, width, wraps } = await staff.locator('.poster-telephone b').evaluate((number) => ({
        height: parseFloat(getComputedStyle(number).fontSize),
        width: number.closest('.poster').clientWidth,
        wraps: number.getClientRects().length > 1,
      }));
      assert.ok(height >= (9 / 190) * width - 0.5 && !wraps, `nine millimetres on one line: ${height} px of ${width}`);
      assert.equal(await staff.locator('.poster-list').count(), 3);
      assert.equal(pagesOf(await staff.pdf({ preferCSSPageSize: true })), 1, 'one sheet');
      const margin = { top: '1cm', right: '1cm', bottom: '1cm', left: '1cm' };
      assert.equal(pagesOf(await staff.pdf({ format: 'A4', margin })), 1, 'where the browser sets the margins, too');
      await staff.emulateMedia({ media: 'print' });
      await staff.setViewportSize({ width: 794, height: 1123 });
      await picture(staff, `posters/sheet-${scripts}@794`);
      const cut = await staff.locator('.poster').evaluate((sheet) => sheet.scrollHeight - sheet.clientHeight);
      assert.ok(cut <= 0, `nothing is cut off: ${cut} px`);
      await staff.emulateMedia({ media: null });
      await staff.setViewportSize({ width: 1280, height: 900 });
      await staff.goto('/desk/posters');
      await staff.getByRole('link', { name: /^全部打印/ }).click();
      await staff.locator('.poster').nth(2).waitFor();
      assert.equal(pagesOf(await staff.pdf({ preferCSSPageSize: true })), await staff.locator('.poster').count());
    });

    it('a new neighbour scans it, signs in, and finds the estate chosen', async () => {
      const staff = await as(browser, phoneOf('社区工作者'), { scripts, width: 1280 });
      const before = await opened(staff, ESTATE.name);
      const neighbour = await newPage(browser, { scripts });
      await neighbour.goto(`/p/${ESTATE.code}`);
      await neighbour.waitForURL((url) => url.pathname === '/');
      await neighbour.getByText(`${ESTATE.name}的邻居您好`).waitFor();
      const calls = await neighbour.locator('main a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      const number = calls.find((href) => href.startsWith('tel:'));
      assert.ok(number && calls.indexOf(number) < calls.indexOf('/lists/routine'), 'their own community can be called first');
      await neighbour.goto('/telephones');
      assert.equal(await neighbour.locator('main a[href^="tel:"]').first().getAttribute('href'), number);
      await inspect(neighbour);
      await neighbour.goto('/');
      await inspect(neighbour);
      await picture(neighbour, `posters/scanned-${scripts}@375`);
      await neighbour.goto(`/p/${ESTATE.code}`);
      assert.deepEqual(await opened(staff, ESTATE.name), before.map((count) => count + 1), 'counted once');

      await neighbour.goto('/');
      await neighbour.getByRole('link', { name: '用手机号登录' }).click();
      await neighbour.getByLabel('手机号').fill(scripts ? '13900000071' : '13900000072');
      await neighbour.getByRole('button', { name: '获取验证码' }).click();
      await neighbour.waitForURL('**/sign-in/code*');
      const code = (await neighbour.getByTestId('demo-code').textContent()).replace(/\D/g, '');
      await sendCode(neighbour, code);
      await neighbour.waitForURL('**/welcome*');
      await inspect(neighbour);
      await picture(neighbour, `posters/welcome-${scripts}@375`);
      assert.equal(await neighbour.locator('select[name=estate]').inputValue(), ESTATE.code);
      await neighbour.getByText(`您扫的是${ESTATE.name}的海报`).waitFor();
      await neighbour.getByLabel('姓名').fill('新邻居');
      await neighbour.getByLabel('几幢').fill(scripts ? '8' : '9');
      await neighbour.getByLabel('几室').fill('101');
      await neighbour.getByRole('checkbox', { name: /同意/ }).check();
      const households = await registered(staff);
      await neighbour.getByRole('button', { name: '保存' }).click();
      await done(neighbour, '可以点单了');
      assert.equal(await registered(staff), households + 1, 'one more household is registered');
    });

    it('the staff of another community can neither print it nor count it', async () => {
      const elsewhere = await as(browser, phoneOf('社区工作者', 2), { scripts, width: 1280 });
      const answer = await elsewhere.goto(`/desk/posters/${ESTATE.code}`);
      assert.equal(answer.status(), 403);
      const unknown = await elsewhere.goto('/p/K99999');
      assert.equal(unknown.status(), 404);
      await elsewhere.getByRole('heading', { name: '没有找到' }).waitFor();
      await inspect(elsewhere);
    });
  });
}

/** How many households of the community are registered, as the report says. */
async function registered(page) {
  await page.goto('/desk/figures');
  await inspect(page);
  await unfold(page, '各个小区');
  const row = page.getByRole('table', { name: '覆盖', exact: true }).getByRole('row').last();
  return Number(/(\d+) \/ \d+ 户/.exec(await row.textContent())[1]);
}
