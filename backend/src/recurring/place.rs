//! An order that is to come again from the first: placed, and let come again, by one form.

use super::form::RecurrenceForm;
use super::start::start;
use crate::accounts::Viewer;
use crate::orders::{self, Order, OrderFor, PlaceOrder, Placed, Viewpoint};
use crate::store::FromRow;
use crate::{AppError, Backend, values};
use domain::orders::{Daypart, OrderNumber};
use domain::recurring::{OnHoliday, RecurrenceId};

/// An order that was placed, and what became of the wish that it comes again.
#[derive(Clone, Debug)]
pub struct PlacedAgain {
    /// The order.
    pub placed: Placed,
    /// The recurrence, or why there is none; `None` if none was asked for.
    pub recurrence: Option<Result<RecurrenceId, AppError>>,
}

/// Places an order and, if its form asks for that, lets it come again: on the same day of the week or month, in the same
/// part of the day, not on holidays, until it is stopped. The order stands even if nothing comes of the recurrence; the same
/// form posted again starts no second one, and none that was stopped since.
///
/// # Errors
/// As [`orders::place`].
pub async fn place_again(
    backend: &Backend,
    viewer: &Viewer,
    whom: OrderFor,
    form: &PlaceOrder,
) -> Result<PlacedAgain, AppError> {
    let placed = orders::place(backend, viewer, whom, form).await?;
    let recurrence = match form.comes_again() {
        Some(rhythm) => Some(repeat(backend, viewer, &placed.number, rhythm).await),
        None => None,
    };
    if let Some(Err(error)) = &recurrence {
        tracing::warn!(number = %placed.number, code = error.code, "an order was placed that doesn't come again");
    }
    Ok(PlacedAgain { placed, recurrence })
}

/// Lets an order come again that has just been placed, unless the form was posted before.
async fn repeat(
    backend: &Backend,
    viewer: &Viewer,
    number: &OrderNumber,
    rhythm: &str,
) -> Result<RecurrenceId, AppError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
    }
    let mut tx = backend.store.read().await?;
    let sql = "SELECT id FROM recurrences WHERE community = $1 AND number = $2 ORDER BY id LIMIT 1";
    let before: Option<Row> = tx.one(sql, values![number.community(), number]).await?;
    if let Some(id) = before.and_then(|row| RecurrenceId::parse(&row.id).ok()) {
        return Ok(id);
    }
    let order = orders::find(&mut tx, number).await?.ok_or_else(orders::missing)?;
    drop(tx);
    let form = following(&order, rhythm);
    start(backend, viewer, &number.to_string(), Viewpoint::Resident, &form).await
}

/// What follows on from an order by itself.
fn following(order: &Order, rhythm: &str) -> RecurrenceForm {
    let window = order.details.preferred;
    let day = window.map_or_else(|| order.placed_at.date(), |window| window.day);
    let part = window.map_or(Daypart::Afternoon, |window| window.part);
    RecurrenceForm {
        rhythm: rhythm.to_owned(),
        weekdays: u8::try_from(day.weekday().to_monday_one_offset()).into_iter().collect(),
        month_day: day.day().to_string(),
        part: <&str>::from(part).to_owned(),
        on_holiday: <&str>::from(OnHoliday::default()).to_owned(),
        ..RecurrenceForm::default()
    }
}
