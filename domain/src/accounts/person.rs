//! How a person and a team are named.

use crate::text::{self, TextError};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A person, whatever roles they hold. The text is a UUID.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub String);

/// A volunteer team or a property company. The text is a UUID.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TeamId(pub String);

impl fmt::Display for PersonId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Display for TeamId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A person's name: 1 to 20 characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonName(String);

/// The name is missing or too long.
pub type PersonNameError = TextError;

impl PersonName {
    /// The most characters that a name may have.
    pub const LIMIT: usize = 20;

    /// Takes a name as typed.
    ///
    /// # Errors
    /// [`TextError`] if it is empty or longer than [`Self::LIMIT`].
    pub fn parse(text: &str) -> Result<Self, PersonNameError> {
        text::required(&text.replace('\n', " "), Self::LIMIT).map(Self)
    }

    /// The whole name.
    #[must_use]
    pub fn full(&self) -> &str {
        &self.0
    }

    /// The first character and a star for each other one, at most two: 王**.
    #[must_use]
    pub fn masked(&self) -> String {
        let mut characters = self.0.chars();
        let first: String = characters.next().into_iter().collect();
        first + &"*".repeat(characters.count().min(2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_all_but_the_family_name() {
        assert_eq!(PersonName::parse("王秀英").unwrap().masked(), "王**");
        assert_eq!(PersonName::parse("王英").unwrap().masked(), "王*");
        assert_eq!(PersonName::parse("王").unwrap().masked(), "王");
        assert_eq!(PersonName::parse("古丽娜尔·买买提").unwrap().masked(), "古**");
    }

    #[test]
    fn has_limits() {
        assert_eq!(PersonName::parse(" "), Err(TextError::Missing));
        let long = PersonName::parse(&"长".repeat(21));
        assert_eq!(long, Err(TextError::TooLong { limit: PersonName::LIMIT, length: 21 }));
    }
}
