//! The counters as they are stored.

use crate::store::{FromRow, StoreError, Transaction, Value};
use crate::{Backend, values};
use domain::areas::AreaCode;
use domain::counters::{Counts, Measure, Month, MonthError};
use sqlx::{AssertSqlSafe, ColumnIndex, Decode, Row, Type};
use std::fmt::Write as _;
use std::sync::LazyLock;
use strum::IntoEnumIterator;

/// Which sums: of which area, and of orders that were placed from which month to which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// A community, an office or the district.
    pub area: AreaCode,
    /// The first month.
    pub from: Month,
    /// The last month.
    pub to: Month,
}

/// The sums of one community, month and list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CounterRow {
    /// The community's code.
    pub community: String,
    /// The month in which the orders were placed.
    pub month: Month,
    /// The list that they were ordered from.
    pub list: String,
    /// The sums.
    pub counts: Counts,
}

impl<'r, R> FromRow<'r, R> for CounterRow
where
    R: Row,
    usize: ColumnIndex<R>,
    String: Decode<'r, R::Database> + Type<R::Database>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
        // By place, as `READ` and `TOGETHER` have them: names would be looked up for some ten thousand numbers.
        let count = |(place, measure): (usize, Measure)| Ok((measure, row.try_get(place)?));
        Ok(Self {
            community: row.try_get(0)?,
            month: month_of(&row.try_get::<String, _>(1)?)?,
            list: row.try_get(2)?,
            counts: (3..).zip(Measure::iter()).map(count).collect::<Result<_, sqlx::Error>>()?,
        })
    }
}

/// The month of a row's key.
fn month_of(text: &str) -> Result<Month, sqlx::Error> {
    text.parse().map_err(|error: MonthError| sqlx::Error::Decode(error.into()))
}

/// The column of a measure.
fn column(measure: Measure) -> &'static str {
    measure.into()
}

/// The columns of all measures, written by `one` and parted by commas.
fn columns(one: impl Fn(usize, &'static str) -> String) -> String {
    let columns: Vec<_> =
        Measure::iter().enumerate().map(|(place, measure)| one(place, column(measure))).collect();
    columns.join(", ")
}

/// Adds to a row, which may be new. The first three values are its key.
static ADD: LazyLock<String> = LazyLock::new(|| {
    let names = columns(|_, name| name.to_owned());
    let numbers = columns(|place, _| format!("${}", place + 4));
    let sums = columns(|_, name| format!("{name} = counters.{name} + excluded.{name}"));
    format!(
        "INSERT INTO counters (community, month, list, {names}) VALUES ($1, $2, $3, {numbers}) \
         ON CONFLICT (community, month, list) DO UPDATE SET {sums}"
    )
});

/// All rows of a span, in the order of their keys.
static READ: LazyLock<String> = LazyLock::new(|| {
    let names = columns(|_, name| name.to_owned());
    let mut sql = format!("SELECT community, month, list, {names} FROM counters ");
    let _ = write!(
        sql,
        "WHERE substr(community, 1, length($1)) = $1 AND month >= $2 AND month <= $3 \
         ORDER BY community, month, list"
    );
    sql
});

/// The sums of all lists together, in the order of their keys.
static TOGETHER: LazyLock<String> = LazyLock::new(|| {
    let sums = columns(|_, name| format!("CAST(sum({name}) AS BIGINT) AS {name}"));
    format!(
        "SELECT community, month, '' AS list, {sums} FROM counters WHERE substr(community, 1, length($1)) = $1 \
         AND month >= $2 AND month <= $3 GROUP BY community, month ORDER BY community, month"
    )
});

/// The sums of a span, a row for each community, month and list in which anything was ordered.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn counters_in(backend: &Backend, span: &Span) -> Result<Vec<CounterRow>, StoreError> {
    let mut tx = backend.store.read().await?;
    rows(&mut tx, span).await
}

/// As [`counters_in`], as a transaction sees it.
pub(crate) async fn rows(tx: &mut Transaction, span: &Span) -> Result<Vec<CounterRow>, StoreError> {
    let values = values![&span.area, span.from.to_string(), span.to.to_string()];
    tx.all(AssertSqlSafe(READ.as_str()), values).await
}

/// As [`rows`], but a row for each community and month: of all lists together, with no list.
pub(crate) async fn rows_together(tx: &mut Transaction, span: &Span) -> Result<Vec<CounterRow>, StoreError> {
    let values = values![&span.area, span.from.to_string(), span.to.to_string()];
    tx.all(AssertSqlSafe(TOGETHER.as_str()), values).await
}

/// Adds counts to the row of a community, month and list.
pub(crate) async fn add(
    tx: &mut Transaction,
    community: &str,
    month: Month,
    list: &str,
    counts: &Counts,
) -> Result<(), StoreError> {
    let mut values: Vec<Value> = values![community, month.to_string(), list];
    values.extend(counts.iter().map(|(_, number)| Value::from(number)));
    tx.run(AssertSqlSafe(ADD.as_str()), values).await?;
    Ok(())
}
