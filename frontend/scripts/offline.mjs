// On the pages of residents and of those who serve: what is posted without a network waits on the phone, and the service worker
// keeps the pages. Where this script doesn't run, forms are posted by the browser, and all stays as it is.
import './press.mjs';
import { isOurs } from './answer.mjs';
import { begin, end } from './busy.mjs';
import { showCards, showOthers, withPictures } from './cards.mjs';
import { forgetOthers } from './pages.mjs';
import { Pictures, tokenOf } from './pictures.mjs';
import { Queue } from './queue.mjs';
import { newToken } from './seal.mjs';
import { canKeep, openStore } from './store.mjs';
import { sentFrom } from './trail.mjs';
import { unreadable } from './typed.mjs';
import { say } from './words.mjs';
import { minutesWorked } from './worked.mjs';

const SIGN_OUT = '/do/sign_out';
/** The mark of nobody. */
const NOBODY = '-';
/** How often the network is tried, in milliseconds. */
const AGAIN = 10_000;
/** A network that takes longer for a word would not bring a page in time either. */
const QUICK = 1_500;

const who = document.currentScript?.dataset.person ?? NOBODY;

if ('serviceWorker' in navigator) addEventListener('load', register);
if (canKeep()) {
  openStore().then((store) => (who === NOBODY ? tellOfOthers(store) : keepChanges(store, new Queue(store, who), new Pictures(store, who))), () => undefined);
}

async function register() {
  try {
    const first = !navigator.serviceWorker.controller;
    await navigator.serviceWorker.register('/service-worker.js');
    const { active } = await navigator.serviceWorker.ready;
    if (first) active.postMessage({ keep: location.href });
  } catch {
    // No worker, no kept pages: nothing else is lost.
  }
}

/** Where nobody is signed in: how much waits on this phone, and neither whose it is nor what. */
async function tellOfOthers(store) {
  const waits = ([, { state }]) => state === 'waiting';
  const pictures = (await store.all('pictures')).filter(([, { alone }]) => alone);
  showOthers([...(await store.all('changes')), ...pictures].filter(waits).length);
}

function keepChanges(store, queue, pictures) {
  /** Why what waits was not taken when it was last sent, and the page to go to first. */
  let hindrance = {};
  /** Takes away what somebody has read, or does not want any more; a form's pictures go with it. */
  const forget = async (change) => {
    const ownToken = change.state === 'waiting' && change.fields && tokenOf(change);
    const own = ownToken ? (await pictures.all()).filter(({ token }) => token === ownToken) : [];
    for (const key of change.keys ?? own.map(({ key }) => key)) await pictures.forget(key);
    if (change.id) await queue.forget(change.id);
  };
  const means = {
    hindrance: () => hindrance,
    isFresh: (change) => queue.isFresh(change),
    forget: (change, shown = true) => forget(change).then(() => shown && show()),
    send: (change) => queue.mean(change.id).then(sendAll),
  };
  const all = async () => withPictures(await queue.all(), (await pictures.all()).filter(({ key }) => !isShown(key)));
  const show = async () => showCards(await all(), means);

  const sendAll = async () => {
    const before = (await queue.all()).filter((change) => change.state === 'waiting' && queue.isFresh(change));
    const { stopped, to } = before.length > 0 ? await queue.sendAll() : {};
    hindrance = { stopped, to };
    await show();
    const stoppedToo = await pictures.sendAll(await queue.all());
    hindrance.stopped ??= stoppedToo;
    await show();
  };

  // A page that was kept may have been used before: its token has made an order already.
  if (document.documentElement.dataset.kept) document.querySelectorAll('form[data-later]').forEach(renewToken);

  addEventListener('submit', (event) => {
    const form = event.target;
    const isLate = form.dataset.later && !hasFiles(form);
    if (event.defaultPrevented || !isLate) return;
    event.preventDefault();
    begin(form, event.submitter);
    submit(form, event.submitter);
  });

  /** Writes down what a form says and sends it; without a network it waits, and the form is put away. */
  const submit = async (form, submitter) => {
    const action = form.getAttribute('action');
    const page = location.pathname + location.search;
    let id;
    try {
      id = await queue.add({ words: form.dataset.later, page, action, fields: fieldsOf(form, submitter) });
    } catch {
      // The phone is full, or keeps nothing: as without this script.
      return postPlainly(form, submitter);
    }
    const { outcome, to } = await queue.send(id);
    if (outcome === 'signed_out') return location.assign(to || `/sign-in?next=${encodeURIComponent(page)}`);
    if (outcome === 'another_person') return location.assign('/');
    if (to) {
      sentFrom();
      return location.assign(to);
    }
    const wrong = unreadable(form, submitter);
    if (wrong) {
      await queue.forget(id);
      end(form);
      return tell(wrong);
    }
    renewToken(form);
    end(form);
    form.hidden = true;
    await show();
    document.querySelector('.later')?.scrollIntoView({ block: 'center' });
    registration()?.then((known) => known.sync?.register('queue')).catch(() => undefined);
  };

  addEventListener('submit', async (event) => {
    const form = event.target;
    if (form.getAttribute('action') !== SIGN_OUT || form.dataset.asked) return;
    event.preventDefault();
    begin(form, event.submitter);
    const waiting = (await all()).filter((change) => change.state !== 'sent');
    const words = waiting.map((change) => change.words).join(say('、'));
    const question = say('还有 {0} 件没有发出去：{1}。退出登录，这些就不发了。要退出吗？', waiting.length, words);
    if (waiting.length > 0 && !confirm(question)) return end(form);
    for (const change of await all()) await forget(change);
    await forgetOthers(store, NOBODY);
    form.dataset.asked = 'yes';
    sentFrom();
    form.submit();
  });

  const look = () => {
    if (document.visibilityState !== 'visible') return;
    sendAll();
    if (document.documentElement.dataset.kept) renewKept();
  };
  addEventListener('online', look);
  document.addEventListener('visibilitychange', look);
  setInterval(look, AGAIN);
  look();
  // Other windows and the worker change it, too.
  addEventListener('pageshow', (event) => event.persisted && show());
}

/** Says what is wrong with a field, until it is written in again. */
function tell({ field, sentence }) {
  field.setCustomValidity(sentence);
  field.addEventListener('input', () => field.setCustomValidity(''), { once: true });
  field.reportValidity();
}

function registration() {
  return navigator.serviceWorker?.controller && navigator.serviceWorker.ready;
}

function fieldsOf(form, submitter) {
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
  if (submitter?.name) fields.push([submitter.name, submitter.value]);
  // Left empty, it counts until now: who reads it when there is a network again can't know when that was.
  for (const { dataset, firstElementChild } of form.querySelectorAll('[data-since]')) {
    const { name } = firstElementChild.querySelector('input');
    const field = fields.find(([own, value]) => own === name && !value.trim());
    if (field) field[1] = minutesWorked(Number(dataset.since), Number(dataset.limit), Date.now());
  }
  return fields;
}

function hasFiles(form) {
  return [...new FormData(form).values()].some((value) => typeof value !== 'string' && value.size > 0);
}

function renewToken(form) {
  const token = form.elements.namedItem('token');
  if (!token) return;
  token.value = newToken();
  // Pictures that are chosen from now on belong to the next order.
  const place = form.querySelector('[data-photos-token]');
  if (place) place.dataset.photosToken = token.value;
}

/** Whether this page shows a picture where it was chosen. */
function isShown(key) {
  return Boolean(document.querySelector(`[data-key="${key}"]`));
}

function postPlainly(form, submitter) {
  if (submitter?.name) {
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name: submitter.name, value: submitter.value });
    form.append(field);
  }
  sentFrom();
  form.submit();
}

/** Shows the page as it is now, once the server can be reached. */
async function renewKept() {
  const began = Date.now();
  const alive = await fetch('/healthz').then((response) => response.ok && isOurs(response), () => false);
  if (alive && Date.now() - began < QUICK && !isWriting()) location.reload();
}

/** Whether somebody has written into the page. */
function isWriting() {
  return [...document.querySelectorAll('input:not([type=hidden]), textarea')].some((field) =>
    field.value !== field.defaultValue || field.checked !== field.defaultChecked);
}
