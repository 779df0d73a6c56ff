//! Whether the sums are what the orders come to.

use crate::Failure;
use backend::Backend;
use backend::maintenance::recount::differences;
use backend::store::{FromRow, values};
use domain::areas::AreaCode;
use domain::counters::{Counts, Measure};
use locale::text;

/// Up to so many orders, all sums are made again from events and clocks, order by order.
pub const WHOLE: u64 = 100_000;

#[derive(FromRow)]
struct Raw {
    placed: i64,
    cancelled: i64,
    refused: i64,
    declines: i64,
    reopenings: i64,
    completions: Option<i64>,
    rated: Option<i64>,
    very_dissatisfied: Option<i64>,
}

/// How the sums were held against the orders, in words.
///
/// # Errors
/// A sum that is not what the orders come to.
pub async fn equal(backend: &Backend, orders: u64, all_events: bool) -> Result<&'static str, Failure> {
    let sums = sums(backend).await?;
    let mut tx = backend.store.read().await?;
    let raw: Option<Raw> = tx
        .one(
            "SELECT count(*) AS placed, \
             CAST(sum(CASE WHEN state = 'cancelled' THEN 1 ELSE 0 END) AS BIGINT) AS cancelled, \
             CAST(sum(CASE WHEN state = 'refused' THEN 1 ELSE 0 END) AS BIGINT) AS refused, \
             CAST(sum(declines) AS BIGINT) AS declines, CAST(sum(reopened) AS BIGINT) AS reopenings, \
             CAST(NULL AS BIGINT) AS completions, CAST(NULL AS BIGINT) AS rated, \
             CAST(NULL AS BIGINT) AS very_dissatisfied FROM orders",
            values![],
        )
        .await?;
    let raw = raw.ok_or("no orders")?;
    let mut pairs = vec![
        (Measure::Placed, raw.placed),
        (Measure::Cancelled, raw.cancelled),
        (Measure::Refused, raw.refused),
        (Measure::Declines, raw.declines),
        (Measure::Reopenings, raw.reopenings),
    ];
    if all_events {
        let raw: Option<Raw> = tx
            .one(
                "SELECT CAST(sum(CASE WHEN kind = 'finished' THEN 1 ELSE 0 END) AS BIGINT) AS completions, \
                 CAST(count(DISTINCT CASE WHEN kind = 'rated' THEN number END) AS BIGINT) AS rated, \
                 CAST(sum(CASE WHEN kind = 'rated' AND event LIKE '%\"level\":\"very_dissatisfied\"%' THEN 1 \
                 ELSE 0 END) AS BIGINT) AS very_dissatisfied, CAST(0 AS BIGINT) AS placed, \
                 CAST(0 AS BIGINT) AS cancelled, CAST(0 AS BIGINT) AS refused, CAST(0 AS BIGINT) AS declines, \
                 CAST(0 AS BIGINT) AS reopenings FROM order_events",
                values![],
            )
            .await?;
        let raw = raw.ok_or("no events")?;
        pairs.extend([
            (Measure::Completions, raw.completions.unwrap_or(0)),
            (Measure::Rated, raw.rated.unwrap_or(0)),
            (Measure::VeryDissatisfied, raw.very_dissatisfied.unwrap_or(0)),
        ]);
    }
    drop(tx);
    for (measure, counted) in pairs {
        if sums.of(measure) != counted {
            return Err(format!("{measure:?}: kept {}, counted {counted}", sums.of(measure)).into());
        }
    }
    if orders > WHOLE {
        return Ok(if all_events {
            text("按事件合计", "by events")
        } else {
            text("按工单合计", "by orders")
        });
    }
    let found = differences(backend).await?;
    match found.first() {
        None => Ok(text("逐单重算", "order by order")),
        Some(one) => Err(format!("{} differences, the first: {one:?}", found.len()).into()),
    }
}

/// All sums of all months.
async fn sums(backend: &Backend) -> Result<Counts, Failure> {
    let tree = backend::areas::tree(backend).await?;
    let district: Vec<AreaCode> = tree
        .of_kind(domain::areas::AreaKind::District)
        .into_iter()
        .map(|district| district.code.clone())
        .collect();
    let area = district.first().ok_or("no district")?.clone();
    let (from, to) = ("2000-01".parse()?, "2100-01".parse()?);
    let mut sums = Counts::default();
    for row in backend::counters::counters_in(backend, &backend::counters::Span { area, from, to }).await? {
        sums += row.counts;
    }
    Ok(sums)
}
