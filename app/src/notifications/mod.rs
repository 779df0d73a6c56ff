//! The page of notifications: what happened to the orders that the viewer has a part in.

mod by_order;
mod entry;

use crate::components::{DeskPage, Empty, Page, Pager, Rows, Section, Words};
use crate::context::{backend, now, query, signed_in};
use crate::elder::{Aloud, ReadAloud};
use crate::nav::{AtDesk, Here, bottom_bar, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use backend::accounts::Viewer;
use backend::notifications::{self, NotificationLine};
use backend::{AppError, Backend};
use by_order::EACH;
use domain::accounts::Role;
use domain::time::day_words;
use entry::Entry;
use leptos::prelude::*;

/// The messages by order: of those who work what is to do first, then what is late; or each by itself. Whoever has seen
/// them has read them; what is still to do stays.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let works = viewer.role() != Role::Resident;
        let (tab, messages) = if works && query("tab") == EACH {
            (None, each(&backend, &viewer).await?)
        } else {
            let (tab, listed) = by_order::listed(&backend, &viewer).await?;
            if query("after").is_empty() {
                notifications::opened(&backend, &viewer).await?;
            }
            (tab, by_order::orders(tab, listed, viewer.role()))
        };
        let strip = works.then(|| by_order::strip(tab));
        if viewer.role().has_desk() {
            let nav = desk_bar(&backend, &viewer, AtDesk::Notifications).await?;
            let who = desk_who(&viewer);
            return Ok(view! {
                <DeskPage title="消息" nav who who_href=paths::ME><Notices/> {strip} {messages}</DeskPage>
            }
            .into_any());
        }
        let tabs = bottom_bar(&backend, Some(&viewer), Here::Notifications).await?;
        Ok(match strip {
            Some(strip) => {
                view! { <Page title="消息" tabs under=strip><Notices/> {messages}</Page> }.into_any()
            }
            None => view! { <Page title="消息" tabs><Notices/> {messages}</Page> }.into_any(),
        })
    })
}

/// Each notice by itself, the newest first.
async fn each(backend: &Backend, viewer: &Viewer) -> Result<AnyView, AppError> {
    let after = query("after");
    let listed = notifications::list(backend, viewer, &after).await?;
    let newer: Words = (!after.is_empty()).then(|| by_order::at(EACH, "")).into();
    let older: Words = listed.next.map(|key| by_order::at(EACH, &key)).into();
    let pager = (newer.is_some() || older.is_some()).then(|| view! { <Pager newer older/> });
    Ok(view! { <Messages notifications=listed.lines role=viewer.role()/> {pager} }.into_any())
}

/// The messages by day, or the words that there are none.
#[component]
fn Messages(notifications: Vec<NotificationLine>, role: Role) -> impl IntoView {
    if notifications.is_empty() {
        let words = "还没有消息。工单有了进展，这里马上告诉您";
        return view! { <Empty icon="bell" words href=paths::HOME action="回首页"/> }.into_any();
    }
    let unread = notifications.iter().filter(|notification| notification.unread).count();
    let count = (unread > 0).then(|| view! { <p class="aside">{format!("有 {unread} 条新消息")}</p> });
    let days = notifications.chunk_by(same_day).map(|day| {
        let rows = day
            .iter()
            .map(|notification| view! { <Entry notification=notification.clone() role/> })
            .collect_view();
        view! { <Section title=day_title(day)><Rows>{rows}</Rows></Section> }
    });
    let days = days.collect_view();
    view! { <ReadAloud/> <Aloud>{count} {days}</Aloud> }.into_any()
}

fn same_day(one: &NotificationLine, other: &NotificationLine) -> bool {
    one.at.date() == other.at.date()
}

/// «今天», «昨天», «11月3日».
fn day_title(day: &[NotificationLine]) -> String {
    let today = now().date();
    day.first().map(|notification| day_words(notification.at.date(), today)).unwrap_or_default()
}
