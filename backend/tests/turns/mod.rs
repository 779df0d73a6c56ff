//! Short writers, who share a commit on SQLite: nobody loses by another, and nobody is told too early.

use crate::support::both;
use backend::store::{FromRow, Store, StoreError, Transaction};
use backend::values;
use std::time::Duration;

/// Long enough for anything that can go on without somebody else.
const MOMENT: Duration = Duration::from_millis(50);

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
                    let mut tx = store.write_soon().await.unwrap();
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

#[tokio::test]
async fn who_is_done_waits_for_those_who_were_waiting_and_loses_nothing_by_them() {
    both(|backend| async move {
        if backend.is_postgres() {
            return;
        }
        table(&backend.store).await;
        let mut first = backend.store.write_soon().await.unwrap();
        write(&mut first, "first").await.unwrap();
        let store = backend.store.clone();
        let second = tokio::spawn(async move { store.write_soon().await.unwrap() });
        // The second one stands in the queue before the first is done.
        tokio::time::sleep(MOMENT).await;
        let first = tokio::spawn(first.commit());
        let mut second = second.await.unwrap();
        write(&mut second, "second").await.unwrap();
        tokio::time::sleep(MOMENT).await;
        assert!(!first.is_finished(), "the first is not told before what it wrote is on the disk");
        assert!(written(&backend.store).await.is_empty(), "and nobody reads it");
        drop(second);
        first.await.unwrap().unwrap();
        assert_eq!(written(&backend.store).await, ["first"]);
    })
    .await;
}

#[tokio::test]
async fn a_long_writer_waits_for_no_short_one_to_commit_and_takes_none_along() {
    both(|backend| async move {
        table(&backend.store).await;
        let mut short = backend.store.write_soon().await.unwrap();
        write(&mut short, "short").await.unwrap();
        let committing = tokio::spawn(short.commit());
        let mut long = backend.store.write().await.unwrap();
        committing.await.unwrap().unwrap();
        assert_eq!(written(&backend.store).await, ["short"], "settled before the long one begins");
        write(&mut long, "long").await.unwrap();
        drop(long);
        let mut later = backend.store.write_soon().await.unwrap();
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
        let mut gone = backend.store.write_soon().await.unwrap();
        write(&mut gone, "gone").await.unwrap();
        let mut stays = Box::pin(async {
            let mut tx = backend.store.write_soon().await.unwrap();
            write(&mut tx, "stays").await.unwrap();
            tx.commit().await.unwrap();
        });
        // Asked to commit, and dropped at its first step.
        {
            let mut commit = Box::pin(gone.commit());
            let polled =
                std::future::poll_fn(|context| std::task::Poll::Ready(commit.as_mut().poll(context))).await;
            assert!(polled.is_pending());
        }
        stays.as_mut().await;
        // What was asked to be committed is, though nobody waits for the answer.
        assert_eq!(written(&backend.store).await, ["gone", "stays"]);
    })
    .await;
}
