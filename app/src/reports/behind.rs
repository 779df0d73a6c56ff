//! The orders behind a figure.

use super::months::asked_months;
use crate::components::{DataCell, DataRow, DataTable, DeskPage, Empty, Pager, RowLink, StateTag, Words};
use crate::context::{backend, now, query, signed_in};
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::page;
use crate::paths;
use crate::tag_tone::tag_tone;
use crate::verbatim::verbatim;
use backend::AppError;
use backend::reports::orders_behind;
use domain::counters::{Measure, Month};
use leptos::prelude::*;

/// A figure that leads to its orders, for those who may see them.
pub(super) fn behind(measure: Measure, count: i64, months: Option<(Month, Month)>) -> AnyView {
    let Some((from, to)) = months.filter(|_| count > 0) else { return count.into_any() };
    let measure: &str = measure.into();
    let (from, to) = (from.to_string(), to.to_string());
    let href = paths::with(paths::DESK_FIGURES_ORDERS, &[("of", measure), ("from", &from), ("to", &to)]);
    view! { <a class="count-link" href=href>{count}</a> }.into_any()
}

/// The orders that count for a measure.
#[component]
pub fn BehindPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let missing = || AppError::not_found("report.measure_not_found", "这个数");
        let measure: Measure = query("of").parse().map_err(|_| missing())?;
        let (from, to) = asked_months();
        let after = query("after");
        let behind = orders_behind(&backend, &viewer, measure, from, to, &after).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::Figures).await?;
        let empty = behind.orders.is_empty();
        let here = |after: &str| {
            let (of, from, to): (&str, _, _) = (measure.into(), from.to_string(), to.to_string());
            let query = [("of", of), ("from", &from), ("to", &to), ("after", after)];
            paths::with(paths::DESK_FIGURES_ORDERS, &query)
        };
        let older: Words = behind.next.as_deref().map(here).into();
        let newer: Words = (!after.is_empty()).then(|| here("")).into();
        let paged = older.is_some() || newer.is_some();
        let (now, orders) = (now(), behind.orders);
        let rows = orders.into_iter().map(move |order| {
            let number = order.number.to_string();
            let line =
                format!("{} · {} · {number}", verbatim(&order.community_name), verbatim(&order.estate_name));
            let href = paths::with(paths::DESK, &[("order", &number)]);
            let (state, at) = (tag_tone(&order.state), order.placed_at.words(now));
            view! {
                <DataRow>
                    <DataCell><RowLink href label=order.service_name line tag=None/></DataCell>
                    <DataCell label="点单">{at}</DataCell>
                    <DataCell label="现在"><StateTag tag_tone=state/></DataCell>
                </DataRow>
            }
        });
        let rows = rows.collect_view();
        let table = if empty {
            view! { <Empty words="没有这样的工单" href=paths::DESK_FIGURES action="回统计"/> }.into_any()
        } else {
            view! { <DataTable caption=measure.name() heads=vec!["服务 · 地点", "点单", "现在"]>{rows}</DataTable> }
                .into_any()
        };
        let title = format!("{}：{} 到 {}", measure.name(), from.words(), to.words());
        Ok(view! {
            <DeskPage title nav who=desk_who(&viewer) who_href=paths::ME>
                <p>{measure.definition()}</p>
                <p class="aside">"按点单的月份算；一单可能办完、评价不止一次。"</p>
                {table}
                {paged.then(|| view! { <Pager newer older/> })}
            </DeskPage>
        })
    })
}
