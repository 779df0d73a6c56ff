//! The answers behind the rate of return visits.

use super::months::{about_months, asked_months};
use crate::components::{ButtonKind, ButtonLink, ButtonRow, DataCell, DataRow, DataTable, DeskPage, Empty};
use crate::context::{backend, signed_in};
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::page;
use crate::paths;
use crate::verbatim::verbatim;
use backend::return_visits::{ReturnPart, return_parts};
use domain::counters::Month;
use leptos::prelude::*;
use statistics::LEAST_ANSWERS;

/// Where they stand, for these months.
pub(super) fn return_visit_parts_href(months: (Month, Month)) -> String {
    about_months(paths::DESK_FIGURES_RETURN_VISITS, months)
}

/// What those said who were drawn and called.
#[component]
pub fn ReturnVisitPartsPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let (from, to) = asked_months();
        let parts = return_parts(&backend, &viewer, (from, to)).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::Figures).await?;
        let title = format!("回访：{} 到 {}", from.words(), to.words());
        let back = about_months(paths::DESK_FIGURES, (from, to));
        let table = if parts.is_empty() {
            view! { <Empty icon="phone" words="这几个月没有抽过回访"/> }.into_any()
        } else {
            let rows = parts.into_iter().map(row).collect_view();
            let heads = vec!["社区", "办完", "抽了", "问到的", "不愿说", "没人接", "没问", "先不公布"];
            view! { <DataTable caption="回访的回答" heads compact=true>{rows}</DataTable> }.into_any()
        };
        Ok(view! {
            <DeskPage title nav who=desk_who(&viewer) who_href=paths::ME>
                <p class="aside">"一单一个回答，谁打的电话谁写下，写下就不能改。这里不列单号：知道不会被认出来，不满意的人才肯说。"</p>
                <p class="aside">{format!("问到的满 {LEAST_ANSWERS} 单、那几周的电话都打完了，才一批一起公布，算在最后一周的那个月。")}</p>
                {table}
                <ButtonRow><ButtonLink href=back label="回统计" kind=ButtonKind::Plain/></ButtonRow>
            </DeskPage>
        })
    })
}

fn row(part: ReturnPart) -> AnyView {
    let waiting = part.waiting();
    // Of a batch that isn't told yet, not even how many were done.
    let untold = part.drawn == 0 && part.held_back > 0;
    let told = move |count: u32| if untold { "—".to_owned() } else { count.to_string() };
    let nobody = part.reached.is_empty();
    let said = part.reached.into_iter().map(|(level, count)| {
        view! { <span class="count">{level.name()} " " {count}</span> }
    });
    let said = said.collect_view();
    view! {
        <DataRow>
            <DataCell><b>{verbatim(part.community)}</b></DataCell>
            <DataCell label="办完" absent=untold>{told(part.population)}</DataCell>
            <DataCell label="抽了" absent=untold>{told(part.drawn)}</DataCell>
            <DataCell label="问到的" absent=nobody><span class="counts">{said}</span></DataCell>
            <DataCell label="不愿说" absent={part.refused == 0}>{part.refused}</DataCell>
            <DataCell label="没人接" absent={part.not_reached == 0}>{part.not_reached}</DataCell>
            <DataCell label="没问" absent={waiting == 0}>{waiting}</DataCell>
            <DataCell label="先不公布" absent={part.held_back == 0}>{part.held_back}</DataCell>
        </DataRow>
    }
    .into_any()
}
