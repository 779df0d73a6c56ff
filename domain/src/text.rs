//! Text that somebody typed: trimmed, free of control characters, never longer than its field.

use crate::typed::{is_blank, is_dropped, is_seen};
use thiserror::Error;

pub use crate::typed::without_numbers;

/// Why a text cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TextError {
    /// Nothing was written where something must be.
    #[error("这一项要填")]
    Missing,
    /// More characters than the field takes.
    #[error("最多 {limit} 个字，现在有 {length} 个，请删短一些")]
    TooLong {
        /// The most characters that the field takes.
        limit: usize,
        /// The characters that were typed.
        length: usize,
    },
}

impl TextError {
    /// Why the text of a field can't be taken, with the field's name: «姓名太长：最多 20 个字».
    #[must_use]
    pub fn about(self, what: &str) -> String {
        match self {
            Self::Missing => format!("请填{what}"),
            Self::TooLong { limit, length } => format!("{what}太长：最多 {limit} 个字，现在有 {length} 个"),
        }
    }
}

/// Trims a text and drops what can't be seen (line breaks stay): control characters, marks that turn the text around,
/// noncharacters. A text in which nothing can be seen is empty. It may be empty.
///
/// # Errors
/// [`TextError::TooLong`] if more than `limit` characters are left.
pub fn optional(text: &str, limit: usize) -> Result<String, TextError> {
    let text =
        text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ");
    let text: String = text.chars().filter(|character| !is_dropped(*character)).collect();
    let text = text.trim_matches(is_blank);
    let text = if text.chars().any(is_seen) { text.to_owned() } else { String::new() };
    let length = text.chars().count();
    if length > limit {
        return Err(TextError::TooLong { limit, length });
    }
    Ok(text)
}

/// Like [`optional`], but something must be left.
///
/// # Errors
/// [`TextError::Missing`] if nothing is left, [`TextError::TooLong`] as above.
pub fn required(text: &str, limit: usize) -> Result<String, TextError> {
    let text = optional(text, limit)?;
    if text.is_empty() { Err(TextError::Missing) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_and_drops_what_cannot_be_seen() {
        assert_eq!(optional(" 水管\u{0}漏了\r\n快来 ", 20).unwrap(), "水管漏了\n快来");
    }

    #[test]
    fn counts_characters_not_bytes() {
        assert_eq!(optional("水管漏了", 4).unwrap(), "水管漏了");
        assert_eq!(optional("水管漏了呀", 4).unwrap_err(), TextError::TooLong { limit: 4, length: 5 });
    }

    #[test]
    fn blank_is_missing() {
        assert_eq!(required(" \n\t", 4).unwrap_err(), TextError::Missing);
    }

    #[test]
    fn what_nobody_can_see_is_nothing() {
        for text in
            ["\u{200b}", "\u{2800}", "\u{3164}\u{3000}", "\u{202e}", "\u{fffe}\u{ad}", "\u{200d}\u{fe0f}"]
        {
            assert_eq!(required(text, 4).unwrap_err(), TextError::Missing, "{text:?}");
        }
    }

    #[test]
    fn marks_that_turn_the_text_around_go_and_letters_stay() {
        assert_eq!(optional("水管\u{202e}漏\u{fffe}了\u{200b}", 20).unwrap(), "水管漏了");
        assert_eq!(
            optional("一家👨\u{200d}👩\u{200d}👧，❤\u{fe0f}", 20).unwrap(),
            "一家👨\u{200d}👩\u{200d}👧，❤\u{fe0f}"
        );
        assert_eq!(optional("甲\t乙\r丙\u{2028}丁", 20).unwrap(), "甲 乙\n丙\n丁");
    }
}
