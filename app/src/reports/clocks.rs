//! Which clocks ran out.

use super::behind::behind;
use super::chart::{Bar, float};
use crate::components::{DataCell, DataRow, DataTable, Section};
use crate::paths;
use backend::reports::Overdue;
use domain::clocks::ClockKind;
use domain::counters::{Counts, Measure, Month};
use leptos::prelude::*;
use statistics::percent;
use strum::IntoEnumIterator;

/// The orders at the desk of which a clock has run out.
fn late_orders(kind: ClockKind) -> String {
    paths::with(paths::DESK, &[("state", "late"), ("clock", kind.into())])
}

/// How often each clock ran out, and how many have run out now.
#[component]
pub(super) fn LateClocks(
    /// What was counted.
    counts: Counts,
    /// What runs late now.
    overdue: Overdue,
    /// The months; `None` where nobody may look behind.
    months: Option<(Month, Month)>,
) -> impl IntoView {
    let rows = ClockKind::iter().map(|kind| {
        let (judged, late) = Measure::of_clock(kind);
        let (all, too_late) = (counts.of(judged), counts.of(late));
        let share = if all > 0 { float(too_late) / float(all) } else { 0.0 };
        let now = overdue.clocks.get(&kind).copied().unwrap_or(0);
        let now = match months.filter(|_| now > 0) {
            Some(_) => view! { <a class="count-link" href=late_orders(kind)>{now}</a> }.into_any(),
            None => now.into_any(),
        };
        view! {
            <DataRow>
                <DataCell>{kind.name()}</DataCell>
                <DataCell label="到点的">{all}</DataCell>
                <DataCell label="超时的">{behind(late, too_late, months)}</DataCell>
                <DataCell label="占"><span class="bar-line"><Bar share class="bar-fill bar-late"/> {percent(share)}</span></DataCell>
                <DataCell label="现在正超时">{now}</DataCell>
            </DataRow>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Section title="时限守住了没有">
            <DataTable caption="时限守住了没有" heads=vec!["时限", "到点的", "超时的", "占", "现在正超时"] compact=true>
                {rows}
            </DataTable>
        </Section>
    }
}
