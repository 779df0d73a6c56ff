// Passkeys: added on a device, used in place of a code, named and removed. They belong to a name: to localhost, not to 127.0.0.1.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { baseUrl, consoleErrors, inspect, launch, newPage, picture } from '../browser.mjs';
import { phoneOf, signIn } from '../cast.mjs';
import { done } from '../steps.mjs';

const site = baseUrl.replace('127.0.0.1', 'localhost');
const DEVICE = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
};

/** Lets so many minutes pass. */
async function later(minutes) {
  const answer = await fetch(`${site}/test/clock/${minutes}`, { method: 'POST', headers: { Origin: site } });
  assert.equal(answer.status, 200);
}

/** Gives a page's browser a device with passkeys. */
async function withDevice(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options: DEVICE });
  return { session, authenticatorId };
}

async function signOut(page) {
  await page.goto('/me');
  await page.getByRole('button', { name: '退出登录' }).click();
  await done(page, '已退出登录');
}

describe('passkeys', () => {
  let browser;

  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  it('one is added, signs in, and is removed by whoever has just signed in', async () => {
    const page = await newPage(browser, { site });
    const { session, authenticatorId } = await withDevice(page);
    await signIn(page, phoneOf('居民').phone);
    await page.goto('/me');
    await page.getByRole('link', { name: /^通行密钥/ }).click();
    await page.getByRole('heading', { name: '登记一把' }).waitFor();
    await inspect(page);
    await page.getByLabel('怎么称呼它').fill('我的手机');
    await page.getByRole('button', { name: '登记通行密钥' }).click();
    await done(page, '通行密钥登记好了');
    await page.getByText('我的手机').first().waitFor();
    await inspect(page);
    await picture(page, 'passkeys/listed');

    // The device says itself that it has one.
    await page.getByRole('button', { name: '登记通行密钥' }).click();
    await page.getByText('这台设备已经登记过了').waitFor();
    await page.locator('summary', { hasText: '改名' }).click();
    await page.getByLabel('名称').fill('新手机');
    await page.getByRole('button', { name: '保存' }).click();
    await done(page, '名称已改');

    await signOut(page);
    await page.goto('/sign-in?next=%2Forders');
    await page.getByRole('button', { name: '用通行密钥登录' }).waitFor();
    await inspect(page);
    await picture(page, 'passkeys/sign-in');
    await page.getByRole('button', { name: '用通行密钥登录' }).click();
    await page.waitForURL('**/orders');

    await later(11);
    await page.goto('/me/passkeys');
    assert.equal(await page.getByRole('button', { name: /^删除/ }).count(), 0, 'signed in too long ago');
    await page.getByRole('link', { name: '重新登录' }).click();
    await page.getByRole('button', { name: '用通行密钥登录' }).click();
    await page.waitForURL('**/me/passkeys');
    await page.getByRole('button', { name: /^删除/ }).click();
    await done(page, '通行密钥已删掉');

    await signOut(page);
    await page.goto('/sign-in');
    await page.getByRole('button', { name: '用通行密钥登录' }).click();
    await page.getByText('这里没有这把通行密钥').waitFor();
    consoleErrors(page);

    // A device that doesn't know who holds it lets nobody in.
    await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await page.goto('/sign-in');
    await page.getByRole('button', { name: '用通行密钥登录' }).click();
    await page.getByText('没有完成，要用的话请再按一次').waitFor();
  });

  it('where there are none, signing in is as ever', async () => {
    const page = await newPage(browser);
    await signIn(page, phoneOf('居民', 1).phone);
    await page.goto('/me/passkeys');
    await page.getByText('这个网址用不了通行密钥').waitFor();
    await inspect(page);
    const plain = await newPage(browser, { site, scripts: false });
    await plain.goto('/sign-in');
    await plain.getByRole('button', { name: '获取验证码' }).waitFor();
    assert.equal(await plain.getByRole('button', { name: '用通行密钥登录' }).isVisible(), false);
  });
});
