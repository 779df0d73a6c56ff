//! Text that somebody typed: trimmed, free of control characters, never longer than its field.

use thiserror::Error;

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

/// Trims a text and drops control characters (line breaks stay). It may be empty.
///
/// # Errors
/// [`TextError::TooLong`] if more than `limit` characters are left.
pub fn optional(text: &str, limit: usize) -> Result<String, TextError> {
    let text: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter(|character| *character == '\n' || !character.is_control())
        .collect();
    let text = text.trim().to_owned();
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

/// The text with every run of seven digits or more hidden: what looks like a phone number, for those
/// who may not see one. Spaces and hyphens within a run count to it.
#[must_use]
pub fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for character in text.chars().chain(std::iter::once('\0')) {
        let digit = character.is_ascii_digit() || ('０'..='９').contains(&character);
        if digit || !run.is_empty() && matches!(character, ' ' | '-' | '－') {
            run.push(character);
            continue;
        }
        let digits = run.chars().filter(|within| within.is_numeric()).count();
        if digits < 7 {
            out.push_str(&run);
        } else {
            out.push_str("****");
            // What stood between the number and the next word stays.
            out.extend(run.chars().rev().take_while(|within| *within == ' '));
        }
        run.clear();
        if character != '\0' {
            out.push(character);
        }
    }
    out
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
    fn what_looks_like_a_phone_number_is_hidden() {
        assert_eq!(without_numbers("打我女儿 138-1234 5678 就行"), "打我女儿 **** 就行");
        assert_eq!(without_numbers("电话１３８１２３４５６７８"), "电话****");
        assert_eq!(without_numbers("3 幢 502 室，要 2 只 40 瓦的"), "3 幢 502 室，要 2 只 40 瓦的");
        assert_eq!(without_numbers(""), "");
    }

    #[test]
    fn blank_is_missing() {
        assert_eq!(required(" \n\t", 4).unwrap_err(), TextError::Missing);
    }
}
