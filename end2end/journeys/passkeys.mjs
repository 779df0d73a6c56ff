// Passkeys: added on a device, used in place of a code, named and removed. They belong to a name: to localhost, not to 127.0.0.1.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { baseUrl, consoleErrors, inspect, launch, newPage, picture } from '../browser.mjs';
import { phoneOf, sendCode, signIn } from '../cast.mjs';
import { done } from '../steps.mjs';

const site = baseUrl.replace('127.0.0.1', 'localhost');
const DEVICE = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  automaticPresenceSimulation: true,
};

/** Lets so many minutes pass; the server's time then, in milliseconds. */
async function later(minutes) {
  const answer = await fetch(`${site}/test/clock/${minutes}`, { method: 'POST', headers: { Origin: site } });
  assert.equal(answer.status, 200);
  return Date.parse(await answer.text());
}

/** A device with passkeys. Browsers lose it where one page takes the place of another: then it is given to them anew. */
class Device {
  constructor(page) {
    this.page = page;
    this.isUserVerified = true;
  }

  /** Gives the device to the page that is open, with the passkey that it has. */
  async here() {
    await this.session?.detach();
    const session = await this.page.context().newCDPSession(this.page);
    this.session = session;
    session.on('WebAuthn.credentialAdded', ({ credential }) => { this.credential = credential; });
    session.on('WebAuthn.credentialAsserted', ({ credential }) => { this.credential = credential; });
    await session.send('WebAuthn.enable');
    const options = { ...DEVICE, isUserVerified: this.isUserVerified };
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options });
    if (this.credential) await session.send('WebAuthn.addCredential', { authenticatorId, credential: this.credential });
  }

  /** Presses a button that asks for a passkey. */
  async press(name) {
    await this.here();
    await this.page.getByRole('button', { name }).click();
  }
}

async function signOut(page) {
  await page.goto('/me');
  await page.getByRole('button', { name: '退出登录' }).click();
  await done(page, '已退出登录');
}

/** What an authenticator shows that was given this secret. */
async function codeOf(letters) {
  const bits = [...letters].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor((await later(0)) / 30_000)));
  const tag = createHmac('sha1', secret).update(step).digest();
  const number = tag.readUInt32BE(tag.at(-1) & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}

describe('passkeys', () => {
  let browser;

  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  it('one is added, signs in, and is removed by whoever has just signed in', async () => {
    const page = await newPage(browser, { site });
    const device = new Device(page);
    await signIn(page, phoneOf('居民').phone);
    await page.goto('/me');
    await page.getByRole('link', { name: /^通行密钥/ }).click();
    await page.getByRole('heading', { name: '登记一把' }).waitFor();
    await inspect(page);
    await page.getByLabel('怎么称呼它').fill('我的手机');
    await device.press('登记通行密钥');
    await done(page, '通行密钥登记好了');
    await page.getByText('我的手机').first().waitFor();
    await inspect(page);
    await picture(page, 'passkeys/listed');

    // The device says itself that it has one.
    await device.press('登记通行密钥');
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
    await device.press('用通行密钥登录');
    await page.waitForURL('**/orders');

    await later(11);
    await page.goto('/me/passkeys');
    assert.equal(await page.getByRole('button', { name: /^删除/ }).count(), 0, 'signed in too long ago');
    await page.getByRole('link', { name: '重新登录' }).click();
    await device.press('用通行密钥登录');
    await page.waitForURL('**/me/passkeys');
    await page.getByRole('button', { name: /^删除/ }).click();
    await done(page, '通行密钥已删掉');

    await signOut(page);
    await page.goto('/sign-in');
    await device.press('用通行密钥登录');
    await page.getByText('这里没有这把通行密钥').waitFor();
    consoleErrors(page);

    // A device that doesn't know who holds it lets nobody in.
    device.isUserVerified = false;
    await page.goto('/sign-in');
    await device.press('用通行密钥登录');
    await page.getByText('没有完成，要用的话请再按一次').waitFor();
  });

  it('a desk sets an authenticator up, and is asked for its code after the message', async () => {
    const page = await newPage(browser, { scripts: false });
    const { phone } = phoneOf('社区工作者');
    await signIn(page, phone);
    await page.goto('/me/passkeys');
    await page.getByRole('link', { name: /^动态口令/ }).click();
    await page.getByRole('heading', { name: '第一步：扫一扫' }).waitFor();
    await inspect(page);
    await picture(page, 'passkeys/authenticator');
    await page.getByLabel('应用里显示的 6 位数字').fill('000000');
    await page.getByRole('button', { name: '设好了' }).click();
    await page.getByText(/^动态口令不对/).first().waitFor();
    const letters = await page.locator('code').textContent();
    await page.getByLabel('应用里显示的 6 位数字').fill(await codeOf(letters));
    await page.getByRole('button', { name: '设好了' }).click();
    await done(page, '动态口令设好了');

    await page.goto('/me/recovery');
    await page.getByRole('heading', { name: '备一套' }).waitFor();
    const onPaper = await page.locator('code').first().textContent();
    await inspect(page);
    await picture(page, 'passkeys/recovery');
    await page.getByRole('button', { name: '已经抄好了' }).click();
    await done(page, '备用码记下了');

    await signOut(page);
    await later(1);
    await page.goto('/sign-in');
    await page.getByLabel('手机号').fill(phone);
    await page.getByRole('button', { name: '获取验证码' }).click();
    await page.waitForURL('**/sign-in/code*');
    await sendCode(page, (await page.getByTestId('demo-code').textContent()).replace(/\D/g, ''));
    await page.waitForURL('**/me/totp*');
    await inspect(page);
    await page.getByLabel('6 位动态口令').fill(await codeOf(letters));
    await page.getByRole('button', { name: '核对' }).click();
    await page.waitForURL('**/desk*');

    await signOut(page);
    await later(1);
    await signIn(page, phone);
    await page.getByRole('link', { name: '手机不在身边，用备用码' }).click();
    await page.getByLabel('10 位备用码').fill(onPaper);
    await page.getByRole('button', { name: '核对' }).click();
    await done(page, '核对好了');
    await page.goto('/me/notices');
    await page.getByText('有人用备用码登录了您的账号').waitFor();
    await inspect(page);
    await page.getByRole('button', { name: '知道了' }).click();
    await done(page, '好的，记下了');
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
