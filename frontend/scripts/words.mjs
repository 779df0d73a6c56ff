// What scripts say, in the language of the page. They are written in Chinese; a page in another language brings a table.
// Holes are filled by their place: {0}; {0|picture|pictures} stands for the first where the hole is 1, and else for the second.

const HOLE = /\{(\d)(?:\|([^|}]*)\|([^}]*))?\}/g;
const TABLE = /<script type="application\/json" id="words">(.*?)<\/script>/s;

/** Says sentences by a table, or as they are. */
export function speaker(table = {}) {
  return (sentence, ...filled) => (table[sentence] ?? sentence).replace(HOLE, (_, hole, one, several) => {
    if (one === undefined) return filled[hole];
    return String(filled[hole]) === '1' ? one : several;
  });
}

/** Speaks as a page does that was kept. */
export function speakerOf(html) {
  return speaker(parsed(TABLE.exec(html)?.[1]));
}

/** Says a sentence as this page does. */
export const say = speaker(parsed(globalThis.document?.getElementById('words')?.textContent));

function parsed(table) {
  return table ? JSON.parse(table) : undefined;
}
