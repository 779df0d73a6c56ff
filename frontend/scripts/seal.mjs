// Sealing what is kept: AES-GCM under a key of the person's own, which no script can read out of the browser. Without the
// key, which signing out destroys, nobody reads it any more.

const SEALING = { name: 'AES-GCM', length: 256 };

/** Whether this browser can seal: on HTTPS (and on the machine itself) it can. */
export function canSeal() {
  return Boolean(globalThis.crypto?.subtle);
}

/** A fresh secret, long enough that nobody has it a second time; `crypto.randomUUID` wants HTTPS. */
export function newToken() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Seals a value, which must be JSON, for a person; `about` must be the same when it is opened. */
export function seal(store, who, about, value) {
  return sealBytes(store, who, about, new TextEncoder().encode(JSON.stringify(value)));
}

/** Opens what was sealed; nothing if the key is gone or anything was changed. */
export async function unseal(store, who, about, sealed) {
  const bytes = await unsealBytes(store, who, about, sealed);
  return bytes && JSON.parse(new TextDecoder().decode(bytes));
}

/** Seals bytes as they are. */
export async function sealBytes(store, who, about, bytes) {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(terms(nonce, about), await keyOf(store, who), bytes);
  return { nonce, sealed };
}

/** Opens what was sealed as bytes. */
export async function unsealBytes(store, who, about, { nonce, sealed }) {
  const key = await store.get('keys', who);
  if (!key) return undefined;
  try {
    return await crypto.subtle.decrypt(terms(nonce, about), key, sealed);
  } catch {
    return undefined;
  }
}

/** Destroys a person's key, and with it all that was sealed. */
export function destroyKey(store, who) {
  return store.remove('keys', who);
}

async function keyOf(store, who) {
  const known = await store.get('keys', who);
  // Two pages may make one at the same moment: the first that is written counts.
  return known ?? store.putNew('keys', who, await crypto.subtle.generateKey(SEALING, false, ['encrypt', 'decrypt']));
}

function terms(nonce, about) {
  return { name: SEALING.name, iv: nonce, additionalData: new TextEncoder().encode(about) };
}
