//! The answers behind the rate of return visits.

use crate::context::{backend, now, query, signed_in};
use crate::page::page;
use crate::parts::{ButtonKind, ButtonLink, ButtonRow, DataCell, DataRow, DataTable, DeskPage, Empty};
use crate::paths;
use crate::places::{AtDesk, desk_bar, desk_who};
use backend::return_visits::{ReturnPart, return_parts};
use domain::figures::Month;
use domain::time::{Timestamp, day_words};
use leptos::prelude::*;

/// Where they stand, for these months.
pub(super) fn return_parts_href((from, to): (Month, Month)) -> String {
    paths::with(paths::DESK_FIGURES_RETURNS, &[("from", &from.to_string()), ("to", &to.to_string())])
}

/// What those said who were drawn and called.
#[component]
pub fn ReturnPartsPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let to = query("to").parse().unwrap_or_else(|_| Month::of(now()));
        let from = query("from").parse().unwrap_or_else(|_| to.plus(-11));
        let parts = return_parts(&backend, &viewer, (from, to)).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::Figures).await?;
        let title = format!("回访：{} 到 {}", from.words(), to.words());
        let back = [("from", &*from.to_string()), ("to", &to.to_string())];
        let back = paths::with(paths::DESK_FIGURES, &back);
        let table = if parts.is_empty() {
            view! { <Empty icon="phone" words="这几个月没有抽过回访"/> }.into_any()
        } else {
            let now = now();
            let rows = parts.into_iter().map(|part| row(part, now)).collect_view();
            let heads = vec!["哪里", "办完", "抽了", "问到的", "不愿说", "没人接", "还没问"];
            view! { <DataTable caption="回访的回答" heads compact=true>{rows}</DataTable> }.into_any()
        };
        Ok(view! {
            <DeskPage title nav who=desk_who(&viewer) who_href=paths::ME>
                <p class="aside">"一单一个回答，谁打的电话谁写下，写下就不能改。这里不列单号：知道不会被认出来，不满意的人才肯说。"</p>
                {table}
                <ButtonRow><ButtonLink href=back label="回统计" kind=ButtonKind::Plain/></ButtonRow>
            </DeskPage>
        })
    })
}

fn row(part: ReturnPart, now: Timestamp) -> AnyView {
    let waiting = part.waiting();
    let nobody = part.reached.is_empty();
    let said = part.reached.into_iter().map(|(level, count)| {
        view! { <span class="count">{level.name()} " " {count}</span> }
    });
    let said = said.collect_view();
    let week = part.monday.map(|monday| format!("{} 起的一周", day_words(monday, now.date())));
    let name = week.unwrap_or(part.community);
    view! {
        <DataRow>
            <DataCell><b>{name}</b></DataCell>
            <DataCell label="办完">{part.population}</DataCell>
            <DataCell label="抽了">{part.drawn}</DataCell>
            <DataCell label="问到的" absent=nobody><span class="counts">{said}</span></DataCell>
            <DataCell label="不愿说" absent={part.refused == 0}>{part.refused}</DataCell>
            <DataCell label="没人接" absent={part.not_reached == 0}>{part.not_reached}</DataCell>
            <DataCell label="还没问" absent={waiting == 0}>{waiting}</DataCell>
        </DataRow>
    }
    .into_any()
}
