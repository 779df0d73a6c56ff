//! The figures for people.

use crate::figures::Figures;
use crate::hindsight::Bound;
use crate::policy::Policy;
use locale::{Text, said};

/// What the columns are, and what is assumed.
pub const NOTES: Text = Text::new(
    "\
到门口：从下单（约了时段的，从时段开始）到有人到门口（不上门的，到动手办），按钟表算，夜里也算；
超时：超过服务清单里的上门时限（工作时间，急项按钟表）；没派出去的也算超时。误约：约了时段、到时已过了时段的。
基尼：各人单数、用时（路上加干活）的不均匀程度，0 为人人一样多。
事后最优：当天的单子全都预先知道时，到门口平均用时的下界（见 hindsight.rs），实际做不到；
它的误约是那个时段没有一个做得了的人上班的，怎么派都一样。
一批 15 分钟，单子要等到整批才派：人手不紧时，最小总成本比“推荐的第一位”慢的几分钟就是这么等出来的。
路上：同网格 4 分钟，同小区 7 分钟，同社区 15 分钟。人、单、用时都是按种子编的，不是实测。",
    "\
At the door: from placing (with a time window, from its beginning) until somebody is at the door (or begins, where nobody comes), by the
clock, nights included. Late: over the list's limit (working hours; urgent ones by the clock); what is never assigned is late as well.
Missed: with a time window that was over. Gini: how unequal people's orders and hours (way and work) are; 0 is the same for everybody.
In hindsight: the least mean time to the door if all orders of a day were known beforehand (see hindsight.rs), which nobody can reach;
it misses where nobody who can do it works in that window, whatever one does.
A batch is 15 minutes, and orders wait for it: with people enough, that wait is what least cost is slower by than the first recommended.
On the way: 4 minutes within a grid, 7 within an estate, 15 within a community. People, orders and times are invented by the seed.",
);

const WAY: Text = Text::new("派法", "way");
const MEAN: Text = Text::new("平均到门口", "mean to the door");
const MEDIAN: Text = Text::new("中位", "median");
const NINETIETH: Text = Text::new("九成内", "90%");
const LATE: Text = Text::new("超时", "late");
const MISSED: Text = Text::new("误约", "missed");
const GINI_ORDERS: Text = Text::new("基尼(单数)", "Gini (orders)");
const GINI_HOURS: Text = Text::new("基尼(用时)", "Gini (hours)");
const UNASSIGNED: Text = Text::new("没派出", "unassigned");
const RATIO: Text = Text::new("与最小总成本之比", "beside least cost");
const HINDSIGHT: Text = Text::new("事后最优（下界）", "in hindsight (least)");

/// The table, line by line.
pub fn lines(figures: &[Figures], bound: &Bound) -> Vec<String> {
    let header =
        [WAY, MEAN, MEDIAN, NINETIETH, LATE, MISSED, GINI_ORDERS, GINI_HOURS, UNASSIGNED].map(Text::said);
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for (policy, figures) in Policy::ALL.into_iter().zip(figures) {
        rows.push(vec![
            policy.name().to_owned(),
            said!("{} 分钟", "{} min", tenths(figures.mean_tenths())),
            figures.percentile(50).to_string(),
            figures.percentile(90).to_string(),
            percent(figures.late_permille()),
            percent(figures.missed_permille()),
            thousandths(figures.gini_of_jobs()),
            thousandths(figures.gini_of_minutes()),
            figures.unassigned.to_string(),
        ]);
    }
    let mut least =
        vec![HINDSIGHT.said().to_owned(), said!("{} 分钟", "{} min", tenths(bound.mean_tenths()))];
    least.resize(header.len(), "—".to_owned());
    if let Some(cell) = least.get_mut(5) {
        *cell = percent(bound.missed_permille());
    }
    rows.push(least);
    let mut lines = aligned(&rows);
    lines.push(String::new());
    lines.extend(aligned(&ratios(figures, bound)));
    lines
}

/// How each compares with the least cost: 1.00 is the same.
fn ratios(figures: &[Figures], bound: &Bound) -> Vec<Vec<String>> {
    let header = [RATIO, MEAN, MEDIAN, NINETIETH, LATE, GINI_ORDERS, GINI_HOURS].map(Text::said);
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    let values = |figures: &Figures| {
        [
            figures.mean_tenths(),
            figures.percentile(50),
            figures.percentile(90),
            figures.late_permille(),
            figures.gini_of_jobs(),
            figures.gini_of_minutes(),
        ]
    };
    let Some(first) = figures.first().map(values) else { return rows };
    for (policy, figures) in Policy::ALL.into_iter().zip(figures).skip(1) {
        let cells = values(figures).into_iter().zip(first).map(|(value, first)| ratio(value, first));
        rows.push(std::iter::once(policy.name().to_owned()).chain(cells).collect());
    }
    rows.push(vec![HINDSIGHT.said().to_owned(), ratio(bound.mean_tenths(), first[0])]);
    rows
}

fn ratio(value: u64, first: u64) -> String {
    match (value * 100 + first / 2).checked_div(first) {
        Some(hundredths) => format!("{}.{:02}", hundredths / 100, hundredths % 100),
        None => "—".to_owned(),
    }
}

fn tenths(value: u64) -> String {
    format!("{}.{}", value / 10, value % 10)
}

fn percent(permille: u64) -> String {
    format!("{}.{}%", permille / 10, permille % 10)
}

fn thousandths(value: u64) -> String {
    format!("{}.{:03}", value / 1000, value % 1000)
}

/// Two columns for each Chinese character, so that columns stand below each other.
fn width(text: &str) -> usize {
    text.chars().map(|character| if u32::from(character) >= 0x2E80 { 2 } else { 1 }).sum()
}

fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max();
    let widths: Vec<_> = (0..columns).map(|column| widest(column).unwrap_or(0)).collect();
    let line = |row: &Vec<String>| {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(cell, widest)| format!("{cell}{}", " ".repeat(widest.saturating_sub(width(cell)))));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
