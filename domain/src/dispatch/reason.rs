//! Why a member is proposed, in words.

use super::{Gender, Nearness, SpokenLanguage};
use crate::orders::TimeWindow;
use crate::time::{Timestamp, day_words};
use serde::{Deserialize, Serialize};

/// One reason for a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "reason", content = "value")]
pub enum Reason {
    /// How near their area is.
    Near(Nearness),
    /// They have the skill; in words: «会水电».
    Skill(String),
    /// They are the woman or man whom the resident wishes for.
    Gender(Gender),
    /// They speak what the resident wishes for.
    Speaks(SpokenLanguage),
    /// They work in the resident's window.
    FreeInWindow(TimeWindow),
    /// What is left of today is enough for what they have in hand and for this.
    FreeToday,
    /// They have time from then on, not earlier.
    FreeFrom(Timestamp),
    /// So many open jobs are in their hands.
    Open(u32),
    /// So many jobs they have taken since Monday.
    TakenThisWeek(u32),
}

impl Reason {
    /// As it stands behind the member's name, seen from `now`.
    #[must_use]
    pub fn words(&self, now: Timestamp) -> String {
        match self {
            Self::Near(nearness) => nearness.name().to_owned(),
            Self::Skill(words) => words.clone(),
            Self::Gender(gender) => gender.name().to_owned(),
            Self::Speaks(language) => format!("会说{}", language.name()),
            Self::FreeInWindow(window) => format!("{}有空", window.day_words(now)),
            Self::FreeToday => "今天还有空".to_owned(),
            Self::FreeFrom(moment) => format!("{}有空", day_words(moment.date(), now.date())),
            Self::Open(open) => format!("手上有 {open} 单"),
            Self::TakenThisWeek(0) => "本周还没接单".to_owned(),
            Self::TakenThisWeek(taken) => format!("本周已接 {taken} 单"),
        }
    }
}
