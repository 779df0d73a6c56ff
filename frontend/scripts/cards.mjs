// What waits, what was refused meanwhile, and what went through: cards at the top of the page.
import { ago } from './ages.mjs';
import { tokenOf } from './pictures.mjs';
import { say } from './words.mjs';

const SIGN_IN = '/sign-in';
/** Where somebody who is signed in has to say more of themselves. */
const WELCOME = '/welcome';
const LOOK = { waiting: 'info', old: 'warning', refused: 'failed', sent: 'done' };

/**
 * Shows the changes that belong on this page; nothing if there are none.
 * @param {import('./queue.mjs').Change[]} changes
 * @param {{ hindrance: Function, isFresh: Function, send: Function, forget: Function }} means
 */
export function showCards(changes, means) {
  const main = document.getElementById('content');
  if (!main) return;
  const here = changes.filter((change) => belongsHere(change, location.pathname));
  if (here.length === 0) return document.querySelector('.later')?.remove();
  const place = placeBefore(main);
  // What has not changed is neither read out again nor taken from under a finger.
  const { title } = waitsFor(means.hindrance());
  const shown = JSON.stringify([title, ...here.map((change) => [change.id, change.keys, change.state, change.pictures, means.isFresh(change)])]);
  if (place.dataset.shown === shown) return;
  place.dataset.shown = shown;
  place.replaceChildren(...here.map((change) => card(change, means)));
}

/** On a page of nobody: how many things wait for whoever left them. */
export function showOthers(count) {
  const main = document.getElementById('content');
  if (!main || count === 0) return;
  const words = element('p', { class: 'notice-title' }, say('这部手机里有 {0} 件没发出去，登录后发', count));
  const card = element('section', { class: 'notice notice-info later-card' }, words);
  if (location.pathname !== SIGN_IN) card.append(element('div', { class: 'later-actions' }, signIn(SIGN_IN, say('去登录'))));
  placeBefore(main).replaceChildren(card);
}

/** The place of the cards. */
function placeBefore(main) {
  const known = document.querySelector('.later');
  if (known) return known;
  const place = element('div', { class: 'later', role: 'status' });
  main.before(place);
  return place;
}

/**
 * What waits, each form with the number of its pictures; pictures that go by themselves stand together. Those of a form
 * that nobody sent off, or whose order is placed already, are no news unless they are refused.
 */
export function withPictures(changes, pictures) {
  const waiting = changes.filter(({ state }) => state === 'waiting');
  const formOf = ({ token }) => token && waiting.find((change) => tokenOf(change) === token);
  const counted = changes.map((change) => ({ ...change, pictures: pictures.filter((picture) => formOf(picture)?.id === change.id).length }));
  const groups = new Map();
  for (const picture of pictures.filter((one) => !formOf(one) && !(one.token && one.state === 'waiting'))) {
    const name = [picture.state, picture.words, picture.sentence].join();
    groups.set(name, [...(groups.get(name) ?? []), picture]);
  }
  return [...counted, ...[...groups.values()].map(together)];
}

function together(pictures) {
  const [{ state, at, page, words, sentence }] = pictures;
  const keys = pictures.map(({ key }) => key);
  // Where an order was placed by a form, its page is not known here.
  const to = pictures[0].token ? '/orders' : page;
  return { keys, state, at, page, to, sentence, words: say('{0} 张照片，{1}', keys.length, words) };
}

/** First pages and lists show all; another page shows what was made on it, or is about it. */
export function belongsHere({ page, words, to }, path) {
  if (['/', '/orders', '/jobs', '/offline'].includes(path) || document.querySelector('.offline-failure')) return true;
  const number = path.split('/').pop();
  return pathOf(page) === path || pathOf(to) === path || (/^K\d+-\d+$/.test(number) && words.endsWith(number));
}

function card(change, { hindrance, isFresh, send, forget }) {
  const { title, more, actions } = said(change, isFresh(change), hindrance());
  const here = `${SIGN_IN}?next=${encodeURIComponent(location.pathname + location.search)}`;
  const buttons = {
    again: () => button(say('再办一次'), change, () => repost(change, forget)),
    send: () => button(say('还要，发出去'), change, () => send(change)),
    forget: () => button(say('不要了'), change, () => confirm(say('“{0}”不发了，要去掉吗？', change.words)) && forget(change)),
    known: () => button(say('知道了'), change, () => forget(change)),
    signIn: () => signIn(here, say('去登录'), about(change)),
    fillIn: () => signIn(hindrance().to, say('去填资料'), about(change)),
    look: () => link(say('看一看'), change, () => forget(change, false)),
  };
  const look = LOOK[change.state === 'waiting' && !isFresh(change) ? 'old' : change.state];
  return element('section', { class: `notice notice-${look} later-card` },
    element('p', { class: 'notice-title' }, title),
    element('p', { class: 'notice-more' }, more),
    element('div', { class: 'later-actions' }, ...actions.map((name) => buttons[name]())));
}

function said({ keys, state, words, sentence, at, to, pictures }, fresh, hindrance) {
  if (state === 'sent') return { title: say('有网了，已经发出去'), more: words, actions: to ? ['look', 'known'] : ['known'] };
  if (state === 'refused') return { title: say('没有办成'), more: say('{0}：{1}', words, say(sentence)), actions: keys ? ['known'] : ['again', 'known'] };
  if (!fresh && !keys) return { title: say('这是 {0}填的，还要发吗？', ago(at, Date.now(), say)), more: words, actions: ['send', 'forget'] };
  const { title, first = [] } = waitsFor(hindrance);
  return { title, more: say('{0}，存在这部手机里，不会丢', withCount(words, pictures)), actions: [...first, 'forget'] };
}

/** What has to happen before what waits can go, and what somebody can do for it. */
function waitsFor({ stopped, to }) {
  if (stopped === 'another_person') return { title: say('现在登录的是别人，等您登录后自动发') };
  if (stopped !== 'signed_out') return { title: say('等网络，有网就自动发') };
  if (to?.startsWith(WELCOME)) return { title: say('请先把资料填好，填好后自动发'), first: ['fillIn'] };
  return { title: say('请登录，登录后自动发'), first: ['signIn'] };
}

/** Sends the form as if it had just been filled in: the page that comes says what is wrong, with all that was typed. */
async function repost({ id, action, fields }, forget) {
  const form = element('form', { method: 'post', action, hidden: '' },
    ...fields.map(([name, value]) => element('input', { type: 'hidden', name, value })));
  document.body.append(form);
  await forget({ id }, false);
  form.submit();
}

function withCount(words, pictures) {
  return pictures ? say('{0}，带 {1} 张照片', words, pictures) : words;
}

function pathOf(address) {
  return address && new URL(address, location.origin).pathname;
}

function button(label, change, action) {
  const made = element('button', { class: 'button button-plain', type: 'button' }, label, about(change));
  made.addEventListener('click', action);
  return made;
}

function signIn(href, label, ...more) {
  return element('a', { class: 'button button-main', href }, label, ...more);
}

function link(label, change, action) {
  const made = element('a', { class: 'button button-plain', href: change.to }, label, about(change));
  made.addEventListener('click', action);
  return made;
}

/** What a button is about, for those who hear it: there may be several cards. */
function about({ words }) {
  return element('span', { class: 'unseen' }, say('：{0}', words));
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
