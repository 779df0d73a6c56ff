//! Names, and what people wrote, in texts that come in the reader's language.

use crate::context::locale;
use domain::accounts::Locale;

/// A name, or what somebody wrote, to be put into a sentence, an attribute or a part of a page: in every language it
/// keeps its characters. Where it stands by itself in a page of its own markup, `translate="no"` does the same.
#[must_use]
pub fn verbatim(words: impl AsRef<str>) -> String {
    let words = words.as_ref();
    match locale() {
        // Nobody translates these: they need no marks.
        Locale::Simplified => words.to_owned(),
        _ if words.is_empty() => String::new(),
        _ => i18n::kept(words),
    }
}
