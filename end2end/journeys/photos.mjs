// Pictures of an order: chosen while ordering, added afterwards, seen by whoever comes, and by nobody else.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { consoleErrors, inspect, launch, picture } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { photo } from '../photograph.mjs';
import { BULB, arrivalCode, arrive, claim, done, finish, meanIt, numberOf, order, sendOrder, unfold } from '../steps.mjs';

const shown = (page) => page.locator('.photo-pair img');

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    let browser;
    let cast;

    before(async () => {
      browser = await launch();
      const phone = (role, nth) => as(browser, phoneOf(role, nth), { scripts });
      cast = {
        resident: await phone('居民', 0),
        stranger: await phone('居民', 1),
        member: await phone('党员', 0),
        other: await phone('党员', 1),
        staff: await as(browser, phoneOf('社区工作者', 0), { scripts, width: 1280 }),
      };
    });
    after(() => browser.close());

    it('before and after stand side by side', async () => {
      const { resident, stranger, member, other, staff } = cast;
      const number = scripts ? await orderWithPhotos(resident) : await order(resident, BULB);
      await resident.goto(`/orders/${number}`);
      if (!scripts) await add(resident, [photo('tap.png'), photo('wall.png')], scripts);
      assert.equal(await shown(resident).count(), 2);
      await inspect(resident);
      const address = await shown(resident).first().getAttribute('src');
      assert.deepEqual(await sizeOf(resident, address), { width: 1600, height: 1200, kind: 'image/jpeg' });

      await other.goto(`/jobs/${number}`);
      assert.equal(await shown(other).count(), 0, 'the pool shows no pictures');
      await claim(member, number);
      assert.equal(await shown(member).count(), 2);
      for (const nobody of [stranger, other]) {
        assert.equal((await nobody.request.get(address)).status(), 404);
      }
      assert.equal((await staff.request.get(address)).status(), 200);

      await arrive(member, number, await arrivalCode(resident, number));
      await add(member, [photo('new.png')], scripts);
      await finish(member, number);
      for (const [page, path] of [[resident, `/orders/${number}`], [staff, `/desk?order=${number}`]]) {
        await page.goto(path);
        await page.getByRole('heading', { name: '办完后' }).waitFor();
        assert.equal(await shown(page).count(), 3);
        await inspect(page);
      }
      await picture(resident, `photos-${scripts ? 'scripts' : 'plain'}-order`);
      await picture(staff, `photos-${scripts ? 'scripts' : 'plain'}-desk`);
    });

    it('what is no picture is refused, and a picture can be taken back', async () => {
      const { resident } = cast;
      const number = await order(resident, BULB);
      await add(resident, [{ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') }], scripts, false);
      await resident.getByText('这不是照片').first().waitFor();
      // The browser mentions the status in its console; anything else there would be a fault.
      assert.deepEqual(consoleErrors(resident).filter((line) => !line.includes('status of 422')), []);
      await resident.goto(`/orders/${number}`);
      await add(resident, [photo('tap.png')], scripts);
      await unfold(resident, '撤下照片');
      await resident.getByRole('button', { name: /^撤下/ }).click();
      await done(resident, '照片已撤下');
      assert.equal(await shown(resident).count(), 0);
      await resident.getByText('撤下过 1 张').waitFor();
    });
  });
}

describe('on a bad network', () => {
  let browser;
  let resident;

  before(async () => {
    browser = await launch();
    resident = await as(browser, phoneOf('居民', 0));
  });
  after(() => browser.close());

  it('an order waits for the pictures that are on their way', async () => {
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    await resident.route('**/photos/send*', (route) => held.then(() => route.continue()));
    await choose(resident);
    await resident.getByText('正在传，还有 1 张').waitFor();
    await resident.getByRole('button', { name: '点单', exact: true }).click();
    await resident.getByText('照片传完就自动点单').waitFor();
    release();
    await meanIt(resident);
    await resident.waitForURL(/\/orders\/K\d+-\d+/);
    assert.equal(await shown(resident).count(), 1);
  });

  it('where they do not get through, the order goes without them, and they follow', async () => {
    let failures = 2;
    const fail = (route) => (failures-- > 0 ? route.abort('connectionfailed') : route.continue());
    await resident.route('**/photos/send*', fail);
    await choose(resident);
    await resident.getByText('照片存在手机里').waitFor();
    await sendOrder(resident);
    await resident.waitForURL(/\/orders\/K\d+-\d+/);
    await shown(resident).waitFor();
    assert.ok(failures < 0);
    await resident.unroute('**/photos/send*');
    consoleErrors(resident);
  });
});

/** Begins an order with one picture. */
async function choose(page) {
  await page.goto(`/services/${BULB.code}`);
  await page.locator('.photo-ask .photo-input').setInputFiles([photo('tap.png')]);
}

/** Orders with two pictures, of three that were chosen. */
async function orderWithPhotos(page) {
  await page.goto(`/services/${BULB.code}`);
  await page.locator('.photo-ask .photo-input').setInputFiles(['tap', 'wall', 'wrong'].map((name) => photo(`${name}.png`)));
  await page.getByText('照片传好了').waitFor();
  await inspect(page);
  await page.getByRole('button', { name: '去掉要加的照片 3' }).click();
  assert.equal(await page.locator('.photo-ask img').count(), 2);
  await picture(page, 'photos-ordering');
  await sendOrder(page);
  await page.waitForURL(/\/orders\/K\d+-\d+/);
  return numberOf(page);
}

/** Adds pictures on the page of an order. With scripts choosing them is enough. */
async function add(page, files, scripts, taken = true) {
  // At a job without scripts they are sent from within the form that finishes it.
  const fold = page.getByText('加一张照片');
  if (await fold.isVisible()) await fold.click();
  await page.locator('.photo-add .photo-input, .photo-within .photo-input').filter({ visible: true }).setInputFiles(files);
  if (!scripts) await page.getByRole('button', { name: '加照片', exact: true }).click();
  if (taken) await done(page, '照片已加好');
}

/** Width, height and kind of a picture as the server hands it out. */
async function sizeOf(page, address) {
  const answer = await page.request.get(address);
  const bytes = await answer.body();
  // The frame of a JPEG: FF C0 or FF C2, then length, precision, height, width.
  for (let at = 2; at < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    if (bytes[at + 1] === 0xc0 || bytes[at + 1] === 0xc2) {
      const [height, width] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)];
      return { width, height, kind: answer.headers()['content-type'] };
    }
  }
  throw new Error('no frame');
}
