// The tables of `store.mjs`, in memory.

/** A store that forgets with the test. */
export class Memory {
  #tables = new Map();

  async get(table, key) {
    return this.#rows(table).get(key);
  }

  async all(table) {
    return [...this.#rows(table)];
  }

  async put(table, key, value) {
    this.#rows(table).set(key, value);
  }

  async putNew(table, key, value) {
    if (!this.#rows(table).has(key)) this.#rows(table).set(key, value);
    return this.get(table, key);
  }

  async remove(table, key) {
    this.#rows(table).delete(key);
  }

  #rows(table) {
    if (!this.#tables.has(table)) this.#tables.set(table, new Map());
    return this.#tables.get(table);
  }
}
