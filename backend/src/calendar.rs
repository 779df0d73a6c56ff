//! Holidays and moved working days, read again when they change.

use crate::revision::{self, NewestCopy, Subject};
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::clocks::{Calendar, SpecialDay};
use jiff::civil::Date;
use std::sync::Arc;

/// From which month on the next year's holidays are asked for: the State Council announces them in October or November.
const ASKED_FROM: i8 = 11;

/// The newest copy of the calendar.
#[derive(Clone, Debug, Default)]
pub struct Shared(NewestCopy<Calendar>);

/// The calendar as this transaction sees it.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn calendar_in(tx: &mut Transaction, backend: &Backend) -> Result<Arc<Calendar>, StoreError> {
    let number = revision::copy_number(tx, Subject::Holidays).await?;
    if let Some(copy) = backend.calendar.0.get(number) {
        return Ok(copy);
    }
    let copy = Arc::new(Calendar::new(special_days(tx).await?));
    backend.calendar.0.put(number, &copy);
    Ok(copy)
}

/// The years that matter now and whose holidays haven't been imported: this one, and from November on the next.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn years_without_holidays(backend: &Backend) -> Result<Vec<i16>, AppError> {
    let today = backend.clock.now().date();
    let mut tx = backend.store.read().await?;
    let calendar = calendar_in(&mut tx, backend).await?;
    let years = today.year()..=today.year() + i16::from(today.month() >= ASKED_FROM);
    Ok(years.filter(|year| !calendar.knows(*year)).collect())
}

/// All days of the table, by date.
pub(crate) async fn special_days(tx: &mut Transaction) -> Result<Vec<SpecialDay>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        date: String,
        kind: String,
        name: String,
    }
    let rows: Vec<Row> = tx.all("SELECT date, kind, name FROM holidays ORDER BY date", values![]).await?;
    let day = |row: Row| {
        let bad = |reason: &dyn ToString| StoreError::row("holidays", &row.date, reason.to_string());
        let date: Date = row.date.parse().map_err(|error: jiff::Error| bad(&error))?;
        let kind = row.kind.parse().map_err(|error: strum::ParseError| bad(&error))?;
        Ok(SpecialDay { date, kind, name: row.name })
    };
    rows.into_iter().map(day).collect()
}
