//! What one can do to an order.

use super::{Assignee, CancelReason, DeclineReason, DispatchRule, PauseReason, Rating};
use crate::clocks::ClockKind;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// What somebody wants to do to an order, with what it takes.
///
/// Placing is not among them: before it there is no order to do it to.
#[derive(Clone, Debug, PartialEq, Eq, strum::EnumDiscriminants)]
#[strum_discriminants(name(CommandKind))]
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
#[strum_discriminants(doc = "The commands without what they take: for buttons and tables.")]
pub enum Command {
    /// 派单: hand a placed order to somebody.
    Dispatch {
        /// Whom.
        to: Assignee,
        /// By which rule they were chosen.
        rule: DispatchRule,
    },
    /// 抢单: take a placed order from the pool.
    Claim {
        /// What the code typed at the door must equal, made for this claim.
        arrival_code: String,
    },
    /// 接单: say yes to an order that was dispatched to one.
    Accept {
        /// What the code typed at the door must equal, made for this acceptance.
        arrival_code: String,
    },
    /// 退单: give it back.
    Decline {
        /// Why.
        reason: DeclineReason,
        /// In one's own words; may be empty.
        note: String,
    },
    /// 转派: hand it to somebody else.
    Transfer {
        /// Whom.
        to: Assignee,
    },
    /// 暂停: let it stand still for a reason.
    Pause {
        /// Why.
        reason: PauseReason,
    },
    /// 继续: go on where it was.
    Resume,
    /// 到达: be at the door.
    Arrive {
        /// How that is known.
        proof: ArrivalProof,
    },
    /// 完成: have done it.
    Finish {
        /// What was done.
        note: String,
        /// Minutes spent, 1 to [`super::MINUTES_LIMIT`].
        minutes: u32,
    },
    /// 确认: the resident agrees that it is done.
    Confirm,
    /// 评价: the resident says how it was.
    Rate {
        /// What they say.
        rating: Rating,
    },
    /// 重开: it is not done after all.
    Reopen {
        /// What is still wrong.
        reason: String,
    },
    /// 办结: put it away.
    Close,
    /// 取消: the resident calls it off.
    Cancel {
        /// Why.
        reason: CancelReason,
    },
    /// 不予受理: not for the community, with advice where to go.
    Refuse {
        /// Where to go instead, or what to do.
        advice: String,
    },
    /// 约时间: say when one comes, as agreed with the resident.
    Agree {
        /// When.
        arrives_at: Timestamp,
    },
    /// 催办: urge whoever has an order that is late, and the desk; [`super::may_nudge`] says when.
    Nudge {
        /// What is late.
        clock: ClockKind,
    },
}

/// How it is known that somebody is at the door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArrivalProof {
    /// The four digits that the resident read out.
    Code(String),
    /// No code could be had, for this reason.
    WithoutCode(String),
    /// The service has no door: the work begins.
    NoDoor,
}

impl CommandKind {
    /// As it stands on a button.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Dispatch => "派单",
            Self::Claim => "抢单",
            Self::Accept => "接单",
            Self::Decline => "退单",
            Self::Transfer => "转派",
            Self::Pause => "暂停",
            Self::Resume => "继续",
            Self::Arrive => "到了",
            Self::Finish => "完成",
            Self::Confirm => "确认完成",
            Self::Rate => "评价",
            Self::Reopen => "没办好，重开",
            Self::Close => "办结",
            Self::Cancel => "取消",
            Self::Refuse => "不予受理",
            Self::Agree => "约好时间",
            Self::Nudge => "催办",
        }
    }
}
