//! The formula in words, with numbers put in.

use super::part::{EXTRA, EXTRA_DONE, HEARD_ENOUGH, Part};
use super::score::{PartScore, Score};

/// How a part's points are made, in plain words.
pub const RULE: &str = "每一项的分 = 满分 ×（做到的 + 2）÷（总数 + 4），四舍五入到整分；九项加起来满分 100。加 2 和加 4 是防碰巧：单子少，好坏都往中间收一收；单子多了，几乎没有影响。一个季度评价不到 30 次，不给总分，也不排名。";

/// How stars are made, in plain words.
pub const STARS_RULE: &str = "全年按各季度总分的平均：95 分起五星，90 分起四星，80 分起三星，70 分起二星，不到 70 分一星。五星还要两条：四个季度都有分；全年的评价够证实满意度 95%，就是区间的下限也到 95%。有分的季度不到三个，全年不评。次年 2 月 1 日定下来，以前都是“截至”。";

/// What no points are given for, and why.
pub const NOT_MEASURED: &str = "没有算进来的：暂停了多少次、有多少党员上过门，统计里还没有，不猜；党建活动、台账、会议不在点点通里，也不算。点单多少不加分，免得凑单；居民取消的不算在“办成”里，取消特别多的，请点开看看是为什么。";

impl PartScore {
    /// What was counted: «评价 60，满意 58».
    #[must_use]
    pub fn counted(&self) -> String {
        if self.part == Part::Honest {
            return self.gap.as_ref().map_or_else(
                || "回访问到的还太少，比不出来，这一项不算".to_owned(),
                |gap| {
                    format!("自己评的{}，可能在 {}，{}", gap.gap_words(), gap.interval_words(), gap.words())
                },
            );
        }
        let (all, good) = self.part.nouns();
        format!("{all} {}，{good} {}", self.all, self.good)
    }

    /// The formula with its numbers: «30 ×（58 + 2）÷（60 + 4）= 28».
    #[must_use]
    pub fn formula(&self) -> String {
        let Self { part, good, all, .. } = self;
        let Some(points) = self.points else { return "—".to_owned() };
        let weight = part.weight();
        match part {
            Part::Honest => format!("{weight} − {} = {points}", weight - points),
            Part::Lists => format!("{weight} × {good} ÷ {all} = {points}"),
            Part::Heard => format!(
                "{weight} ×（{good} + {EXTRA_DONE}）÷（{all} + {EXTRA}）÷ {HEARD_ENOUGH}%，最多 {weight} = {points}"
            ),
            _ => format!("{weight} ×（{good} + {EXTRA_DONE}）÷（{all} + {EXTRA}）= {points}"),
        }
    }
}

impl Score {
    /// How the whole is made of the parts: «28 + 14 + … = 91», stretched to a hundred where a part tells nothing.
    #[must_use]
    pub fn formula(&self) -> String {
        let (earned, possible) = self.earned();
        let known: Vec<_> = self.parts.iter().filter_map(|one| Some(one.points?.to_string())).collect();
        let sum = format!("{} = {earned}", known.join(" + "));
        match self.points {
            None => format!("{sum}；评价不到 30 次，不给总分"),
            Some(points) if points != earned || possible != 100 => {
                format!("{sum}；满分 {possible}，折成 100：{earned} ÷ {possible} × 100 = {points}")
            }
            Some(_) => sum,
        }
    }

    /// «92 分», or «不评».
    #[must_use]
    pub fn words(&self) -> String {
        self.points.map_or_else(|| "不评".to_owned(), |points| format!("{points} 分"))
    }
}
