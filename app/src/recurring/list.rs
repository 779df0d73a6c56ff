//! The lists of recurrences: one's own, and those of a community.

use super::card::RecurrenceCard;
use super::side::{Side, page_of};
use super::table::RecurrenceTable;
use crate::components::{Empty, Pager, Section, Stack, Words};
use crate::context::{backend, now, query, signed_in};
use crate::page::page;
use crate::paths;
use backend::recurring::{RecurrenceList, RecurrenceView, of_community, own};
use leptos::prelude::*;

/// The viewer's own recurrences.
#[component]
pub fn RecurringPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let (running, stopped): (Vec<_>, Vec<_>) =
            own(&backend, &viewer).await?.into_iter().partition(|view| view.stopped_at.is_none());
        let nothing = running.is_empty().then(|| {
            let words = "没有定期的点单。想让人每周来一次，在一张工单的下面点“以后定期上门”。";
            view! { <Empty icon="repeat" words href=paths::ORDERS action="看我的工单"/> }
        });
        let before = (!stopped.is_empty()).then(|| {
            view! { <Section title="最近停掉的"><Cards views=stopped/></Section> }
        });
        let content = view! {
            {nothing}
            <Cards views=running/>
            {before}
        };
        let back = paths::ORDERS.to_owned();
        page_of(Side::Resident, (&backend, &viewer), "定期点单", back, content.into_any()).await
    })
}

/// The recurrences of the community.
#[component]
pub fn DeskRecurringPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let after = query("after");
        let RecurrenceList { recurrences, read_only, next } = of_community(&backend, &viewer, &after).await?;
        let newer: Words = (!after.is_empty()).then_some(paths::DESK_RECURRING).into();
        let older: Words = next.map(|key| paths::with(paths::DESK_RECURRING, &[("after", &key)])).into();
        let pager = (newer.is_some() || older.is_some()).then(|| view! { <Pager newer older/> });
        let list = if recurrences.is_empty() {
            let words =
                "没有定期的点单。居民打电话来要定期上门，先替他点一单，再在那一单上点“以后定期上门”。";
            view! { <Empty icon="repeat" words href=paths::DESK_NEW action="替居民点单"/> }.into_any()
        } else {
            view! { <RecurrenceTable views=recurrences read_only now=now()/> }.into_any()
        };
        let content = view! { {list} {pager} };
        page_of(Side::Desk, (&backend, &viewer), "定期点单", String::new(), content.into_any()).await
    })
}

#[component]
fn Cards(views: Vec<RecurrenceView>) -> impl IntoView {
    let now = now();
    let cards = views.into_iter().map(move |view| view! { <RecurrenceCard view now/> });
    view! { <Stack>{cards.collect_view()}</Stack> }
}
