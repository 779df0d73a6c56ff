// What a form looks like while it is on its way. Several scripts know this; all that they know stands in the document.
import { say } from './words.mjs';

/** Whether a form is on its way. */
export function isBusy(form) {
  return form.getAttribute('aria-busy') === 'true';
}

/** Says on the pressed button that the form is on its way. */
export function begin(form, submitter) {
  const button = submitter ?? form.querySelector('button:not([type=button])');
  form.setAttribute('aria-busy', 'true');
  if (!button || button.dataset.busy) return;
  // As wide as before: nothing moves under the finger.
  button.style.minWidth = `${button.offsetWidth}px`;
  button.dataset.busy = form.getAttribute('method') === 'get' ? say('正在找…') : say('正在发…');
  const words = document.createElement('span');
  words.className = 'busy-words';
  words.textContent = button.dataset.busy;
  button.append(words);
  announce(button.dataset.busy);
}

/** Says it to those who don't see it; what stands in a busy form isn't read out. */
function announce(text) {
  const line = document.getElementById('busy') ?? document.createElement('p');
  Object.assign(line, { id: 'busy', className: 'unseen' });
  line.setAttribute('role', 'status');
  document.body.append(line);
  line.textContent = text;
}

/** Gives a form back. */
export function end(form) {
  form.removeAttribute('aria-busy');
  document.getElementById('busy')?.remove();
  for (const button of document.querySelectorAll('[data-busy]')) {
    if (button.form !== form) continue;
    delete button.dataset.busy;
    button.style.minWidth = '';
    button.querySelector('.busy-words').remove();
  }
}
