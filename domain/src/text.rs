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
}
