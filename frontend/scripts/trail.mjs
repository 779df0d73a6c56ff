// «返回» leads to where one came from. A page has a way back of its own, which holds without this script, for whoever came by
// another way, and after a form: the page that it was sent from would only send it again.
const KEY = 'trail';
/** How many pages are remembered. */
const LENGTH = 20;

/**
 * The pages on the way to the one at `address`, itself last. Whoever goes `back` to a page is where they were; whoever opens it
 * anew came from where they are.
 * @param {{ address: string, sent?: boolean }[]} trail
 */
export function walked(trail, address, back = false) {
  const path = (page) => page.split('?')[0];
  const isHere = (step) => path(step.address) === path(address);
  const place = trail.findIndex(isHere);
  const way = back && place >= 0 ? trail.slice(0, place) : trail.filter((step) => !isHere(step));
  return [...way, { address }].slice(-LENGTH);
}

/** The page before the last, if one may go back to it. */
export function before(trail) {
  const step = trail.at(-2);
  return step?.sent ? undefined : step?.address;
}

/** Notes that this page is open, and lets its way back lead to the page before; `back` if the browser brought it back. */
export function follow(back = performance.getEntriesByType('navigation')[0]?.type === 'back_forward') {
  const { trail, returns } = read();
  const way = walked(trail, here(), back || returns);
  keep({ trail: way });
  const link = document.querySelector('.top-back');
  if (!link) return;
  link.href = before(way) ?? link.href;
  link.addEventListener('click', () => keep({ ...read(), returns: true }), { once: true });
}

/** Notes that a form of this page was sent. */
export function sentFrom() {
  const { trail } = read();
  keep({ trail: [...trail.slice(0, -1), { ...trail.at(-1), sent: true }] });
}

/** The address, without the word that says what was done. */
function here() {
  const { pathname, searchParams } = new URL(location.href);
  searchParams.delete('done');
  return `${pathname}${searchParams.size === 0 ? '' : `?${searchParams}`}`;
}

function read() {
  try {
    return { trail: [], ...JSON.parse(sessionStorage.getItem(KEY)) };
  } catch {
    return { trail: [] };
  }
}

function keep(walk) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(walk));
  } catch {
    // A browser that keeps nothing: each page has its own way back.
  }
}
