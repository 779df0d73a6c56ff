//! What a resident prefers of the helper.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

macro_rules! named {
    ($(#[$docs:meta])* $name:ident { $($variant:ident => $words:literal,)+ }) => {
        $(#[$docs])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Display,
            EnumString, EnumIter, IntoStaticStr,
        )]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        pub enum $name { $(#[doc = $words] $variant,)+ }

        impl $name {
            /// As it stands on the screen.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $words,)+ }
            }
        }
    };
}

named! {
    /// For help with a bath, or at the door of somebody who lives alone.
    Gender {
        Woman => "女同志",
        Man => "男同志",
    }
}

named! {
    /// A language that somebody speaks besides Mandarin, which everybody does.
    SpokenLanguage {
        Kunshanese => "昆山话",
        SignLanguage => "手语",
        English => "英语",
        Japanese => "日语",
        Korean => "韩语",
    }
}

/// The preferences of an order. They are hard limits: rather nobody comes than somebody else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    /// That a woman comes, or a man.
    pub gender: Option<Gender>,
    /// That whoever comes speaks this.
    pub language: Option<SpokenLanguage>,
}

impl Preferences {
    /// «女同志», «会说昆山话的女同志»; empty where there are none.
    #[must_use]
    pub fn words(self) -> String {
        match (self.gender, self.language) {
            (None, None) => String::new(),
            (Some(gender), None) => gender.name().to_owned(),
            (None, Some(language)) => format!("会说{}的人", language.name()),
            (Some(gender), Some(language)) => format!("会说{}的{}", language.name(), gender.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_in_words() {
        let preferences = |gender, language| Preferences { gender, language }.words();
        assert_eq!(preferences(None, None), "");
        assert_eq!(preferences(Some(Gender::Woman), None), "女同志");
        assert_eq!(preferences(None, Some(SpokenLanguage::Kunshanese)), "会说昆山话的人");
        assert_eq!(preferences(Some(Gender::Man), Some(SpokenLanguage::Kunshanese)), "会说昆山话的男同志");
    }
}
