//! The tables of those who were drawn and asked: survey waves and return visits.

use super::Report;
use super::tables::{estimated, table};
use crate::spreadsheet::{Cell, Table};
use domain::return_visits::{Comparison, ReturnRate};
use domain::surveys::SurveyFinding;
use statistics::Interval;

/// Every question of the newest survey wave, or why nothing is published of it; no rows if there was none.
pub(super) fn survey(report: &Report) -> Table {
    let heads = ["调查", "抽了", "答了", "说没这户", "问的是", "是平均数", "估计", "区间下限", "区间上限"];
    let last = ["回答", "设计效应", "目标", "结论"];
    let rows = report.survey.iter().flat_map(|survey| {
        let tally = &survey.tally;
        let counts = [tally.drawn(), tally.answered(), tally.not_eligible];
        let begin = move || {
            let title = Cell::Text(survey.title.clone());
            [title].into_iter().chain(counts.map(|count| Cell::Whole(count.into())))
        };
        match &survey.found {
            Ok(found) => found.iter().map(|finding| begin().chain(question(finding)).collect()).collect(),
            Err(why) => vec![begin().chain([Cell::Text(why.clone())]).collect::<Vec<_>>()],
        }
    });
    table("入户调查", &[&heads, &last], rows.collect())
}

fn question(finding: &SurveyFinding) -> impl Iterator<Item = Cell> {
    let SurveyFinding { name, target, is_mean, estimate, .. } = finding;
    let status = target.map_or(Cell::Nothing, |target| estimate.target_status(target).words().into());
    [Cell::Text(name.clone()), if *is_mean { "是" } else { "否" }.into()]
        .into_iter()
        .chain(estimated(estimate))
        .chain([
            Cell::Whole(estimate.answered.into()),
            estimate.design_effect.map_or(Cell::Nothing, Cell::Number),
            target.map_or(Cell::Nothing, |target| Cell::Number(target.share())),
            status,
        ])
}

/// The return visits beside the app's own rate, and the gap between the two; no row if nothing was drawn.
pub(super) fn return_visits(report: &Report) -> Table {
    let came_of_it = ["办完", "抽到", "问到", "不愿说", "三次没人接", "没问", "先不公布"];
    let rates = ["回访满意率", "回访下限", "回访上限", "自评满意率", "自评下限", "自评上限"];
    let gap = ["自评比回访高", "差的下限", "差的上限", "是不是偶然"];
    let rows = report.return_visits.iter().map(|visits| returned(report, visits));
    table("回访", &[&came_of_it, &rates, &gap], rows.collect())
}

fn returned(report: &Report, visits: &ReturnRate) -> Vec<Cell> {
    let ReturnRate { population, drawn, reached, refused, not_reached, held_back, satisfied } = visits;
    let counts = [*population, *drawn, *reached, *refused, *not_reached, visits.waiting(), *held_back];
    let mut row = counts.map(|count| Cell::Whole(count.into())).to_vec();
    // A rate without an interval says nothing, here as on the page.
    let satisfied = satisfied.filter(|estimate| estimate.interval.is_some());
    row.extend(satisfied.map_or([const { Cell::Nothing }; 3], |estimate| estimated(&estimate)));
    let own = report.rated();
    row.extend(own.map_or([const { Cell::Nothing }; 3], |own| bounded(own.count.share(), own.interval)));
    match Comparison::of(own.as_ref(), visits) {
        Some(gap) => {
            row.extend(bounded(gap.gap, gap.interval));
            row.push(gap.words().into());
        }
        None => row.extend([const { Cell::Nothing }; 4]),
    }
    row
}

fn bounded(value: f64, interval: Interval) -> [Cell; 3] {
    [value, interval.lower, interval.upper].map(Cell::Number)
}
