// A public network's sign-in answers in the server's place, or somebody has signed out elsewhere: nothing that waits is lost,
// nothing is shown that isn't ours, and the page says what to do.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch, picture } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { photo } from '../photograph.mjs';
import { BULB, claim, order } from '../steps.mjs';

/** A service that no other journey orders. */
const SERVICE = { code: 'S006' };
const PORTAL = { status: 200, contentType: 'text/html', body: '<html><head><title>Free Wi-Fi</title></head><body>\nAccept our <b>terms</b></body></html>' };

describe('somebody else answers in the server\'s place', () => {
  let browser;
  let resident;
  let member;

  before(async () => {
    browser = await launch();
    resident = await as(browser, phoneOf('居民', 1));
    member = await as(browser, phoneOf('党员', 1));
  });
  after(() => browser.close());

  it('a picture waits, with the order that it belongs to, and both go when the server is there again', async () => {
    await resident.goto(`/services/${SERVICE.code}`);
    await behindPortal(resident);
    await resident.locator('.photo-ask .photo-input').setInputFiles([photo()]);
    await resident.getByText('照片存在手机里').or(resident.getByText('网不好，正在重试')).first().waitFor();
    assert.equal(await resident.getByText('照片传好了').count(), 0);
    await resident.getByRole('button', { name: '点单', exact: true }).click();
    await resident.locator('.later-card', { hasText: '等网络，有网就自动发' }).waitFor();
    const arrived = resident.waitForResponse((response) => response.url().includes('/photos/send') && response.ok());
    await resident.unroute('**/*');
    await resident.evaluate(() => dispatchEvent(new Event('online')));
    await arrived;
    const card = resident.locator('.later-card', { hasText: '已经发出去' });
    await card.getByRole('link', { name: /^看一看/ }).click();
    await resident.locator('.photo-pair img').waitFor();
  });

  it('suggestions of a portal are none, and a page that stands open stays as it is', async () => {
    const number = await order(resident, BULB);
    const opened = resident.waitForResponse(isLive);
    await resident.goto(`/orders/${number}`);
    assert.equal((await opened).status(), 200);
    await behindPortal(resident);
    // The change is told, and the page asked for in vain.
    const refused = resident.waitForResponse((response) => new URL(response.url()).pathname === `/orders/${number}`);
    await claim(member, number);
    await refused;
    assert.equal(await resident.getByText('Accept our').count(), 0);
    await resident.unroute('**/*');
    await resident.getByText(phoneOf('党员', 1).name).first().waitFor();
    await resident.goto('/');
    await resident.route('**/suggest*', (route) => route.fulfill(PORTAL));
    const answered = resident.waitForResponse((response) => response.url().includes('/suggest'));
    await resident.getByRole('searchbox').first().pressSequentially('水管');
    await answered;
    assert.equal(await resident.getByText('Accept our').count(), 0);
    await resident.unroute('**/suggest*');
  });
});

describe('signed out in another window', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  it('a page that stands open leads to the sign-in instead of asking for ever', async () => {
    const page = await as(browser, phoneOf('党员', 0));
    const opened = page.waitForResponse(isLive);
    await page.goto('/jobs');
    assert.equal((await opened).status(), 200);
    const refused = page.waitForResponse((response) => isLive(response) && response.status() === 401);
    await withoutSession(page, async () => {
      await cutLive(page);
      await refused;
      await page.getByRole('button', { name: '获取验证码' }).waitFor();
      assert.equal(new URL(page.url()).pathname, '/sign-in');
    });
  });

  it('whoever is writing keeps it, and reads that they are signed out', async () => {
    const page = await as(browser, phoneOf('居民', 0));
    const number = await order(page, BULB);
    await page.goto(`/orders/${number}`);
    await page.locator('summary').first().click();
    await withoutSession(page, async () => {
      await cutLive(page);
      await page.getByRole('link', { name: '已经退出登录，点这里重新登录' }).waitFor();
      assert.equal(new URL(page.url()).pathname, `/orders/${number}`);
      await picture(page, 'middlebox/signed-out');
    });
  });

  it('what waits says that one has to sign in, on pages of nobody without saying whose it is, and goes afterwards', async () => {
    const page = await as(browser, phoneOf('居民', 1));
    await page.goto('/services/S005');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: '点单', exact: true }).click();
    await page.locator('.later-card', { hasText: '等网络，有网就自动发' }).waitFor();
    await withoutSession(page, async () => {
      await page.context().setOffline(false);
      const card = page.locator('.later-card', { hasText: '请登录，登录后自动发' });
      await card.waitFor();
      await picture(page, 'middlebox/sign-in-first');
      await card.getByRole('link', { name: /^去登录/ }).click();
      for (const path of ['/sign-in', '/']) {
        await page.goto(path);
        const told = page.locator('.later-card', { hasText: '这部手机里有 1 件没发出去，登录后发' });
        await told.waitFor();
        assert.doesNotMatch(await told.textContent(), /点单：/);
      }
      await picture(page, 'middlebox/nobody');
    });
    await page.goto('/orders');
    await page.getByText('有网了，已经发出去').first().waitFor();
  });
});

const isLive = (response) => new URL(response.url()).pathname === '/live';

/** From now on a portal answers everything that scripts ask for. */
function behindPortal(page) {
  return page.route('**/*', (route) => (route.request().isNavigationRequest() ? route.fallback() : route.fulfill(PORTAL)));
}

/** Runs `work` while the browser has no session; it has its own again afterwards. */
async function withoutSession(page, work) {
  const context = page.context();
  const own = await context.cookies();
  await context.clearCookies({ name: 'session' });
  await work();
  await context.clearCookies();
  await context.addCookies(own);
}

/** Cuts the page's connection, so that it asks for another. */
async function cutLive(page) {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.evaluate(() => {
    delete document.visibilityState;
    document.dispatchEvent(new Event('visibilitychange'));
  });
}
