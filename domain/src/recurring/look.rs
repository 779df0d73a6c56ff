//! What is to be written down of a recurrence now.

use super::occurrence::fate;
use super::{Fate, Recurrence};
use crate::clocks::Calendar;
use crate::orders::TimeWindow;
use crate::time::Timestamp;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// How many days ahead an order is made: long enough for the desk to find somebody, and short enough that
/// a change of plans seldom has to be undone. Where nobody works on that day, it is made on the last
/// working day before: an order that lies over a weekend or a holiday would only run late.
pub const AHEAD: i32 = 3;
/// At which hour of that day, so that nobody is told of it at night.
pub const HOUR_OF_DAY: i8 = 8;
/// How many days back it is looked: after a longer standstill, what is older is not written down day by day.
const BACK: i32 = 62;
/// How many days in a row may be off at most: more than any holiday has.
const LONGEST_BREAK: i32 = 15;
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
    /// When to look again; `None` if there are no more days.
    pub next: Option<Timestamp>,
}

/// Looks at the days after `looked_until` that have come within [`AHEAD`].
///
/// A day of a year of which the calendar knows nothing is waited for until [`NEAR`]; from then on it is
/// an ordinary day, and the decision says so.
#[must_use]
pub fn look(recurrence: &Recurrence, calendar: &Calendar, looked_until: Date, now: Timestamp) -> Look {
    let today = now.date();
    let mut look = Look { decided: Vec::new(), looked_until, next: None };
    let oldest = today.saturating_sub(Span::new().days(BACK));
    for date in recurrence.dates(after(looked_until).max(oldest)) {
        let opens = opens(calendar, date);
        if opens > today {
            look.next = Some(in_the_morning(opens));
            break;
        }
        let window = TimeWindow { day: date, part: recurrence.part };
        let fate = fate(recurrence, calendar, date);
        let decision = match &fate {
            Fate::Skipped(_) => Decision::Skip(fate.reason(date).unwrap_or_default()),
            _ if window.end() <= now => Decision::Missed,
            Fate::NotKnown if (date - today).get_days() > NEAR => {
                look.next = Some(in_the_morning(after(today)));
                break;
            }
            Fate::NotKnown => {
                Decision::Make(Some(format!("{} 年的放假安排还没公布，按平常日子点的", date.year())))
            }
            Fate::Due | Fate::Kept(_) => Decision::Make(fate.reason(date)),
        };
        look.decided.push((date, decision));
        look.looked_until = date;
    }
    look
}

/// From which day on a day may be decided.
fn opens(calendar: &Calendar, date: Date) -> Date {
    let ahead = |days: i32| date.saturating_sub(Span::new().days(AHEAD + days));
    let worked = (0..LONGEST_BREAK).map(ahead).find(|day| calendar.is_working(*day));
    worked.unwrap_or_else(|| ahead(0))
}

fn in_the_morning(date: Date) -> Timestamp {
    Timestamp::from_civil(date.at(HOUR_OF_DAY, 0, 0, 0))
}

fn after(date: Date) -> Date {
    date.saturating_add(1.day())
}
