//! The first page of office and district: where something has to be done, the worst community first.

use super::indicator::indicator_href;
use super::indicators::tone;
use crate::components::{
    DataCell, DataRow, DataTable, DeskPage, Empty, FigureTile, FigureTiles, RowLink, Tag, Tone,
};
use crate::context::{backend, now, signed_in};
use crate::desk::group_href;
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::orders::DeskGroup;
use backend::reports::{CommunityStanding, Overview, Standing, overview};
use domain::counters::Month;
use domain::reports::{Finding, Indicator};
use domain::time::{Timestamp, length_words};
use leptos::prelude::*;
use statistics::{Target, percent, shown};

/// How the communities of the viewer's area stand.
#[component]
pub fn OverviewPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let Overview { month, whole, communities } = overview(&backend, &viewer).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::Overview).await?;
        let late = whole.late;
        let tiles = tiles(&whole, month, now());
        let table = if communities.is_empty() {
            view! { <Empty icon="inbox" words="这里还没有社区"/> }.into_any()
        } else {
            let rows: Vec<_> = communities.into_iter().map(|community| row(community, month)).collect();
            view! {
                <DataTable caption="各社区，最要紧的在前" heads=vec!["社区", "超时", "待派单", "退单待定", "24 小时答复", "满意 / 评价"] compact=true>
                    {rows.into_iter().collect_view()}
                </DataTable>
            }
            .into_any()
        };
        Ok(view! {
            <DeskPage title="总览" hide_title=true waiting=late live=true nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                <FigureTiles tiles/>
                {table}
            </DeskPage>
        })
    })
}

/// What is late and what waits now, and the two promises so far.
fn tiles(whole: &Standing, month: Month, now: Timestamp) -> Vec<FigureTile> {
    let oldest = whole.oldest.map_or_else(
        || "没有等着的".to_owned(),
        |oldest| format!("最久的等了 {}", length_words(now.since(oldest))),
    );
    let reply = whole.reply.map_or_else(
        || ("—".to_owned(), "还没有该答复的点单".to_owned(), Tone::Plain),
        |found| {
            let (yes, n) = (found.count.successes(), found.count.n());
            let line = match Indicator::Reply.target(month) {
                Some(target) => format!("目标 {} · {n} 次里 {yes} 次", target.aim()),
                None => format!("{n} 次里 {yes} 次"),
            };
            (found.words(), line, promise_tone(&found, Indicator::Reply, month))
        },
    );
    let satisfied = whole.satisfied.map_or_else(
        || ("—".to_owned(), "还没有评价".to_owned(), Tone::Plain),
        |found| {
            let span = found.interval_words().map_or_else(String::new, |span| format!("{span} · "));
            let line = format!("{span}办完 {} 次，评价 {} 次", found.population, found.count.n());
            let value = shown(found.count.share(), found.interval);
            (value, line, promise_tone(&found, Indicator::Satisfaction, month))
        },
    );
    let late_tone = if whole.late > 0 { Tone::Red } else { Tone::Plain };
    let months = (month, month);
    vec![
        FigureTile::new("现在超时", whole.late.to_string(), group_href(DeskGroup::Late, ""))
            .line("到了说好的时间还没做到的")
            .tone(late_tone),
        FigureTile::new("待派单", whole.waiting.to_string(), group_href(DeskGroup::Placed, "")).line(oldest),
        FigureTile::new("24 小时答复，本月", reply.0, indicator_href(Indicator::Reply, months))
            .line(reply.1)
            .tone(reply.2),
        FigureTile::new("满意，本月", satisfied.0, indicator_href(Indicator::Satisfaction, months))
            .line(satisfied.1)
            .tone(satisfied.2),
    ]
}

/// The colour of a promise: plain where nothing is decided yet.
fn promise_tone(found: &Finding, indicator: Indicator, month: Month) -> Tone {
    let status = |target: Target| tone(found.target_status(target));
    indicator.target(month).map(status).filter(|tone| *tone == Tone::Red).unwrap_or(Tone::Plain)
}

/// One community; each number leads to what it counts.
fn row(community: CommunityStanding, month: Month) -> AnyView {
    let CommunityStanding { code, name, standing } = community;
    let Standing { waiting, for_the_lead, late, reply, satisfied, .. } = standing;
    let code = code.as_str();
    let late_cell = match late {
        0 => "0".into_any(),
        late => {
            let href = group_href(DeskGroup::Late, code);
            view! { <a class="count-link" href=href><Tag label=late.to_string() tone=Tone::Red/></a> }
                .into_any()
        }
    };
    let waiting_cell = match waiting {
        0 => "0".into_any(),
        waiting => {
            let href = group_href(DeskGroup::Placed, code);
            view! { <a class="count-link" href=href>{waiting}</a> }.into_any()
        }
    };
    let reply_cell = reply.map(|found| {
        let words = percent(found.count.share());
        match promise_tone(&found, Indicator::Reply, month) {
            Tone::Red => view! { <Tag label=words tone=Tone::Amber/> }.into_any(),
            _ => words.into_any(),
        }
    });
    let rated = satisfied.map(|found| format!("{} / {}", found.count.successes(), found.count.n()));
    let (no_reply, unrated) = (reply_cell.is_none(), rated.is_none());
    let href = paths::with(paths::FIGURES, &[("community", code)]);
    view! {
        <DataRow>
            <DataCell><RowLink href label=verbatim(name) tag=None/></DataCell>
            <DataCell label="超时">{late_cell}</DataCell>
            <DataCell label="待派单">{waiting_cell}</DataCell>
            <DataCell label="退单待定" absent=for_the_lead == 0>{for_the_lead}</DataCell>
            <DataCell label="24 小时答复" absent=no_reply>{reply_cell.unwrap_or_else(|| "—".into_any())}</DataCell>
            <DataCell label="满意 / 评价" absent=unrated>{rated.unwrap_or_else(|| "—".to_owned())}</DataCell>
        </DataRow>
    }
    .into_any()
}
