// The browser's way back: a page that stands as it was left, and is filled in for somebody else. Nothing of it is lost.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { photo } from '../photograph.mjs';
import { BULB, answerCall, arrivalCode, arrive, chooseEstate, claim, done, order } from '../steps.mjs';

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    let browser;
    let staff;

    before(async () => {
      browser = await launch({ whole: true });
      staff = await as(browser, phoneOf('社区工作者', 0), { scripts, width: 1280 });
    });
    after(() => browser.close());

    it('an order for one caller, back, and one for another: there are two', async () => {
      const first = await placeFor(staff, '赵大爷', `139222${scripts ? '10' : '20'}001`, '水龙头漏水');
      await goBack(staff);
      await staff.getByLabel('居民姓名').fill('钱阿婆');
      await staff.getByLabel('居民电话').fill(`139222${scripts ? '10' : '20'}002`);
      await staff.getByLabel('再说两句').fill('灯不亮');
      await staff.getByRole('button', { name: '替他点单', exact: true }).click();
      if (!scripts) {
        await staff.getByText(`这张表已经点过 ${first}，再点一单请确认`).waitFor();
        assert.equal(await staff.getByLabel('居民姓名').inputValue(), '钱阿婆', 'what was typed is still there');
        assert.equal(await staff.getByLabel('再说两句').inputValue(), '灯不亮');
        await staff.getByRole('button', { name: '确定再点一单', exact: true }).click();
      }
      await done(staff, '已替居民点单');
      const second = numberAtDesk(staff);
      assert.notEqual(second, first);
      for (const [number, note] of [[first, '水龙头漏水'], [second, '灯不亮']]) {
        await staff.goto(`/desk?order=${number}`);
        await staff.getByText(note).first().waitFor();
      }
    });

    it('«返回» leads to where one came from, and never to a form that was sent', async () => {
      const resident = await as(browser, phoneOf('居民', 0), { scripts });
      const number = await order(resident, BULB);
      const back = () => resident.getByRole('link', { name: '返回' }).getAttribute('href');
      assert.equal(await back(), '/orders', 'not to the form');
      await resident.goto('/figures');
      await resident.goto(`/orders/${number}`);
      assert.equal(await back(), scripts ? '/figures' : '/orders');
      await resident.goto('/orders?tab=over');
      await resident.goto(`/orders/${number}`);
      assert.equal(await back(), scripts ? '/orders?tab=over' : '/orders');
      await resident.getByRole('link', { name: '返回' }).click();
      await resident.waitForURL('**/orders**');
    });

    it('back and the same once more is the same order', async () => {
      const first = await placeFor(staff, '孙大妈', `139222${scripts ? '10' : '20'}003`, '门锁坏了');
      await goBack(staff);
      await staff.getByRole('button', { name: '替他点单', exact: true }).click();
      await done(staff, '已替居民点单');
      assert.equal(numberAtDesk(staff), first);
    });

    it('a photo of the finished work leaves what was written about it alone', async () => {
      const resident = await as(browser, phoneOf('居民', 0), { scripts });
      const member = await as(browser, phoneOf('党员', 0), { scripts });
      const number = await order(resident, BULB);
      await claim(member, number);
      await arrive(member, number, await arrivalCode(resident, number));
      await member.getByLabel('补充一句').fill('换了灯泡，试过了');
      await member.getByLabel('用了多久').fill('35');
      if (!scripts) await member.getByText('加一张照片').click();
      await member.locator('.photo-input:visible').setInputFiles([photo('new.png')]);
      if (!scripts) await member.getByRole('button', { name: '加照片', exact: true }).click();
      await done(member, '照片已加好');
      assert.equal(await member.locator('.photo-pair img').count(), 1);
      assert.equal(await member.getByLabel('补充一句').inputValue(), '换了灯泡，试过了');
      assert.equal(await member.getByLabel('用了多久').inputValue(), '35');
      await member.getByRole('button', { name: '完成', exact: true }).click();
      await done(member, '已完成');
    });
  });
}

/** Orders for somebody who telephones; the number. */
async function placeFor(page, name, phone, note) {
  await answerCall(page, phone, BULB);
  await page.getByLabel('居民姓名').fill(name);
  await chooseEstate(page, '中华园');
  await page.getByLabel('几幢').fill('8');
  await page.getByLabel('几室').fill('101');
  await page.getByLabel('再说两句').fill(note);
  await page.getByRole('button', { name: '替他点单', exact: true }).click();
  await done(page, '已替居民点单');
  return numberAtDesk(page);
}

/** The browser's own button, which shows the form as it was left: the page is not asked for anew. */
async function goBack(page) {
  let asked = 0;
  const count = (request) => { if (request.isNavigationRequest()) asked += 1; };
  page.on('request', count);
  // A page that was kept is not loaded anew.
  await page.goBack({ waitUntil: 'commit' });
  await page.getByRole('button', { name: '替他点单', exact: true }).waitFor();
  page.off('request', count);
  assert.equal(asked, 0, 'the browser keeps the page that one leaves');
  assert.notEqual(await page.getByLabel('居民姓名').inputValue(), '', 'as it was left');
}

function numberAtDesk(page) {
  return new URL(page.url()).searchParams.get('order');
}
