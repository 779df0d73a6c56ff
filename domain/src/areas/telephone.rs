//! The number at which an area's office answers.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// A service telephone as people write it: a landline, a mobile number, or a short one such as 12345. Digits, with
/// spaces or hyphens between them.
///
/// ```
/// use domain::areas::Telephone;
/// let telephone = Telephone::parse(" 0512－0000 0101 ").unwrap();
/// assert_eq!(telephone.to_string(), "0512-0000 0101");
/// assert_eq!(telephone.dialled(), "051200000101");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Telephone(String);

/// Why a text can't be taken as a telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TelephoneError {
    /// Something else than digits, spaces and hyphens.
    #[error("电话只能写数字，中间可以有空格和短横，例如 0512-57300000")]
    Malformed,
    /// Too few digits or too many characters.
    #[error("电话要有 3 个以上的数字，连空格和短横最多 20 个")]
    Length,
}

impl TelephoneError {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "telephone.malformed",
            Self::Length => "telephone.length",
        }
    }
}

impl Telephone {
    /// The fewest digits: 110, 120.
    const LEAST: usize = 3;
    /// The most characters.
    pub const LIMIT: usize = 20;

    /// Takes a number as it is written; full-width digits and long dashes are forgiven.
    ///
    /// # Errors
    /// [`TelephoneError`] if it is none.
    pub fn parse(text: &str) -> Result<Self, TelephoneError> {
        let written: Option<String> = text.trim().chars().map(plain).collect();
        let written = written.ok_or(TelephoneError::Malformed)?;
        let digits = written.bytes().filter(u8::is_ascii_digit).count();
        let bare = |end: Option<char>| end.is_some_and(|end| end.is_ascii_digit());
        if digits < Self::LEAST || written.len() > Self::LIMIT {
            Err(TelephoneError::Length)
        } else if bare(written.chars().next()) && bare(written.chars().next_back()) {
            Ok(Self(written))
        } else {
            Err(TelephoneError::Malformed)
        }
    }

    /// What a telephone dials: the digits alone.
    #[must_use]
    pub fn dialled(&self) -> String {
        self.0.chars().filter(char::is_ascii_digit).collect()
    }
}

/// A character as it is kept: an ASCII digit, a space or a hyphen.
fn plain(character: char) -> Option<char> {
    match character {
        '0'..='9' => Some(character),
        '０'..='９' => char::from_digit(u32::from(character) - u32::from('０'), 10),
        ' ' | '\u{3000}' | '\u{a0}' => Some(' '),
        '-' | '–' | '—' | '－' => Some('-'),
        _ => None,
    }
}

impl TryFrom<String> for Telephone {
    type Error = TelephoneError;
    fn try_from(text: String) -> Result<Self, TelephoneError> {
        Self::parse(&text)
    }
}

impl From<Telephone> for String {
    fn from(telephone: Telephone) -> Self {
        telephone.0
    }
}

impl fmt::Display for Telephone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn takes_landlines_mobiles_and_short_numbers() {
        for (typed, kept, dialled) in [
            ("0512-57300000", "0512-57300000", "051257300000"),
            ("０５１２—５７３０　００００", "0512-5730 0000", "051257300000"),
            ("138 0000 0001", "138 0000 0001", "13800000001"),
            (" 12345 ", "12345", "12345"),
            ("120", "120", "120"),
        ] {
            let telephone = Telephone::parse(typed).unwrap();
            assert_eq!((telephone.to_string().as_str(), telephone.dialled().as_str()), (kept, dialled));
        }
    }

    #[test]
    fn says_what_is_wrong() {
        for text in ["0512 转 8", "(0512)573", "+86 138", "abc", "-12345", "12345-"] {
            assert_eq!(Telephone::parse(text), Err(TelephoneError::Malformed), "{text}");
        }
        for text in ["", "  ", "12", "0512-5730-0000-0000-1"] {
            assert_eq!(Telephone::parse(text), Err(TelephoneError::Length), "{text}");
        }
        assert_eq!(TelephoneError::Length.code(), "telephone.length");
    }

    proptest! {
        #[test]
        fn never_panics_and_reads_what_it_writes(text in "[0-9 -]{0,24}|\\PC{0,20}") {
            if let Ok(telephone) = Telephone::parse(&text) {
                prop_assert_eq!(Telephone::parse(&telephone.to_string()), Ok(telephone.clone()));
                prop_assert!(telephone.dialled().bytes().all(|byte| byte.is_ascii_digit()));
            }
        }
    }
}
