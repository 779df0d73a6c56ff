//! The time at which whoever accepted an order comes, as they have agreed it with the resident.

use super::OrderError;
use crate::time::{DAY, Timestamp, day_words};
use jiff::civil::Date;

/// How far ahead a time can be agreed, in milliseconds.
const AHEAD: i64 = 14 * DAY;
/// How many days can be chosen from.
const OFFERED_DAYS: i32 = 7;

/// The time of a day, if it can be agreed at `now`: it lies ahead, and within two weeks.
///
/// # Errors
/// [`OrderError::AgreedTime`].
pub(super) fn agreed(arrives_at: Timestamp, now: Timestamp) -> Result<Timestamp, OrderError> {
    let ahead = arrives_at.since(now);
    if (1..=AHEAD).contains(&ahead) { Ok(arrives_at) } else { Err(OrderError::AgreedTime) }
}

/// The days that are offered at `now`, each with its words: «今天», «明天», «12月3日».
pub fn offered_days(now: Timestamp) -> impl Iterator<Item = (Date, String)> {
    let today = now.date();
    (0..OFFERED_DAYS).filter_map(move |days| {
        let day = today.checked_add(jiff::Span::new().days(days)).ok()?;
        Some((day, day_words(day, today)))
    })
}
