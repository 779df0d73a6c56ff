//! Short writers, who share a commit on SQLite: nobody loses by another, and nobody is told too early.

use crate::support::both;
use backend::store::{FromRow, Store, StoreError, Transaction};
use backend::values;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

#[derive(Debug, FromRow)]
struct Written {
    name: String,
}

async fn table(store: &Store) {
    let mut tx = store.write().await.unwrap();
    tx.run("CREATE TABLE written (name TEXT PRIMARY KEY)", values![]).await.unwrap();
    tx.commit().await.unwrap();
}

async fn write(tx: &mut Transaction, name: &str) -> Result<u64, StoreError> {
    tx.run("INSERT INTO written (name) VALUES ($1)", values![name]).await
}

async fn written(store: &Store) -> Vec<String> {
    let mut tx = store.read().await.unwrap();
    let rows: Vec<Written> = tx.all("SELECT name FROM written ORDER BY name", values![]).await.unwrap();
    rows.into_iter().map(|row| row.name).collect()
}

#[tokio::test]
async fn many_at_once_write_each_their_own_and_the_others_nothing() {
    both(|backend| async move {
        table(&backend.store).await;
        let writers: Vec<_> = (0..60)
            .map(|number| {
                let store = backend.store.clone();
                tokio::spawn(async move {
                    let mut tx = store.write_shared().await.unwrap();
                    write(&mut tx, &format!("{number:02}")).await.unwrap();
                    match number % 3 {
                        // Given up.
                        0 => drop(tx),
                        // Refused by the database in the middle, and given up with what it wrote.
                        1 => write(&mut tx, &format!("{number:02}")).await.map(drop).unwrap_err().forget(),
                        _ => tx.commit().await.unwrap(),
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        let expected: Vec<_> =
            (0..60).filter(|number| number % 3 == 2).map(|number| format!("{number:02}")).collect();
        assert_eq!(written(&backend.store).await, expected);
    })
    .await;
}

/// What a refusal says is of no interest here.
trait Forget {
    fn forget(self);
}

impl Forget for StoreError {
    fn forget(self) {
        assert!(self.is_taken(), "{self}");
    }
}

/// Whether a future still waits once it has been asked.
async fn waits<F: Future>(future: &mut Pin<Box<F>>) -> bool {
    poll_fn(|context| Poll::Ready(future.as_mut().poll(context).is_pending())).await
}

/// Somebody who has written something and waits to share a commit with the second, whose turn it is.
async fn two_share(store: &Store) -> (impl Future<Output = Result<(), StoreError>> + Unpin, Transaction) {
    let mut first = store.write_shared().await.unwrap();
    write(&mut first, "first").await.unwrap();
    let mut second = Box::pin(store.write_shared());
    assert!(waits(&mut second).await, "it stands in the queue before the first is done");
    let mut first = Box::pin(first.commit());
    assert!(waits(&mut first).await);
    let second = second.await.unwrap();
    assert!(waits(&mut first).await, "the first is not told before what it wrote is on the disk");
    assert!(written(store).await.is_empty(), "and nobody reads it");
    (first, second)
}

#[tokio::test]
async fn who_is_done_waits_for_those_who_were_waiting_and_loses_nothing_by_them() {
    both(|backend| async move {
        if backend.is_postgres() {
            return;
        }
        table(&backend.store).await;
        let (first, mut second) = two_share(&backend.store).await;
        write(&mut second, "second").await.unwrap();
        drop(second);
        first.await.unwrap();
        assert_eq!(written(&backend.store).await, ["first"]);
    })
    .await;
}

#[tokio::test]
async fn a_commit_that_fails_fails_for_all_who_share_it_and_for_nobody_after_them() {
    both(|backend| async move {
        if backend.is_postgres() {
            return;
        }
        table(&backend.store).await;
        let mut tx = backend.store.write().await.unwrap();
        tx.run("CREATE TABLE owed (name TEXT REFERENCES written (name))", values![]).await.unwrap();
        tx.commit().await.unwrap();
        let (first, mut second) = two_share(&backend.store).await;
        second.run("PRAGMA defer_foreign_keys = ON", values![]).await.unwrap();
        second.run("INSERT INTO owed (name) VALUES ('nobody')", values![]).await.unwrap();
        let (first, second) = tokio::join!(first, second.commit());
        for failed in [first, second] {
            let failed = failed.unwrap_err();
            assert!(
                matches!(failed, StoreError::Commit(_)) && failed.to_string().contains("FOREIGN KEY"),
                "{failed}"
            );
        }
        writes_again(&backend.store).await;
    })
    .await;
}

#[tokio::test]
async fn where_the_disk_is_full_all_who_share_a_transaction_are_told_and_the_next_one_writes() {
    both(|backend| async move {
        if backend.is_postgres() {
            return;
        }
        table(&backend.store).await;
        let (first, mut second) = two_share(&backend.store).await;
        second.run("PRAGMA max_page_count = 1", values![]).await.unwrap();
        let full = write(&mut second, &"long ".repeat(1_000_000)).await.unwrap_err();
        assert!(full.to_string().contains("full"), "{full}");
        drop(second);
        assert!(matches!(first.await.unwrap_err(), StoreError::Commit(_)));
        writes_again(&backend.store).await;

        // As well by somebody who writes alone.
        let mut alone = backend.store.write().await.unwrap();
        alone.run("PRAGMA max_page_count = 1", values![]).await.unwrap();
        write(&mut alone, &"long ".repeat(1_000_000)).await.unwrap_err();
        drop(alone);
        let mut next = backend.store.write().await.unwrap();
        write(&mut next, "and again").await.unwrap();
        next.commit().await.unwrap();
    })
    .await;
}

/// Nothing stands there of what failed, and whoever comes next writes.
async fn writes_again(store: &Store) {
    assert!(written(store).await.is_empty());
    let mut next = store.write_shared().await.unwrap();
    write(&mut next, "next").await.unwrap();
    next.commit().await.unwrap();
    assert_eq!(written(store).await, ["next"]);
}

#[tokio::test]
async fn a_long_writer_waits_for_no_short_one_to_commit_and_takes_none_along() {
    both(|backend| async move {
        table(&backend.store).await;
        let mut short = backend.store.write_shared().await.unwrap();
        write(&mut short, "short").await.unwrap();
        let committing = tokio::spawn(short.commit());
        let mut long = backend.store.write().await.unwrap();
        committing.await.unwrap().unwrap();
        assert_eq!(written(&backend.store).await, ["short"], "settled before the long one begins");
        write(&mut long, "long").await.unwrap();
        drop(long);
        let mut later = backend.store.write_shared().await.unwrap();
        write(&mut later, "later").await.unwrap();
        later.commit().await.unwrap();
        assert_eq!(written(&backend.store).await, ["later", "short"]);
    })
    .await;
}

#[tokio::test]
async fn whoever_goes_away_while_it_commits_takes_nobody_along() {
    both(|backend| async move {
        table(&backend.store).await;
        let mut gone = backend.store.write_shared().await.unwrap();
        write(&mut gone, "gone").await.unwrap();
        let mut stays = Box::pin(async {
            let mut tx = backend.store.write_shared().await.unwrap();
            write(&mut tx, "stays").await.unwrap();
            tx.commit().await.unwrap();
        });
        // Asked to commit, and dropped at its first step.
        assert!(waits(&mut Box::pin(gone.commit())).await);
        stays.as_mut().await;
        // What was asked to be committed is, though nobody waits for the answer.
        assert_eq!(written(&backend.store).await, ["gone", "stays"]);
    })
    .await;
}
