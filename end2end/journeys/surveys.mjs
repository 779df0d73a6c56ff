// A survey wave: published, drawn, shared out, asked at the door, answered by a link, closed and handed out.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { baseUrl, consoleErrors, inspect, launch, newPage, picture } from '../browser.mjs';
import { as, phoneOf, signedInAgain } from '../cast.mjs';
import { done, refused, unfold } from '../steps.mjs';

/** The first and the last day of each wave, and the day after: far from what other journeys do. */
const DAYS = { true: ['2098-03-04', '2098-03-10', '2098-03-11'], false: ['2098-06-04', '2098-06-10', '2098-06-11'] };

/** Moves the clock to a time of that day. */
async function at(day, time) {
  const answer = await fetch(`${baseUrl}/test/clock/${day}T${time}`, { method: 'POST', headers: { Origin: baseUrl } });
  assert.equal(answer.status, 200, 'the server has a clock to be moved');
}

/** Answers the six questions. */
async function fillIn(page, { known = '知道', level = '满意' } = {}) {
  for (const number of [1, 2, 3, 4, 5]) {
    const question = page.getByRole('radiogroup', { name: new RegExp(`^${number}\\.`) });
    await question.getByRole('radio', { name: known, exact: true }).check();
  }
  const last = page.getByRole('radiogroup', { name: /^6\./ });
  await last.getByRole('radio', { name: level, exact: true }).check();
}

/** In a lift shaft the answers wait on the phone; they go when there is a network again. */
async function sentLater(page) {
  const card = (state) => page.locator('.later-card', { hasText: state }).filter({ hasText: '入户调查的答卷' });
  await card('等网络，有网就自动发').waitFor();
  await page.context().setOffline(false);
  await card('已经发出去').waitFor();
  consoleErrors(page);
}

for (const scripts of [true, false]) {
  const [first, last, behind] = DAYS[scripts];
  const shot = (page, name) => (scripts ? picture(page, `surveys/${name}`) : Promise.resolve());
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    let browser;
    let cast;
    let wave;
    let links;

    before(async () => {
      browser = await launch();
      await at(first, '09:30');
      cast = {
        lead: await as(browser, phoneOf('社区书记'), { scripts, width: 1280 }),
        staff: await as(browser, phoneOf('社区工作者'), { scripts }),
        member: await as(browser, phoneOf('党员', 1), { scripts }),
        neighbour: await newPage(browser, { scripts }),
      };
    });
    after(() => browser.close());

    it('the lead makes a wave, and its hashes are published before anybody is drawn', async () => {
      const { lead, neighbour } = cast;
      await lead.goto('/desk/surveys');
      await unfold(lead, '新建一次调查');
      await lead.getByLabel('叫什么').fill(`${first.slice(0, 4)} 年知晓率调查`);
      await lead.getByLabel('一共抽几户').fill('9999');
      await lead.getByLabel('到哪天（含）').fill(last);
      await unfold(lead, '加自己的题目，或写预计的知晓率');
      await lead.getByLabel('自己的题目').fill('您用过楼下的活动室吗？|是否\n还想说什么？|文字');
      await refused(lead, '名册里一共只有 96 户，抽不出 9999 户', () =>
        lead.getByRole('button', { name: '建好并公布指纹' }).click(), 422);
      assert.match(await lead.getByLabel('自己的题目').inputValue(), /活动室/, 'what was typed comes back');
      await shot(lead, 'new');
      await lead.getByLabel('一共抽几户').fill('8');
      await lead.getByRole('button', { name: '建好并公布指纹' }).click();
      await done(lead, '指纹已经公布');
      wave = /K101-W\d+/.exec(lead.url())[0];
      await shot(lead, 'committed');
      await neighbour.goto('/surveys');
      await inspect(neighbour);
      await neighbour.getByRole('link', { name: new RegExp(wave) }).click();
      await neighbour.waitForURL(`**/surveys/${wave}`);
      await neighbour.getByText('抽样以后公开').first().waitFor();
      await inspect(neighbour);
      await shot(neighbour, 'public');
    });

    it('the sample is drawn once, and shared out', async () => {
      const { lead, neighbour } = cast;
      await lead.goto(`/desk/surveys/${wave}`);
      await lead.getByRole('button', { name: '抽取样本' }).click();
      await done(lead, '样本已抽好');
      assert.equal(await lead.getByRole('button', { name: '抽取样本' }).count(), 0, 'once');
      await lead.getByRole('button', { name: '把没答的户分给他们' }).click();
      await lead.getByText('请至少选一个人').first().waitFor();
      await lead.getByRole('checkbox', { name: /^李静/ }).check();
      await lead.getByRole('checkbox', { name: /^陈晓东/ }).check();
      await lead.getByRole('button', { name: '把没答的户分给他们' }).click();
      await done(lead, '已分派');
      await neighbour.goto(`/surveys/${wave}`);
      await neighbour.getByText(/^[0-9a-f]{64}$/).nth(2).waitFor();
      const frame = await neighbour.request.get(`/surveys/${wave}/FRAME.csv`);
      assert.match(await frame.text(), /^\uFEFFstratum,household\n/, 'anybody fetches the frame');
    });

    it('somebody goes to the doors: nobody in, and then an answer', async () => {
      const { staff, member } = cast;
      await staff.goto('/me');
      await staff.getByRole('link', { name: /入户调查/ }).click();
      await staff.waitForURL('**/jobs/surveys');
      await inspect(staff);
      await shot(staff, 'visits');
      await staff.getByRole('link', { name: /^看门牌，开始问/ }).first().click();
      await staff.getByRole('heading', { name: / 室$/ }).waitFor();
      await inspect(staff);
      await shot(staff, 'visit');
      await unfold(staff, '没人在家，或没问成');
      await staff.getByRole('button', { name: '没人在家' }).click();
      await done(staff, '已记下');
      await staff.getByText('换个时间去').first().waitFor();
      await shot(staff, 'tried');
      await staff.getByRole('link', { name: /^看门牌，开始问/ }).first().click();
      await fillIn(staff);
      await staff.getByRole('button', { name: '交这份答卷' }).click();
      await done(staff, '答卷已收下');
      await member.goto('/jobs');
      await member.getByRole('link', { name: /入户调查/ }).first().click();
      await member.getByRole('link', { name: /^看门牌，开始问/ }).first().click();
      await member.getByRole('button', { name: '交这份答卷' }).click();
      await member.getByText('至少要答一半').first().waitFor();
      await inspect(member);
      await fillIn(member, { known: '不知道', level: '基本满意' });
      await member.context().setOffline(scripts);
      await member.getByRole('button', { name: '交这份答卷' }).click();
      if (scripts) await sentLater(member);
      else await done(member, '答卷已收下');
    });

    it('a household answers by its code, without signing in, and only once', async () => {
      const { lead, neighbour } = cast;
      await lead.goto(`/desk/surveys/${wave}`);
      await lead.getByRole('link', { name: '打印门上的二维码' }).click();
      await lead.getByRole('heading', { name: '门上的二维码' }).waitFor();
      await inspect(lead);
      await shot(lead, 'doors');
      links = await lead.locator('a[href^="/s/"]').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
      assert.equal(links.length, 6, 'those who have not answered');
      await neighbour.goto(links[0]);
      await inspect(neighbour);
      await shot(neighbour, 'link');
      await refused(neighbour, '至少要答一半', () =>
        neighbour.getByRole('button', { name: '交给社区' }).click(), 422);
      await fillIn(neighbour, { level: '非常满意' });
      await neighbour.getByLabel(/还想说什么/).fill('楼道灯坏了，打 13912345678');
      await neighbour.getByRole('button', { name: '交给社区' }).click();
      await done(neighbour, '答卷已经收到');
      await shot(neighbour, 'thanks');
      await neighbour.goto(links[0]);
      await neighbour.getByText('一户一份，不用再答').waitFor();
      assert.equal((await neighbour.goto('/s/nobodys')).status(), 404);
    });

    it('the desk sees how it goes, and what is odd', async () => {
      const { lead } = cast;
      await lead.goto(`/desk/surveys/${wave}`);
      await lead.getByText('答得太快').first().waitFor();
      await lead.getByText('住户自己扫码').first().waitFor();
      await lead.getByText('名册不全').first().waitFor();
      assert.equal(await lead.getByText('楼道灯坏了').count(), 0, 'nobody reads answers before the end');
      await inspect(lead);
      await shot(lead, 'progress');
      assert.equal(await lead.getByRole('button', { name: '结束调查' }).count(), 0, 'not before the last day');
      const early = await lead.request.get(`/desk/surveys/${wave}/files/ANSWERS.csv`);
      assert.equal(early.status(), 403, 'nobody of the community reads answers one by one');
      const strata = await lead.request.get(`/desk/surveys/${wave}/files/STRATA.csv`);
      assert.equal(strata.status(), 409, 'nobody looks before the end');
    });

    it('what comes late is marked; the wave is closed and handed out', async () => {
      const { lead, neighbour } = cast;
      await at(behind, '09:30');
      await signedInAgain(lead, phoneOf('社区书记'));
      await neighbour.goto(links[1]);
      await neighbour.getByText('会注明迟到').first().waitFor();
      await fillIn(neighbour);
      await neighbour.getByRole('button', { name: '交给社区' }).click();
      await done(neighbour, '答卷已经收到');
      cast.lead = await as(browser, phoneOf('社区书记'), { scripts, width: 1280 });
      await cast.lead.goto(`/desk/surveys/${wave}`);
      await cast.lead.getByText('1 份答卷迟到').first().waitFor();
      await cast.lead.getByRole('button', { name: '结束调查' }).click();
      await done(cast.lead, '调查已结束');
      await cast.lead.getByText('答卷不到 10 户').first().waitFor();
      assert.equal(await cast.lead.getByText('楼道灯坏了').count(), 0, 'nor does the community read what was said in words');
      await inspect(cast.lead);
      await shot(cast.lead, 'closed');
      await neighbour.goto(links[2]);
      await neighbour.getByText('这次调查已经结束').waitFor();
      await inspect(neighbour);
      assert.equal(await cast.lead.getByRole('link', { name: /ANSWERS/ }).count(), 0);
      const answers = await cast.lead.request.get(`/desk/surveys/${wave}/files/ANSWERS.csv`);
      assert.equal(answers.status(), 403, 'whoever was at the doors reads no answers');
      const strata = await (await cast.lead.request.get(`/desk/surveys/${wave}/files/STRATA.csv`)).text();
      assert.match(strata, /^\uFEFFstratum,households\n/);
      assert.equal((await neighbour.request.get(`/desk/surveys/${wave}/files/ANSWERS.csv`)).status(), 401);
    });
  });
}
