//! The promises.

use crate::rates::Target;
use strum::{EnumIter, EnumString, IntoStaticStr};

/// One thing that the district promises or reports, with the target of its action plan where that sets one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Indicator {
    /// 满意度
    Satisfaction,
    /// 物业满意度
    PropertySatisfaction,
    /// 24 小时答复率
    Reply,
    /// 清单覆盖率
    PublishedEstates,
    /// 应用覆盖率
    ActiveCommunities,
    /// 住户登记率
    RegisteredHouseholds,
}

impl Indicator {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Satisfaction => "满意度",
            Self::PropertySatisfaction => "物业满意度",
            Self::Reply => "24 小时答复率",
            Self::PublishedEstates => "清单覆盖率",
            Self::ActiveCommunities => "应用覆盖率",
            Self::RegisteredHouseholds => "住户登记率",
        }
    }

    /// The target of the action plan 2023–2025, in its last year; `None` where the plan sets none, and then there
    /// is no verdict either.
    ///
    /// Source: the plan's figures 满意度 95% 以上, 物业满意度 80% 以上, 24 小时内答复, 覆盖率 100%. Of registered
    /// households it says nothing.
    #[must_use]
    pub fn target(self) -> Option<Target> {
        match self {
            Self::Satisfaction => Some(Target::of_percent(95)),
            Self::PropertySatisfaction => Some(Target::of_percent(80)),
            Self::Reply | Self::PublishedEstates | Self::ActiveCommunities => Some(Target::of_percent(100)),
            Self::RegisteredHouseholds => None,
        }
    }

    /// What it means, in plain words.
    #[must_use]
    pub fn definition(self) -> &'static str {
        match self {
            Self::Satisfaction => {
                "居民评价过的服务里，满意的占多少。每办完一次可以评一次；没评价的不算满意，另外列出。评价是自愿的，不是抽样，愿意评价的人也许和没评价的人不一样。"
            }
            Self::PropertySatisfaction => "物业公司办完、居民评价过的服务里，满意的占多少。",
            Self::Reply => {
                "点单以后，有人派单、接单或者回复，就算答复。昼夜、节假日都算时间，暂停不扣。每一单都算，不是抽样；满 24 小时还没有答复的，不等办完就算没有做到。"
            }
            Self::PublishedEstates => "三张清单都有服务上架的小区，占全部小区多少。每个小区都算，不是抽样。",
            Self::ActiveCommunities => {
                "最近 90 天里至少办完一单的社区，占全部社区多少。每个社区都算，不是抽样。"
            }
            Self::RegisteredHouseholds => {
                "有人登记过住址的住户，占全部住户多少。一个门牌算一户，一家几口人登记也只算一户。全部住户按区域表里的户数；小区导入过完整住户名册的，按名册，名册里没有的门牌不算；不知道有多少户的小区不算在内。住址是居民自己填的，没有上门核对：门牌写法不一样会多算，最多算到全部住户。行动方案没有给它定目标，所以不下结论。"
            }
        }
    }

    /// Whether everybody was counted, so that nothing is left to chance.
    #[must_use]
    pub fn is_census(self) -> bool {
        !matches!(self, Self::Satisfaction | Self::PropertySatisfaction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn every_promise_has_its_target_and_none_is_made_up() {
        let targets: Vec<_> = Indicator::iter().map(|one| one.target().map(Target::share)).collect();
        assert_eq!(targets, [Some(0.95), Some(0.8), Some(1.0), Some(1.0), Some(1.0), None]);
    }
}
