//! What goes into files that people open in a spreadsheet.

use std::borrow::Cow;

/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Words that somebody typed, so that a spreadsheet shows them as words: where it would take them for a formula,
/// they get a mark before them.
///
/// ```
/// use backend::spreadsheet::words;
/// assert_eq!(words("=1+1"), "'=1+1");
/// assert_eq!(words("乐华社区"), "乐华社区");
/// ```
#[must_use]
pub fn words(text: &str) -> Cow<'_, str> {
    if text.starts_with(FORMULA) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}
