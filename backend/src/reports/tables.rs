//! The tables of a report, for files that others reckon with.

use super::Report;
use super::asked_tables::{return_visits, survey};
use crate::spreadsheet::{Cell, Table};
use domain::areas::AreaCode;
use domain::clocks::ClockKind;
use domain::counters::{Counts, Measure};
use domain::reports::{Coverage, Finding, Found};
use statistics::{Estimate, Interval};
use strum::IntoEnumIterator;

/// The columns that a finding fills.
const FOUND: [&str; 6] = ["满意或做到", "总数", "可回答的", "比例", "区间下限", "区间上限"];

/// All tables of a report.
#[must_use]
pub fn tables(report: &Report) -> Vec<Table> {
    vec![
        results(report),
        survey(report),
        return_visits(report),
        coverage(report),
        months(report),
        measures(report),
        clocks(report),
        communities(report),
    ]
}

fn results(report: &Report) -> Table {
    let rows = report.results.iter().map(|result| {
        let target = result.target.map_or(Cell::Nothing, |target| Cell::Number(target.share()));
        let mut row = vec![result.indicator.name().into(), target];
        row.extend(found_cells(result.found));
        row.push(result.target_status().map_or(Cell::Nothing, |(_, words)| words.into()));
        row
    });
    table("承诺和实际", &[&["指标", "目标"], &FOUND, &["结论"]], rows.collect())
}

/// What was found of an indicator. What a survey says is estimated with weights, so that no whole number of answers makes
/// its share.
fn found_cells(found: Option<Found>) -> [Cell; 6] {
    match found {
        None => columns(None),
        Some(Found::Ratings(found) | Found::Census(found)) => columns(Some(found)),
        Some(Found::Survey(found)) => {
            let [share, lower, upper] = estimated(&found.estimate);
            let [n, drawn] =
                [found.estimate.answered, found.tally.drawn()].map(|number| Cell::Whole(number.into()));
            [Cell::Nothing, n, drawn, share, lower, upper]
        }
    }
}

/// An estimate and its bounds; no bounds where too few answered to see any.
pub(super) fn estimated(estimate: &Estimate) -> [Cell; 3] {
    let bound = |end: fn(Interval) -> f64| {
        estimate.interval.map_or(Cell::Nothing, |interval| Cell::Number(end(interval)))
    };
    [Cell::Number(estimate.value), bound(|interval| interval.lower), bound(|interval| interval.upper)]
}

/// The columns of what the application reaches.
const COVERED: [&str; 8] = [
    "小区",
    "三张清单齐的小区",
    "住户",
    "登记的住户",
    "社区",
    "近 90 天办完过的社区",
    "近 30 天扫过海报的小区",
    "近 30 天打开海报的次数",
];

fn coverage(report: &Report) -> Table {
    let row = |code: &AreaCode, name: &str, one: Coverage| {
        let counts = [
            one.estates,
            one.published,
            one.households,
            one.registered,
            one.communities,
            one.active,
            one.poster_estates,
            one.poster_scans,
        ];
        let place = [Cell::Text(code.to_string()), Cell::Text(name.to_owned())];
        place.into_iter().chain(counts.map(Cell::Whole)).collect()
    };
    let whole = row(&report.span.area, &report.name, report.coverage.whole);
    let parts = report.coverage.parts.iter().map(|part| row(&part.code, &part.name, part.coverage));
    table("覆盖", &[&["代码", "地方"], &COVERED], std::iter::once(whole).chain(parts).collect())
}

fn months(report: &Report) -> Table {
    let rows = report.trend.iter().map(|point| {
        let mut row = vec![Cell::Text(point.month.to_string())];
        row.extend(columns(point.found));
        row
    });
    table("满意度按月", &[&["月份"], &FOUND], rows.collect())
}

fn measures(report: &Report) -> Table {
    let row = |(measure, count): (Measure, i64)| vec![measure.name().into(), Cell::Whole(count)];
    table("全部计数", &[&["计数", "数"]], report.counts.iter().map(row).collect())
}

fn clocks(report: &Report) -> Table {
    let rows = ClockKind::iter().map(|kind| {
        let (judged, late) = Measure::of_clock(kind);
        let now = report.overdue.clocks.get(&kind).copied().unwrap_or(0);
        let counts = [report.counts.of(judged), report.counts.of(late), now];
        [kind.name().into()].into_iter().chain(counts.map(Cell::Whole)).collect()
    });
    table("时限", &[&["时限", "到点的", "超时的", "现在正超时"]], rows.collect())
}

fn communities(report: &Report) -> Table {
    let rows = report.communities.iter().map(|one| {
        let mut row = vec![Cell::Text(one.code.to_string()), Cell::Text(one.name.clone())];
        row.extend(columns(one.found));
        row.extend(stages(&one.counts));
        row
    });
    let stages: Vec<_> = Measure::STAGES.iter().map(|stage| stage.name()).collect();
    table("各社区", &[&["代码", "社区"], &FOUND, &stages], rows.collect())
}

fn stages(counts: &Counts) -> impl Iterator<Item = Cell> + '_ {
    Measure::STAGES.iter().map(|stage| Cell::Whole(counts.of(*stage)))
}

fn columns(found: Option<Finding>) -> [Cell; 6] {
    let Some(found) = found else { return [const { Cell::Nothing }; 6] };
    [
        Cell::Whole(found.count.successes().into()),
        Cell::Whole(found.count.n().into()),
        Cell::Whole(found.population),
        Cell::Number(found.count.share()),
        Cell::Number(found.interval.lower),
        Cell::Number(found.interval.upper),
    ]
}

/// A table; its head is these columns one after the other.
pub(super) fn table(name: &'static str, heads: &[&[&str]], rows: Vec<Vec<Cell>>) -> Table {
    let heads = heads.iter().flat_map(|heads| heads.iter().map(|head| (*head).to_owned()));
    Table { name, heads: heads.collect(), rows }
}
