//! The weeks over which orders are stamped.

use domain::counters::Month;
use domain::time::{DAY, Timestamp};

/// Over how many months, this one included.
pub const MONTHS: i32 = 36;
/// A week, in milliseconds.
pub const WEEK: i64 = 7 * DAY;

/// The moment of the measurement: a Tuesday afternoon.
pub fn now() -> Timestamp {
    "2026-11-24T15:00".parse().unwrap_or(Timestamp(0))
}

/// The first Monday of the first month.
pub fn first_monday() -> Timestamp {
    let first = Month::of(now()).plus(1 - MONTHS).first_day();
    let wait = (8 - i64::from(first.weekday().to_monday_one_offset())) % 7;
    Timestamp::from_civil(first.at(0, 0, 0, 0)).plus(wait * DAY)
}

/// How many weeks have begun since then.
pub fn count() -> i64 {
    now().since(first_monday()) / WEEK + 1
}
