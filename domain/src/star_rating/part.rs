//! The parts of a score, and all numbers of the formula.

use strum::{EnumIter, IntoStaticStr};

/// What all parts come to at most.
pub const WHOLE: i64 = 100;
/// With fewer ratings a quarter has no points: luck alone could make them.
pub const LEAST_RATED: i64 = 30;
/// As if so many more had been counted,
pub const EXTRA: i64 = 4;
/// and so many of those had been good: a few are drawn towards the middle, many hardly (Agresti and Coull, 1998).
pub const EXTRA_DONE: i64 = 2;
/// Whoever hears of so many percent of the completions has done enough: nobody shall be pressed to rate.
pub const HEARD_ENOUGH: i64 = 60;

/// One part of a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Part {
    /// 满意
    Satisfied,
    /// 答复
    Replied,
    /// 守时
    InTime,
    /// 办成
    Done,
    /// 回访
    Honest,
    /// 有人评
    Heard,
    /// 不返工
    Lasting,
    /// 派得准
    FirstHand,
    /// 三张清单
    Lists,
}

impl Part {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Satisfied => "满意",
            Self::Replied => "答复",
            Self::InTime => "守时",
            Self::Done => "办成",
            Self::Honest => "回访",
            Self::Heard => "有人评",
            Self::Lasting => "不返工",
            Self::FirstHand => "派得准",
            Self::Lists => "三张清单",
        }
    }

    /// How many points it can bring; together they are [`WHOLE`].
    #[must_use]
    pub fn weight(self) -> i64 {
        match self {
            Self::Satisfied => 30,
            Self::Replied | Self::InTime => 15,
            Self::Done | Self::Honest => 10,
            Self::Heard | Self::Lasting | Self::FirstHand | Self::Lists => 5,
        }
    }

    /// What is counted, in plain words.
    #[must_use]
    pub fn definition(self) -> &'static str {
        match self {
            Self::Satisfied => "居民评价过的次数里，满意的次数。没评价的不算满意。",
            Self::Replied => "该答复的次数里，24 小时内答复的次数。满了 24 小时还没答复的，当时就算没做到。",
            Self::InTime => {
                "接单、回音、上门、办完四个时限，到点的次数里守住的次数。正超着的当时就算超时，不等办完。"
            }
            Self::Done => {
                "点的单里办完的单。居民自己取消的不算在内；不予受理的算没办成。本月还在办的先不算，过了月还没办完就算没办成，办完了再补上。"
            }
            Self::Honest => {
                "随机回访和居民自己评的比。自己评的高出很多、不像偶然的，按“至少高出多少”，每 1 个百分点扣 1 分，不足 1 个的也扣 1 分。"
            }
            Self::Heard => "办完的次数里，居民评价过的次数。评到六成就是满分，不必催人评。",
            Self::Lasting => "办完的次数里，没有被居民重开的次数。",
            Self::FirstHand => "派出去的单，连同被退回的次数，里面没退回的。退得多，是派的时候没问清。",
            Self::Lists => "常规、代办、志愿三张清单里，这段时间办完过单的有几张。",
        }
    }

    /// What is counted, and what of it is good, as units behind numbers: «评价», «满意».
    pub(super) fn nouns(self) -> (&'static str, &'static str) {
        match self {
            Self::Satisfied => ("评价", "满意"),
            Self::Replied => ("该答复", "24 小时内答复"),
            Self::InTime => ("时限到点", "守住"),
            Self::Done => ("该办", "办完"),
            Self::Honest => ("回访", "一致"),
            Self::Heard => ("办完", "评价"),
            Self::Lasting => ("办完", "没重开"),
            Self::FirstHand => ("派单连退单", "没退回"),
            Self::Lists => ("清单", "办完过单"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn the_parts_are_a_hundred_together() {
        assert_eq!(Part::iter().map(Part::weight).sum::<i64>(), WHOLE);
    }
}
