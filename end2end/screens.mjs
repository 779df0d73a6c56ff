// The screens of each role.

/** What each role sees. */
export const SCREENS = {
  visitor: [null, ['/', '/sign-in', '/lists/routine', '/categories/C02', '/services/S008', '/privacy', '/search?q=水管漏了', '/telephones', '/nowhere']],
  resident: ['居民', ['/', '/orders', '/orders/recurring', '/services/S008', '/lists/volunteer', '/categories/C07', '/search?q=zzzz', '/inbox', '/me', '/welcome', '/figures']],
  member: ['党员', ['/jobs', '/jobs?tab=mine', '/jobs?tab=done', '/jobs/profile', '/inbox', '/me']],
  property: ['物业', ['/jobs', '/jobs?tab=mine']],
  desk: ['社区工作者', ['/desk', '/desk/plan', '/desk?state=active', '/desk?state=done', '/desk?state=over', '/desk/new', '/desk/lists', '/desk/people', '/desk/more', '/desk/hours', '/desk/telephone', '/desk/rules', '/desk/recurring', '/desk/figures', '/desk/figures/orders?of=placed']],
  lead: ['社区书记', ['/desk/people', '/desk', '/desk/rules', '/desk/rules?list=volunteer']],
  office: ['办事处', ['/desk', '/desk?state=active', '/desk/returns', '/desk/telephone']],
  district: ['区', ['/desk']],
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
