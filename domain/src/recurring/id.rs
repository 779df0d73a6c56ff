//! What a recurrence is called in addresses and tables.

use crate::areas::AreaCode;
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// The most characters after the community.
const REST_LIMIT: usize = 40;

/// «K101-0197…»: the community, and what tells its recurrences apart. The community stands in it, as in
/// the number of an order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RecurrenceId {
    community: AreaCode,
    rest: String,
}

/// The text names no recurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("没有这个定期点单，请回列表再看看")]
pub struct RecurrenceIdError;

impl RecurrenceId {
    /// A recurrence of a community; `rest` is letters, digits and hyphens, such as a UUID.
    #[must_use]
    pub fn new(community: AreaCode, rest: impl Into<String>) -> Self {
        Self { community, rest: rest.into() }
    }

    /// As it stands in an address.
    ///
    /// # Errors
    /// [`RecurrenceIdError`] if it isn't one.
    pub fn parse(text: &str) -> Result<Self, RecurrenceIdError> {
        let (community, rest) = text.split_once('-').ok_or(RecurrenceIdError)?;
        let plain = rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !plain || rest.is_empty() || rest.len() > REST_LIMIT {
            return Err(RecurrenceIdError);
        }
        let community = AreaCode::parse(community).map_err(|_| RecurrenceIdError)?;
        Ok(Self { community, rest: rest.to_owned() })
    }

    /// The community whose it is.
    #[must_use]
    pub fn community(&self) -> &AreaCode {
        &self.community
    }
}

impl fmt::Display for RecurrenceId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.community, self.rest)
    }
}

impl TryFrom<String> for RecurrenceId {
    type Error = RecurrenceIdError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<RecurrenceId> for String {
    fn from(id: RecurrenceId) -> Self {
        id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_refuses_the_rest() {
        let id = RecurrenceId::new(AreaCode::parse("K101").unwrap(), "0197a-b");
        assert_eq!(RecurrenceId::parse(&id.to_string()), Ok(id));
        for text in ["", "K101", "K101-", "-x", "K101-x/y", "K101-x y"] {
            assert_eq!(RecurrenceId::parse(text), Err(RecurrenceIdError), "{text}");
        }
    }
}
