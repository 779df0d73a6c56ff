//! Many hands reach for the same orders: each order ends up in exactly one.

use crate::support::{self, Person, TestBackend};
use backend::accounts::Viewer;
use backend::orders::{CommandForm, OrderFor, PlaceOrder, Viewpoint, act, place, view};
use domain::accounts::{PersonId, Role};
use domain::orders::{EventKind, StateKind, replay};
use std::collections::BTreeMap;

const TASKS: usize = 64;
const ORDERS: usize = 200;

fn claim(number: &str) -> CommandForm {
    let number = number.to_owned();
    CommandForm { number, version: "1".into(), command: "claim".into(), ..CommandForm::default() }
}

/// A colleague of a member, with the same grant.
fn colleague(member: &Viewer, number: usize) -> Viewer {
    let mut colleague = member.clone();
    colleague.person = PersonId(format!("member-{number}"));
    colleague.name = format!("党员{number}");
    if let Some(grant) = &mut colleague.in_use {
        grant.person = colleague.person.clone();
    }
    colleague
}

async fn placed(backend: &TestBackend, residents: &[Person], count: usize) -> Vec<String> {
    let mut numbers = Vec::new();
    for order in 0..count {
        let request = PlaceOrder {
            service: "S002".into(),
            token: format!("race-token-{order:06}"),
            again: "meant".into(),
            ..PlaceOrder::default()
        };
        let resident = &residents[order % residents.len()];
        numbers.push(place(backend, resident, OrderFor::Oneself, &request).await.unwrap().number.to_string());
    }
    numbers
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_claim_the_same_two_hundred_orders() {
    support::both(|backend| async move {
        support::district(&backend).await;
        let member = support::with_grant(&backend, "13800000002", "李建国", (Role::Member, "K101", "")).await;
        let residents = support::residents_for(&backend, ORDERS).await;
        let numbers = placed(&backend, &residents, ORDERS).await;

        let mut tasks = tokio::task::JoinSet::new();
        for task in 0..TASKS {
            let (backend, numbers) = ((*backend).clone(), numbers.clone());
            let member = colleague(&member, task);
            tasks.spawn(async move {
                let mut won = Vec::new();
                // Each begins elsewhere, so that they meet in the middle of the list as well.
                for step in 0..ORDERS {
                    let number = &numbers[(task * 7 + step) % ORDERS];
                    match act(&backend, &member, &claim(number)).await {
                        Ok(_) => won.push(number.clone()),
                        Err(error) => {
                            assert_eq!(error.status(), 409, "{error:?}");
                            // Somebody with quick hands has as many as a member may have.
                            let full = error.code == "dispatch.full";
                            assert!(full || error.sentence.contains("接了"), "says who was faster: {error}");
                        }
                    }
                }
                (member.name, won)
            });
        }
        let mut winners: BTreeMap<String, String> = BTreeMap::new();
        while let Some(finished) = tasks.join_next().await {
            let (name, won) = finished.unwrap();
            for number in won {
                assert_eq!(winners.insert(number.clone(), name.clone()), None, "two winners of {number}");
            }
        }
        assert_eq!(winners.len(), ORDERS, "every order has a winner");

        for (order, number) in numbers.iter().enumerate() {
            let resident = &residents[order % residents.len()];
            let seen = view(&backend, resident, number, Viewpoint::Resident).await.unwrap();
            assert_eq!(seen.order.state.kind(), StateKind::Accepted);
            let claims = seen.events.iter().filter(|event| matches!(event.kind, EventKind::Claimed { .. }));
            assert_eq!(claims.count(), 1, "one claim in the record of {number}");
            assert_eq!(replay(&seen.events).unwrap().as_ref(), Some(&seen.order.state));
            assert_eq!(seen.order.state.progress().unwrap().name, winners[number]);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_form_sent_many_times_at_once_makes_one_order() {
    support::both(|backend| async move {
        support::district(&backend).await;
        let resident = support::resident(&backend, "13800000001", "王秀英", "K10101").await;
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..16 {
            let (backend, resident) = ((*backend).clone(), (*resident).clone());
            tasks.spawn(async move {
                let request = PlaceOrder {
                    service: "S002".into(),
                    token: "the-same-token-for-all".into(),
                    ..PlaceOrder::default()
                };
                place(&backend, &resident, OrderFor::Oneself, &request).await.unwrap().number
            });
        }
        let numbers: Vec<_> = tasks.join_all().await;
        assert!(numbers.iter().all(|number| *number == numbers[0]), "{numbers:?}");
        let own = backend::orders::own_orders(&backend, &resident, None, None).await.unwrap();
        assert_eq!(own.orders.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn numbers_are_given_once_and_without_gaps() {
    support::both(|backend| async move {
        support::district(&backend).await;
        let residents = support::residents_for(&backend, 40).await;
        let mut tasks = tokio::task::JoinSet::new();
        for order in 0..40 {
            let (backend, resident) = ((*backend).clone(), (*residents[order % residents.len()]).clone());
            tasks.spawn(async move {
                let request = PlaceOrder {
                    service: "S002".into(),
                    token: format!("a-token-of-its-own-{order}"),
                    again: "meant".into(),
                    ..PlaceOrder::default()
                };
                place(&backend, &resident, OrderFor::Oneself, &request).await.unwrap().number.to_string()
            });
        }
        let mut numbers: Vec<_> = tasks.join_all().await;
        numbers.sort();
        let expected: Vec<_> = (1..=40).map(|count| format!("K101-{count:04}")).collect();
        assert_eq!(numbers, expected);
    })
    .await;
}
