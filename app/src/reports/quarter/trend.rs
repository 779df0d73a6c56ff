//! The trend as a picture with its numbers beside it.

use crate::parts::{DataCell, DataRow, DataTable, Section};
use crate::reports::trend::picture;
use backend::reports::TrendPoint;
use domain::rates::Target;
use leptos::prelude::*;

/// Satisfaction over the year up to the quarter.
#[component]
pub(super) fn PrintedTrend(
    /// The months.
    points: Vec<TrendPoint>,
    /// What is promised.
    target: Option<Target>,
) -> impl IntoView {
    let (says, drawing) = picture(&points, target)?;
    let rows = points.into_iter().map(|point| {
        let (value, interval, n) = point.found.map_or_else(
            || ("—".to_owned(), "—".to_owned(), 0),
            |found| (found.words(), found.interval_words().unwrap_or_default(), found.count.n()),
        );
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
    Some(view! {
        <Section title="满意度，近 12 个月">
            <div class="sheet-beside">
                <svg class="chart-drawing" viewBox="0 0 420 250" role="img" aria-label=says>{drawing}</svg>
                <DataTable caption="满意度按月" heads=vec!["月份", "满意度", "可能在", "评价"]>{rows}</DataTable>
            </div>
        </Section>
    })
}
