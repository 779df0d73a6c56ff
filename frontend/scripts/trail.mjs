// «返回» leads to where one came from. A page has a way back of its own, which holds without this script, for whoever came by
// another way, and after a form: the page that it was sent from would only send it again.
const KEY = 'trail';
/** How many pages are remembered. */
const LENGTH = 20;

/**
 * The pages on the way to the one at `address`, itself last. A page that one comes back to ends the way that led away from it.
 * @param {{ address: string, sent?: boolean }[]} trail
 */
export function walked(trail, address) {
  const path = (page) => page.split('?')[0];
  const place = trail.findIndex((step) => path(step.address) === path(address));
  return [...(place < 0 ? trail : trail.slice(0, place)), { address }].slice(-LENGTH);
}

/** The page before the last, if one may go back to it. */
export function before(trail) {
  const step = trail.at(-2);
  return step?.sent ? undefined : step?.address;
}

/** Notes that this page is open, and lets its way back lead to the page before. */
export function follow() {
  change((trail) => walked(trail, here()));
  const back = document.querySelector('.top-back');
  const page = before(read());
  if (back && page) back.href = page;
}

/** Notes that a form of this page was sent. */
export function sentFrom() {
  change((trail) => [...trail.slice(0, -1), { ...trail.at(-1), sent: true }]);
}

/** The address, without the word that says what was done. */
function here() {
  const { pathname, searchParams } = new URL(location.href);
  searchParams.delete('done');
  return `${pathname}${searchParams.size === 0 ? '' : `?${searchParams}`}`;
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

function change(by) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(by(read())));
  } catch {
    // A browser that keeps nothing: each page has its own way back.
  }
}
