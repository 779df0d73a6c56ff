// What is kept on the phone: a few tables in IndexedDB, read and written by key.

import { canSeal } from './seal.mjs';

const NAME = 'diandiantong';
/**
 * `about`: single facts, such as who was signed in last. `keys`: what a person's things are sealed with. `changes`: what
 * waits for a network. `pages`: pages as last seen. `pictures`: those that are not sent yet.
 */
const TABLES = ['about', 'keys', 'changes', 'pages', 'pictures'];
const VERSION = 2;

/** Whether this browser can keep what is somebody's own. */
export function canKeep() {
  return canSeal() && 'indexedDB' in globalThis;
}

/** Opens the tables; rejects where the browser keeps nothing. */
export function openStore() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = ({ target: { result: database } }) => {
      for (const table of TABLES) if (!database.objectStoreNames.contains(table)) database.createObjectStore(table);
    };
    request.onsuccess = () => resolve(new Store(request.result));
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });
}

class Store {

  constructor(database) {
    this._database = database;
    // A newer version of this script may want other tables.
    database.onversionchange = () => database.close();
  }

  /** What stands under a key, or nothing. */
  get(table, key) {
    return this._run(table, 'readonly', (rows) => rows.get(key));
  }

  /** All that stands in a table, as pairs of key and value. */
  async all(table) {
    const [keys, values] = await Promise.all([
      this._run(table, 'readonly', (rows) => rows.getAllKeys()),
      this._run(table, 'readonly', (rows) => rows.getAll()),
    ]);
    return keys.length === values.length ? keys.map((key, index) => [key, values[index]]) : this.all(table);
  }

  /** Writes; resolves when it is on the disk and stays there whatever happens to the browser. */
  put(table, key, value) {
    return this._run(table, 'readwrite', (rows) => rows.put(value, key));
  }

  /** Writes only where nothing stands yet; the value that stands there afterwards. */
  async putNew(table, key, value) {
    await this._run(table, 'readwrite', (rows) => rows.add(value, key)).catch(() => undefined);
    return this.get(table, key);
  }

  /** Takes away. */
  remove(table, key) {
    return this._run(table, 'readwrite', (rows) => rows.delete(key));
  }

  _run(table, mode, action) {
    return new Promise((resolve, reject) => {
      const transaction = this._database.transaction(table, mode, { durability: 'strict' });
      const request = action(transaction.objectStore(table));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  }
}
