//! The demo: whole, the same every time, and filled once.

use crate::support::{TestBackend, both, sign_in, start};
use backend::accounts::use_grant;
use backend::store::FromRow;
use backend::{demo, values};
use domain::accounts::Role;
use domain::orders::{Event, State, replay};
use domain::time::MINUTE;
use std::collections::BTreeSet;

#[derive(Debug, PartialEq, FromRow)]
struct Row {
    number: String,
    state: String,
    detail: String,
    contact: String,
    placed_at: i64,
    changed_at: i64,
}

async fn orders(backend: &TestBackend) -> Vec<Row> {
    let mut tx = backend.store.read().await.unwrap();
    tx.all(
        "SELECT number, state, detail, contact, placed_at, changed_at FROM orders ORDER BY number",
        values![],
    )
    .await
    .unwrap()
}

#[tokio::test]
async fn some_orders_in_every_state() {
    both(|backend| async move {
        demo::fill(&backend, 0).await.unwrap();
        let orders = orders(&backend).await;
        let states: BTreeSet<_> = orders.iter().map(|row| row.state.as_str()).collect();
        let every = BTreeSet::from([
            "placed",
            "dispatched",
            "accepted",
            "on_site",
            "done",
            "closed",
            "paused",
            "cancelled",
            "refused",
        ]);
        assert_eq!(states, every);
        let here = orders.iter().filter(|row| row.number.starts_with("K101-")).count();
        assert_eq!((here, orders.len() - here), (21, 3));
        let unrated = |row: &Row| {
            matches!(serde_json::from_str(&row.detail).unwrap(), State::Closed { rating: None, .. })
        };
        assert!(orders.iter().any(unrated), "one that time closed");
    })
    .await;
}

#[tokio::test]
async fn numbers_follow_time_and_nothing_lies_in_the_future() {
    both(|backend| async move {
        demo::fill(&backend, 0).await.unwrap();
        assert_eq!(backend.clock.now(), start(), "the caller's clock was left alone");
        let orders = orders(&backend).await;
        for community in ["K101-", "K102-"] {
            let placed: Vec<_> = orders.iter().filter(|row| row.number.starts_with(community)).collect();
            assert!(placed.is_sorted_by_key(|row| row.placed_at), "{community}");
        }
        assert!(orders.iter().all(|row| row.placed_at <= row.changed_at && row.changed_at <= start().0));
    })
    .await;
}

#[tokio::test]
async fn every_history_makes_the_state_that_is_stored() {
    both(|backend| async move {
        #[derive(FromRow)]
        struct EventRow {
            event: String,
        }
        demo::fill(&backend, 0).await.unwrap();
        for order in orders(&backend).await {
            let mut tx = backend.store.read().await.unwrap();
            let rows: Vec<EventRow> = tx
                .all(
                    "SELECT event FROM order_events WHERE number = $1 ORDER BY sequence",
                    values![&order.number],
                )
                .await
                .unwrap();
            let events: Vec<Event> =
                rows.iter().map(|row| serde_json::from_str(&row.event).unwrap()).collect();
            assert!(events.is_sorted_by_key(|event| event.at), "{}", order.number);
            let state: State = serde_json::from_str(&order.detail).unwrap();
            assert_eq!(replay(&events).unwrap(), Some(state), "{}", order.number);
        }
    })
    .await;
}

#[tokio::test]
async fn everybody_who_is_listed_can_sign_in_at_once() {
    both(|backend| async move {
        let people = demo::fill(&backend, 0).await.unwrap();
        assert_eq!(people.len(), 20);
        for person in &people {
            let viewer = sign_in(&backend, &person.phone).await;
            assert_eq!(viewer.name, person.name);
            assert!(!viewer.needs_profile(), "{person:?}");
            let roles: BTreeSet<_> = viewer.grants.iter().map(|held| held.grant.role.name()).collect();
            let roles = if roles.is_empty() { BTreeSet::from(["居民"]) } else { roles };
            assert_eq!(roles, person.role.split('、').collect());
            assert!(!person.place.is_empty(), "{person:?}");
        }
        backend.clock.advance(MINUTE);
        let several = sign_in(&backend, "13800000017").await;
        assert_eq!((several.role(), several.grants.len()), (Role::Staff, 3));
        let member = several.grants.iter().find(|held| held.grant.role == Role::Member).unwrap();
        use_grant(&backend, &several, Some(&member.grant.id)).await.unwrap();
        assert_eq!(several.again(&backend).await.role(), Role::Member);
        let roles: BTreeSet<_> = people.iter().flat_map(|person| person.role.split('、')).collect();
        assert_eq!(roles.len(), 9, "each role has somebody");
    })
    .await;
}

#[tokio::test]
async fn a_second_filling_changes_nothing() {
    both(|backend| async move {
        let first = demo::fill(&backend, 0).await.unwrap();
        let before = orders(&backend).await;
        assert_eq!(demo::fill(&backend, 0).await.unwrap(), first);
        assert_eq!(orders(&backend).await, before);
    })
    .await;
}

#[tokio::test]
async fn the_same_seed_makes_the_same_district() {
    let folder = tempfile::tempdir().unwrap();
    let mut filled = Vec::new();
    for file in ["one.db", "two.db"] {
        let backend = TestBackend::in_file(&folder.path().join(file)).await;
        demo::fill(&backend, 0).await.unwrap();
        filled.push(orders(&backend).await);
        backend.store.close().await;
    }
    assert_eq!(filled[0], filled[1]);
}

#[tokio::test]
async fn the_months_before_are_counted_as_they_were() {
    both(|backend| async move {
        demo::fill(&backend, 4).await.unwrap();
        assert_eq!(backend::maintenance::recount::differences(&backend).await.unwrap(), []);
        let orders = orders(&backend).await;
        assert!(orders.len() > 200, "{}", orders.len());
        assert!(orders.iter().all(|row| row.changed_at <= start().0));
        let states: BTreeSet<_> = orders.iter().map(|row| row.state.as_str()).collect();
        assert_eq!(states.len(), 9, "the newest stories are there as well");
    })
    .await;
}
