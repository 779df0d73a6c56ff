//! What one may take, what one has taken, what one has done.

use super::actions::Answer;
use crate::clocks::due_tag;
use crate::components::{
    Empty, Fact, JobCard, NavItem, Page, Pager, Section, Stack, StateTag, TabStrip, Words,
};
use crate::context::{backend, here, now, query, signed_in};
use crate::nav::{Here, bottom_bar};
use crate::offline;
use crate::orders::{ActErrors, note_fact};
use crate::page::{Notices, page};
use crate::paths;
use crate::surveys::VisitsWaiting;
use crate::tag_tone::tag_tone;
use crate::verbatim::verbatim;
use backend::orders::{ContactView, Jobs, JobsTab, Order};
use domain::accounts::PersonId;
use domain::orders::State;
use domain::time::Timestamp;
use leptos::prelude::*;

/// The jobs of the role in use.
#[component]
pub fn JobsPage() -> impl IntoView {
    page(async move {
        let viewer = signed_in()?;
        let backend = backend()?;
        let tab: JobsTab = query("tab").parse().unwrap_or_default();
        if tab != JobsTab::Mine {
            // Those in hand show doors, which are to be seen only while one serves: no phone keeps them.
            offline::keep();
        }
        let after = query("after");
        let jobs = backend::orders::jobs(&backend, &viewer, tab, Some(&after)).await?;
        let waiting = backend::surveys::visits_waiting(&backend, &viewer).await?;
        let tabs = bottom_bar(&backend, Some(&viewer), Here::Work).await?;
        let strip = strip(tab, &jobs);
        let older: Words = jobs.next.as_ref().map(|key| at(tab, key)).into();
        let newest: Words = (!after.is_empty()).then(|| at(tab, "")).into();
        let paged = older.is_some() || newest.is_some();
        let empty = jobs.orders.is_empty();
        let now = now();
        let lists = lists(tab, jobs, &viewer.person, now);
        Ok(view! {
            <Page title="我来服务" tabs=tabs under=strip live=true>
                <Notices/>
                <ActErrors/>
                <VisitsWaiting waiting/>
                {empty.then(|| view! { <Empty icon="hand-heart" words=nothing(tab)/> })}
                {lists}
                {paged.then(|| view! { <Pager newer=newest older=older/> })}
            </Page>
        })
    })
}

/// The address of a tab, from a key on.
fn at(tab: JobsTab, after: &str) -> String {
    let tab = if tab == JobsTab::Open { "" } else { <&str>::from(tab) };
    paths::with(paths::JOBS, &[("tab", tab), ("after", after)])
}

fn strip(tab: JobsTab, jobs: &Jobs) -> AnyView {
    let place = |which: JobsTab, label: &str, count: i64| {
        NavItem::new(at(which, ""), label)
            .count(u32::try_from(count).unwrap_or(u32::MAX))
            .current(which == tab)
    };
    let items = vec![
        place(JobsTab::Open, "可接", jobs.dispatched + jobs.pool),
        place(JobsTab::Mine, "在办", jobs.mine),
        place(JobsTab::Done, "办完", jobs.done),
    ];
    view! { <TabStrip label="我的活" items/> }.into_any()
}

fn nothing(tab: JobsTab) -> &'static str {
    match tab {
        JobsTab::Open => "现在没有要接的单，有了会在“消息”里告诉您",
        JobsTab::Mine => "手上没有在办的单",
        JobsTab::Done => "还没有办完的单",
    }
}

/// The jobs of a page. What was dispatched to one stands first and by itself, before what anybody may take.
fn lists(tab: JobsTab, jobs: Jobs, person: &PersonId, now: Timestamp) -> AnyView {
    let (own, rest): (Vec<_>, Vec<_>) =
        jobs.orders.into_iter().partition(|(order, _)| tab == JobsTab::Open && order.state != State::Placed);
    let (any_own, any_rest) = (!own.is_empty(), !rest.is_empty());
    let (own, rest) = (cards(tab, own, person, now), cards(tab, rest, person, now));
    if tab != JobsTab::Open {
        return rest;
    }
    let title = format!("派给您的 {} 单", jobs.dispatched);
    view! {
        {any_own.then(|| view! { <Section title>{own}</Section> })}
        {any_rest.then(|| view! { <Section title="谁有空谁接">{rest}</Section> })}
    }
    .into_any()
}

fn cards(tab: JobsTab, orders: Vec<(Order, ContactView)>, person: &PersonId, now: Timestamp) -> AnyView {
    let cards: Vec<_> =
        orders.into_iter().map(|(order, contact)| job_card(tab, order, &contact, person, now)).collect();
    view! { <Stack>{cards}</Stack> }.into_any()
}

/// A job as one decides by it: where, when, until when, what.
fn job_card(tab: JobsTab, order: Order, contact: &ContactView, person: &PersonId, now: Timestamp) -> AnyView {
    let number = order.number.to_string();
    let mut facts = vec![
        Fact::new("在哪", format!("{} {}", verbatim(&order.estate_name), contact.place)),
        Fact::new("何时", when(&order, now)),
    ];
    if let Some(due) = order.due.filter(|_| tab != JobsTab::Done) {
        facts.push(Fact::view("时限", due_tag(due, now)));
    }
    facts.extend(note_fact(&order.details));
    if let Some(progress) = order.state.progress().filter(|progress| progress.person != *person) {
        let gone = order.orphaned_helper().and_then(|_| crate::desk::assignee_words(&order));
        facts.push(Fact::new("谁去", gone.unwrap_or_else(|| verbatim(&progress.name))));
    }
    facts.push(Fact::new("点单", order.placed_at.words(now)));
    let tag = if tab == JobsTab::Open && order.state == State::Placed {
        // The heading above says it of all of them.
        ().into_any()
    } else {
        view! { <StateTag tag_tone=tag_tone(&order.state)/> }.into_any()
    };
    let answer = matches!(order.state, State::Placed | State::Dispatched { .. }).then(|| {
        view! { <Answer number=number.clone() version=order.version state=order.state.kind() back=here()/> }
    });
    view! {
        <JobCard title=order.service_name href=paths::job(&number) urgent=order.urgent tag facts>
            {answer}
        </JobCard>
    }
    .into_any()
}

/// When one has agreed to come, or else when the resident would like somebody to.
pub(super) fn when(order: &Order, now: Timestamp) -> String {
    if let Some(at) = order.state.arrives_at() {
        return format!("约好 {} 到", at.words(now));
    }
    order.details.preferred.map_or_else(|| "越快越好".to_owned(), |window| window.words(now))
}
