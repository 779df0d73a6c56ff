//! The number that a person can read out on the telephone.

use crate::areas::AreaCode;
use crate::typed::hyphenated;
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// «K101-0427»: the community, and a count within it that begins at 1.
///
/// The community stands in the number, so whoever looks an order up knows at once where it lies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrderNumber {
    community: AreaCode,
    count: u32,
}

/// The text is no order number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("没有这个单号，请核对后再试")]
pub struct OrderNumberError;

impl OrderNumber {
    /// The `count`th order of a community, counted from 1.
    #[must_use]
    pub fn new(community: AreaCode, count: u32) -> Self {
        Self { community, count }
    }

    /// As typed or as it stands in an address; lower case is forgiven.
    ///
    /// # Errors
    /// [`OrderNumberError`] if it isn't one.
    pub fn parse(text: &str) -> Result<Self, OrderNumberError> {
        let text = hyphenated(text).replace(' ', "").to_ascii_uppercase();
        let (community, count) = text.split_once('-').ok_or(OrderNumberError)?;
        let digits = (4..=9).contains(&count.len()) && count.bytes().all(|byte| byte.is_ascii_digit());
        let canonical = digits && (count.len() == 4 || !count.starts_with('0'));
        if !canonical {
            return Err(OrderNumberError);
        }
        let community = AreaCode::parse(community).map_err(|_| OrderNumberError)?;
        match count.parse() {
            Ok(0) | Err(_) => Err(OrderNumberError),
            Ok(count) => Ok(Self { community, count }),
        }
    }

    /// The community whose order it is.
    #[must_use]
    pub fn community(&self) -> &AreaCode {
        &self.community
    }
}

impl fmt::Display for OrderNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{:04}", self.community, self.count)
    }
}

impl TryFrom<String> for OrderNumber {
    type Error = OrderNumberError;
    fn try_from(text: String) -> Result<Self, OrderNumberError> {
        Self::parse(&text)
    }
}

impl From<OrderNumber> for String {
    fn from(number: OrderNumber) -> Self {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn refuses_what_is_no_number() {
        for text in [
            "",
            "K101",
            "K101-",
            "K101-042",
            "K101-0000",
            "K101-00427",
            "K101-04x7",
            "-0427",
            "K101-9999999999",
        ] {
            assert_eq!(OrderNumber::parse(text), Err(OrderNumberError), "{text}");
        }
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(count in 1u32..999_999_999) {
            let number = OrderNumber::new(AreaCode::parse("K101").unwrap(), count);
            prop_assert_eq!(OrderNumber::parse(&number.to_string().to_lowercase()).unwrap(), number);
        }

        #[test]
        fn never_panics(text in ".{0,30}") {
            let _ = OrderNumber::parse(&text);
        }
    }
}
