//! What a picture is called in addresses and tables.

use crate::areas::AreaCode;
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// The most characters after the community.
const REST_LIMIT: usize = 40;

/// «K101-0197…»: the community, and what tells its pictures apart. The community stands in it, as in
/// the number of an order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhotoId {
    community: AreaCode,
    rest: String,
}

/// The text names no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("没有这张照片")]
pub struct PhotoIdError;

impl PhotoId {
    /// A picture of an order of a community; `rest` is letters, digits and hyphens, such as a UUID.
    #[must_use]
    pub fn new(community: AreaCode, rest: impl Into<String>) -> Self {
        Self { community, rest: rest.into() }
    }

    /// As it stands in an address.
    ///
    /// # Errors
    /// [`PhotoIdError`] if it isn't one.
    pub fn parse(text: &str) -> Result<Self, PhotoIdError> {
        let (community, rest) = text.split_once('-').ok_or(PhotoIdError)?;
        let plain = rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !plain || rest.is_empty() || rest.len() > REST_LIMIT {
            return Err(PhotoIdError);
        }
        let community = AreaCode::parse(community).map_err(|_| PhotoIdError)?;
        Ok(Self { community, rest: rest.to_owned() })
    }

    /// The community whose it is.
    #[must_use]
    pub fn community(&self) -> &AreaCode {
        &self.community
    }
}

impl fmt::Display for PhotoId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.community, self.rest)
    }
}

impl TryFrom<String> for PhotoId {
    type Error = PhotoIdError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<PhotoId> for String {
    fn from(id: PhotoId) -> Self {
        id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_refuses_the_rest() {
        let id = PhotoId::new(AreaCode::parse("K101").unwrap(), "0197a-b");
        assert_eq!(PhotoId::parse(&id.to_string()), Ok(id));
        for text in ["", "K101", "K101-", "-x", "K101-x/y", "K101-x y"] {
            assert_eq!(PhotoId::parse(text), Err(PhotoIdError), "{text}");
        }
    }
}
