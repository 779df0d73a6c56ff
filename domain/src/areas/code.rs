//! The code of an area, from which one can see what lies in what.

use crate::typed::folded;
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// 1 to 16 capital letters and digits, such as «K101».
///
/// The code of an area begins with the code of the area it lies in: K ⊃ K1 ⊃ K101 ⊃ K10101. How long
/// the codes of a level are is for whoever hands out codes to say; but they are equally long
/// within a level, and [`check_tree`](super::check_tree) takes no other tree. So a code is a prefix of
/// another exactly if the one area is, or contains, the other: there can't be a K1 beside the K10 of
/// a K101. That makes [`covers`](Self::covers) true to the tree without a look at it, and lets a
/// database find everything in an area as a range of codes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AreaCode(String);

/// The text is no code of an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("没有这个区域，请重新选择")]
pub struct AreaCodeError;

impl AreaCodeError {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        "area.code"
    }
}

impl AreaCode {
    /// The most characters of a code.
    pub const LIMIT: usize = 16;

    /// Takes a code as typed or as it stands in an address; lower case is forgiven.
    ///
    /// # Errors
    /// [`AreaCodeError`] if it is empty, too long, or has other characters than letters and digits.
    pub fn parse(text: &str) -> Result<Self, AreaCodeError> {
        let text = folded(text);
        let fits = (1..=Self::LIMIT).contains(&text.len());
        if fits && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            Ok(Self(text.to_ascii_uppercase()))
        } else {
            Err(AreaCodeError)
        }
    }

    /// The code as it stands in the database.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `other` is this area or lies in it.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }

    /// Whether `other` lies in this area and is not the area itself.
    #[must_use]
    pub fn is_above(&self, other: &Self) -> bool {
        self != other && self.covers(other)
    }

    /// Whether the two lie in one line of the tree: one of them covers the other.
    #[must_use]
    pub fn touches(&self, other: &Self) -> bool {
        self.covers(other) || other.covers(self)
    }

    /// The first text behind all codes that this one covers: they are those in `code..code.end()`.
    ///
    /// For a database that compares texts by their bytes.
    #[must_use]
    pub fn end(&self) -> String {
        // ':' follows '9', '[' follows 'Z': one more than any character that may come next is '['.
        format!("{}[", self.0)
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl AsRef<str> for AreaCode {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for AreaCode {
    type Error = AreaCodeError;
    fn try_from(text: String) -> Result<Self, AreaCodeError> {
        Self::parse(&text)
    }
}

impl From<AreaCode> for String {
    fn from(code: AreaCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(text: &str) -> AreaCode {
        AreaCode::parse(text).unwrap()
    }

    #[test]
    fn refuses_what_is_no_code() {
        for text in ["", " ", "K-1", "K1 01", "昆", "K1%", "K1_", &"K".repeat(17)] {
            assert_eq!(AreaCode::parse(text), Err(AreaCodeError), "{text}");
        }
        assert_eq!([code(" k101 ").as_str(), code("Ｋ１０１").as_str()], ["K101", "K101"]);
    }

    #[test]
    fn covers_itself_and_what_lies_below() {
        assert!(code("K1").covers(&code("K1")));
        assert!(code("K1").covers(&code("K10101")));
        assert!(!code("K10101").covers(&code("K1")));
        assert!(!code("K1").covers(&code("K2")));
        assert!(code("K1").is_above(&code("K101")) && !code("K1").is_above(&code("K1")));
        assert!(code("K101").touches(&code("K1")) && !code("K101").touches(&code("K102")));
    }

    #[test]
    fn passes_through_json_checked() {
        assert_eq!(serde_json::to_string(&code("K101")).unwrap(), "\"K101\"");
        assert!(serde_json::from_str::<AreaCode>("\"K1'; --\"").unwrap_err().is_data());
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,30}") {
            if let Ok(code) = AreaCode::parse(&text) {
                prop_assert_eq!(AreaCode::parse(code.as_str()).unwrap(), code);
            }
        }

        #[test]
        fn the_range_is_what_is_covered(one in "[A-Z0-9]{1,3}", other in "[A-Z0-9]{1,5}") {
            let (one, other) = (code(&one), code(&other));
            let within = other.as_str() >= one.as_str() && other.as_str() < one.end().as_str();
            prop_assert_eq!(one.covers(&other), within);
        }
    }
}
