//! The notices put together by order: one line each, with what happened last.

use super::entry::order_href;
use crate::components::{Empty, NavItem, Pager, Rows, Section, ServiceRow, TabStrip, Tone, Words};
use crate::context::{now, query};
use crate::elder::{Aloud, ReadAloud};
use crate::paths;
use backend::accounts::Viewer;
use backend::notifications::{self, NotificationTab, OrderNotices, OrderNoticesPage};
use backend::{AppError, Backend};
use domain::accounts::Role;
use domain::time::day_words;
use leptos::prelude::*;
use strum::IntoEnumIterator;

/// In the address, in place of a tab: each notice by itself.
pub(super) const EACH: &str = "each";

/// The tab that the address names, or else the first that has something.
pub(super) async fn listed(
    backend: &Backend,
    viewer: &Viewer,
) -> Result<(Option<NotificationTab>, OrderNoticesPage), AppError> {
    let after = query("after");
    if viewer.role() == Role::Resident {
        return Ok((None, notifications::by_order(backend, viewer, None, &after).await?));
    }
    if let Ok(tab) = query("tab").parse() {
        return Ok((Some(tab), notifications::by_order(backend, viewer, Some(tab), &after).await?));
    }
    for tab in [NotificationTab::ToDo, NotificationTab::Late] {
        let listed = notifications::by_order(backend, viewer, Some(tab), "").await?;
        if !listed.lines.is_empty() {
            return Ok((Some(tab), listed));
        }
    }
    let rest = NotificationTab::Rest;
    Ok((Some(rest), notifications::by_order(backend, viewer, Some(rest), "").await?))
}

/// The tabs of those who work, and the way to each notice by itself; `None` is there.
pub(super) fn strip(current: Option<NotificationTab>) -> AnyView {
    let place =
        |tab: NotificationTab| NavItem::new(at(tab.into(), ""), tab.name()).current(current == Some(tab));
    let each = NavItem::new(at(EACH, ""), "每一条").current(current.is_none());
    let items = NotificationTab::iter().map(place).chain([each]).collect();
    view! { <TabStrip label="看哪些消息" items/> }.into_any()
}

/// The address of a tab, from a key on.
pub(super) fn at(tab: &str, after: &str) -> String {
    paths::with(paths::NOTIFICATIONS, &[("tab", tab), ("after", after)])
}

/// The orders of a page, or the words that there are none.
pub(super) fn orders(tab: Option<NotificationTab>, page: OrderNoticesPage, role: Role) -> AnyView {
    let OrderNoticesPage { lines, next } = page;
    let key = tab.map_or("", <&str>::from);
    let newer: Words = (!query("after").is_empty()).then(|| at(key, "")).into();
    let older: Words = next.map(|next| at(key, &next)).into();
    let pager = (newer.is_some() || older.is_some()).then(|| view! { <Pager newer older/> });
    if lines.is_empty() {
        let words = match tab {
            Some(NotificationTab::ToDo) => "没有等您办的",
            Some(NotificationTab::Late) => "没有超时的",
            Some(NotificationTab::Rest) => "没有别的消息",
            None => "还没有消息。工单有了进展，这里马上告诉您",
        };
        return view! { <Empty icon="bell" words href=paths::HOME action="回首页"/> {pager} }.into_any();
    }
    let unread = lines.iter().filter(|line| line.unread).count();
    let count = (unread > 0).then(|| view! { <p class="aside">{format!("{unread} 单有新消息")}</p> });
    let today = now().date();
    let days = lines.chunk_by(|one, other| one.at.date() == other.at.date()).map(|day| {
        let title = day.first().map(|line| day_words(line.at.date(), today)).unwrap_or_default();
        let rows: Vec<_> = day.iter().map(|line| row(line.clone(), role)).collect();
        view! { <Section title><Rows>{rows}</Rows></Section> }
    });
    let days = days.collect_view();
    view! { <ReadAloud/> <Aloud>{count} {days}</Aloud> {pager} }.into_any()
}

/// One order; it leads to where it is seen.
fn row(line: OrderNotices, role: Role) -> AnyView {
    let href = order_href(&line.number, line.at_work, role);
    let other_role = if href == paths::ME { "（先换到服务的身份，点这里去换）" } else { "" };
    let more = (line.count > 1).then(|| format!("一共 {} 条", line.count));
    let said = [Some(line.at.clock_words()), Some(format!("{other_role}{}", line.sentence)), more];
    let words = said.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let (tag, tone) = match (line.late, line.unread) {
        (true, _) => ("超时", Tone::Red),
        (false, true) => ("未读", Tone::Blue),
        (false, false) => ("", Tone::Plain),
    };
    view! { <ServiceRow href title=line.service_name line=words tag tone fee=line.number/> }.into_any()
}
