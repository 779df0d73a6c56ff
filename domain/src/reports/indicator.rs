//! The indicators.

use super::Source;
use crate::counters::Month;
use crate::surveys::{KNOWS_GRID_WORKER, KNOWS_LISTS, SATISFIED_GRID};
use statistics::Target;
use strum::{EnumIter, EnumString, IntoStaticStr};

/// The last year of the action plan 2023–2025; its targets hold on.
const LAST_YEAR: i16 = 2025;

/// One thing that the district promises or reports, with the targets of its action plan where that sets any.
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
    /// 知晓率
    ListAwareness,
    /// 网格化知晓率
    GridAwareness,
    /// 网格化满意度
    GridSatisfaction,
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
            Self::ListAwareness => "知晓率",
            Self::GridAwareness => "网格化知晓率",
            Self::GridSatisfaction => "网格化满意度",
            Self::RegisteredHouseholds => "住户登记率",
        }
    }

    /// From where its figure comes.
    #[must_use]
    pub fn source(self) -> Source {
        match self {
            Self::Satisfaction | Self::PropertySatisfaction => Source::Ratings,
            Self::Reply | Self::PublishedEstates | Self::ActiveCommunities | Self::RegisteredHouseholds => {
                Source::Census
            }
            Self::ListAwareness => Source::Survey { question: KNOWS_LISTS },
            Self::GridAwareness => Source::Survey { question: KNOWS_GRID_WORKER },
            Self::GridSatisfaction => Source::Survey { question: SATISFIED_GRID },
        }
    }

    /// The target of the action plan 2023–2025 in a month: what it promises for 2023 until it promises more for
    /// 2025, and that from then on. `None` where nothing is promised.
    ///
    /// Source: the plan's figures 满意度 95% 以上, 动迁小区物业满意度 80% 以上, 24 小时响应率 100%, 三张清单公布和
    /// 知晓率 100%, 点点通覆盖率 80% and 100%, 网格化知晓率 85% and 90%, 网格化满意度 94% and 95%.
    #[must_use]
    pub fn target(self, month: Month) -> Option<Target> {
        let (at_first, at_last) = match self {
            Self::Satisfaction => (95, 95),
            Self::PropertySatisfaction => (80, 80),
            Self::Reply | Self::PublishedEstates | Self::ListAwareness => (100, 100),
            Self::ActiveCommunities => (80, 100),
            Self::GridAwareness => (85, 90),
            Self::GridSatisfaction => (94, 95),
            // The plan says nothing of it.
            Self::RegisteredHouseholds => return None,
        };
        Some(Target::of_percent(if month.year() < LAST_YEAR { at_first } else { at_last }))
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
            Self::ListAwareness => {
                "随机抽出来的住户里，常规、代办、志愿三张清单都知道的占多少，按各处的户数折算。三题都答了的才算进来；没问到的住户也许和问到的不一样。"
            }
            Self::GridAwareness => "随机抽出来的住户里，知道自家网格员是谁的占多少，按各处的户数折算。",
            Self::GridSatisfaction => "随机抽出来的住户里，对网格里的服务满意的占多少，按各处的户数折算。",
            Self::RegisteredHouseholds => {
                "有人登记过住址的住户，占全部住户多少。一个门牌算一户，一家几口人登记也只算一户。全部住户按区域表里的户数；小区导入过完整住户名册的，按名册，名册里没有的门牌不算；不知道有多少户的小区不算在内。住址是居民自己填的，没有上门核对：门牌写法不一样会多算，最多算到全部住户。行动方案没有给它定目标，所以不下结论。"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    fn targets(month: &str) -> Vec<Option<f64>> {
        let month = month.parse().unwrap();
        Indicator::iter().map(|one| one.target(month).map(Target::share)).collect()
    }

    #[test]
    fn the_plan_promises_more_for_its_last_year_and_no_more_after_it() {
        let at_first = [0.95, 0.8, 1.0, 1.0, 0.8, 1.0, 0.85, 0.94].map(Some);
        let at_last = [0.95, 0.8, 1.0, 1.0, 1.0, 1.0, 0.9, 0.95].map(Some);
        for (month, expected) in
            [("2023-01", at_first), ("2024-12", at_first), ("2025-01", at_last), ("2031-06", at_last)]
        {
            let (promised, made_up) = (&targets(month)[..8], &targets(month)[8..]);
            assert_eq!((promised, made_up), (&expected[..], &[None][..]), "{month}");
        }
    }

    #[test]
    fn each_question_is_asked_for_one_indicator() {
        let questions: Vec<_> = Indicator::iter()
            .filter_map(|one| match one.source() {
                Source::Survey { question } => Some(question),
                Source::Ratings | Source::Census => None,
            })
            .collect();
        assert_eq!(questions, [KNOWS_LISTS, KNOWS_GRID_WORKER, SATISFIED_GRID]);
    }
}
