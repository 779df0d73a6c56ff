//! The codes of categories, subcategories and services.

use crate::typed::folded;
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// The text is no code of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("没有这项服务，请从清单里重新选")]
pub struct CodeError;

impl CodeError {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        "catalogue.code"
    }
}

/// The most characters of a code of the catalogue.
pub(super) const LIMIT: usize = 12;

fn parse(text: &str) -> Result<String, CodeError> {
    let text = folded(text);
    let fits = (1..=LIMIT).contains(&text.len());
    if fits && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        Ok(text.to_ascii_uppercase())
    } else {
        Err(CodeError)
    }
}

macro_rules! catalogue_code {
    ($(#[$about:meta])* $name:ident) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Takes a code as it stands in a table or an address; lower case is forgiven.
            ///
            /// # Errors
            /// [`CodeError`] if it is empty, too long, or has other characters than letters and digits.
            pub fn parse(text: &str) -> Result<Self, CodeError> {
                parse(text).map(Self)
            }

            /// The code as it stands in the database.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = CodeError;
            fn try_from(text: String) -> Result<Self, CodeError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0
            }
        }
    };
}

catalogue_code! {
    /// 大类, such as «C02»: 1 to 12 capital letters and digits.
    CategoryCode
}
catalogue_code! {
    /// 小类, such as «C0201»: 1 to 12 capital letters and digits.
    SubcategoryCode
}
catalogue_code! {
    /// 服务项目, such as «S008»: 1 to 12 capital letters and digits.
    ServiceCode
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn refuses_what_is_no_code() {
        for text in ["", "S-1", "服务", "S008' OR", &"S".repeat(13)] {
            assert_eq!(ServiceCode::parse(text), Err(CodeError), "{text}");
        }
        assert_eq!(ServiceCode::parse(" s008 ").unwrap().as_str(), "S008");
        assert!(serde_json::from_str::<CategoryCode>("\"C 1\"").unwrap_err().is_data());
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,20}") {
            if let Ok(code) = SubcategoryCode::parse(&text) {
                prop_assert_eq!(SubcategoryCode::try_from(String::from(code.clone())), Ok(code));
            }
        }
    }
}
