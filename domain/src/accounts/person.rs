//! How a person and a team are named.

use crate::text::{self, TextError};
use crate::typed::one_line;
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

/// A person's name: 1 to 50 characters, as long as names of Uyghurs and of people from abroad are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonName(String);

/// The name is missing or too long.
pub type PersonNameError = TextError;

impl PersonName {
    /// The most characters that a name may have.
    pub const LIMIT: usize = 50;

    /// Takes a name as typed.
    ///
    /// # Errors
    /// [`TextError`] if it is empty or longer than [`Self::LIMIT`].
    pub fn parse(text: &str) -> Result<Self, PersonNameError> {
        text::required(&one_line(text), Self::LIMIT).map(Self)
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
        let long = PersonName::parse(&"长".repeat(51));
        assert_eq!(long, Err(TextError::TooLong { limit: PersonName::LIMIT, length: 51 }));
    }

    #[test]
    fn takes_the_names_that_people_have() {
        for name in [
            "Maximiliana Oberhuber-Schmidt",
            "阿卜杜热合曼·阿卜杜拉热合曼·阿卜杜克里木江",
            "古丽娜尔•买买提",
            "𠮷田",
            "王𬸚",
            "O'Neil",
            "Rene\u{301}",
        ] {
            assert_eq!(PersonName::parse(name).unwrap().full(), name);
        }
        assert_eq!(PersonName::parse(" 王\n秀英\u{202c} ").unwrap().full(), "王 秀英");
    }

    #[test]
    fn a_name_that_nobody_can_see_is_none() {
        for name in ["\u{200b}", "\u{2800}\u{3164}", "\u{202e}\u{fffe}"] {
            assert_eq!(PersonName::parse(name), Err(TextError::Missing), "{name:?}");
        }
    }
}
