// An estate is found by a part of its name, in characters or in pinyin. The browser's own list stays underneath: it holds what
// is sent, and without this script it is all there is.
import { say } from './words.mjs';

/** How many are shown: as many as fit above a phone's keyboard. */
const MOST = 6;

/** The codes of the estates that somebody may mean, the likeliest first; nothing if the server can't be asked. */
async function meant(address, words) {
  const answer = await fetch(`${address}?${new URLSearchParams({ words })}`).catch(() => undefined);
  return answer?.ok ? (await answer.text()).split('\n') : undefined;
}

/** An element with its properties and its attributes. */
const made = (name, properties, attributes = {}) => {
  const element = Object.assign(document.createElement(name), properties);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
};

/** One field: a combobox by the pattern of ARIA's authoring practices, with its list as a popup. */
class Finder {
  constructor(root, select) {
    this.root = root;
    this.select = select;
    this.options = [...select.options].filter(({ value }) => value);
    this.found = [];
    this.asked = 0;
    const { id } = select;
    select.removeAttribute('id');
    this.list = made('ul', { id: `${id}-list`, className: 'suggestions', hidden: true }, { role: 'listbox', 'aria-label': say('可能是这些小区') });
    this.status = made('p', { className: 'unseen' }, { role: 'status' });
    this.input = made('input', { id, className: 'input', type: 'text', autocomplete: 'off', placeholder: say('打名字或拼音就能找'), value: this.chosen()?.label ?? '' }, {
      role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': this.list.id,
    });
    for (const name of ['required', 'aria-invalid', 'aria-describedby']) {
      if (select.hasAttribute(name)) this.input.setAttribute(name, select.getAttribute(name));
    }
    const box = made('div', { className: 'combobox' });
    box.append(this.input, this.list);
    select.parentElement.before(box, this.status);
    select.parentElement.hidden = true;
    this.input.addEventListener('input', () => this.find());
    this.input.addEventListener('click', () => this.open());
    this.input.addEventListener('focus', () => this.input.select());
    this.input.addEventListener('blur', () => this.leave());
    this.input.addEventListener('keydown', (event) => this.press(event));
    // The field keeps the keyboard.
    this.list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', ({ target }) => {
      const item = target.closest('li');
      if (item) this.choose(this.found[[...this.list.children].indexOf(item)]);
    });
  }

  /** The estate that is chosen now. */
  chosen() {
    return this.options.find(({ value }) => value === this.select.value);
  }

  /** What is typed is looked for; nothing is chosen until one is. */
  async find() {
    const words = this.input.value.trim();
    const question = ++this.asked;
    this.select.value = '';
    const named = this.options.filter(({ label }) => label.includes(words));
    if (named.length > 0) this.show(named);
    const codes = words && await meant(this.root.dataset.estates, words);
    // Answers may overtake each other: only the one to the newest question is shown.
    if (this.asked !== question) return;
    const likely = codes && codes.flatMap((code) => this.options.find(({ value }) => value === code) ?? []);
    this.show(likely ? this.ownFirst(likely) : named);
    // Whoever has gone on meanwhile has left what was found.
    if (document.activeElement !== this.input) this.leave();
  }

  ownFirst(options) {
    const { own } = this.root.dataset;
    const far = ({ value }) => Number(!own || !value.startsWith(own));
    return options.sort((one, other) => far(one) - far(other));
  }

  /** Shows what was found, the first of it ready to be taken. */
  show(found) {
    this.found = found.slice(0, MOST);
    this.list.replaceChildren(...this.found.map((option, index) => {
      const item = made('li', { id: `${this.list.id}-${index}`, className: 'suggestion', textContent: option.label }, { role: 'option' });
      if (option.parentElement.label) item.append(made('small', { textContent: option.parentElement.label }));
      return item;
    }));
    const none = found.length === 0;
    this.status.className = none ? 'field-hint' : 'unseen';
    this.status.textContent = none ? say('没有找到这个小区') : say('有 {0} 个小区可以选', found.length);
    this.expand(!none);
    this.mark(this.input.value.trim() ? 0 : -1);
  }

  open() {
    if (this.list.hidden) this.show(this.chosen() || !this.input.value.trim() ? this.options : this.found);
  }

  expand(open) {
    this.list.hidden = !open;
    this.input.setAttribute('aria-expanded', open);
  }

  /** Marks the one that Enter takes. */
  mark(place) {
    this.marked = place;
    [...this.list.children].forEach((item, index) => item.setAttribute('aria-selected', index === place));
    const item = this.list.children[place];
    if (item) this.input.setAttribute('aria-activedescendant', item.id);
    else this.input.removeAttribute('aria-activedescendant');
  }

  press(event) {
    const { key } = event;
    const open = !this.list.hidden;
    const { length } = this.found;
    if (key === 'ArrowDown' && !open) this.open();
    else if (key === 'ArrowDown' && length > 0) this.mark((this.marked + 1) % length);
    else if (key === 'ArrowUp' && open && length > 0) this.mark(this.marked > 0 ? this.marked - 1 : length - 1);
    else if (key === 'Enter' && open && this.found[this.marked]) this.choose(this.found[this.marked]);
    else if (key === 'Escape' && open) this.expand(false);
    else return;
    event.preventDefault();
  }

  choose(option) {
    this.asked += 1;
    this.select.value = option.value;
    this.input.value = option.label;
    this.status.textContent = '';
    this.expand(false);
    this.mark(-1);
    this.select.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** Whoever leaves the field with a name that can mean one estate only means that one. */
  leave() {
    const words = this.input.value.trim();
    const [first, second] = this.found;
    if (!this.chosen() && words && first && (!second || first.label === words)) this.choose(first);
    this.expand(false);
  }
}

/** Puts the field in place of the list, once nobody is looking through that any more. */
function begin(root) {
  const select = root.querySelector('select');
  if (!select?.id) return;
  if (select !== document.activeElement) new Finder(root, select);
  else select.addEventListener('blur', () => setTimeout(begin, 0, root), { once: true });
}

document.querySelectorAll('[data-estates]').forEach(begin);
