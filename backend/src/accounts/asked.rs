//! Which codes were asked for before.

use super::devices::OriginHashes;
use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::accounts::{Asked, AskedSoFar};
use domain::time::{DAY, Timestamp};

/// Lets one session at a time ask for a number, and for a network.
///
/// On PostgreSQL two sessions could both read that nothing was sent yet. Writing the same row first
/// makes the second wait until the first has ended, and then see what it wrote. Numbers always come
/// before networks, so no two sessions wait for each other. SQLite has one writer anyway.
pub(super) async fn pass_gate(tx: &mut Transaction, place: &str, now: Timestamp) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO sign_in_gates (place, asked_at) VALUES ($1, $2) \
             ON CONFLICT (place) DO UPDATE SET asked_at = excluded.asked_at",
        values![place, now],
    )
    .await?;
    Ok(())
}

/// Which codes were asked for before.
pub(super) async fn asked_so_far(
    tx: &mut Transaction,
    number: &str,
    origin: &OriginHashes,
    now: Timestamp,
) -> Result<AskedSoFar, StoreError> {
    #[derive(FromRow)]
    struct OfNumber {
        created_at: i64,
        device_hash: Option<String>,
        network_hash: String,
        by_stranger: i64,
    }
    #[derive(FromRow)]
    struct Moment {
        created_at: i64,
    }
    let since = now.plus(-DAY);
    let of_number: Vec<OfNumber> = tx
        .all(
            "SELECT created_at, device_hash, network_hash, by_stranger FROM sign_in_codes \
             WHERE phone_hash = $1 AND created_at > $2",
            values![number, since],
        )
        .await?;
    let of_number = of_number.into_iter().map(|row| Asked {
        at: Timestamp(row.created_at),
        same_browser: row.device_hash.as_ref() == Some(&origin.device),
        same_network: row.network_hash == origin.network && !origin.network.is_empty(),
        by_stranger: row.by_stranger != 0,
    });
    let of_network: Vec<Moment> = tx
        .all(
            "SELECT created_at FROM sign_in_codes WHERE network_hash = $1 AND network_hash <> '' AND created_at > $2",
            values![&origin.network, since],
        )
        .await?;
    Ok(AskedSoFar {
        of_number: of_number.collect(),
        of_network: of_network.into_iter().map(|row| Timestamp(row.created_at)).collect(),
        today: codes_today(tx, now).await?,
    })
}

/// How many codes went out since midnight, to all numbers.
pub(super) async fn codes_today(tx: &mut Transaction, now: Timestamp) -> Result<i64, StoreError> {
    #[derive(FromRow)]
    struct Row {
        codes: i64,
    }
    let sql = "SELECT count(*) AS codes FROM sign_in_codes WHERE created_at >= $1";
    let row: Option<Row> = tx.one(sql, values![now.day_start()]).await?;
    Ok(row.map_or(0, |row| row.codes))
}

/// Whether the code that a number was asked for at that moment could not be sent.
pub(super) async fn has_failed(
    tx: &mut Transaction,
    number: &str,
    at: Timestamp,
) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Row {
        failed: i64,
    }
    let row: Option<Row> = tx
        .one(
            "SELECT count(*) AS failed FROM sign_in_codes \
             WHERE phone_hash = $1 AND created_at = $2 AND failed_at IS NOT NULL",
            values![number, at],
        )
        .await?;
    Ok(row.is_some_and(|row| row.failed > 0))
}
