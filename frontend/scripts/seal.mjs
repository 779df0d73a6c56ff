// Sealing what is kept: AES-GCM under a key of the person's own, which no script can read out of the browser. Without the
// key, which signing out destroys, nobody reads it any more.

const SEALING = { name: 'AES-GCM', length: 256 };

/** Whether this browser can seal: on HTTPS (and on the machine itself) it can. */
export function canSeal() {
  return Boolean(globalThis.crypto?.subtle);
}

/** Seals a value, which must be JSON, for a person; `about` must be the same when it is opened. */
export async function seal(store, who, about, value) {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const sealed = await crypto.subtle.encrypt(terms(nonce, about), await keyOf(store, who), bytes);
  return { nonce, sealed };
}

/** Opens what was sealed; nothing if the key is gone or anything was changed. */
export async function unseal(store, who, about, { nonce, sealed }) {
  const key = await store.get('keys', who);
  if (!key) return undefined;
  try {
    const bytes = await crypto.subtle.decrypt(terms(nonce, about), key, sealed);
    return JSON.parse(new TextDecoder().decode(bytes));
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
