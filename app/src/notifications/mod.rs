//! The page of notifications: what happened to the orders that the viewer has a part in.

mod entry;

use crate::components::{DeskPage, Empty, Page, Pager, Rows, Section, Words};
use crate::context::{backend, now, query, signed_in};
use crate::elder::{Aloud, ReadAloud};
use crate::nav::{AtDesk, Here, bottom_bar, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use backend::notifications::{self, NotificationLine};
use domain::accounts::Role;
use domain::time::day_words;
use entry::Entry;
use leptos::prelude::*;

/// The messages, newest first, by day. Whoever has seen them has read them.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let after = query("after");
        let listed = notifications::list(&backend, &viewer, &after).await?;
        let newer: Words = (!after.is_empty()).then(|| paths::NOTIFICATIONS.to_owned()).into();
        let older: Words =
            listed.next.map(|key| paths::with(paths::NOTIFICATIONS, &[("after", &key)])).into();
        let pager = (newer.is_some() || older.is_some()).then(|| view! { <Pager newer older/> });
        let messages = view! { <Notices/> <Messages notifications=listed.lines role=viewer.role()/> {pager} };
        if viewer.role().has_desk() {
            let nav = desk_bar(&backend, &viewer, AtDesk::Notifications).await?;
            let who = desk_who(&viewer);
            return Ok(
                view! { <DeskPage title="消息" nav who who_href=paths::ME>{messages}</DeskPage> }.into_any()
            );
        }
        let tabs = bottom_bar(&backend, Some(&viewer), Here::Notifications).await?;
        Ok(view! { <Page title="消息" tabs>{messages}</Page> }.into_any())
    })
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
