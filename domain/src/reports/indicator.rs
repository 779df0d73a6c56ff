//! The promises.

use crate::rates::Target;
use strum::{EnumIter, EnumString, IntoStaticStr};

/// One thing that the district promises, each with the target of its action plan.
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
        }
    }

    /// The target of the action plan 2023–2025, in its last year.
    ///
    /// Source: the plan's figures 满意度 95% 以上, 物业满意度 80% 以上, 24 小时内答复, 覆盖率 100%.
    #[must_use]
    pub fn target(self) -> Target {
        match self {
            Self::Satisfaction => Target::of_percent(95),
            Self::PropertySatisfaction => Target::of_percent(80),
            Self::Reply | Self::PublishedEstates | Self::ActiveCommunities => Target::of_percent(100),
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
    fn every_promise_has_its_target() {
        let targets: Vec<_> = Indicator::iter().map(|one| one.target().share()).collect();
        assert_eq!(targets, [0.95, 0.8, 1.0, 1.0, 1.0]);
    }
}
