//! Writers that do nothing but write: one row of about the size of an order, and a commit.

use crate::Failure;
use crate::load::Load;
use backend::store::{Store, values};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Bytes of a row: what an order with its event, clocks and notice comes to.
const BYTES: usize = 2_500;

/// Writes rows from as many tasks, until the time is over.
pub async fn rows(store: &Store, writers: usize, length: Duration) -> Result<Load, Failure> {
    let mut tx = store.write().await?;
    tx.run("CREATE TABLE bare_rows (id TEXT PRIMARY KEY, text TEXT NOT NULL)", values![]).await?;
    tx.commit().await?;
    let begun = Instant::now();
    let mut writing = JoinSet::new();
    for writer in 0..writers {
        writing.spawn(again_and_again(store.clone(), writer, begun + length));
    }
    let mut times = Vec::new();
    while let Some(ended) = writing.join_next().await {
        times.extend(ended??);
    }
    Ok(Load::new(times, begun.elapsed()))
}

async fn again_and_again(store: Store, writer: usize, end: Instant) -> Result<Vec<Duration>, Failure> {
    let text = "x".repeat(BYTES);
    let mut times = Vec::new();
    while Instant::now() < end {
        let begun = Instant::now();
        let mut tx = store.write().await?;
        let id = format!("{writer}-{}", times.len());
        tx.run("INSERT INTO bare_rows (id, text) VALUES ($1, $2)", values![id, &text]).await?;
        tx.commit().await?;
        times.push(begun.elapsed());
    }
    Ok(times)
}
