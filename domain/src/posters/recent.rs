//! What «lately» means for posters.

use jiff::ToSpan;
use jiff::civil::Date;

/// For how many days, today among them, the openings of a poster count as of late.
pub const RECENT_DAYS: i64 = 30;

/// The first of the last thirty days.
///
/// ```
/// use domain::posters::first_recent_day;
/// assert_eq!(first_recent_day(jiff::civil::date(2026, 11, 24)), jiff::civil::date(2026, 10, 26));
/// ```
#[must_use]
pub fn first_recent_day(today: Date) -> Date {
    today.saturating_sub((RECENT_DAYS - 1).days())
}
