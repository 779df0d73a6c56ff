//! What a community says about a service in words of its own.

use crate::text::{self, TextError};
use serde::{Deserialize, Serialize};

/// A community's own words about a service, shown beside its description: 1 to [`OwnText::LIMIT`]
/// characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OwnText(String);

impl OwnText {
    /// The most characters.
    pub const LIMIT: usize = 200;

    /// Takes the words as staff typed them; blank ones are none.
    ///
    /// # Errors
    /// [`TextError::TooLong`].
    pub fn parse(typed: &str) -> Result<Option<Self>, TextError> {
        let words = text::optional(typed, Self::LIMIT)?;
        Ok((!words.is_empty()).then_some(Self(words)))
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_words_are_none() {
        assert_eq!(OwnText::parse(" \n").unwrap(), None);
        assert_eq!(OwnText::parse(" 每月 8 号 ").unwrap().unwrap().as_str(), "每月 8 号");
    }

    #[test]
    fn long_words_are_refused() {
        assert!(OwnText::parse(&"字".repeat(200)).is_ok());
        let refused = OwnText::parse(&"字".repeat(201)).unwrap_err();
        assert_eq!(refused, TextError::TooLong { limit: 200, length: 201 });
    }
}
