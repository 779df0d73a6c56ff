// Where a passkey is asked for: the browser makes one, or uses one, and the form goes on with what it says.
import { say } from './words.mjs';

/** The bytes of base64url. */
export function bytesOf(text) {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (character) => character.charCodeAt(0));
}

/** Base64url of bytes. */
export function textOf(buffer) {
  const characters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
  return btoa(characters).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}

/** What a page has written of what it asks for, as `navigator.credentials` takes it: what is binary stands there in base64url. */
export function optionsOf(json) {
  const options = JSON.parse(json);
  options.challenge = bytesOf(options.challenge);
  if (options.user) options.user.id = bytesOf(options.user.id);
  for (const known of options.excludeCredentials ?? []) known.id = bytesOf(known.id);
  return options;
}

/** What the browser says, as JSON; nothing where it is too old to say it. */
export function answerOf({ id, type, response }) {
  const data = response.authenticatorData ?? response.getAuthenticatorData?.();
  if (!data) return undefined;
  const parts = { clientDataJSON: textOf(response.clientDataJSON), authenticatorData: textOf(data) };
  if (response.signature) parts.signature = textOf(response.signature);
  if (response.userHandle) parts.userHandle = textOf(response.userHandle);
  return JSON.stringify({ id, type, response: parts });
}

/** Why it came to nothing. */
function reason({ name }) {
  if (name === 'InvalidStateError') return say('这台设备已经登记过了，可以直接用它登录');
  if (name === 'NotAllowedError') return say('没有完成，要用的话请再按一次');
  return say('这台设备这里用不了通行密钥');
}

async function ask(part, form) {
  const answer = await navigator.credentials[part.dataset.passkey]({ publicKey: optionsOf(part.dataset.options) });
  const said = answerOf(answer);
  if (!said) throw new Error('too old');
  form.elements.credential.value = said;
  form.requestSubmit();
}

function tell(form, text) {
  form.querySelector('.form-word')?.remove();
  const word = document.createElement('p');
  word.className = 'form-word';
  word.setAttribute('role', 'alert');
  form.querySelector('button').before(word);
  word.textContent = text;
}

function offer(part) {
  const form = part.querySelector('form');
  let asking = false;
  form.addEventListener('submit', (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    ask(part, form).catch((error) => tell(form, reason(error))).finally(() => { asking = false; });
  });
  part.previousElementSibling?.closest('[data-passkey-without]')?.remove();
  part.hidden = false;
}

if (globalThis.PublicKeyCredential && globalThis.HTMLFormElement?.prototype.requestSubmit) {
  document.querySelectorAll('[data-passkey]').forEach(offer);
}
// Whoever comes back has used what was asked for: they are asked for something else.
globalThis.addEventListener?.('pageshow', ({ persisted }) => {
  if (persisted && document.querySelector('[data-passkey]')) location.reload();
});
