// Whom an order is for, and where to: a relative who is remembered, another address this once, a door in no building.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspect, launch, picture } from '../browser.mjs';
import { as, phoneOf } from '../cast.mjs';
import { BULB, chooseEstate, done, numberOf, openAtDesk, refused, sendOrder } from '../steps.mjs';

for (const scripts of [true, false]) {
  describe(scripts ? 'with scripts' : 'without scripts', () => {
    let browser;
    let resident;
    const shot = (name) => (scripts ? picture(resident, `family/${name}`) : null);
    const note = async () => (await resident.locator('.action-note').innerText()).replace(/\s+/g, ' ').trim();

    before(async () => {
      browser = await launch();
      resident = await as(browser, phoneOf('居民', 0), { scripts });
    });
    after(() => browser.close());

    it('a relative who is remembered is ordered for with nothing typed', async () => {
      await resident.goto(`/services/${BULB.code}`);
      await resident.getByRole('radio', { name: '家人', exact: true }).check();
      await resident.getByLabel('家人姓名').fill('吴奶奶');
      await resident.getByLabel('家人电话').fill(scripts ? '13900000061' : '13900000062');
      await chooseEstate(resident, '书香名邸', 'sxmd');
      await resident.getByLabel('几幢').fill('3');
      await resident.getByLabel('几室').fill('502');
      const remember = resident.getByLabel('记住这位家人');
      assert.equal(await remember.isChecked(), false, 'nobody is remembered unasked');
      await remember.check();
      await inspect(resident);
      await shot('typed');
      await sendOrder(resident);
      await resident.waitForURL(/\/orders\/K\d+-\d+/);

      await resident.goto(`/services/${BULB.code}`);
      await resident.getByRole('radio', { name: /^吴奶奶/ }).check();
      for (const field of ['家人姓名', '家人电话', '几幢']) {
        assert.equal(await resident.getByLabel(field).isVisible(), false, `${field} is not asked for`);
      }
      assert.match(await note(), /家人那里$/);
      await inspect(resident);
      await shot('remembered');
      await sendOrder(resident);
      await resident.waitForURL(/\/orders\/K\d+-\d+/);
      await resident.getByText('书香名邸 3 幢 502 室').first().waitFor();
    });

    it('whoever is remembered is listed, and forgotten at one press', async () => {
      await resident.goto('/me');
      await resident.getByRole('link', { name: /^记住的家人/ }).click();
      await resident.getByText('书香名邸 3 幢 502 室').waitFor();
      await inspect(resident);
      await shot('list');
      await resident.getByRole('button', { name: /^删掉\s*：\s*吴奶奶$/ }).click();
      await done(resident, '已删掉');
      await resident.getByText('还没有记住谁').waitFor();
      await resident.goto(`/services/${BULB.code}`);
      assert.equal(await resident.getByRole('radio', { name: /^吴奶奶/ }).count(), 0);
    });

    it('an order goes to another address this once; a door in no building is told by a tick', async () => {
      await resident.goto('/me');
      const home = await resident.locator('.address-words').innerText();
      await resident.goto(`/services/${BULB.code}`);
      assert.equal(await resident.getByLabel('几幢').isVisible(), false, 'home needs no fields');
      await resident.getByLabel('这一单换个地址').check();
      assert.match(await note(), /这次填的地址$/);
      await chooseEstate(resident, '书香名邸');
      await resident.getByLabel('几室').fill('商铺5');
      await refused(resident, '请填几幢', () =>
        resident.getByRole('button', { name: '点单', exact: true }).click(), 422);
      assert.equal(await resident.getByLabel('这一单换个地址').isChecked(), true, 'what was ticked comes back');
      await resident.getByLabel('没有幢号').check();
      await inspect(resident);
      await shot('elsewhere');
      await sendOrder(resident);
      await resident.waitForURL(/\/orders\/K\d+-\d+/);
      const number = numberOf(resident);
      await resident.getByText('书香名邸 商铺5 号').first().waitFor();
      await resident.goto('/me');
      assert.equal(await resident.locator('.address-words').innerText(), home, 'home stays');
      const staff = await as(browser, phoneOf('社区工作者'), { scripts, width: 1280 });
      await openAtDesk(staff, number);
      await staff.getByText('书香名邸 没有幢号').first().waitFor();
    });
  });
}
