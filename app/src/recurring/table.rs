//! The recurrences of a community, as the desk sees them.

use super::days::{later_days, left_out, next_day, skip_next, words};
use super::side::Side;
use crate::components::{ButtonKind, ButtonLink, DataCell, DataRow, DataTable};
use crate::paths;
use crate::verbatim::verbatim;
use backend::recurring::RecurrenceView;
use domain::time::Timestamp;
use leptos::prelude::*;

/// The recurrences of a community.
#[component]
pub(super) fn RecurrenceTable(
    /// The recurrences.
    views: Vec<RecurrenceView>,
    /// Whether the viewer may only look.
    read_only: bool,
    /// When the page is shown.
    now: Timestamp,
) -> impl IntoView {
    let mut heads = vec!["服务 · 给谁", "日子", "下一次", "哪次不来"];
    if !read_only {
        heads.push("操作");
    }
    let rows = views.into_iter().map(|view| row(&view, read_only, now)).collect_view();
    view! { <DataTable caption="定期点单" heads>{rows}</DataTable> }
}

fn row(view: &RecurrenceView, read_only: bool, now: Timestamp) -> AnyView {
    let name = view.service_name.clone();
    let who =
        format!("{} · {} {}", verbatim(&view.contact.name), verbatim(&view.estate_name), view.contact.place);
    let last = view.rule.last.map(|last| format!("，最后一天 {}", words(last, now))).unwrap_or_default();
    let holidays = format!("{}{last}", view.rule.on_holiday.name());
    let next = next_day(view, Side::Desk, now).unwrap_or_else(|| "没有了".into_any());
    let left_out: Vec<_> = left_out(view, now)
        .into_iter()
        .map(|(day, reason)| view! { <span class="table-line">{format!("{day}：{reason}")}</span> })
        .collect();
    let all_come = left_out.is_empty();
    let left_out = if all_come { "—".into_any() } else { left_out.into_any() };
    let changes = (!read_only).then(|| changes(view, &who, now));
    let changes = changes.map(|changes| view! { <DataCell label="操作">{changes}</DataCell> });
    let (id, days) = (view.id.to_string(), view.rule.words());
    view! {
        <DataRow>
            <DataCell>
                <b id=id>{name}</b>
                <span class="table-line">{who}</span>
            </DataCell>
            <DataCell label="日子">{days}<span class="table-line">{holidays}</span></DataCell>
            <DataCell label="下一次">{next}</DataCell>
            <DataCell label="哪次不来" absent=all_come>{left_out}</DataCell>
            {changes}
        </DataRow>
    }
    .into_any()
}

/// Leaving out the next time, leaving out a later one, stopping.
fn changes(view: &RecurrenceView, who: &str, now: Timestamp) -> AnyView {
    let href = paths::recurrence_stop(paths::DESK_RECURRING, &view.id);
    let about = format!("{} {who}", view.service_name);
    let (next, later) = (skip_next(view, Side::Desk, now), later_days(view, Side::Desk, now));
    view! {
        {next}
        <ButtonLink href label="停止" kind=ButtonKind::Quiet about/>
        {later}
    }
    .into_any()
}
