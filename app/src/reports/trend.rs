//! Satisfaction month by month, with the band in which the truth may lie.

use super::chart::{Chart, Scale, floor, marks, number, path};
use super::indicator::indicator_href;
use crate::components::{DataCell, DataRow, DataTable, Section};
use backend::reports::TrendPoint;
use domain::reports::{Finding, Indicator};
use leptos::prelude::*;
use statistics::{LEAST_ANSWERS, Target, percent};

const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 250.0;
const LEFT: f64 = 50.0;
const RIGHT: f64 = 410.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 210.0;

/// Satisfaction month by month.
#[component]
pub(super) fn Trend(
    /// The months.
    points: Vec<TrendPoint>,
    /// What is promised.
    target: Option<Target>,
    /// Whether each month leads to what it is made of.
    #[prop(optional)]
    looks_behind: bool,
) -> impl IntoView {
    let Some((says, drawing)) = picture(&points, target) else { return ().into_any() };
    view! {
        <Section title="满意度，一个月一个月看">
            <Chart says size=(420, 250) drawing legend="圆点是当月的满意度，阴影是可能的范围，虚线是目标。按点单的月份算；最近的月份还会有评价进来。">
                <MonthTable points looks_behind/>
            </Chart>
        </Section>
    }
    .into_any()
}

/// The numbers of the picture, month by month.
#[component]
pub(super) fn MonthTable(
    /// The months.
    points: Vec<TrendPoint>,
    /// Whether each month leads to what it is made of.
    #[prop(optional)]
    looks_behind: bool,
) -> impl IntoView {
    let held_back = points.iter().any(|point| point.held_back);
    let held_back = held_back.then(|| {
        let words = format!(
            "评价不到 {LEAST_ANSWERS} 次的月份先不公布，免得看出是谁评的；只有一两个这样的月份时，再藏一个评价少的，免得从合计里减出来。"
        );
        view! { <p class="aside">{words}</p> }
    });
    let rows = points.into_iter().map(move |point| {
        let dash = || "—".to_owned();
        let (value, interval, n) = match point.found {
            Some(found) => {
                (found.words(), found.interval_words().unwrap_or_default(), found.count.n().to_string())
            }
            None if point.held_back => ("先不公布".to_owned(), dash(), dash()),
            None => (dash(), dash(), "0".to_owned()),
        };
        let href = indicator_href(Indicator::Satisfaction, (point.month, point.month));
        let value = if looks_behind && point.found.is_some() {
            view! { <a class="count-link" href=href>{value}</a> }.into_any()
        } else {
            value.into_any()
        };
        view! {
            <DataRow>
                <DataCell>{point.month.words()}</DataCell>
                <DataCell label="满意度">{value}</DataCell>
                <DataCell label="可能在">{interval}</DataCell>
                <DataCell label="评价">{n}</DataCell>
            </DataRow>
        }
    });
    let rows = rows.collect_view();
    view! {
        <DataTable caption="满意度按月" heads=vec!["月份", "满意度", "可能在", "评价"] compact=true>{rows}</DataTable>
        {held_back}
    }
}

/// What is read out, and the drawing; `None` if nobody rated.
pub(super) fn picture(points: &[TrendPoint], target: Option<Target>) -> Option<(String, AnyView)> {
    let found: Vec<_> = points.iter().filter_map(|point| point.found).collect();
    let says = format!("满意度按月，最近是 {}", found.last()?.words());
    let low = floor(found.iter().map(|found| found.interval.lower));
    Some((says, drawing(points, low, target).into_any()))
}

fn drawing(points: &[TrendPoint], low: f64, target: Option<Target>) -> impl IntoView + use<> {
    let last = f64::from(u16::try_from(points.len().saturating_sub(1)).unwrap_or(u16::MAX)).max(1.0);
    let across = Scale { low: 0.0, high: last, start: LEFT + 18.0, end: RIGHT - 18.0 };
    let up = Scale { low, high: 1.0, start: BOTTOM, end: TOP };
    let x = |place: usize| across.at(f64::from(u16::try_from(place).unwrap_or(u16::MAX)));
    let target = target.map(|target| {
        let y = number(up.at(target.share()));
        view! {
            <line class="chart-target" x1=number(LEFT) x2=number(RIGHT) y1=y.clone() y2=y/>
            <text class="chart-words chart-words-target" x=number(WIDTH - 12.0) y="14" text-anchor="end">{format!("目标 {}", target.words())}</text>
        }
    });
    let lines = marks(low).into_iter().map(|mark| {
        let y = up.at(mark);
        view! {
            <line class="chart-line" x1=number(LEFT) x2=number(RIGHT) y1=number(y) y2=number(y)/>
            <text class="chart-words" x=number(LEFT - 8.0) y=number(y + 5.0) text-anchor="end">{percent(mark).replace(".0", "")}</text>
        }
    });
    let known: Vec<(usize, Finding)> =
        points.iter().enumerate().filter_map(|(place, point)| Some((place, point.found?))).collect();
    // A month without answers parts the band: nothing is known between.
    let runs = known.chunk_by(|(one, _), (other, _)| one + 1 == *other);
    let bands = runs.map(|run| {
        let upper = run.iter().map(|(place, found)| (x(*place), up.at(found.interval.upper)));
        let lower = run.iter().rev().map(|(place, found)| (x(*place), up.at(found.interval.lower)));
        let band: Vec<_> = upper.chain(lower).collect();
        let middle: Vec<_> =
            run.iter().map(|(place, found)| (x(*place), up.at(found.count.share()))).collect();
        view! {
            <path class="chart-band" d=format!("{} Z", path(&band))/>
            <path class="chart-stroke" d=path(&middle)/>
        }
    });
    let dots = known.iter().map(|(place, found)| {
        let (lower, upper) = (up.at(found.interval.lower), up.at(found.interval.upper));
        let x = number(x(*place));
        view! {
            <line class="chart-reach" x1=x.clone() x2=x.clone() y1=number(lower) y2=number(upper)/>
            <circle class="chart-dot" cx=x cy=number(up.at(found.count.share())) r="5"/>
        }
    });
    let every = points.len().div_ceil(6).max(1);
    let months = points.iter().enumerate().filter(|(place, _)| place % every == 0).map(|(place, point)| {
        view! { <text class="chart-words" x=number(x(place)) y=number(HEIGHT - 18.0) text-anchor="middle">{point.month.short_words()}</text> }
    });
    view! {
        {lines.collect_view()}
        {bands.collect_view()}
        {target}
        {dots.collect_view()}
        {months.collect_view()}
    }
}
