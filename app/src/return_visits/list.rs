//! The orders that one is to ask after.

use crate::components::{DataCell, DataRow, DataTable, DeskPage, Empty, RowLink, Tag, Tone};
use crate::context::{backend, now, signed_in};
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::return_visits::{ReturnLine, return_visits};
use domain::return_visits::{NextCall, TRIES};
use domain::time::{Timestamp, day_words};
use leptos::prelude::*;

/// The orders that the viewer may ask after.
#[component]
pub fn ReturnVisitsPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let lines = return_visits(&backend, &viewer).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::ReturnVisits).await?;
        let now = now();
        let list = if lines.is_empty() {
            view! { <Empty icon="phone" words="现在没有要您打的回访电话，每周一会抽新的"/> }.into_any()
        } else {
            view! { <Lines lines now/> }.into_any()
        };
        Ok(view! {
            <DeskPage title="回访" nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                <p class="aside">"每周一从上周办完的单子里随机抽，由没经手的人打电话问。抽到哪单就问哪单，不换别的。"</p>
                {list}
            </DeskPage>
        })
    })
}

#[component]
fn Lines(lines: Vec<ReturnLine>, now: Timestamp) -> impl IntoView {
    let rows = lines.into_iter().map(|line| {
        let href = paths::desk_return(&line.number);
        let label = line.service_name;
        let about = format!("{} · {}", line.number, verbatim(line.community_name));
        let (words, tone) = match line.next {
            NextCall::From(from) => (format!("{}以后", from.words(now)), Tone::Amber),
            _ => ("现在可以打".to_owned(), Tone::Blue),
        };
        let last_day = day_words(line.until.plus(-1).date(), now.date());
        view! {
            <DataRow>
                <DataCell><RowLink href label line=about tag=None/></DataCell>
                <DataCell label="什么时候"><Tag label=words tone/></DataCell>
                <DataCell label="打过">{format!("{} 次，最多 {TRIES} 次", line.tries)}</DataCell>
                <DataCell label="最晚">{last_day}</DataCell>
            </DataRow>
        }
    });
    let rows = rows.collect_view();
    view! { <DataTable caption="要打的回访电话" heads=vec!["工单", "什么时候", "打过", "最晚"]>{rows}</DataTable> }
}
