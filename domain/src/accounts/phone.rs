//! Chinese mobile numbers.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// A mobile number of mainland China: eleven digits, beginning with 13 to 19.
///
/// [`fmt::Display`] and [`fmt::Debug`] show it masked (138****0000), so that no log can hold a number by accident.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// The text is not a mobile number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PhoneError {
    /// Nothing was typed.
    #[error("请填手机号码")]
    Missing,
    /// Not eleven digits that begin with 13 to 19.
    #[error("手机号码是 11 位数字，以 1 开头，请再看一看")]
    Malformed,
}

impl Phone {
    /// Takes a number as people write it: with spaces, hyphens, full-width digits, or +86 before it.
    ///
    /// # Errors
    /// [`PhoneError`] if it isn't a mobile number.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let mut digits = String::with_capacity(14);
        for character in text.trim().chars() {
            match character {
                '0'..='9' | '+' => digits.push(character),
                '０'..='９' => digits.extend(char::from_digit(u32::from(character) - u32::from('０'), 10)),
                ' ' | '-' | '\u{3000}' | '\u{a0}' => {}
                _ => return Err(PhoneError::Malformed),
            }
        }
        if digits.is_empty() {
            return Err(PhoneError::Missing);
        }
        let local = digits.strip_prefix("+86").unwrap_or(&digits);
        let mobile = local.len() == 11
            && local.bytes().all(|byte| byte.is_ascii_digit())
            && matches!(local.as_bytes(), [b'1', b'3'..=b'9', ..]);
        if mobile { Ok(Self(local.to_owned())) } else { Err(PhoneError::Malformed) }
    }

    /// The eleven digits. Whoever shows them records the look.
    #[must_use]
    pub fn full(&self) -> &str {
        &self.0
    }

    /// 138****0000.
    #[must_use]
    pub fn masked(&self) -> String {
        format!("{}****{}", &self.0[..3], &self.0[7..])
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneError;
    fn try_from(text: String) -> Result<Self, PhoneError> {
        Self::parse(&text)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.masked())
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Phone({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn takes_numbers_as_people_write_them() {
        for text in
            ["13800000001", " 138 0000 0001 ", "138-0000-0001", "+86 13800000001", "１３８０００００００１"]
        {
            assert_eq!(Phone::parse(text).unwrap().full(), "13800000001", "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_mobile_number() {
        assert_eq!(Phone::parse("  "), Err(PhoneError::Missing));
        for text in
            ["1380000000", "138000000011", "12800000001", "0512-5738000", "abc", "+1380000000", "1３８é"]
        {
            assert_eq!(Phone::parse(text), Err(PhoneError::Malformed), "{text}");
        }
    }

    #[test]
    fn shows_itself_masked() {
        let phone = Phone::parse("13812345678").unwrap();
        assert_eq!(phone.to_string(), "138****5678");
        assert_eq!(format!("{phone:?}"), "Phone(138****5678)");
    }

    proptest! {
        #[test]
        fn never_panics(text in ".{0,40}") {
            let _ = Phone::parse(&text).map(|phone| phone.masked());
        }
    }
}
