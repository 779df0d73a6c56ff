// What is typed into a form that nobody can read: without a network the server can't say so, and hours later whoever typed it
// stands at another door. The server's rule is `domain/src/typed`; here only what is surely wrong is told.
import { say } from './words.mjs';

/** What stands between digits, or can't be seen. */
const BETWEEN = /[\p{Cf}\p{Cc}\p{Z}\p{Pd}\u2212\u2800.·•_/()[\]]/gu;

/** Text with the usual form of each character, and without what stands between digits. */
export function folded(text) {
  return text.normalize('NFKC').replace(BETWEEN, '');
}

/** The field that can't be read, and the sentence for it; nothing if there is none. */
export function unreadable(form, submitter) {
  const { code, minutes, without_code: reason } = form.elements;
  const unproved = submitter?.name === 'no_code' || reason?.value.trim();
  if (code && !unproved && !/(^|\D)\d{4}(?!\d)/.test(folded(code.value))) {
    return { field: code, sentence: say('上门码是 4 位数字，请居民念给您听') };
  }
  if (minutes && (minutes.required || minutes.value) && !/\d|半/.test(folded(minutes.value))) {
    return { field: minutes, sentence: say('请填用了几分钟，比如 25') };
  }
  return undefined;
}
