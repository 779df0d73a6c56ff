//! Every community by how many rated and how many were content, with the room that chance alone takes.

use super::chart::{Chart, Scale, float, floor, marks, number, path};
use crate::components::{DataCell, DataRow, DataTable, Section};
use crate::verbatim::verbatim;
use backend::reports::AreaFinding;
use domain::reports::Finding;
use leptos::prelude::*;
use statistics::{Confidence, RANKED_FROM, clopper_pearson, percent};

const LEFT: f64 = 50.0;
const RIGHT: f64 = 410.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 284.0;
/// The normal quantiles within which 95 and 99.8 of a hundred communities lie by chance alone.
const LIMITS: [f64; 2] = [1.96, 3.09];

/// The communities and what chance does to them.
#[component]
pub(super) fn FunnelPlot(communities: Vec<AreaFinding>) -> impl IntoView {
    let known: Vec<(String, Finding)> =
        communities.into_iter().filter_map(|one| Some((verbatim(one.name), one.found?))).collect();
    let (Some(most), true) = (known.iter().map(|(_, found)| found.count.n()).max(), known.len() > 2) else {
        return ().into_any();
    };
    let sum = |of: fn(&Finding) -> u32| known.iter().map(|(_, found)| f64::from(of(found))).sum::<f64>();
    let overall = sum(|found| found.count.successes()) / sum(|found| found.count.n());
    let outside: Vec<_> = known.iter().filter(|(_, found)| is_outside(found, overall)).collect();
    let says = format!("{} 个社区，{} 个在控制线以外", known.len(), outside.len());
    let drawing = drawing(&known, overall, f64::from(most)).into_any();
    let rows = known.into_iter().map(move |(name, found)| {
        let words = if is_outside(&found, overall) { "偶然说不通" } else { "偶然就会有" };
        view! {
            <DataRow>
                <DataCell>{name}</DataCell>
                <DataCell label="评价">{found.count.n()}</DataCell>
                <DataCell label="满意度">{found.words()}</DataCell>
                <DataCell label="和全体比">{words}</DataCell>
            </DataRow>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Section title="哪些社区的差别不是偶然">
            <Chart says size=(420, 330) drawing
                legend="一个点是一个社区：越往右评价越多。内外两道线之间，单凭偶然 100 个社区里会有 95 个、99.8 个；落在外面的值得去看看。">
                <DataTable caption="各社区的评价" heads=vec!["社区", "评价", "满意度", "和全体比"] compact=true>{rows}</DataTable>
            </Chart>
        </Section>
    }
    .into_any()
}

/// Whether chance alone hardly explains it: reckoned exactly, and only where there are answers enough. The lines in
/// the picture are the usual approximation.
fn is_outside(found: &Finding, overall: f64) -> bool {
    let sure = Confidence::new(0.998).unwrap_or(Confidence::USUAL);
    found.count.n() >= RANKED_FROM && !clopper_pearson(found.count, sure).holds(overall)
}

fn drawing(known: &[(String, Finding)], overall: f64, most: f64) -> impl IntoView + use<> {
    let low = floor(known.iter().map(|(_, found)| found.count.share()));
    let across = Scale { low: 0.0, high: most * 1.05, start: LEFT, end: RIGHT };
    let up = Scale { low, high: 1.0, start: BOTTOM, end: TOP };
    let lines = marks(low).into_iter().map(|mark| {
        let y = up.at(mark);
        view! {
            <line class="chart-line" x1=number(LEFT) x2=number(RIGHT) y1=number(y) y2=number(y)/>
            <text class="chart-words" x=number(LEFT - 8.0) y=number(y + 5.0) text-anchor="end">{percent(mark).replace(".0", "")}</text>
        }
    });
    let limits = LIMITS.iter().flat_map(|limit| {
        [-limit, *limit].map(|limit| {
            let points = (1_u16..=60).map(|step| {
                let n = most * 1.05 * f64::from(step) / 60.0;
                let share = overall + limit * (overall * (1.0 - overall) / n).sqrt();
                (across.at(n), up.at(share.clamp(low, 1.0)))
            });
            view! { <path class="chart-limit" d=path(&points.collect::<Vec<_>>())/> }
        })
    });
    let middle = number(up.at(overall));
    let dots = known.iter().map(|(name, found)| {
        let (x, y) = (across.at(float(i64::from(found.count.n()))), up.at(found.count.share()));
        let outside = is_outside(found, overall);
        let class = if outside { "chart-dot chart-dot-out" } else { "chart-dot" };
        let label = outside.then(|| {
            view! { <text class="chart-words" x=number(x) y=number(y + 20.0) text-anchor="middle">{name.clone()}</text> }
        });
        view! { <circle class=class cx=number(x) cy=number(y) r="5"><title>{name.clone()}</title></circle> {label} }
    });
    let ticks = [0.0, 0.5, 1.0].map(|share| {
        let n = (most * share).round();
        view! { <text class="chart-words" x=number(across.at(n)) y="308" text-anchor="middle">{format!("{n:.0}")}</text> }
    });
    view! {
        {lines.collect_view()}
        {limits.collect_view()}
        <line class="chart-target" x1=number(LEFT) x2=number(RIGHT) y1=middle.clone() y2=middle/>
        {dots.collect_view()}
        {ticks.collect_view()}
        <text class="chart-words" x=number(RIGHT) y="326" text-anchor="end">"评价次数"</text>
    }
}
