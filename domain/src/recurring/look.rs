//! What is to be written down of a recurrence now.

use super::occurrence::fate;
use super::{Fate, Recurrence};
use crate::clocks::Calendar;
use crate::orders::TimeWindow;
use crate::time::Timestamp;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// How many days ahead an order is made: long enough for the desk to find somebody over a weekend, and
/// short enough that a change of plans seldom has to be undone.
pub const AHEAD: i32 = 3;
/// How many days ahead a day of a year without a calendar is no longer waited for.
pub const NEAR: i32 = 1;

/// What becomes of a day, for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// An order is made; why that is not a matter of course, if it isn't.
    Make(Option<String>),
    /// No order is made, for this reason.
    Skip(String),
    /// It is too late for an order.
    Missed,
}

/// What a look at a recurrence comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The days about which there is nothing more to wait for, the earliest first.
    pub decided: Vec<(Date, Decision)>,
    /// Everything up to this day has been decided, now or before.
    pub looked_until: Date,
    /// On which day to look again; `None` if there are no more days.
    pub next: Option<Date>,
}

/// Looks at the days after `looked_until` that have come within [`AHEAD`].
///
/// A day of a year of which the calendar knows nothing is waited for until [`NEAR`]; from then on it is
/// an ordinary day, and the decision says so.
#[must_use]
pub fn look(recurrence: &Recurrence, calendar: &Calendar, looked_until: Date, now: Timestamp) -> Look {
    let today = now.date();
    let horizon = today.saturating_add(Span::new().days(AHEAD));
    let mut decided = Vec::new();
    for date in recurrence.dates(after(looked_until)).take_while(|date| *date <= horizon) {
        let window = TimeWindow { day: date, part: recurrence.part };
        let fate = fate(recurrence, calendar, date);
        let decision = match &fate {
            Fate::Skipped(_) => Decision::Skip(fate.reason(date).unwrap_or_default()),
            _ if window.end() <= now => Decision::Missed,
            Fate::NotKnown if (date - today).get_days() > NEAR => {
                let looked_until = date.saturating_sub(1.day());
                return Look { decided, looked_until, next: Some(after(today)) };
            }
            Fate::NotKnown => {
                Decision::Make(Some(format!("{} 年的放假安排还没公布，按平常日子点的", date.year())))
            }
            Fate::Due | Fate::Kept(_) => Decision::Make(fate.reason(date)),
        };
        decided.push((date, decision));
    }
    let looked_until = looked_until.max(horizon);
    let next = recurrence.dates(after(looked_until)).next();
    Look { decided, looked_until, next: next.map(|date| date.saturating_sub(Span::new().days(AHEAD))) }
}

fn after(date: Date) -> Date {
    date.saturating_add(1.day())
}
