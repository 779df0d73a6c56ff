//! What presses most stands first: at the desk, for those who go to the door, and by deadline in whatever state.

use crate::cast::{Cast, cast, dispatch, does, form, request, served};
use crate::support::{self, TestBackend};
use backend::orders::{
    CommandForm, DeskFilter, DeskGroup, JobsTab, Order, OrderFor, OwnTab, PlaceOrder, Viewpoint, desk, jobs,
    next_job, open_orders, own_orders, place, view,
};
use domain::clocks::{ClockKind, DeadlineStatus};
use domain::orders::{Attention, Nearness, RATING_WINDOW};
use domain::time::{HOUR, MINUTE, Timestamp};

/// More than a page of orders of different services, each some minutes after the other; every thirteenth is taken.
async fn a_full_desk(backend: &TestBackend, cast: &Cast) {
    let residents = support::residents_for(backend, 60).await;
    for order in 0..60 {
        let service = ["S001", "S008", "S017", "S044", "S100"][order % 5];
        let asked = PlaceOrder { service: service.into(), ..request(&format!("pressing {order}")) };
        let placed = place(backend, &residents[order % residents.len()], OrderFor::Oneself, &asked).await;
        if order % 13 == 0 {
            let number = placed.unwrap().number.to_string();
            does(backend, &cast.member, &number, form("claim")).await.unwrap();
        }
        backend.clock.advance(i64::try_from(order % 4).unwrap() * MINUTE);
    }
}

/// The orders of a group, page by page.
async fn listed(backend: &TestBackend, cast: &Cast, filter: DeskFilter) -> Vec<Order> {
    let (mut filter, mut orders) = (filter, Vec::new());
    loop {
        let page = desk(backend, &cast.staff, &filter).await.unwrap();
        orders.extend(page.orders.into_iter().map(|(order, _)| order));
        match page.next {
            Some(key) => filter.after = key,
            None => return orders,
        }
    }
}

/// The jobs of a tab, page by page.
async fn listed_jobs(backend: &TestBackend, cast: &Cast, tab: JobsTab) -> Vec<Order> {
    let (mut after, mut orders) = (String::new(), Vec::new());
    loop {
        let page = jobs(backend, &cast.member, tab, Some(&after)).await.unwrap();
        orders.extend(page.orders.into_iter().map(|(order, _)| order));
        match page.next {
            Some(key) => after = key,
            None => return orders,
        }
    }
}

/// Says of a list that it has urgent orders first and in each part the nearest deadline.
fn assert_pressing(orders: &[Order], name: &str) {
    let place = |order: &Order| {
        let due = order.due.map_or(i64::MAX, |due| due.at.0);
        (!order.urgent, due, order.placed_at, order.number.to_string())
    };
    assert!(orders.is_sorted_by(|one, next| place(one) < place(next)), "{name}: each once, and in order");
}

#[tokio::test]
async fn what_is_urgent_and_what_is_nearest_to_its_deadline_stands_first() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        a_full_desk(&backend, &cast).await;
        let group = |group| DeskFilter { group, ..DeskFilter::default() };
        let placed = listed(&backend, &cast, group(DeskGroup::Placed)).await;
        assert_eq!((placed.len(), placed.iter().filter(|order| order.urgent).count()), (55, 11));
        assert_pressing(&placed, "placed");
        let by_age = placed[11..].is_sorted_by_key(|order| order.placed_at);
        assert!(!by_age, "what has more time waits, though it is older");
        let pool = listed_jobs(&backend, &cast, JobsTab::Open).await;
        assert_eq!(pool.len(), 55);
        assert_pressing(&pool, "pool");
        let mine = listed_jobs(&backend, &cast, JobsTab::Mine).await;
        assert_eq!(mine.len(), 5);
        assert_pressing(&mine, "mine");
    })
    .await;
}

#[tokio::test]
async fn what_is_late_or_soon_is_found_in_whatever_state() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        a_full_desk(&backend, &cast).await;
        // Some have run out, some are about to.
        let group = |group| DeskFilter { group, ..DeskFilter::default() };
        let mut all = listed(&backend, &cast, group(DeskGroup::Placed)).await;
        all.extend(listed(&backend, &cast, group(DeskGroup::Active)).await);
        let mut deadlines: Vec<_> = all.iter().filter_map(|order| order.due).map(|due| due.at).collect();
        deadlines.sort_unstable();
        let now: Timestamp = deadlines[20];
        backend.clock.set(now);
        for (name, nearness) in [(DeskGroup::Late, Nearness::Late), (DeskGroup::Soon, Nearness::Soon)] {
            let is_near = |order: &&Order| order.due.is_some_and(|due| Nearness::of(due.at, now) == nearness);
            let found = listed(&backend, &cast, group(name)).await;
            assert_pressing(&found, name.name());
            assert_eq!(found.len(), all.iter().filter(is_near).count(), "{name:?}");
            assert!(!found.is_empty() && found.iter().all(|order| is_near(&order)), "{name:?}");
            let desk = desk(&backend, &cast.staff, &group(name)).await.unwrap();
            assert_eq!(usize::try_from(desk.counts[&name]).unwrap(), found.len(), "{name:?}");
        }
        let mut of_clocks = 0;
        for clock in [ClockKind::Accepted, ClockKind::FirstReply, ClockKind::OnSite, ClockKind::Finished] {
            let filter = DeskFilter { clock: Some(clock), ..group(DeskGroup::Late) };
            for order in listed(&backend, &cast, filter).await {
                let seen =
                    view(&backend, &cast.staff, &order.number.to_string(), Viewpoint::Role).await.unwrap();
                let status = seen.clocks.iter().find(|one| one.run.kind == clock).unwrap().status;
                let late = matches!(status, DeadlineStatus::Running(due) if due.deadline < now);
                assert!(late, "{} {clock}: {status:?}", order.number);
                of_clocks += 1;
            }
        }
        let late =
            desk(&backend, &cast.staff, &group(DeskGroup::Late)).await.unwrap().counts[&DeskGroup::Late];
        assert!(of_clocks >= late, "each late order is late by some clock");
    })
    .await;
}

#[tokio::test]
async fn one_goes_on_with_what_is_in_ones_own_hands_then_with_what_waits_for_ones_answer() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let next = async || {
            let next = next_job(&backend, &cast.member).await.unwrap();
            next.map(|(order, contact)| {
                assert!(!contact.place.contains("502"), "masked, as in the lists: {}", contact.place);
                order.number.to_string()
            })
        };
        let ordered = async |token: &str| {
            backend.clock.advance(MINUTE);
            let asked = PlaceOrder { service: "S002".into(), ..request(token) };
            place(&backend, &cast.resident, OrderFor::Oneself, &asked).await.unwrap().number.to_string()
        };
        let others = ordered("another's").await;
        does(&backend, &cast.other_member, &others, form("claim")).await.unwrap();
        ordered("in the pool").await;
        assert_eq!(next().await, None, "neither another's nor the pool's");
        let asked = ordered("dispatched").await;
        dispatch(&backend, &cast, &asked, "李建国").await;
        assert_eq!(next().await, Some(asked.clone()));
        let mut own = Vec::new();
        for token in ["first", "second"] {
            own.push(ordered(token).await);
            does(&backend, &cast.member, own.last().unwrap(), form("claim")).await.unwrap();
        }
        assert_eq!(next().await, Some(own[0].clone()), "what is due first");
        let waits = CommandForm { reason: "weather".into(), ..form("pause") };
        does(&backend, &cast.member, &own[0], waits).await.unwrap();
        assert_eq!(next().await, Some(own[1].clone()), "what stands still can't be gone on with");
        assert_eq!(next_job(&backend, &cast.staff).await.unwrap_err().status(), 403);
    })
    .await;
}

#[tokio::test]
async fn what_was_put_away_unrated_is_to_be_rated_until_the_week_is_over() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = served(&backend, &cast, "put away").await;
        does(&backend, &cast.resident, &number, form("confirm")).await.unwrap();
        does(&backend, &cast.staff, &number, form("close")).await.unwrap();
        let numbers = async |tab| {
            let own = own_orders(&backend, &cast.resident, Some(tab), None).await.unwrap();
            (own.orders.len(), own.counts.get(&tab).copied().unwrap_or_default())
        };
        let at_home = async || open_orders(&backend, &cast.resident, 10).await.unwrap().1;
        assert_eq!((numbers(OwnTab::ToRate).await, numbers(OwnTab::Over).await), ((1, 1), (0, 0)));
        assert_eq!(at_home().await, 1);
        backend.clock.advance(RATING_WINDOW + 1);
        assert_eq!((numbers(OwnTab::ToRate).await, numbers(OwnTab::Over).await), ((0, 0), (1, 1)));
        assert_eq!(at_home().await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_resident_reads_first_who_comes_then_what_is_to_be_rated_then_what_is_late() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let resident = &cast.resident;
        let ordered = async |token: &str| {
            backend.clock.advance(MINUTE);
            let asked = PlaceOrder { service: "S001".into(), ..request(token) };
            place(&backend, resident, OrderFor::Oneself, &asked).await.unwrap().number.to_string()
        };
        let rated = served(&backend, &cast, "rated").await;
        let rating = CommandForm { level: "satisfied".into(), ..form("rate") };
        does(&backend, resident, &rated, rating).await.unwrap();
        let cancelled = ordered("cancelled").await;
        let cancel = CommandForm { reason: "other".into(), ..form("cancel") };
        does(&backend, resident, &cancelled, cancel).await.unwrap();
        let to_rate = served(&backend, &cast, "to rate").await;
        let late = ordered("late").await;
        let accepted = ordered("accepted").await;
        does(&backend, &cast.member, &accepted, form("claim")).await.unwrap();
        backend.clock.advance(3 * HOUR);
        let newest = ordered("newest").await;

        let (open, count) = open_orders(&backend, resident, 10).await.unwrap();
        let numbers =
            |orders: &[Order]| -> Vec<_> { orders.iter().map(|order| order.number.to_string()).collect() };
        assert_eq!(count, 4);
        assert_eq!(numbers(&open), [&accepted, &to_rate, &late, &newest].map(String::clone));
        let tabs = [
            (OwnTab::Open, vec![accepted, late, newest]),
            (OwnTab::ToRate, vec![to_rate]),
            (OwnTab::Over, vec![cancelled, rated]),
        ];
        let now = backend.clock.now();
        for (tab, expected) in tabs {
            let own = own_orders(&backend, resident, Some(tab), None).await.unwrap();
            assert_eq!(numbers(&own.orders), expected, "{tab:?}");
            assert_eq!(usize::try_from(own.counts[&tab]).unwrap(), expected.len(), "{tab:?}");
            let wants = |order: &Order| order.attention(now) == Attention::ToRate;
            assert!(own.orders.iter().all(|order| wants(order) == (tab == OwnTab::ToRate)), "{tab:?}");
        }
        let all = own_orders(&backend, resident, None, None).await.unwrap();
        assert_eq!(all.orders.len(), 6);
    })
    .await;
}
