// On the stairs, without a bar of network: pages as last seen, changes that wait, and what becomes of both.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { baseUrl, consoleErrors, inspect, launch, newPage, picture } from '../browser.mjs';
import { as, phoneOf, signIn } from '../cast.mjs';
import { photo } from '../photograph.mjs';
import { BULB, arrivalCode, arrive, claim, done, order, unfold } from '../steps.mjs';

/** Services that no other journey orders, so that nobody is asked whether they mean it. */
const POLICY = { code: 'S002', name: '党员上门讲政策' };
const COMPANY = { code: 'S004', name: '陪您去办事大厅' };
const PAPERS = { code: 'S003', name: '办事材料一次讲清', english: 'Paperwork checklist' };
const PICTURED = { code: 'S007', name: '楼栋长上门听心声' };

describe('without a network', () => {
  let browser;
  let resident;
  let member;

  before(async () => {
    browser = await launch();
    resident = await onPhone(await as(browser, phoneOf('居民', 2)));
    member = await onPhone(await as(browser, phoneOf('党员', 0)));
  });
  afterEach(() => Promise.all([mend(resident), mend(member)]));
  after(() => browser.close());

  it('the application can be installed', async () => {
    await resident.goto('/');
    const manifest = await (await resident.request.get(await resident.locator('link[rel=manifest]').getAttribute('href'))).json();
    assert.equal(manifest.name, '点点通');
    for (const { src, type } of manifest.icons) {
      const icon = await resident.request.get(src);
      assert.deepEqual([icon.status(), icon.headers()['content-type']], [200, type]);
    }
    for (const { url } of manifest.shortcuts) assert.equal((await resident.request.get(url)).status(), 200);
  });

  it('what was seen is seen again and says how old it is; the rest says what to do', async () => {
    const number = await order(resident, BULB);
    for (const path of ['/', '/orders', `/services/${POLICY.code}`, '/lists/volunteer']) await resident.goto(path);
    for (const path of ['/', '/orders', `/orders/${number}`, `/services/${POLICY.code}`, '/lists/volunteer']) {
      await cut(resident);
      await resident.goto(path);
      await resident.getByText('没有网络，这是刚才看到的').waitFor();
      await picture(resident, `offline/seen${path.replace(/[^\p{L}\d]+/gu, '-')}`);
      await inspectAndMend(resident);
    }
    await cut(resident);
    await resident.goto('/orders');
    await resident.locator('.offline-line').waitFor();
    await resident.context().setOffline(false);
    await resident.locator('.offline-line').waitFor({ state: 'detached', timeout: 30_000 });
    await cut(resident);
    await resident.goto('/search?q=水管');
    await resident.getByText('这一页手机里也没有存过').waitFor();
    await picture(resident, 'offline/missing');
    await inspectAndMend(resident);
    await resident.getByRole('link', { name: '再试一次' }).click();
    await resident.locator('.offline-failure').waitFor({ state: 'detached' });
    assert.equal(new URL(resident.url()).pathname, '/search');
  });

  it('an order waits, is seen waiting, and goes by itself once there is a network', async () => {
    await resident.goto(`/services/${POLICY.code}`);
    await cut(resident);
    await resident.goto(`/services/${POLICY.code}`);
    await resident.getByLabel('再说两句').fill('医保的通知看不懂');
    await resident.getByRole('button', { name: '点单', exact: true }).click();
    await waits(resident, POLICY.name);
    assert.equal(await resident.getByRole('button', { name: '点单', exact: true }).isVisible(), false);
    for (const path of ['/', '/orders']) {
      await resident.goto(path);
      await waits(resident, POLICY.name);
    }
    await picture(resident, 'offline/waiting');
    assert.equal(await kept(resident, '看不懂'), false, 'nothing that was typed is kept in clear');
    await inspectAndMend(resident);
    await resident.getByText('有网了，已经发出去').first().waitFor();
    await resident.getByRole('link', { name: /^看一看/ }).first().click();
    await resident.getByText('医保的通知看不懂').first().waitFor();
    await inspect(resident);
    await resident.goto('/orders');
    assert.equal(await resident.locator('.order-card', { hasText: POLICY.name }).count(), 1);
    assert.equal(await resident.locator('.later').count(), 0, 'what was looked at is no news any more');
  });

  it('arrived, finished and rated, each without a network', async () => {
    const number = await order(resident, BULB);
    await claim(member, number);
    const code = await arrivalCode(resident, number);
    await member.goto(`/jobs/${number}`);
    await cut(member);
    await member.getByLabel('上门码', { exact: true }).fill(code);
    await member.getByRole('button', { name: '我到了', exact: true }).click();
    await waits(member, `到达 ${number}`);
    await back(member, number);
    await member.goto(`/jobs/${number}`);
    await cut(member);
    // Two taps: the phone counts the minutes, since nobody knows when it will be heard.
    await member.getByRole('radio', { name: '修好了', exact: true }).check();
    await member.getByRole('button', { name: '完成', exact: true }).click();
    await waits(member, `完成 ${number}`);
    await back(member, number);
    await resident.goto(`/orders/${number}`);
    await cut(resident);
    await resident.getByRole('radio', { name: '满意', exact: true }).check();
    await resident.getByRole('button', { name: '评价', exact: true }).click();
    await waits(resident, `评价 ${number}`);
    await back(resident, number);
    await resident.goto(`/orders/${number}`);
    await resident.getByText('您评价了').or(resident.getByText(/评价.*满意/)).first().waitFor();
    assert.equal(await resident.locator('.time-item').count(), 5, 'placed, claimed, arrived, finished, rated');
    await resident.getByText(/用了 \d 分钟：修好了/).waitFor();
  });

  it('pictures wait with the order that they belong to, and follow it', async () => {
    await resident.goto(`/services/${PICTURED.code}`);
    await cut(resident);
    await resident.goto(`/services/${PICTURED.code}`);
    await resident.locator('.photo-ask .photo-input').setInputFiles([photo(), photo()]);
    await resident.getByText('照片存在手机里').waitFor();
    await picture(resident, 'offline/pictures');
    await resident.getByRole('button', { name: '点单', exact: true }).click();
    await waits(resident, PICTURED.name);
    await resident.goto('/orders');
    await waits(resident, `${PICTURED.name}，带 2 张照片`);
    await picture(resident, 'offline/pictures-waiting');
    assert.equal(await kept(resident, 'JFIF'), false, 'no picture is kept in clear');
    await inspectAndMend(resident);
    await resident.locator('.later-card', { hasText: '已经发出去' }).getByRole('link', { name: /^看一看/ }).click();
    await resident.locator('.photo-pair img').nth(1).waitFor();
    await resident.goto('/');
    await resident.locator('.later').waitFor({ state: 'detached' });
  });

  it('a picture of what was done waits, too, whatever page is open by then', async () => {
    const number = await order(resident, BULB);
    await claim(member, number);
    await arrive(member, number, await arrivalCode(resident, number));
    await cut(member);
    await member.locator('.photo-add .photo-input').setInputFiles([photo()]);
    await member.getByText('照片存在手机里').waitFor();
    await member.goto('/jobs');
    await waits(member, `1 张照片，${number}`);
    await back(member, number);
    await member.goto(`/jobs/${number}`);
    await member.locator('.photo-pair img').waitFor();
  });

  it('called off meanwhile: who arrived reads so, and nothing is lost', async () => {
    const number = await order(resident, BULB);
    await claim(member, number);
    const code = await arrivalCode(resident, number);
    await member.goto(`/jobs/${number}`);
    await cut(member);
    await member.getByLabel('上门码', { exact: true }).fill(code);
    await member.getByRole('button', { name: '我到了', exact: true }).click();
    await waits(member, `到达 ${number}`);
    await resident.goto(`/orders/${number}`);
    await unfold(resident, '取消这一单');
    await resident.getByRole('radio', { name: '点错了' }).check();
    await resident.getByRole('button', { name: '取消这一单', exact: true }).click();
    await done(resident, '已取消');
    await mend(member);
    await member.getByText('没有办成').first().waitFor();
    await member.goto('/jobs');
    await member.getByText(`到达 ${number}`).first().waitFor();
    await inspect(member);
    await picture(member, 'offline/refused');
    await member.getByRole('button', { name: /^知道了/ }).click();
    await member.locator('.later').waitFor({ state: 'detached' });
  });

  it("waits out the end of a session, and is never another person's", async () => {
    await resident.goto(`/services/${COMPANY.code}`);
    await cut(resident);
    await resident.getByRole('button', { name: '点单', exact: true }).click();
    await waits(resident, COMPANY.name);
    const context = resident.context();
    const own = await context.cookies();
    await context.clearCookies();
    await mend(resident);
    await resident.goto('/');
    await resident.getByRole('link', { name: '用手机号登录' }).waitFor();
    assert.equal(await resident.getByText(COMPANY.name).count(), 0);
    await context.addCookies(await member.context().cookies());
    await resident.goto('/jobs');
    await resident.waitForLoadState('networkidle');
    assert.equal(await resident.locator('.later').count(), 0, 'another person sees nothing of it');
    await context.clearCookies();
    await context.addCookies(own);
    await resident.goto('/orders');
    await resident.getByText('有网了，已经发出去').first().waitFor();
    await resident.goto('/orders');
    await resident.locator('.order-card', { hasText: COMPANY.name }).first().waitFor();
    await resident.getByRole('button', { name: /^知道了/ }).click();
  });

  it('all this is said in the language of the page', async () => {
    const read = async (language, words) => {
      await resident.goto('/me');
      await resident.getByRole('button', { name: language, exact: true }).click();
      await resident.getByText(words).waitFor();
    };
    await read('English', 'Language changed');
    await resident.goto(`/services/${PAPERS.code}`);
    await cut(resident);
    await resident.goto(`/services/${PAPERS.code}`);
    await resident.getByText('No network. This is as it was just now').waitFor();
    await resident.getByRole('button', { name: 'Order', exact: true }).click();
    const card = resident.locator('.later-card');
    await card.getByText('Waiting for the network').waitFor();
    await card.getByText(`Order: ${PAPERS.english}. Kept on this phone`).waitFor();
    await picture(resident, 'offline/english');
    await mend(resident);
    await card.getByText('Back online: sent').waitFor();
    await card.getByRole('button', { name: /^OK/ }).click();
    await card.waitFor({ state: 'detached' });
    await read('简体中文', '语言换好了');
  });

  it('signing out asks about what waits, and takes everything along', async () => {
    const page = await onPhone(await newPage(browser));
    // A number gets one code a minute.
    await fetch(`${baseUrl}/test/clock/2`, { method: 'POST', headers: { Origin: baseUrl } });
    await signIn(page, phoneOf('居民', 2).phone);
    await page.goto('/orders');
    await page.goto(`/services/${COMPANY.code}`);
    await cut(page);
    await page.getByRole('button', { name: '点单', exact: true }).click();
    await waits(page, COMPANY.name);
    await mend(page);
    await page.goto('/me');
    const leave = async (answer) => {
      const asked = page.waitForEvent('dialog');
      const pressed = page.getByRole('button', { name: '退出登录', exact: true }).click();
      const dialog = await asked;
      assert.match(dialog.message(), new RegExp(`还有 1 件没有发出去：点单：${COMPANY.name}`));
      await answer(dialog);
      await pressed;
    };
    await leave((dialog) => dialog.dismiss());
    // It has been tried meanwhile, and refused: the same was ordered a moment ago. That is still to be read.
    await page.goto('/orders');
    await page.locator('.later-card', { hasText: COMPANY.name }).waitFor();
    await page.goto('/me');
    await leave((dialog) => dialog.accept());
    await page.getByText('已退出登录').waitFor();
    assert.equal(await kept(page, ''), false, 'no change, no page of the person and no key is left');
    await cut(page);
    await page.goto('/orders');
    await page.getByRole('link', { name: '再试一次' }).waitFor();
  });
});

describe('with a network', () => {
  it('nothing of the desk and of links is kept, nor the jobs in hand', async () => {
    const browser = await launch();
    for (const [role, paths] of [['党员', ['/jobs?tab=mine', '/inbox', '/me']], ['社区工作者', ['/desk', '/desk/people']]]) {
      const page = await onPhone(await as(browser, phoneOf(role, 0)));
      for (const path of paths) {
        const answer = await page.goto(path);
        assert.equal(answer.headers()['x-keep'], undefined, path);
      }
      await cut(page);
      for (const path of paths) {
        await page.goto(path);
        await page.getByText('这一页手机里也没有存过').waitFor();
      }
    }
    await browser.close();
  });
});

/** Opens pages until the phone answers for the site by itself. */
async function onPhone(page) {
  do {
    await page.goto('/');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  } while (!(await page.evaluate(() => Boolean(navigator.serviceWorker.controller))));
  return page;
}

async function cut(page) {
  await page.context().setOffline(true);
}

/** The network is back; a page that was kept may come anew meanwhile. */
async function mend(page) {
  await page.context().setOffline(false);
  await page.waitForFunction(() => fetch('/healthz').then((answer) => answer.ok, () => false));
  consoleErrors(page);
}

/**
 * Without a network the console is full of that; all else must be in order. Looking closely ends the cut; the page is not to
 * take itself for out of date at that moment.
 */
async function inspectAndMend(page) {
  await page.evaluate(() => delete document.documentElement.dataset.kept);
  consoleErrors(page);
  await inspect(page);
  await mend(page);
}

/** The page says that something waits. */
async function waits(page, words) {
  await page.locator('.later-card', { hasText: '等网络，有网就自动发' }).filter({ hasText: words }).waitFor();
}

/** The network is back, and what waited has gone. */
async function back(page, number) {
  await mend(page);
  const card = page.locator('.later-card', { hasText: '已经发出去' }).filter({ hasText: number });
  await card.waitFor();
  await card.getByRole('button', { name: /^知道了/ }).click();
}

/** Whether anything personal, or these words, stand in the browser's own tables. */
function kept(page, words) {
  return page.evaluate(async (wanted) => {
    const database = await new Promise((resolve) => {
      indexedDB.open('diandiantong').onsuccess = (event) => resolve(event.target.result);
    });
    const rows = (table) => new Promise((resolve) => {
      database.transaction(table).objectStore(table).getAll().onsuccess = (event) => resolve(event.target.result);
    });
    const [pages, changes, pictures] = [await rows('pages'), await rows('changes'), await rows('pictures')];
    const sealed = [...pages, ...changes, ...pictures.map(({ about }) => about), ...pictures.flatMap(({ bytes }) => bytes ?? [])];
    const who = document.querySelector('script[data-person]').dataset.person;
    const text = sealed.map((row) => new TextDecoder().decode(row.sealed)).join('');
    return wanted ? text.includes(wanted) : changes.length > 0 || pictures.length > 0 || pages.some((row) => row.who !== who);
  }, words);
}
