//! A database knows for whom it is, and with which secret it was encrypted.

use crate::support::{TestBackend, both, count, district, resident};
use backend::Backend;
use backend::maintenance::identity::{DatabaseKind, IdentityError, check, identify};
use backend::values;
use backend::vault::{DEMO_SECRET, Vault};
use tokio::task::JoinSet;

/// As the program would open it with another secret.
fn keyed(backend: &TestBackend, secret: &[u8; 32]) -> Backend {
    Backend { vault: Vault::new(secret), ..(**backend).clone() }
}

fn is_kind(outcome: Result<(), IdentityError>, kind: DatabaseKind) -> bool {
    matches!(outcome, Err(IdentityError::Kind(found)) if found == kind)
}

#[tokio::test]
async fn an_empty_database_is_what_it_is_first_opened_as() {
    for (first, other) in
        [(DatabaseKind::Production, DatabaseKind::Demo), (DatabaseKind::Demo, DatabaseKind::Production)]
    {
        both(move |backend| async move {
            assert!(!check(&backend, first).await.unwrap(), "nothing stands in it");
            identify(&backend, first).await.unwrap();
            identify(&backend, first).await.unwrap();
            assert!(check(&backend, first).await.unwrap());
            assert!(is_kind(identify(&backend, other).await, first));
            let stranger = keyed(&backend, &[8; 32]);
            assert!(matches!(identify(&stranger, first).await, Err(IdentityError::Secret)));
            assert_eq!(count(&backend, "identity").await, 1);
        })
        .await;
    }
}

#[tokio::test]
async fn a_database_from_before_is_stamped_only_by_the_secret_that_opens_it() {
    both(|backend| async move {
        district(&backend).await;
        resident(&backend, "13800000001", "王秀英", "K10101").await;
        let stranger = keyed(&backend, &[8; 32]);
        assert!(matches!(identify(&stranger, DatabaseKind::Production).await, Err(IdentityError::Secret)));
        // The demo's secret is known to all; with it, and with one's own, it is still no demo.
        for secret in [DEMO_SECRET, &[7; 32]] {
            let demo = identify(&keyed(&backend, secret), DatabaseKind::Demo).await;
            assert!(is_kind(demo, DatabaseKind::Production));
        }
        assert_eq!(count(&backend, "identity").await, 0, "nothing was written");
        // Whoever came with a wrong secret before this was noticed is younger than those who were there.
        backend.clock.advance(1);
        let mut tx = backend.store.write().await.unwrap();
        let late = Vault::new(&[8; 32]).encrypt("people.phone", "13800000009", &backend.entropy).unwrap();
        tx.run(
            "INSERT INTO people (id, phone, phone_hash, name, created_at) VALUES ('0', $1, 'x', '王', $2)",
            values![late, backend.clock.now()],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        identify(&backend, DatabaseKind::Production).await.unwrap();
        assert!(is_kind(identify(&backend, DatabaseKind::Demo).await, DatabaseKind::Production));
    })
    .await;
}

#[tokio::test]
async fn what_the_demos_secret_opens_is_a_demo() {
    both(|backend| async move {
        let demo = keyed(&backend, DEMO_SECRET);
        let mut tx = demo.store.write().await.unwrap();
        let phone = demo.vault.encrypt("people.phone", "13800000001", &demo.entropy).unwrap();
        let sql =
            "INSERT INTO people (id, phone, phone_hash, name, created_at) VALUES ('p', $1, 'x', '王', 1)";
        tx.run(sql, values![phone]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(is_kind(identify(&backend, DatabaseKind::Production).await, DatabaseKind::Demo));
        identify(&demo, DatabaseKind::Demo).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_open_it_first_one_stamps_it() {
    both(|backend| async move {
        let mut opening = JoinSet::new();
        for _ in 0..8 {
            let backend = (*backend).clone();
            opening.spawn(async move { identify(&backend, DatabaseKind::Production).await });
        }
        for opened in opening.join_all().await {
            opened.expect("whoever stamped it, it is the same");
        }
        assert_eq!(count(&backend, "identity").await, 1);
    })
    .await;
}
