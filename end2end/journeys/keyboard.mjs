// From signing in to the rating with the keyboard alone: whatever one needs can be reached by it, and one sees where one is.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspect, launch, newPage } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { BULB, arrivalCode, numberOf } from '../steps.mjs';

/** So many presses lead through the longest page. */
const MOST = 200;

/** Presses Tab until this element has the keyboard; it must be seen then that it has. */
async function reach(page, target) {
  await target.waitFor({ state: 'attached' });
  for (let pressed = 0; pressed < MOST; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return seen(page);
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${target}`);
}

/** What has the keyboard lies in the window, and shows it: itself, or what stands for it on the screen. */
async function seen(page) {
  const fault = await page.evaluate(() => {
    const element = document.activeElement;
    const faces = [element, element.nextElementSibling, element.closest('label, .order-card, .search')].filter(Boolean);
    const marked = faces.some((face) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(face);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    });
    const box = element.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return marked && inside ? '' : `${element.outerHTML.slice(0, 120)}: ${marked ? 'out of sight' : 'not marked'}`;
  });
  assert.equal(fault, '');
}

/** Reaches a button or a link and presses Enter. */
async function enter(page, role, name) {
  await reach(page, page.getByRole(role, { name }).first());
  await page.keyboard.press('Enter');
}

/** Reaches a field and writes. */
async function write(page, label, text) {
  await reach(page, page.getByLabel(label).first());
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

/** Reaches a group of choices and goes down it to this one. */
async function choose(page, name) {
  const radio = page.getByRole('radio', { name, exact: true });
  const group = await radio.getAttribute('name');
  await reach(page, page.locator(`input[type=radio][name="${group}"]:checked, input[type=radio][name="${group}"]`).first());
  await page.keyboard.press('Space');
  for (let pressed = 0; pressed < 10 && !(await radio.isChecked()); pressed += 1) await page.keyboard.press('ArrowDown');
  assert.ok(await radio.isChecked(), name);
  await seen(page);
}

/** The page that says that it was done. */
async function done(page, words) {
  await page.locator('.notice-done', { hasText: words }).waitFor();
  await inspect(page);
}

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    let browser;
    let resident;
    let number;
    before(async () => {
      browser = await launch();
    });
    after(() => browser.close());

    it('somebody new signs in, says where they live, finds a service and orders it', async () => {
      resident = await newPage(browser, { scripts });
      await resident.goto('/');
      await resident.keyboard.press('Tab');
      assert.equal(await resident.evaluate(() => document.activeElement.textContent.trim()), '跳到正文', 'the first stop');
      await seen(resident);
      await enter(resident, 'link', '用手机号登录');
      await write(resident, '手机号', scripts ? '13900000087' : '13900000088');
      await resident.keyboard.press('Enter');
      await resident.waitForURL('**/sign-in/code*');
      const code = (await resident.getByTestId('demo-code').textContent()).replace(/\D/g, '');
      const again = resident.getByRole('button', { name: scripts ? /秒后可以再发$/ : '再发一次' });
      assert.equal(await again.isDisabled(), scripts, 'with scripts it is only to be pressed when it helps');
      await write(resident, '6 位验证码', code);
      // With scripts the sixth digit has sent it.
      if (!scripts) await resident.keyboard.press('Enter');
      await resident.waitForURL('**/welcome*');
      await write(resident, '姓名', '顾念慈');
      if (scripts) {
        // By now the keyboard has brought the script that finds estates.
        await resident.locator('.combobox input').waitFor();
        await write(resident, '小区', 'zhy');
        await resident.getByRole('option', { name: /^中华园/ }).first().waitFor();
        await resident.keyboard.press('Enter');
      } else {
        await reach(resident, resident.locator('select[name=estate]'));
        await resident.keyboard.press('ArrowDown');
      }
      assert.notEqual(await resident.locator('select[name=estate]').inputValue(), '');
      await write(resident, '几幢', '9');
      await write(resident, '几室', scripts ? '901' : '902');
      await reach(resident, resident.getByRole('checkbox', { name: /同意/ }));
      await resident.keyboard.press('Space');
      await enter(resident, 'button', '保存');
      await resident.waitForURL((url) => !url.pathname.startsWith('/welcome'));
      await resident.goto('/');
      await reach(resident, resident.getByRole('searchbox'));
      await resident.keyboard.type('换灯泡');
      await resident.keyboard.press('Enter');
      await enter(resident, 'link', new RegExp(`^${BULB.name}`));
      await resident.waitForURL(`**/services/${BULB.code}*`);
      await enter(resident, 'button', '点单');
      await resident.waitForURL(/\/orders\/K\d+-\d+/);
      number = numberOf(resident);
      await inspect(resident);
    });

    it('staff dispatch it, a member accepts, arrives and finishes', async () => {
      const staff = await as(browser, phoneOf('社区工作者'), { scripts, width: 1280 });
      const who = phoneOf('党员', 2);
      await staff.goto(`/desk?order=${number}`);
      const button = staff.getByRole('button', { name: new RegExp(`^派单\\s*：\\s*${who.name}$`), includeHidden: true }).first();
      for (const fold of await button.locator('xpath=ancestor::details').all()) {
        if ((await fold.getAttribute('open')) !== null) continue;
        await reach(staff, fold.locator(':scope > summary'));
        await staff.keyboard.press('Enter');
      }
      await reach(staff, button);
      await staff.keyboard.press('Enter');
      await done(staff, '已派单');

      const member = await as(browser, who, { scripts });
      await member.goto(`/jobs/${number}`);
      await enter(member, 'button', '接单');
      await done(member, '已接单');
      const code = await arrivalCode(resident, number);
      await member.goto(`/jobs/${number}`);
      await write(member, '上门码', code);
      await enter(member, 'button', '我到了');
      await done(member, '已到达');
      await write(member, '补充一句', '换了灯泡');
      await write(member, '用了多久', '20');
      await enter(member, 'button', '完成');
      await done(member, '已完成');
    });

    it('the resident says how it was, and changes how the pages are read', async () => {
      await resident.goto(`/orders/${number}`);
      await choose(resident, '满意');
      await enter(resident, 'button', '评价');
      await done(resident, '谢谢');
      await resident.goto('/me');
      await enter(resident, 'button', '换成长辈模式，字更大');
      await done(resident, '长辈模式');
      await enter(resident, 'button', 'English');
      await done(resident, 'Language changed');
      await enter(resident, 'button', /standard/i);
      await done(resident, /standard/i);
    });
  });
}
