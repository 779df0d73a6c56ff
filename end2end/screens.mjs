// The screens of each role, and what must hold on all of them.
import { inspect, overflow, picture } from './browser.mjs';
import { tooSmall, tooWideAtDoubleSize } from './controls.mjs';

const WIDTHS = [320, 375, 414, 768, 1280];
/** Where controls and letters are measured: the width of most phones. */
const MEASURED = 375;

/** What each role sees. */
export const SCREENS = {
  visitor: [null, ['/', '/sign-in', '/lists/routine', '/categories/C02', '/services/S008', '/privacy', '/search?q=水管漏了', '/telephones', '/help', '/figures', '/surveys', '/orders', '/offline', '/nowhere']],
  resident: ['居民', ['/', '/orders', '/orders?tab=to_rate', '/orders?tab=over', '/orders/recurring', '/services/S008', '/lists/volunteer', '/categories/C07', '/search?q=zzzz', '/inbox', '/me', '/me/family', '/me/passkeys', '/me/sessions', '/welcome', '/figures']],
  member: ['党员', ['/jobs', '/jobs?tab=mine', '/jobs?tab=done', '/jobs/profile', '/jobs/surveys', '/inbox', '/inbox?tab=each', '/me']],
  team: ['志愿者队伍', ['/jobs', '/jobs?tab=mine', '/me']],
  property: ['物业', ['/jobs', '/jobs?tab=mine', '/jobs/telephone', '/help']],
  desk: ['社区工作者', ['/desk', '/desk/plan', '/desk?state=late', '/desk?state=soon', '/desk?state=active', '/desk?state=done', '/desk?state=over', '/desk/new', '/desk/new?caller=new', '/desk/new?caller=new&q=shuiguan', '/desk/new?caller=new&service=S008', '/desk/find', '/desk/lists', '/desk/people', '/desk/more', '/desk/hours', '/desk/telephone', '/desk/rules', '/desk/recurring', '/desk/posters', '/desk/surveys', '/desk/returns', '/desk/stars', '/desk/figures', '/desk/figures/promise?of=satisfaction', '/desk/figures/quarter', '/desk/figures/orders?of=placed', '/me/totp', '/me/recovery', '/me/notices']],
  lead: ['社区书记', ['/desk', '/help', '/desk/people', '/desk/rules', '/desk/rules?list=volunteer', '/desk/figures']],
  office: ['办事处', ['/desk/overview', '/desk', '/desk?state=active', '/desk/returns', '/desk/telephone', '/desk/posters', '/desk/surveys', '/desk/stars', '/desk/figures', '/desk/audit']],
  district: ['区', ['/desk/overview', '/desk', '/desk/posters', '/desk/surveys', '/desk/stars', '/desk/figures', '/desk/figures/returns', '/desk/figures/promise?of=published_estates', '/desk/figures/quarter', '/desk/audit']],
  administrator: ['管理员', ['/desk/people', '/desk/audit', '/me']],
};

/** The pages of a role, and of each list the first order that stands on it. */
export async function everyPage(page, paths) {
  const pages = [];
  for (const path of paths) {
    pages.push(path);
    await page.goto(path);
    const links = await page.locator('main a[href*="K101-"]').evaluateAll((list) => list.map((link) => link.getAttribute('href')));
    if (links.length > 0) pages.push(links[0]);
  }
  return [...new Set(pages)];
}

/** A page at every width: a picture of it, and what sticks out; once a close look. All faults, one line each. */
export async function atEveryWidth(page, name, path, elder) {
  const faults = [];
  await open(page, path);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width < 600 ? 812 : 900 });
    await picture(page, `screens/${name}${path.replace(/[^\p{L}\d]+/gu, '-')}@${width}`);
    faults.push(...(await overflow(page, width)).map((text) => `${width} 像素下溢出：${text}`));
    if (width === MEASURED) faults.push(...(await walk(page, path, elder)));
  }
  return faults.map((fault) => `${path}: ${fault}`);
}

/** Opens a page that this person may see. */
export async function open(page, path) {
  const answer = await page.goto(path);
  const expected = path === '/nowhere' ? 404 : 200;
  if (answer.status() !== expected) throw new Error(`${page.url()} answers ${answer.status()}`);
}

/** What is out of order, what is too small, and, where somebody has doubled their letters, what sticks out. */
async function walk(page, path, elder) {
  await inspectKnown(page, path);
  const desk = path.startsWith('/desk');
  const wide = desk ? [] : await tooWideAtDoubleSize(page);
  return [...(await tooSmall(page, { elder })), ...wide.map((text) => `字放大一倍后溢出：${text}`)];
}

/** A page that isn't there answers 404, which the console mentions; nothing else may stand in it. */
export async function inspectKnown(page, path) {
  if (path !== '/nowhere') return inspect(page);
  return inspect(page).catch((fault) => {
    const lines = fault.message.split('\n').slice(1).filter((line) => !line.includes('404'));
    if (lines.length > 0) throw fault;
  });
}
