// «返回» leads to where one came from. A page has a way back of its own, which holds without this script, for whoever came by
// another way, and after a form: the page that it was sent from would only send it again.
const KEY = 'trail';
/** How many pages are remembered. */
const LENGTH = 20;

/**
 * The pages on the way to the one at `address`, itself last. Whoever goes `back` to a page is where they were; whoever opens it
 * anew came from where they are. A page whose form was sent ends in `#`.
 * @param {string[]} trail
 */
export function walked(trail, address, back = false) {
  const path = (step) => step.split(/[?#]/)[0];
  const isHere = (step) => path(step) === path(address);
  const place = trail.findIndex(isHere);
  const way = back && place >= 0 ? trail.slice(0, place) : trail.filter((step) => !isHere(step));
  return [...way, address].slice(-LENGTH);
}

/** The page before the last, if one may go back to it. */
export function before(trail) {
  const step = trail.at(-2);
  return step?.endsWith('#') ? undefined : step;
}

/** Notes that this page is open, and lets its way back lead to the page before; `back` if the browser brought it back. */
export function follow(back = performance.getEntriesByType('navigation')[0]?.type === 'back_forward') {
  const way = walked(read(), here(), back);
  keep(way);
  const link = document.querySelector('.top-back');
  const address = before(way);
  if (link && address) link.setAttribute('href', address);
  link?.addEventListener('click', () => keep(way.slice(0, -1)));
}

/** Notes that a form of this page was sent. */
export function sentFrom() {
  const trail = read();
  trail.push(`${trail.pop()}#`);
  keep(trail);
}

/** The address, without the word that says what was done. */
function here() {
  const url = new URL(location.href);
  url.searchParams.delete('done');
  return url.pathname + url.search;
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

function keep(trail) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(trail));
  } catch {
    // A browser that keeps nothing: each page has its own way back.
  }
}
