// Elder mode: one switch, few large choices, read aloud, spoken instead of typed, and a call away from somebody.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { baseUrl, inspect, launch, newPage, picture } from '../browser.mjs';
import { as, phoneOf, sendCode, signIn } from '../cast.mjs';
import { tooSmall } from '../controls.mjs';
import { BULB, done, refused, sendOrder } from '../steps.mjs';

/** The number of the demo's community. */
const NUMBER = { shown: '0512-0000-0101', href: 'tel:051200000101' };
/** Somebody whom no other journey reads elder mode with. */
const reader = () => phoneOf('居民', 1);

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser.close());

    it('is switched on once, is kept for the account, and stays after signing out', async () => {
      const page = await as(browser, reader(), { scripts });
      await turn(page, '长辈模式');
      const elsewhere = await newPage(browser, { scripts });
      await minutesLater();
      await signIn(elsewhere, reader().phone);
      assert.equal(await elder(elsewhere), true, 'on the other telephone too');
      await elsewhere.goto('/me');
      await elsewhere.getByRole('button', { name: '退出登录' }).click();
      await elsewhere.locator('.notice-done', { hasText: '已退出登录' }).waitFor();
      assert.equal(await elder(elsewhere), true, 'signed out');
      await elsewhere.getByRole('link', { name: /^社区的电话/ }).click();
      await elsewhere.waitForURL('**/telephones');
      await inspect(elsewhere);
      assert.equal(await elsewhere.locator(`a[href="${NUMBER.href}"]`).count(), 1, 'a stranger chooses the community');
    });

    it('leads to an order in four presses, and to the telephone in one', async () => {
      const page = await as(browser, reader(), { scripts });
      await page.goto('/');
      await inspect(page);
      assert.deepEqual(await tooSmall(page, { elder: true }), []);
      await picture(page, `elder/home-${scripts}@375`);
      const call = page.getByRole('link', { name: /^打电话给社区/ });
      assert.equal(await call.getAttribute('href'), NUMBER.href);
      assert.match(await call.textContent(), new RegExp(`${NUMBER.shown}.*有人接`, 's'));
      assert.equal(await call.locator('.row-title').evaluate((title) => parseFloat(getComputedStyle(title).fontSize)) >= 30, true);
      await page.getByRole('link', { name: /^看清单点单/ }).click();
      await page.getByRole('link', { name: /^志愿/ }).click();
      await page.getByRole('link', { name: new RegExp(`^${BULB.name}`) }).click();
      await inspect(page);
      await sendOrder(page);
      await page.waitForURL(/\/orders\/K\d+-\d+/);
      await inspect(page);
      assert.deepEqual(await tooSmall(page, { elder: true }), []);
      const urgent = page.getByRole('link', { name: /^有急事打社区电话/ });
      assert.equal(await urgent.getAttribute('href'), NUMBER.href);
    });

    it('says the number where something went wrong', async () => {
      const page = await as(browser, reader(), { scripts });
      await page.goto('/nowhere');
      assert.equal(await page.locator(`a[href="${NUMBER.href}"]`).count(), 1);
      await page.goto('/search?q=zzzz');
      assert.equal(await page.locator(`a[href="${NUMBER.href}"]`).count(), 1);
      await minutesLater();
      const stranger = await newPage(browser, { scripts });
      await stranger.goto('/sign-in');
      await stranger.getByLabel('手机号').fill(phoneOf('居民', 2).phone);
      await stranger.getByRole('button', { name: '获取验证码' }).click();
      await stranger.waitForURL('**/sign-in/code*');
      await refused(stranger, /验证码/, () => sendCode(stranger, '000000'), 422);
      await stranger.getByRole('link', { name: /^社区的电话/ }).waitFor();
    });

    it('loads nothing of its own elsewhere, and goes off again', async () => {
      const page = await as(browser, reader(), { scripts });
      await turn(page, '标准模式');
      assert.equal(await page.locator('script[src*="/elder."], .say, .read').count(), 0);
      await page.goto(`/services/${BULB.code}`);
      assert.equal(await page.locator('script[src*="/elder."], .say, .read').count(), 0);
    });
  });
}

describe('what the browser can do more', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  it('a page is read aloud by a Chinese voice, and falls silent when asked to', async () => {
    const page = await as(browser, reader());
    await turn(page, '长辈模式');
    await page.addInitScript(pretendVoice);
    await page.goto(`/services/${BULB.code}`);
    await page.getByRole('button', { name: '念给我听' }).click();
    const { said, language } = await page.evaluate(() => window.spoken);
    assert.ok(said.some((line) => line.includes('谁上门')) && !said.some((line) => line.includes('念给我听')), said.join('|'));
    assert.equal(language, 'zh-CN');
    await inspect(page);
    await page.getByRole('button', { name: '不念了' }).click();
    assert.equal(await page.evaluate(() => window.speechSynthesis.speaking), false);
    await page.getByRole('button', { name: '念给我听' }).waitFor();
    for (const path of ['/inbox', '/orders']) {
      await page.goto(path);
      if (path === '/orders') await page.locator('main a[href*="/orders/K101-"]').first().click();
      await page.getByRole('button', { name: '念给我听' }).click();
      assert.ok((await page.evaluate(() => window.spoken.said)).length > 0, path);
    }
  });

  it('what somebody says is searched for; what was not understood is asked for again', async () => {
    const page = await as(browser, reader());
    await page.addInitScript(pretendEar);
    await page.goto('/');
    const policy = (await page.request.get('/')).headers()['permissions-policy'];
    assert.match(policy, /microphone=\(self\)/);
    await page.getByRole('button', { name: /^说给我听/ }).click();
    await page.getByText('正在听，请说').waitFor();
    await page.evaluate(() => window.ear.fail('no-speech'));
    await page.getByText('没听清，请再说一次').waitFor();
    await page.getByRole('button', { name: /^说给我听/ }).click();
    await page.evaluate(() => window.ear.hear('水管漏了。'));
    await page.waitForURL(/\/search\?q=/);
    await page.getByRole('heading', { name: '查找“水管漏了”' }).waitFor();
    await inspect(page);
  });

  it('where the browser has neither voice nor ear, the buttons are not there', async () => {
    const page = await as(browser, reader());
    await page.addInitScript(() => {
      for (const name of ['SpeechRecognition', 'webkitSpeechRecognition', 'speechSynthesis']) {
        Object.defineProperty(window, name, { value: undefined });
      }
    });
    await page.goto('/');
    assert.equal(await page.getByRole('button', { name: /^说给我听/ }).isVisible(), false);
    await page.goto(`/services/${BULB.code}`);
    assert.equal(await page.getByRole('button', { name: '念给我听' }).isVisible(), false);
    const mute = await as(browser, reader(), { scripts: false });
    await mute.goto(`/services/${BULB.code}`);
    assert.equal(await mute.getByRole('button', { name: '念给我听' }).isVisible(), false);
    await turn(page, '标准模式');
  });
});

describe('the desk keeps the number', () => {
  for (const scripts of [true, false]) {
    it(scripts ? 'with scripts' : 'without scripts', async () => {
      const browser = await launch();
      const staff = await as(browser, phoneOf('社区工作者'), { scripts, width: 1280 });
      await staff.goto('/desk/more');
      await staff.getByRole('link', { name: /^社区的电话/ }).click();
      await staff.waitForURL('**/desk/telephone');
      await save(staff, '打 12345');
      await staff.getByText('电话只能写数字').first().waitFor();
      assert.equal(await staff.locator('[name=telephone]').inputValue(), '打 12345');
      await save(staff, '');
      await done(staff, '电话已保存');
      await staff.getByText('居民看到的是中华园城市管理办事处的 0512-0000-0100').waitFor();
      await save(staff, NUMBER.shown);
      await done(staff, '电话已保存');
      await staff.getByText(`居民现在打的是 ${NUMBER.shown}。${phoneOf('社区工作者').name} 今天`).waitFor();
      const office = await as(browser, phoneOf('办事处'), { scripts, width: 1280 });
      await office.goto('/desk/telephone');
      await office.getByText('居民现在打的是 0512-0000-0100').waitFor();
      await inspect(office);
      await browser.close();
    });
  }
});

/** A number gets a code a minute. */
async function minutesLater() {
  const answer = await fetch(`${baseUrl}/test/clock/2`, { method: 'POST', headers: { Origin: baseUrl } });
  assert.equal(answer.status, 200);
}

/** Presses the switch on the first page. */
async function turn(page, label) {
  await page.goto('/');
  await page.getByRole('button', { name: label }).click();
  await done(page, `已切换到${label}`);
}

/** Whether the first page is shown in elder mode. */
async function elder(page) {
  await page.goto('/');
  return (await page.locator('html[data-elder]').count()) === 1;
}

async function save(page, number) {
  await page.locator('[name=telephone]').fill(number);
  await page.getByRole('button', { name: '保存', exact: true }).click();
}

// Runs in the page: a voice that says nothing and notes everything.
function pretendVoice() {
  window.spoken = { said: [] };
  const voice = {
    speaking: false,
    pending: false,
    getVoices: () => [{ lang: 'en-US' }, { lang: 'zh-CN' }],
    speak(utterance) {
      voice.speaking = true;
      window.spoken.said.push(utterance.text);
      window.spoken.language = utterance.voice?.lang;
    },
    cancel() {
      voice.speaking = false;
    },
  };
  Object.defineProperty(window, 'speechSynthesis', { value: voice });
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
}

// Runs in the page: an ear that hears what the journey tells it.
function pretendEar() {
  class Ear {
    start() {
      window.ear = this;
    }
    stop() {
      this.onend();
    }
    hear(transcript) {
      this.onresult({ results: [Object.assign([{ transcript }], { isFinal: true })] });
      this.onend();
    }
    fail(error) {
      this.onerror({ error });
      this.onend();
    }
  }
  Object.defineProperty(window, 'SpeechRecognition', { value: Ear });
}
