//! The draw of a week.

use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::areas::AreaCode;
use domain::orders::OrderNumber;
use domain::return_visits::{Week, drawn};
use domain::surveys::Seed;

/// Draws in each community of the orders that it finished last week, unless that is done. Returns how many
/// communities were drawn in.
///
/// Several processes may do so at once: each community's week is drawn by the one that writes first.
///
/// # Errors
/// [`AppError::internal`] if the database fails; what was drawn until then stays drawn.
pub async fn draw_due(backend: &Backend) -> Result<usize, AppError> {
    let week = Week::of(backend.clock.now()).before();
    let mut tx = backend.store.read().await?;
    let waiting = waiting(&mut tx, week).await?;
    drop(tx);
    let mut communities = 0;
    for community in waiting {
        if draw_one(backend, &community, week).await? {
            communities += 1;
        }
    }
    Ok(communities)
}

/// The communities in which nothing was drawn for a week.
async fn waiting(tx: &mut Transaction, week: Week) -> Result<Vec<AreaCode>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        code: String,
    }
    let rows: Vec<Row> = tx
        .all(
            "SELECT a.code FROM areas a WHERE a.kind = 'community' AND NOT EXISTS \
             (SELECT 1 FROM return_draws d WHERE d.community = a.code AND d.week = $1) ORDER BY a.code",
            values![week.to_string()],
        )
        .await?;
    let code =
        |row: Row| AreaCode::parse(&row.code).map_err(|error| StoreError::row("areas", &row.code, error));
    rows.into_iter().map(code).collect()
}

/// Draws in one community; whether it was this process that did.
async fn draw_one(backend: &Backend, community: &AreaCode, week: Week) -> Result<bool, AppError> {
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    if is_drawn(&mut tx, community, week).await? {
        return Ok(false);
    }
    let finished = finished(&mut tx, community, week).await?;
    let seed = Seed(backend.entropy.bytes());
    let sample = drawn(&seed, community, week, &finished);
    let written = tx
        .run(
            "INSERT INTO return_draws (community, week, population, drawn, seed, drawn_at) \
             VALUES ($1, $2, $3, $4, $5, $6)",
            values![
                community,
                week.to_string(),
                count(finished.len()),
                count(sample.len()),
                seed.to_string(),
                now
            ],
        )
        .await;
    match written {
        Err(error) if error.is_taken() => return Ok(false),
        written => written?,
    };
    for number in &sample {
        tx.run(
            "INSERT INTO return_visits (community, number, week) VALUES ($1, $2, $3)",
            values![community, number, week.to_string()],
        )
        .await?;
    }
    tx.commit().await?;
    Ok(true)
}

async fn is_drawn(tx: &mut Transaction, community: &AreaCode, week: Week) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Row {
        number: i64,
    }
    let row: Option<Row> = tx
        .one(
            "SELECT count(*) AS number FROM return_draws WHERE community = $1 AND week = $2",
            values![community, week.to_string()],
        )
        .await?;
    Ok(row.is_some_and(|row| row.number > 0))
}

/// The orders that a community finished in a week, in any order. One that was drawn in an earlier week, reopened and finished
/// again isn't asked after again.
async fn finished(
    tx: &mut Transaction,
    community: &AreaCode,
    week: Week,
) -> Result<Vec<OrderNumber>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        number: String,
    }
    let rows: Vec<Row> = tx
        .all(
            "SELECT o.number FROM orders o WHERE o.community = $1 AND o.done_at >= $2 AND o.done_at < $3 \
             AND NOT EXISTS (SELECT 1 FROM return_visits v \
             WHERE v.community = o.community AND v.number = o.number)",
            values![community, week.begins(), week.ends()],
        )
        .await?;
    let number = |row: Row| {
        OrderNumber::parse(&row.number).map_err(|error| StoreError::row("orders", &row.number, error))
    };
    rows.into_iter().map(number).collect()
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
