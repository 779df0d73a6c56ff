//! Who hears of which change, in this process and in another.

use crate::cast::{cast, does, form, ordered};
use crate::support;
use backend::orders::{Changes, changes};
use std::time::Duration;

/// Longer than any change takes; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(10);

async fn hears(changes: &mut Changes) {
    let heard = tokio::time::timeout(PATIENCE, changes.next()).await;
    heard.expect("a change is heard").expect("and more may come");
}

#[tokio::test]
async fn those_whom_it_concerns_hear_and_nobody_else() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let mut others = Vec::new();
        for viewer in [&cast.staff, &cast.member, &cast.office] {
            others.push(changes(&backend, viewer).await.unwrap());
        }
        let mut resident = changes(&backend, &cast.resident).await.unwrap();
        let mut stranger = changes(&backend, &cast.stranger).await.unwrap();
        let relay = backend.store.clone();
        let relay = tokio::spawn(async move { relay.relay().await });
        if backend.is_postgres() {
            // Once it listens, everybody looks at everything.
            hears(&mut resident).await;
            hears(&mut stranger).await;
            for changes in &mut others {
                hears(changes).await;
            }
        }
        let number = ordered(&backend, &cast).await;
        hears(&mut resident).await;
        for changes in &mut others {
            hears(changes).await;
        }
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        hears(&mut resident).await;
        let silent = tokio::time::timeout(Duration::from_millis(50), stranger.next()).await;
        assert!(silent.is_err(), "another community's staff hear nothing");
        relay.abort();
    })
    .await;
}

#[tokio::test]
async fn another_process_hears_it_too() {
    support::both(|backend| async move {
        if !backend.is_postgres() {
            return;
        }
        let cast = cast(&backend).await;
        let other = backend.other_process().await;
        let mut there = changes(&other, &cast.staff).await.unwrap();
        let relay = other.store.clone();
        let relay = tokio::spawn(async move { relay.relay().await });
        hears(&mut there).await;
        ordered(&backend, &cast).await;
        hears(&mut there).await;
        relay.abort();
        other.store.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_not_committed_is_not_heard() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        let mut heard = changes(&backend, &cast.staff).await.unwrap();
        let refused = does(&backend, &cast.stranger, &number, form("close")).await;
        assert_eq!(refused.unwrap_err().status(), 404);
        let mut tx = backend.store.write().await.unwrap();
        tx.announce("{\"number\":\"K101-0001\",\"people\":[\"a\",\"b\"]}".to_owned());
        drop(tx);
        let silent = tokio::time::timeout(Duration::from_millis(50), heard.next()).await;
        assert!(silent.is_err(), "nothing happened");
    })
    .await;
}
