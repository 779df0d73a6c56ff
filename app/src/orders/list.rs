//! The own orders, newest first.

use super::answer::RATE;
use super::next::next_words as next_of_order;
use crate::components::{Empty, ListRow, OrderCard, Page, Pager, Stack, Tone, Words};
use crate::context::{backend, now, query, signed_in};
use crate::nav::{Here, bottom_bar};
use crate::offline;
use crate::page::{Notices, page};
use crate::paths;
use crate::recurring::next_words;
use crate::tag_tone::{steps, tag_tone};
use backend::accounts::Viewer;
use backend::orders::{Order, own_orders};
use backend::recurring::{RecurrenceView, own as own_recurrences};
use domain::accounts::Role;
use domain::orders::{Attention, StateKind};
use domain::time::Timestamp;
use leptos::prelude::*;

/// The viewer's own orders, and those that were placed for them.
#[component]
pub fn OrdersPage() -> impl IntoView {
    page(async move {
        let viewer = signed_in()?;
        offline::keep();
        let backend = backend()?;
        let after = query("after");
        let own = own_orders(&backend, &viewer, Some(&after)).await?;
        let tabs = bottom_bar(&backend, Some(&viewer), place_of(&viewer)).await?;
        let now = now();
        let cards = own.orders.iter().map(|order| order_card(order, now)).collect_view();
        let older: Words = own.next.map(|key| paths::with(paths::ORDERS, &[("after", &key)])).into();
        let newer: Words = (!after.is_empty()).then_some(paths::ORDERS).into();
        let recurring = recurring(&own_recurrences(&backend, &viewer).await?, now);
        let paged = older.is_some() || newer.is_some();
        Ok(view! {
            <Page title="我的工单" tabs live=true>
                <Notices/>
                {recurring}
                {own.orders.is_empty().then(nothing)}
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

fn nothing() -> impl IntoView {
    view! {
        <Empty
            icon="clipboard-list"
            words="还没有点过单。家里有事，点一下就有人来。"
            href=paths::HOME
            action="去点单"
        />
    }
}

/// An order as a card: how far it is, and what happens next.
pub(crate) fn order_card(order: &Order, now: Timestamp) -> impl IntoView + use<> {
    let kind = order.state.kind();
    // The five steps say the rest.
    let tagged = kind.is_over() || kind == StateKind::Paused;
    let late = order.due.is_some_and(|due| now > due.at);
    let (icon, tone) = match kind {
        StateKind::Done => ("star", Tone::Green),
        StateKind::Closed => ("circle-check", Tone::Plain),
        StateKind::Cancelled | StateKind::Refused => ("info", Tone::Plain),
        StateKind::Paused => ("circle-pause", Tone::Amber),
        _ if late => ("clock", Tone::Red),
        _ => ("clock", Tone::Blue),
    };
    let page = paths::order(&order.number);
    let href =
        if order.attention(now) == Attention::ToRate { format!("{page}#{RATE}") } else { page };
    view! {
        <OrderCard
            title=order.service_name.clone()
            number=order.number.to_string()
            href
            steps=steps(&order.state)
            hint=next_of_order(order, now)
            hint_icon=icon
            tone
            tag_tone=tagged.then(|| tag_tone(&order.state))
        />
    }
}
