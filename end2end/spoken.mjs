// The language of whoever reads the report, as `locale/src/lib.rs` has it: Chinese for zh, and where no locale is set.

const VARIABLES = ['LC_ALL', 'LC_MESSAGES', 'LANG'];

const locale = VARIABLES.map((name) => process.env[name]).find(Boolean);
const chinese = locale === undefined || /^zh([_.@-]|$)/i.test(locale);

/** One of two sentences that say the same. */
export function said(inChinese, inEnglish) {
  return chinese ? inChinese : inEnglish;
}
