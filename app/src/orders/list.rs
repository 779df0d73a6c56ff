//! The own orders: under way, to be rated, at their end.

use super::answer::RATE;
use super::next::next_words as next_of_order;
use crate::clocks::deadline_words;
use crate::components::{Empty, ListRow, NavItem, OrderCard, Page, Pager, Stack, TabStrip, Tone, Words};
use crate::context::{backend, now, query, signed_in};
use crate::nav::{Here, bottom_bar};
use crate::offline;
use crate::page::{Notices, page};
use crate::paths;
use crate::recurring::next_words;
use crate::tag_tone::{steps, tag_tone};
use backend::accounts::Viewer;
use backend::orders::{Order, OwnTab, own_orders};
use backend::recurring::{RecurrenceView, own as own_recurrences};
use domain::accounts::Role;
use domain::orders::{Attention, StateKind};
use domain::time::Timestamp;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The viewer's own orders, and those that were placed for them.
#[component]
pub fn OrdersPage() -> impl IntoView {
    page(async move {
        let viewer = signed_in()?;
        offline::keep();
        let backend = backend()?;
        let tab: OwnTab = query("tab").parse().unwrap_or_default();
        let after = query("after");
        let own = own_orders(&backend, &viewer, Some(tab), Some(&after)).await?;
        let tabs = bottom_bar(&backend, Some(&viewer), place_of(&viewer)).await?;
        let now = now();
        let cards = own.orders.iter().map(|order| order_card(order, now)).collect_view();
        let strip = strip(tab, &own.counts);
        let older: Words = own.next.map(|key| at(tab, &key)).into();
        let newer: Words = (!after.is_empty()).then(|| at(tab, "")).into();
        let recurring = match tab {
            OwnTab::Open => recurring(&own_recurrences(&backend, &viewer).await?, now),
            OwnTab::ToRate | OwnTab::Over => None,
        };
        let paged = older.is_some() || newer.is_some();
        Ok(view! {
            <Page title="我的工单" tabs under=strip live=true>
                <Notices/>
                {recurring}
                {own.orders.is_empty().then(|| nothing(tab, own.counts.is_empty()))}
                <Stack>{cards}</Stack>
                {paged.then(|| view! { <Pager newer older/> })}
            </Page>
        })
    })
}

/// The place of the bottom bar that one's own orders belong to: where somebody works as something else,
/// they are found under the own account.
pub(super) fn place_of(viewer: &Viewer) -> Here {
    if viewer.role() == Role::Resident { Here::Work } else { Here::Me }
}

/// The way to the recurrences, for those who have some.
fn recurring(views: &[RecurrenceView], now: Timestamp) -> Option<AnyView> {
    let running: Vec<_> = views.iter().filter(|view| view.stopped_at.is_none()).collect();
    let line = match running.as_slice() {
        [] => return (!views.is_empty()).then(|| recurring_row("最近停掉的都在里面".to_owned())),
        [view] => format!("{}：{}", view.service_name, next_words(view, now)),
        several => format!("{} 项，哪天来、哪天不来", several.len()),
    };
    Some(recurring_row(line))
}

fn recurring_row(line: String) -> AnyView {
    view! { <ListRow href=paths::RECURRING title="定期点单" line icon="repeat" tone=Tone::Blue/> }.into_any()
}

/// The address of a tab, from a key on.
fn at(tab: OwnTab, after: &str) -> String {
    let tab = if tab == OwnTab::default() { "" } else { <&str>::from(tab) };
    paths::with(paths::ORDERS, &[("tab", tab), ("after", after)])
}

fn strip(tab: OwnTab, counts: &BTreeMap<OwnTab, i64>) -> AnyView {
    let place = |which: OwnTab, label: &str| {
        let count = counts.get(&which).copied().unwrap_or(0);
        NavItem::new(at(which, ""), label)
            .count(u32::try_from(count).unwrap_or(u32::MAX))
            .current(which == tab)
    };
    let items =
        vec![place(OwnTab::Open, "在办"), place(OwnTab::ToRate, "待评价"), place(OwnTab::Over, "已完成")];
    view! { <TabStrip label="我的工单" items/> }.into_any()
}

/// What an empty tab says; `never` where nothing was ordered at all.
fn nothing(tab: OwnTab, never: bool) -> AnyView {
    let words = match tab {
        _ if never => "还没有点过单。家里有事，点一下就有人来。",
        OwnTab::Open => "现在没有在办的。家里有事，点一下就有人来。",
        OwnTab::ToRate => "没有要评价的",
        OwnTab::Over => "还没有办完的",
    };
    let order = never || tab == OwnTab::Open;
    let (href, action): (Words, Words) =
        (order.then_some(paths::HOME).into(), order.then_some("去点单").into());
    view! { <Empty icon="clipboard-list" words href action/> }.into_any()
}

/// When it was ordered, and by when the next thing is to be done: «今天 8:46 点 · 最晚 今天 11:00».
fn times(order: &Order, now: Timestamp) -> AnyView {
    let placed = format!("{} 点的", order.placed_at.words(now));
    let due = order.due.filter(|due| due.at >= now);
    let due = due.map(|due| {
        let latest = deadline_words(due.at, due.estimated, now);
        view! { " · " <span>{format!("最晚 {latest}")}</span> }
    });
    view! { <span>{placed}</span> {due} }.into_any()
}

/// An order as a card: how far it is, and what happens next.
pub(crate) fn order_card(order: &Order, now: Timestamp) -> impl IntoView + use<> {
    let kind = order.state.kind();
    // The five steps say the rest.
    let tagged = kind.is_over() || kind == StateKind::Paused;
    let late = order.due.is_some_and(|due| now > due.at);
    let to_rate = order.attention(now) == Attention::ToRate;
    let (icon, tone) = match kind {
        _ if to_rate => ("star", Tone::Green),
        StateKind::Done => ("circle-check", Tone::Plain),
        StateKind::Closed => ("circle-check", Tone::Plain),
        StateKind::Cancelled | StateKind::Refused => ("info", Tone::Plain),
        StateKind::Paused => ("circle-pause", Tone::Amber),
        _ if late => ("clock", Tone::Red),
        _ => ("clock", Tone::Blue),
    };
    let page = paths::order(&order.number);
    let href = if to_rate { format!("{page}#{RATE}") } else { page };
    view! {
        <OrderCard
            title=order.service_name.clone()
            number=order.number.to_string()
            line=times(order, now)
            href
            steps=steps(&order.state)
            hint=next_of_order(order, now)
            hint_icon=icon
            tone
            tag_tone=tagged.then(|| tag_tone(&order.state))
        />
    }
}
