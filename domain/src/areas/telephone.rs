//! The number at which an area's office answers.

use crate::typed::hyphenated;
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
    /// Fewer digits than an office's number has.
    #[error("电话至少有 5 个数字，例如 12345 或 0512-57300000")]
    Short,
    /// A landline whose first digit is gone.
    #[error("区号前面的 0 没有了（表格软件会去掉它），请写成 0512-57300000 这样")]
    LostZero,
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
            Self::Short => "telephone.short",
            Self::LostZero => "telephone.lost_zero",
        }
    }
}

impl Telephone {
    /// The fewest digits: 110, 120.
    const LEAST: usize = 3;
    /// The fewest digits of an office: 12345.
    const LEAST_NEW: usize = 5;
    /// The most characters.
    pub const LIMIT: usize = 20;

    /// Takes a number as it is written; full-width digits and long dashes are forgiven.
    ///
    /// # Errors
    /// [`TelephoneError`] if it is none.
    pub fn parse(text: &str) -> Result<Self, TelephoneError> {
        let written: Option<String> = hyphenated(text).chars().map(plain).collect();
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

    /// Takes a number that somebody sets for an office: as [`Self::parse`], which also takes what was set before, but
    /// no emergency number, and none whose 0 a spreadsheet has taken away.
    ///
    /// # Errors
    /// [`TelephoneError`], which says why.
    pub fn parse_new(text: &str) -> Result<Self, TelephoneError> {
        let telephone = Self::parse(text)?;
        let dialled = telephone.dialled();
        let free = dialled.len() == 10 && (dialled.starts_with("400") || dialled.starts_with("800"));
        if dialled.len() < Self::LEAST_NEW {
            Err(TelephoneError::Short)
        } else if (10..=11).contains(&dialled.len()) && !dialled.starts_with(['0', '1']) && !free {
            Err(TelephoneError::LostZero)
        } else {
            Ok(telephone)
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
        ' ' | '-' => Some(character),
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

    #[test]
    fn what_is_set_anew_is_an_offices_number() {
        for text in ["0512-57300000", "12345", "13800000001", "400-800-1234", "\u{202a}0512 57300000\u{202c}"]
        {
            assert!(Telephone::parse_new(text).is_ok(), "{text}");
        }
        assert_eq!(Telephone::parse_new("51257300000"), Err(TelephoneError::LostZero));
        assert_eq!(Telephone::parse_new("1057300000"), Ok(Telephone::parse("1057300000").unwrap()));
        for text in ["110", "120", "9999"] {
            assert_eq!(Telephone::parse_new(text), Err(TelephoneError::Short), "{text}");
            assert!(Telephone::parse(text).is_ok(), "what was set before is still read: {text}");
        }
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
