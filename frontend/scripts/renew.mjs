// A page that the browser brings back as it was left, after a form of it was sent: what says something else then is another
// form, with a token of its own. Without scripts the server asks.

/** What each form said when it was sent. */
const sent = new WeakMap();
/** The forms that came back after they were sent. */
const back = new WeakSet();

/** A form is about to be sent. */
export function sending(form) {
  const { token } = form.elements;
  if (!token) return;
  const says = [...new FormData(form)].filter(([name]) => name !== 'token').map(([name, value]) => `${name}=${value.name ?? value}`).join('\n');
  if (back.delete(form) && says !== sent.get(form)) token.value = token.value.slice(0, 32) + Date.now().toString(36);
  sent.set(form, says);
}

/** The page is here again. Pictures that were sent by themselves belong to what the form has made: it is asked for anew. */
export function cameBack(form) {
  if (!sent.has(form)) return;
  back.add(form);
  if (form.querySelector('[data-photos-token]')) location.reload();
}
