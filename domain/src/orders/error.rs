//! Why something can't be done to an order.

use super::{CommandKind, StateKind};
use crate::text::TextError;
use thiserror::Error;

/// Why a command is not carried out. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OrderError {
    /// In this role one never does that to an order.
    #[error("您现在的身份不能做这件事")]
    NotYours,
    /// The order is in somebody else's hand.
    #[error("这张工单不在您手里，请回列表看看")]
    InOtherHands,
    /// Not in this state; usually somebody was faster.
    #[error("这张工单现在是“{}”，您刚才的操作没有生效，请看最新情况", state.name())]
    NotNow {
        /// Where the order stands.
        state: StateKind,
        /// What was wanted.
        command: CommandKind,
    },
    /// The code was wrong too often.
    #[error("上门码已经输错太多次，请改填“没有上门码的原因”")]
    ArrivalCodeLocked,
    /// A reason was left out.
    #[error("请写明原因")]
    ReasonMissing,
    /// More than seven days have passed.
    #[error("完成已超过 7 天，不能再评价或重开，请重新点一单")]
    TooLate,
    /// One rating for each completion.
    #[error("这次服务已经评价过了")]
    AlreadyRated,
    /// Nobody serves an order that they placed, or that is for them.
    #[error("自己点的单要由别人来办")]
    OwnOrder,
    /// Whoever served can't say how it was.
    #[error("服务的人不能给自己评价")]
    OwnService,
    /// Staff can't close over the resident's head.
    #[error("居民还没有确认，满 7 天后才能办结")]
    NotConfirmed,
    /// Handing it to whom it is with already.
    #[error("这张工单已经在{0}手里，请换一个人")]
    SameAssignee(String),
    /// What was promised is not late yet.
    #[error("还没到说好的时间；到了还没有动静，再来催")]
    NotLate,
    /// It was urged a short while ago.
    #[error("刚催过了，过 {0} 分钟还没有动静，可以再催一次")]
    NudgedLately(i64),
    /// The time of arrival is over, or too far ahead.
    #[error("请填今后两周里的一个时间，比如明天 15:00")]
    AgreedTime,
    /// It was declined too often: the community's lead decides.
    #[error("这张工单退过 {} 次，请社区书记来定派给谁", super::DECLINES_FOR_THE_LEAD)]
    ForTheLead,
    /// Minutes spent are out of range.
    #[error("请填大约用了几分钟，比如 25")]
    Minutes,
    /// A text is missing or too long.
    #[error(transparent)]
    Text(#[from] TextError),
}

impl OrderError {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotYours => "order.not_yours",
            Self::InOtherHands => "order.in_other_hands",
            Self::NotNow { .. } => "order.not_now",
            Self::ArrivalCodeLocked => "order.arrival_code_locked",
            Self::ReasonMissing => "order.reason_missing",
            Self::TooLate => "order.too_late",
            Self::AlreadyRated => "order.already_rated",
            Self::OwnOrder => "order.own_order",
            Self::OwnService => "order.own_service",
            Self::NotConfirmed => "order.not_confirmed",
            Self::SameAssignee(_) => "order.same_assignee",
            Self::AgreedTime => "order.agreed_time",
            Self::NotLate => "order.not_late",
            Self::NudgedLately(_) => "order.nudged_lately",
            Self::ForTheLead => "order.for_the_lead",
            Self::Minutes => "order.minutes",
            Self::Text(_) => "order.text",
        }
    }
}

/// A list of events that no order can have had.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("event {position} ({event}) cannot follow state {state}")]
pub struct ReplayError {
    /// Which event, counted from 0.
    pub position: usize,
    /// What it says.
    pub event: String,
    /// The state that the events before it make.
    pub state: String,
}
