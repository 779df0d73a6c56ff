//! What a community makes of the catalogue.

use super::ServiceCode;
use crate::areas::AreaCode;
use crate::text::{self, TextError};
use serde::{Deserialize, Serialize};

/// A community's choice about one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Whose choice it is.
    pub community: AreaCode,
    /// About which service.
    pub service: ServiceCode,
    /// Whether the residents of the community can order it.
    pub published: bool,
    /// What the community adds in words of its own, shown beside the description: 1 to
    /// [`Publication::TEXT_LIMIT`] characters.
    pub own_text: Option<String>,
}

impl Publication {
    /// The most characters of a community's own text.
    pub const TEXT_LIMIT: usize = 200;

    /// Takes a choice as staff typed it; a blank text is none.
    ///
    /// # Errors
    /// [`TextError::TooLong`] if the own text is.
    pub fn new(
        community: AreaCode,
        service: ServiceCode,
        published: bool,
        own_text: &str,
    ) -> Result<Self, TextError> {
        let own_text = Some(text::optional(own_text, Self::TEXT_LIMIT)?).filter(|text| !text.is_empty());
        Ok(Self { community, service, published, own_text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publication(own_text: &str) -> Result<Publication, TextError> {
        let community = AreaCode::parse("K101").unwrap();
        Publication::new(community, ServiceCode::parse("S031").unwrap(), true, own_text)
    }

    #[test]
    fn blank_text_is_none() {
        assert_eq!(publication(" \n").unwrap().own_text, None);
        assert_eq!(publication(" 每月 8 号 ").unwrap().own_text.as_deref(), Some("每月 8 号"));
    }

    #[test]
    fn long_text_is_refused() {
        assert!(publication(&"字".repeat(200)).is_ok());
        let refused = publication(&"字".repeat(201)).unwrap_err();
        assert_eq!(refused, TextError::TooLong { limit: 200, length: 201 });
    }
}
