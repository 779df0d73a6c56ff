//! Where orders are lost: how many came how far.

use super::behind::behind;
use super::chart::{Bar, float};
use crate::components::{DataCell, DataRow, DataTable, Section};
use domain::counters::{Counts, Measure, Month};
use leptos::prelude::*;
use statistics::percent;

/// How far orders came.
#[component]
pub(super) fn Stages(
    /// What was counted.
    counts: Counts,
    /// The months; `None` where nobody may look behind.
    months: Option<(Month, Month)>,
) -> impl IntoView {
    let placed = counts.of(Measure::Placed);
    let mut before = placed;
    let rows = Measure::STAGES.map(|stage| {
        let count = counts.of(stage);
        let lost = before - count;
        before = count;
        let share = if placed > 0 { float(count) / float(placed) } else { 0.0 };
        let absent = lost <= 0;
        let lost = if lost > 0 { format!("少了 {lost} 单") } else { String::new() };
        view! {
            <DataRow>
                <DataCell>{stage.name()}</DataCell>
                <DataCell label="单数">{behind(stage, count, months)}</DataCell>
                <DataCell label="占点单"><span class="bar-line"><Bar share/> {percent(share)}</span></DataCell>
                <DataCell label="这一步" absent>{lost}</DataCell>
            </DataRow>
        }
    });
    let rest = [Measure::Cancelled, Measure::Refused, Measure::Declines, Measure::Reopenings].map(|measure| {
        view! { <span class="count">{measure.name()} " " {behind(measure, counts.of(measure), months)}</span> }
    });
    view! {
        <Section title="单子走到了哪一步">
            <DataTable caption="单子走到了哪一步" heads=vec!["步骤", "单数", "占点单", "这一步"] compact=true>{rows.collect_view()}</DataTable>
            <p class="aside counts">{rest.collect_view()}</p>
        </Section>
    }
}
