//! The four clocks of an order, one beside the other.

use super::words::{by_words, status_words, waits_for};
use crate::components::{Card, Fact, Facts, Section, Tag, Words};
use crate::paths;
use backend::orders::OrderView;
use domain::clocks::{DeadlineStatus, OrderClock};
use domain::time::Timestamp;
use leptos::prelude::*;

/// By when each step is to be done and how it stands; nothing where nothing was promised. At a desk
/// each leads to how it was reckoned.
#[component]
pub(crate) fn Clocks(
    /// The order.
    view: OrderView,
    /// When the page is shown.
    now: Timestamp,
    /// Whether there is a desk to look it up at.
    #[prop(optional)]
    at_desk: bool,
) -> impl IntoView {
    if view.clocks.is_empty() {
        return ().into_any();
    }
    let facts: Vec<_> = view.clocks.iter().map(|clock| fact(&view, clock, now, at_desk)).collect();
    view! { <Section title="时限"><Card><Facts facts/></Card></Section> }.into_any()
}

/// «上门 | 还剩 2 小时 · 今天 15:00 前 · 怎么算的».
fn fact(view: &OrderView, clock: &OrderClock, now: Timestamp, at_desk: bool) -> Fact {
    let (label, tone) = status_words(clock, now);
    let by: Words = match clock.status {
        DeadlineStatus::Running(due) => by_words(due, now).into(),
        DeadlineStatus::Met { at, .. } => at.words(now).into(),
        DeadlineStatus::StandingStill { .. } | DeadlineStatus::Ended { .. } => Words::default(),
    };
    let kind = clock.run.kind;
    let explain = at_desk.then(|| {
        let (order, clock) = (view.order.number.to_string(), kind.to_string());
        let href = paths::with(paths::DESK_CLOCK, &[("order", &order), ("clock", &clock)]);
        view! { " " <a class="text-link" href=href>"怎么算的"<span class="unseen">{kind.name()}</span></a> }
    });
    let by = by.into_option().map(|by| view! { " " <span>{by}</span> });
    Fact::view(waits_for(kind, view.order.doorstep), view! { <Tag label tone/> {by} {explain} })
}
