//! A clock's way through time, stretch by stretch.

use super::interval::{FOREVER, Interval, later, to_the_minute};
use super::pace::HORIZON;
use super::{Pace, WorkTime};
use crate::time::{MINUTE, Timestamp};
use thiserror::Error;

/// There are not so many minutes within twenty years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("往后数二十年也数不满这么多时间，请检查时限、上班时间和节假日")]
pub struct OutOfSight;

impl OutOfSight {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        "clock.out_of_sight"
    }
}

/// A clock's way through time.
#[derive(Clone, Copy)]
pub(super) struct Walk<'a> {
    pub(super) time: WorkTime<'a>,
    pub(super) pace: Pace,
    /// When it stands still, in order and apart.
    pub(super) stills: &'a [Interval],
}

impl<'a> Walk<'a> {
    /// The end of so many minutes; `None` if a pause without an end comes first.
    pub(super) fn deadline(self, start: Timestamp, minutes: i64) -> Result<Option<Timestamp>, OutOfSight> {
        self.end(to_the_minute(start), &mut { minutes }, &mut |_| {})
    }

    /// The minutes that count between two moments.
    pub(super) fn minutes(self, from: Timestamp, to: Timestamp) -> i64 {
        let (from, to) = (to_the_minute(from), to_the_minute(to));
        match (Interval::new(from, to), Interval::new(to, from)) {
            (Some(asked), _) => self.within(asked),
            (_, Some(asked)) => -self.within(asked),
            _ => 0,
        }
    }

    fn within(self, asked: Interval) -> i64 {
        let running = self.running(asked.from).take_while(|ran| ran.from < asked.to);
        running.filter_map(|ran| ran.within(asked)).map(Interval::minutes).sum()
    }

    /// Walks until `left` is used up, and shows every stretch on the way.
    pub(super) fn end(
        self,
        start: Timestamp,
        left: &mut i64,
        ran: &mut dyn FnMut(Interval),
    ) -> Result<Option<Timestamp>, OutOfSight> {
        if *left <= 0 {
            return Ok(Some(start));
        }
        for stretch in self.running(start) {
            let end = later(stretch.from, *left).min(stretch.to);
            *left -= end.since(stretch.from) / MINUTE;
            ran(Interval { from: stretch.from, to: end });
            if *left <= 0 {
                return Ok(Some(end));
            }
        }
        let stopped = self.stopped_at().is_some_and(|at| at < start.plus(HORIZON));
        if stopped { Ok(None) } else { Err(OutOfSight) }
    }

    /// The time in which the clock runs, in order.
    fn running(self, start: Timestamp) -> impl Iterator<Item = Interval> + 'a {
        let end = self.stopped_at().unwrap_or(FOREVER);
        self.time
            .counted_from(start, self.pace)
            .take_while(move |counted| counted.from < end)
            .flat_map(move |counted| counted.without(self.stills))
    }

    /// The years between two moments whose working days are an estimate.
    pub(super) fn unknown_years(self, passed: Interval) -> impl Iterator<Item = i16> + 'a {
        // Midnight is the end of the day before, not a minute of the next year.
        let last = passed.to.plus(-1).date().year();
        let years = (self.pace == Pace::Working).then(|| passed.from.date().year()..=last);
        years.into_iter().flatten().filter(move |year| !self.time.calendar.knows(*year))
    }

    /// Whether a way from one moment to another counted working days that are an estimate.
    pub(super) fn is_estimated(self, from: Timestamp, to: Timestamp) -> bool {
        Interval::new(from, to).is_some_and(|passed| self.unknown_years(passed).next().is_some())
    }

    /// When a pause without an end begins.
    pub(super) fn stopped_at(self) -> Option<Timestamp> {
        self.stills.last().filter(|still| still.to == FOREVER).map(|still| still.from)
    }
}
