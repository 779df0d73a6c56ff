//! A database that was brought up to date is one that today's program reads, counts and works on.

use super::fixture::Fixture;
use crate::support::{Person, sign_in};
use backend::maintenance::backup::health;
use backend::maintenance::recount::differences;
use backend::orders::{DeskFilter, DeskGroup, Viewpoint, desk, view};
use backend::{Backend, accounts, clocks, dispatch, messages, orders, recurring, return_visits};
use domain::accounts::Role;
use domain::orders::replay;
use std::collections::{BTreeMap, BTreeSet};
use strum::IntoEnumIterator;

/// Who leads the district, in every demo.
const LEAD: &str = "13800000016";

/// No reference leads nowhere, every phone number opens, and all sums are what the orders come to.
pub async fn is_whole(backend: &Backend) {
    let health = health(backend).await.unwrap();
    assert!(health.is_sound(), "{health:?}");
    assert_eq!(differences(backend).await.unwrap(), []);
}

/// Every order is found at the desk, opens, and its history makes the state that is stored.
pub async fn orders_read(backend: &Backend, fixture: &Fixture) {
    let lead = sign_in(backend, LEAD).await;
    assert_eq!(lead.role(), Role::DistrictLead);
    let numbers = at_the_desk(backend, &lead).await;
    assert_eq!(numbers.len(), fixture.count("orders"));
    let mut events = 0;
    for number in &numbers {
        let view = view(backend, &lead, number, Viewpoint::Role).await.unwrap();
        assert_eq!(replay(&view.events).unwrap(), Some(view.order.state), "{number}");
        assert_eq!(i64::try_from(view.events.len()).unwrap(), view.order.version, "{number}");
        events += view.events.len();
    }
    assert_eq!(events, fixture.count("order_events"));
    assert!(numbers.len() > 20 && events > numbers.len(), "the fixture has orders");
}

/// The numbers of all orders, page by page.
async fn at_the_desk(backend: &Backend, lead: &Person) -> BTreeSet<String> {
    let (mut numbers, mut counted) = (BTreeSet::new(), BTreeMap::new());
    for group in DeskGroup::iter() {
        let mut filter = DeskFilter { group, ..DeskFilter::default() };
        let mut found = 0;
        loop {
            let page = desk(backend, lead, &filter).await.unwrap();
            let by_state = group.nearness().is_none();
            assert!(page.orders.iter().all(|(order, _)| !by_state || DeskGroup::of(&order.state) == group));
            found += i64::try_from(page.orders.len()).unwrap();
            numbers.extend(page.orders.iter().map(|(order, _)| order.number.to_string()));
            counted = page.counts;
            let Some(next) = page.next else { break };
            filter.after = next;
        }
        assert_eq!(counted[&group], found, "{group:?}");
    }
    let all: i64 =
        counted.iter().filter(|(group, _)| group.nearness().is_none()).map(|(_, count)| count).sum();
    assert_eq!(usize::try_from(all).unwrap(), numbers.len(), "none stands in two groups");
    numbers
}

/// What the program does without being asked, one round of it; the sums are kept up meanwhile.
pub async fn work_goes_on(backend: &Backend) {
    clocks::escalate(backend).await.unwrap();
    dispatch::dispatch_due(backend).await.unwrap();
    messages::send_due(backend).await.unwrap();
    assert_eq!(recurring::create_due(backend).await.unwrap().failed, 0);
    orders::close_overdue(backend).await.unwrap();
    return_visits::draw_due(backend).await.unwrap();
    accounts::sweep(backend).await.unwrap();
    is_whole(backend).await;
}
