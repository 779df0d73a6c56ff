//! The things that are counted.

use crate::clocks::ClockKind;
use crate::orders::Satisfaction;
use strum::{EnumCount, EnumIter, EnumString, IntoStaticStr};

/// One thing that is counted.
///
/// The first six are how far orders came at any time: whoever got to one of them passed those before it, so
/// that each is at most as large as the one before.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumCount, EnumIter, EnumString, IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum Measure {
    /// Orders placed.
    Placed,
    /// Orders that were put into somebody's hands, or claimed.
    Dispatched,
    /// Orders that somebody said yes to.
    Accepted,
    /// Orders at which somebody arrived.
    Arrived,
    /// Orders that were finished.
    Finished,
    /// Orders that were rated.
    Rated,
    /// Orders that the resident called off.
    Cancelled,
    /// Orders that the community could not do.
    Refused,
    /// How often orders were given back.
    Declines,
    /// How often orders were reopened.
    Reopenings,
    /// Completions: each time that an order was finished, all of which can be rated.
    Completions,
    /// Ratings of completions, by level.
    VerySatisfied,
    /// 满意
    Satisfied,
    /// 基本满意
    FairlySatisfied,
    /// 不满意
    Dissatisfied,
    /// 非常不满意
    VeryDissatisfied,
    /// Completions by property companies.
    PropertyCompletions,
    /// Ratings of those, by level.
    PropertyVerySatisfied,
    /// 满意, of a property company
    PropertySatisfied,
    /// 基本满意, of a property company
    PropertyFairlySatisfied,
    /// 不满意, of a property company
    PropertyDissatisfied,
    /// 非常不满意, of a property company
    PropertyVeryDissatisfied,
    /// Clocks of acceptance that stopped.
    AcceptedJudged,
    /// Those that stopped too late.
    AcceptedLate,
    /// Clocks of the first reply that stopped.
    FirstReplyJudged,
    /// Those that stopped too late.
    FirstReplyLate,
    /// Clocks of arrival that stopped.
    OnSiteJudged,
    /// Those that stopped too late.
    OnSiteLate,
    /// Clocks of completion that stopped.
    FinishedJudged,
    /// Those that stopped too late.
    FinishedLate,
    /// Orders that got an answer, or did without one for 24 hours.
    ReplyDue,
    /// Those of them that were answered within 24 hours by the clock, pauses or not.
    ReplyWithin24Hours,
}

impl Measure {
    /// How far orders come, in order.
    pub const STAGES: [Self; 6] =
        [Self::Placed, Self::Dispatched, Self::Accepted, Self::Arrived, Self::Finished, Self::Rated];

    /// The ratings of a level; `by_property` for those of property companies alone.
    #[must_use]
    pub fn of_level(level: Satisfaction, by_property: bool) -> Self {
        use Satisfaction as S;
        match (level, by_property) {
            (S::VerySatisfied, false) => Self::VerySatisfied,
            (S::Satisfied, false) => Self::Satisfied,
            (S::FairlySatisfied, false) => Self::FairlySatisfied,
            (S::Dissatisfied, false) => Self::Dissatisfied,
            (S::VeryDissatisfied, false) => Self::VeryDissatisfied,
            (S::VerySatisfied, true) => Self::PropertyVerySatisfied,
            (S::Satisfied, true) => Self::PropertySatisfied,
            (S::FairlySatisfied, true) => Self::PropertyFairlySatisfied,
            (S::Dissatisfied, true) => Self::PropertyDissatisfied,
            (S::VeryDissatisfied, true) => Self::PropertyVeryDissatisfied,
        }
    }

    /// The stopped clocks of a kind, and those of them that were late.
    #[must_use]
    pub fn of_clock(kind: ClockKind) -> (Self, Self) {
        match kind {
            ClockKind::Accepted => (Self::AcceptedJudged, Self::AcceptedLate),
            ClockKind::FirstReply => (Self::FirstReplyJudged, Self::FirstReplyLate),
            ClockKind::OnSite => (Self::OnSiteJudged, Self::OnSiteLate),
            ClockKind::Finished => (Self::FinishedJudged, Self::FinishedLate),
        }
    }
}

impl Measure {
    /// What counts, in plain words.
    #[must_use]
    pub fn definition(self) -> &'static str {
        match self {
            Self::Placed => "居民点的、社区代点的、定期点单自动点的，都算。",
            Self::Dispatched => "派给了人、队伍或者物业的，和有人抢了的。",
            Self::Accepted => "有人答应去办的。",
            Self::Arrived => "去办的人报了到达的。",
            Self::Finished => "办完过的，后来重开的也算。",
            Self::Rated => "居民评价过的。",
            Self::Cancelled => "居民自己取消的。",
            Self::Refused => "社区办不了、说明了原因的。",
            Self::Declines => "接单以后、或者派到以后退回来的，退几次算几次。",
            Self::Reopenings => "居民说没办好的，重开几次算几次。",
            Self::Completions => "办完一次算一次，重开以后再办完，再算一次。每次都可以评价。",
            Self::VerySatisfied
            | Self::Satisfied
            | Self::FairlySatisfied
            | Self::Dissatisfied
            | Self::VeryDissatisfied => "居民自己评的，办完一次最多评一次。",
            Self::PropertyCompletions => "物业公司办完一次算一次。",
            Self::PropertyVerySatisfied
            | Self::PropertySatisfied
            | Self::PropertyFairlySatisfied
            | Self::PropertyDissatisfied
            | Self::PropertyVeryDissatisfied => "物业公司办完的，居民自己评的，办完一次最多评一次。",
            Self::AcceptedJudged | Self::FirstReplyJudged | Self::OnSiteJudged | Self::FinishedJudged => {
                "这一步做到了的，不管有没有超时。"
            }
            Self::AcceptedLate | Self::FirstReplyLate | Self::OnSiteLate | Self::FinishedLate => {
                "这一步做到的时候，已经过了时限的。"
            }
            Self::ReplyDue => "有了答复的，和满 24 小时还没有答复的。重开以后再算一次。",
            Self::ReplyWithin24Hours => "24 小时以内有了答复的，昼夜、节假日都算时间，暂停不扣。",
        }
    }

    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Placed => "点单",
            Self::Dispatched => "派单",
            Self::Accepted => "接单",
            Self::Arrived => "上门",
            Self::Finished => "办完",
            Self::Rated => "评价",
            Self::Cancelled => "居民取消",
            Self::Refused => "不予受理",
            Self::Declines => "退单",
            Self::Reopenings => "重开",
            Self::Completions => "办完的次数",
            Self::VerySatisfied => "非常满意",
            Self::Satisfied => "满意",
            Self::FairlySatisfied => "基本满意",
            Self::Dissatisfied => "不满意",
            Self::VeryDissatisfied => "非常不满意",
            Self::PropertyCompletions => "物业办完的次数",
            Self::PropertyVerySatisfied => "对物业非常满意",
            Self::PropertySatisfied => "对物业满意",
            Self::PropertyFairlySatisfied => "对物业基本满意",
            Self::PropertyDissatisfied => "对物业不满意",
            Self::PropertyVeryDissatisfied => "对物业非常不满意",
            Self::AcceptedJudged => "接单已到点",
            Self::AcceptedLate => "接单超时",
            Self::FirstReplyJudged => "回音已到点",
            Self::FirstReplyLate => "回音超时",
            Self::OnSiteJudged => "上门已到点",
            Self::OnSiteLate => "上门超时",
            Self::FinishedJudged => "办完已到点",
            Self::FinishedLate => "办完超时",
            Self::ReplyDue => "该答复的",
            Self::ReplyWithin24Hours => "24 小时内答复",
        }
    }
}
