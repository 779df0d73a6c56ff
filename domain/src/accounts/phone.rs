//! Telephone numbers of people: mobiles, landlines, and numbers from elsewhere.

mod read;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// A number at which somebody is reached.
///
/// It is kept in one spelling, whatever was typed: `13800000001`, `0512-65211234`, `0512-65211234#801`,
/// `+85291234567`. [`fmt::Display`] and [`fmt::Debug`] show it masked (138****0000), so that no log can hold a number by
/// accident.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneKind {
    /// A mobile of mainland China: eleven digits, beginning with 13 to 19.
    Mobile,
    /// A landline of mainland China, with its area code.
    Landline,
    /// Hong Kong, Macao, Taiwan, or another country.
    Abroad,
}

/// The text is no number at which somebody can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PhoneError {
    /// Nothing was typed.
    #[error("请填电话号码")]
    Missing,
    /// Nothing was typed where a mobile is needed.
    #[error("请填手机号码")]
    MobileMissing,
    /// No number of any kind.
    #[error(
        "号码不对，请再看一看：手机是 11 位数字，座机要带区号（0512-65211234），境外号码前面写 + 和国家代码"
    )]
    Malformed,
    /// No mobile, where a message has to reach it.
    #[error("手机号码是 11 位数字，以 1 开头，请再看一看")]
    NotMobile,
    /// A landline, where a message has to reach it.
    #[error("座机收不到短信，请填手机号码")]
    LandlineNoMessages,
    /// A number from elsewhere, where a message has to reach it.
    #[error("境外号码收不到短信，请填内地的手机号码")]
    AbroadNoMessages,
    /// A landline without its area code.
    #[error("座机前面要写区号，例如 0512-65211234")]
    NoAreaCode,
    /// A landline whose first digit is gone.
    #[error("区号前面的 0 没有了（表格软件会去掉它），请写成 0512-65211234 这样")]
    LostZero,
}

impl Phone {
    /// Takes a number as people write it: with spaces, hyphens, dots or brackets, in full width, with +86, 0086 or 86
    /// before it, with signs that nobody sees; a landline with its area code, and an extension behind it.
    ///
    /// # Errors
    /// [`PhoneError`] if it is none.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        read::number(text).map(Self)
    }

    /// Takes a number that messages have to reach, as signing in needs it.
    ///
    /// # Errors
    /// [`PhoneError`], which says why it can't be that one.
    pub fn parse_mobile(text: &str) -> Result<Self, PhoneError> {
        let phone = Self::parse(text).map_err(|error| match error {
            PhoneError::Missing => PhoneError::MobileMissing,
            PhoneError::NoAreaCode | PhoneError::LostZero => PhoneError::LandlineNoMessages,
            _ => PhoneError::NotMobile,
        })?;
        match phone.kind() {
            PhoneKind::Mobile => Ok(phone),
            PhoneKind::Landline => Err(PhoneError::LandlineNoMessages),
            PhoneKind::Abroad => Err(PhoneError::AbroadNoMessages),
        }
    }

    /// What kind of number it is.
    #[must_use]
    pub fn kind(&self) -> PhoneKind {
        match self.0.as_bytes() {
            [b'0', ..] => PhoneKind::Landline,
            [b'+', ..] => PhoneKind::Abroad,
            _ => PhoneKind::Mobile,
        }
    }

    /// Whether short messages reach it. The gateways that this program knows send within mainland China.
    #[must_use]
    pub fn gets_messages(&self) -> bool {
        self.kind() == PhoneKind::Mobile
    }

    /// The whole number. Whoever shows it records the look.
    #[must_use]
    pub fn full(&self) -> &str {
        &self.0
    }

    /// What a telephone dials: digits, + before a country's code. Extensions are dialled by hand.
    #[must_use]
    pub fn dialled(&self) -> String {
        self.without_extension().replace('-', "")
    }

    fn without_extension(&self) -> &str {
        self.0.split('#').next().unwrap_or_default()
    }

    /// 138****0000, 0512-****1234, +852****4567.
    #[must_use]
    pub fn masked(&self) -> String {
        let number = self.without_extension();
        let end = &number[number.len().saturating_sub(4)..];
        match self.kind() {
            PhoneKind::Mobile => format!("{}****{end}", &number[..3]),
            PhoneKind::Landline => format!("{}-****{end}", number.split('-').next().unwrap_or_default()),
            PhoneKind::Abroad => {
                let known = read::NEIGHBOURS.iter().find(|(code, _)| number[1..].starts_with(code));
                format!("+{}****{end}", known.map_or("", |(code, _)| code))
            }
        }
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
