//! Where an order stands.

use super::{Assignee, PauseReason, RATING_WINDOW, Rating};
use crate::accounts::PersonId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// Who serves an accepted order, and what stands between them and the door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Whom it was dispatched to; the person themselves if they claimed it.
    pub assignee: Assignee,
    /// Who accepted it and will come.
    pub person: PersonId,
    /// Their name as it was then.
    pub name: String,
    /// What the code typed at the door must equal: as the backend keeps it, encrypted.
    pub arrival_code: String,
    /// How often a wrong code was typed.
    pub wrong_codes: u8,
    /// When they come, as agreed with the resident; `None` if nothing was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrives_at: Option<Timestamp>,
}

/// Where an order stands, with what belongs to that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(rename_all = "snake_case", tag = "state")]
#[strum_discriminants(name(StateKind))]
#[strum_discriminants(derive(
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    EnumIter,
    IntoStaticStr
))]
#[strum_discriminants(serde(rename_all = "snake_case"), strum(serialize_all = "snake_case"))]
#[strum_discriminants(doc = "The states without what belongs to them: for filters, columns and tables.")]
pub enum State {
    /// 待派单: in the pool, in nobody's hand.
    Placed,
    /// 待接单: with somebody who has not answered yet.
    Dispatched {
        /// Whom.
        to: Assignee,
    },
    /// 已接单: somebody will come.
    Accepted {
        /// Who.
        progress: Progress,
    },
    /// 服务中: somebody is there.
    OnSite {
        /// Who.
        progress: Progress,
    },
    /// 已完成: the work is done, the resident has not been heard or has.
    Done {
        /// Who did it.
        progress: Progress,
        /// When it was finished.
        at: Timestamp,
        /// Whether the resident confirmed it.
        confirmed: bool,
        /// What the resident said, once they have.
        rating: Option<Rating>,
    },
    /// 已办结.
    Closed {
        /// Who did it.
        progress: Progress,
        /// When the work was finished, from which the days for rating and reopening count.
        done_at: Timestamp,
        /// None counts as *not rated*, never as satisfied.
        rating: Option<Rating>,
    },
    /// 暂停: it goes on where it was.
    Paused {
        /// Where it was; never itself paused or over.
        was: Box<State>,
        /// Why.
        reason: PauseReason,
        /// Since when.
        since: Timestamp,
    },
    /// 已取消, by the resident.
    Cancelled,
    /// 不予受理, with advice.
    Refused,
}

impl State {
    /// The state without what belongs to it.
    #[must_use]
    pub fn kind(&self) -> StateKind {
        self.into()
    }

    /// Who is to answer or to serve, also while it is paused.
    #[must_use]
    pub fn assignee(&self) -> Option<&Assignee> {
        match self {
            Self::Dispatched { to } => Some(to),
            Self::Paused { was, .. } => was.assignee(),
            _ => self.progress().map(|progress| &progress.assignee),
        }
    }

    /// Who accepted it, also while it is paused and after it is done.
    #[must_use]
    pub fn progress(&self) -> Option<&Progress> {
        match self {
            Self::Accepted { progress }
            | Self::OnSite { progress }
            | Self::Done { progress, .. }
            | Self::Closed { progress, .. } => Some(progress),
            Self::Paused { was, .. } => was.progress(),
            Self::Placed | Self::Dispatched { .. } | Self::Cancelled | Self::Refused => None,
        }
    }

    /// What the resident said of the completion that counts now.
    #[must_use]
    pub fn rating(&self) -> Option<&Rating> {
        match self {
            Self::Done { rating, .. } | Self::Closed { rating, .. } => rating.as_ref(),
            _ => None,
        }
    }

    /// When whoever accepted it comes, if that is agreed and still to come.
    #[must_use]
    pub fn arrives_at(&self) -> Option<Timestamp> {
        match self {
            Self::Accepted { progress } => progress.arrives_at,
            Self::Paused { was, .. } => was.arrives_at(),
            _ => None,
        }
    }

    /// When the work was finished, if it is.
    #[must_use]
    pub fn done_at(&self) -> Option<Timestamp> {
        match self {
            Self::Done { at, .. } => Some(*at),
            Self::Closed { done_at, .. } => Some(*done_at),
            _ => None,
        }
    }

    /// Whether the resident may still say at `now` how the work was, and has not.
    #[must_use]
    pub fn awaits_rating(&self, now: Timestamp) -> bool {
        self.rating().is_none() && self.done_at().is_some_and(|done| now.since(done) <= RATING_WINDOW)
    }

    /// Whether the resident has been heard on the work, so that it only waits to be put away.
    #[must_use]
    pub fn awaits_closing(&self) -> bool {
        matches!(self, Self::Done { confirmed: true, .. })
    }

    /// Whether somebody who accepted it is still to come or is there: only then are phone number
    /// and door shown to them.
    #[must_use]
    pub fn is_being_served(&self) -> bool {
        match self {
            Self::Accepted { .. } | Self::OnSite { .. } => true,
            Self::Paused { was, .. } => was.is_being_served(),
            _ => false,
        }
    }
}

impl StateKind {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Placed => "待派单",
            Self::Dispatched => "待接单",
            Self::Accepted => "已接单",
            Self::OnSite => "服务中",
            Self::Done => "待评价",
            Self::Closed => "已办结",
            Self::Paused => "暂停中",
            Self::Cancelled => "已取消",
            Self::Refused => "不予受理",
        }
    }

    /// Whether nothing more is to be done by those who serve.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Cancelled | Self::Refused)
    }
}
