//! Why an order is paused, declined or cancelled, and what was done: typed, so that it can be counted and tapped.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};
use thiserror::Error;

/// A reason is missing or unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("请选一个原因")]
pub struct ReasonError;

macro_rules! reasons {
    ($(#[$docs:meta])* $name:ident { $($(#[$variant_docs:meta])* $variant:ident => $words:literal,)+ }) => {
        $(#[$docs])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Display,
            EnumString, EnumIter, IntoStaticStr,
        )]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        pub enum $name { $($(#[$variant_docs])* #[doc = $words] $variant,)+ }

        impl $name {
            /// As it stands on the screen.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $words,)+ }
            }

            /// As a form sends it.
            ///
            /// # Errors
            /// [`ReasonError`] if it is none of them.
            pub fn parse(text: &str) -> Result<Self, ReasonError> {
                text.parse().map_err(|_| ReasonError)
            }
        }
    };
}

reasons! {
    /// Why the work stands still; the resident reads it.
    PauseReason {
        WaitingForParts => "等配件",
        ResidentNotHome => "居民不在家",
        ResidentAsked => "居民要求晚些",
        WaitingForMaterials => "等居民补材料",
        WaitingForDepartment => "等部门答复",
        Weather => "天气不允许",
    }
}

reasons! {
    /// What was done, said by one tap; the resident reads it.
    FinishPhrase {
        Repaired => "修好了",
        PartsReplaced => "换了零件",
        Done => "办好了",
        Explained => "讲清楚了",
    }
}

reasons! {
    /// Why somebody gives an order back.
    DeclineReason {
        NoTime => "这段时间没空",
        NotMySkill => "这活我不会",
        TooFar => "离得太远",
        NeedsOthers => "要专业的人或几个人一起",
        ResidentAsked => "和居民商量好了，不用我去",
        Other => "别的原因",
    }
}

reasons! {
    /// Why it is called off.
    CancelReason {
        Solved => "已经解决了",
        NotNow => "现在不方便",
        ByMistake => "点错了",
        TooSlow => "等得太久",
        Other => "别的原因",
        NotThisTime => "这次不用来",
        RecurrenceStopped => "定期点单停了",
    }
}

impl CancelReason {
    /// Those that a form asks for. The others follow from what is done to a recurrence.
    pub fn asked() -> impl Iterator<Item = Self> {
        let follows = |reason: &Self| matches!(reason, Self::NotThisTime | Self::RecurrenceStopped);
        Self::iter().filter(move |reason| !follows(reason))
    }
}
