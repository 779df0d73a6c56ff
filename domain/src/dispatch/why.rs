//! Why an order was left over.

use super::{Member, Misfit, Preferences, Task, Weights, fit::misfits};
use crate::orders::TimeWindow;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Why nobody could be found for an order.
///
/// It tells of those who came furthest: of a skill only if nobody has it, of absence only if all who
/// have it and are wished for are away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Why {
    /// The community has no members.
    Nobody,
    /// Nobody has the skill.
    NoSkill {
        /// In words: «会水电».
        skill: String,
    },
    /// Nobody of those who could is whom the resident wishes for.
    Preferences {
        /// Who was wished for.
        preferences: Preferences,
    },
    /// Only those are left whose own order it is, or who gave it back.
    Excluded,
    /// All who could are suspended.
    Suspended {
        /// When the first is not any more.
        until: Timestamp,
    },
    /// All who could are away.
    Absent {
        /// When the first is back.
        until: Timestamp,
    },
    /// Nobody who could works then.
    NoTime {
        /// The resident's window, if it is that.
        window: Option<TimeWindow>,
    },
    /// All who could have their hands full.
    Full,
    /// Somebody could, but went to another order.
    Outbid,
    /// So many orders and members were there that the oldest orders were planned alone.
    NextTime,
}

impl Why {
    /// Why nobody of `members` fits `task`; that somebody does means they went elsewhere.
    #[must_use]
    pub fn of(task: &Task, members: &[&Member], now: Timestamp, weights: &Weights) -> Self {
        let mut furthest: Vec<Misfit> = Vec::new();
        for member in members {
            let Some(first) = misfits(task, member, now, weights).into_iter().next() else {
                return Self::Outbid;
            };
            let stage = furthest.first().map_or(0, |misfit| misfit.stage());
            if first.stage() > stage {
                furthest.clear();
            }
            if first.stage() >= stage {
                furthest.push(first);
            }
        }
        let suspended = furthest.iter().filter_map(|misfit| match misfit {
            Misfit::Suspended { until } => Some(*until),
            _ => None,
        });
        let away = furthest.iter().filter_map(|misfit| match misfit {
            Misfit::Absent { until } => Some(*until),
            _ => None,
        });
        match (furthest.first(), suspended.min(), away.min()) {
            (None | Some(Misfit::OtherCommunity), ..) => Self::Nobody,
            (Some(Misfit::NoSkill), ..) => Self::NoSkill { skill: task.demand.words() },
            (Some(Misfit::Gender { .. } | Misfit::Language { .. }), ..) => {
                Self::Preferences { preferences: task.preferences }
            }
            (Some(Misfit::OwnOrder | Misfit::Declined), ..) => Self::Excluded,
            (_, Some(until), _) => Self::Suspended { until },
            (_, _, Some(until)) => Self::Absent { until },
            (Some(Misfit::Full { .. }), ..) => Self::Full,
            _ => Self::NoTime { window: task.open_window(now) },
        }
    }

    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Nobody => "left.nobody",
            Self::NoSkill { .. } => "left.no_skill",
            Self::Preferences { .. } => "left.wish",
            Self::Excluded => "left.excluded",
            Self::Suspended { .. } => "left.suspended",
            Self::Absent { .. } => "left.absent",
            Self::NoTime { .. } => "left.no_time",
            Self::Full => "left.full",
            Self::Outbid => "left.outbid",
            Self::NextTime => "left.next_time",
        }
    }

    /// As the desk reads it behind the order, seen from `now`.
    #[must_use]
    pub fn words(&self, now: Timestamp) -> String {
        match self {
            Self::Nobody => "这个社区还没有可以派的人".to_owned(),
            Self::NoSkill { skill } => format!("没有人{skill}"),
            Self::Preferences { preferences } => format!("居民想请{}来，能做的人里没有", preferences.words()),
            Self::Excluded => "能做的人不是居民自己，就是已经退过这张单".to_owned(),
            Self::Suspended { until } => format!("能做的人都暂停派单，最早{} 恢复", until.words(now)),
            Self::Absent { until } => format!("能做的人都不在，最早{} 回来", until.words(now)),
            Self::NoTime { window: Some(window) } => format!("能做的人{}都没有空", window.day_words(now)),
            Self::NoTime { window: None } => "能做的人这几天都没有空".to_owned(),
            Self::Full => "能做的人手上都满了".to_owned(),
            Self::Outbid => "别的工单更急，人手不够".to_owned(),
            Self::NextTime => "单子太多，先排等得最久的；派完这些，再排一次".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
