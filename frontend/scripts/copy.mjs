// Copies what a button names. Without scripts there is none: the words can be marked by hand.
import { say } from './words.mjs';

/** Shows a button, and lets it copy its words. */
export function offer(button, clipboard = globalThis.navigator?.clipboard) {
  if (!clipboard) return;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const label = button.querySelector('span') ?? button;
    try {
      await clipboard.writeText(button.dataset.copy);
      label.textContent = say('已复制');
    } catch {
      label.textContent = say('没复制上，请长按地址');
    }
  });
}

globalThis.document?.querySelectorAll('[data-copy]').forEach((button) => offer(button));
