// On every page: a pressed form says at once that it is on its way, and a second press does nothing. Where there is no
// network, the browser would put its own page in place of what was filled in: then the form stays and says so.
import { begin, end, isBusy } from './busy.mjs';
import { cameBack, sending } from './renew.mjs';
import { follow, sentFrom } from './trail.mjs';
import { say } from './words.mjs';

/** After this time, in milliseconds, a form can be pressed again: somebody may have stopped the browser. */
const PATIENCE = 20_000;
/** Whether the phone keeps what is sent without a network: it then does so for forms that may be sent later (`offline.mjs`). */
const isKept = (form) => form.dataset.later && ![undefined, '-'].includes(document.querySelector('script[data-person]')?.dataset.person);

// Another script may have brought it along already.
const first = !globalThis.pressIsHeard;
globalThis.pressIsHeard = true;

if (first) addEventListener('submit', (event) => {
  const { target: form, submitter } = event;
  if (isBusy(form) || (form.getAttribute('method') === 'post' && !navigator.onLine && !isKept(form))) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!isBusy(form)) tell(form, submitter);
    return;
  }
  sending(form);
  // By then every other script has said whether the browser is to post it.
  setTimeout(() => {
    if (event.defaultPrevented) return;
    form.querySelector('.form-word')?.remove();
    if (form.getAttribute('method') === 'post') sentFrom();
    begin(form, submitter);
    setTimeout(end, PATIENCE, form);
  });
}, true);

if (first) follow();

// Whoever comes back finds the form as it was.
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  follow(true);
  document.querySelectorAll('form[aria-busy]').forEach(end);
  document.querySelectorAll('form').forEach(cameBack);
});

function tell(form, submitter) {
  form.querySelector('.form-word')?.remove();
  const word = document.createElement('p');
  word.className = 'form-word';
  word.setAttribute('role', 'alert');
  (submitter?.parentElement.closest('form *') ?? submitter ?? form.lastElementChild).before(word);
  word.textContent = say('现在没有网络，填的都还在，有网了再点一次');
}
