//! The own orders, newest first.

use super::next::next_words;
use crate::context::{backend, now, query, signed_in};
use crate::page::{Notices, page};
use crate::parts::{Empty, OrderCard, Page, Pager, Stack, Words};
use crate::paths;
use crate::places::{Here, bottom_bar};
use crate::standing::{standing, steps};
use backend::accounts::Viewer;
use backend::orders::{Order, own_orders};
use domain::accounts::Role;
use domain::orders::StateKind;
use domain::time::Timestamp;
use leptos::prelude::*;

/// The viewer's own orders, and those that were placed for them.
#[component]
pub fn OrdersPage() -> impl IntoView {
    page(async move {
        let viewer = signed_in()?;
        let backend = backend()?;
        let after = query("after");
        let own = own_orders(&backend, &viewer, Some(&after)).await?;
        let tabs = bottom_bar(&backend, Some(&viewer), place_of(&viewer)).await?;
        let now = now();
        let cards = own.orders.iter().map(|order| order_card(order, now)).collect_view();
        let older: Words = own.next.map(|key| paths::with(paths::ORDERS, &[("after", &key)])).into();
        let newer: Words = (!after.is_empty()).then_some(paths::ORDERS).into();
        let paged = older.is_some() || newer.is_some();
        Ok(view! {
            <Page title="我的工单" tabs live=true>
                <Notices/>
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
    let icon = match kind {
        StateKind::Done => "star",
        StateKind::Paused => "circle-pause",
        StateKind::Closed => "circle-check",
        StateKind::Cancelled | StateKind::Refused => "info",
        _ => "clock",
    };
    view! {
        <OrderCard
            title=order.service_name.clone()
            number=order.number.to_string()
            href=paths::order(&order.number)
            steps=steps(&order.state)
            hint=next_words(order, now)
            hint_icon=icon
            standing=tagged.then(|| standing(&order.state))
        />
    }
}
