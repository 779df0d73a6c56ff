//! Why a member may not serve an order.

use super::{Gender, SpokenLanguage, Task};
use crate::orders::TimeWindow;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A hard limit that stands between a member and an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "misfit")]
pub enum Misfit {
    /// Their area lies outside the order's community.
    OtherCommunity,
    /// The service demands a skill that they don't have.
    NoSkill,
    /// The resident wishes for somebody else.
    Gender {
        /// Whom the resident wishes for.
        wished: Gender,
    },
    /// The resident wishes for somebody who speaks this.
    Language {
        /// What.
        wished: SpokenLanguage,
    },
    /// It is their own order.
    OwnOrder,
    /// They gave it back before.
    Declined,
    /// Nothing is dispatched to them now.
    Suspended {
        /// Until when.
        until: Timestamp,
    },
    /// They would have time, were they not away.
    Absent {
        /// When they are back.
        until: Timestamp,
    },
    /// They don't work within the resident's window, or within the next days.
    NoTime {
        /// The window, if it is one.
        window: Option<TimeWindow>,
    },
    /// They have as many open jobs as they may.
    Full {
        /// How many.
        open: u32,
    },
}

impl Misfit {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::OtherCommunity => "misfit.other_community",
            Self::NoSkill => "misfit.no_skill",
            Self::Gender { .. } => "misfit.gender",
            Self::Language { .. } => "misfit.language",
            Self::OwnOrder => "misfit.own_order",
            Self::Declined => "misfit.declined",
            Self::Suspended { .. } => "misfit.suspended",
            Self::Absent { .. } => "misfit.absent",
            Self::NoTime { .. } => "misfit.no_time",
            Self::Full { .. } => "misfit.full",
        }
    }

    /// As the desk reads it behind the member's name, seen from `now`.
    #[must_use]
    pub fn words(self, task: &Task, now: Timestamp) -> String {
        match self {
            Self::OtherCommunity => "不在这个社区".to_owned(),
            Self::NoSkill => format!("不{}", task.demand.words()),
            Self::Gender { wished } => format!("居民想请{}来", wished.name()),
            Self::Language { wished } => format!("不会说{}", wished.name()),
            Self::OwnOrder => "这是自己家的单".to_owned(),
            Self::Declined => "已经退过这张单".to_owned(),
            Self::Suspended { until } => format!("暂停派单，{} 恢复", until.words(now)),
            Self::Absent { until } => format!("不在，{} 回来", until.words(now)),
            Self::NoTime { window: Some(window) } => format!("{}没有空", window.day_words(now)),
            Self::NoTime { window: None } if task.urgent => "一天之内没有空".to_owned(),
            Self::NoTime { window: None } => "这几天没有空".to_owned(),
            Self::Full { open } => format!("手上已有 {open} 单，满了"),
        }
    }

    /// How far they came: all who fail here have passed whatever has a smaller number.
    pub(super) fn stage(self) -> u8 {
        match self {
            Self::OtherCommunity => 0,
            Self::NoSkill => 1,
            Self::Gender { .. } | Self::Language { .. } => 2,
            Self::OwnOrder | Self::Declined => 3,
            Self::Suspended { .. } => 4,
            Self::Absent { .. } | Self::NoTime { .. } => 5,
            Self::Full { .. } => 6,
        }
    }
}
