// A code that is typed in whole sends itself, and a button that is to be waited for counts down.
import { isBusy } from './busy.mjs';
import { say } from './words.mjs';

const SECOND = 1000;

/** Sends the form once its code has as many digits as it needs. */
export function sendWhole({ target: field }) {
  const { digits } = field.closest?.('[data-digits]')?.dataset ?? {};
  if (!digits || field.value.normalize('NFKC').replace(/\D/g, '').length !== Number(digits) || isBusy(field.form)) return;
  field.form.querySelector('button:not([type=button])').click();
}

/** Lets the button of a part wait for the seconds that the part says, and says how many are left. */
export function countDown(part) {
  const button = part.querySelector('button');
  const words = button.textContent;
  const until = Date.now() + part.dataset.wait * SECOND;
  const look = () => {
    const left = Math.ceil((until - Date.now()) / SECOND);
    button.disabled = left > 0;
    button.firstElementChild.textContent = left > 0 ? say('{0} 秒后可以再发', left) : words;
    if (left > 0) setTimeout(look, SECOND);
  };
  look();
}
