//! What a community's months come to, as far as stars go.

use super::Part;
use crate::clocks::ClockKind;
use crate::counters::{Counts, Measure, Month};
use crate::reports::{Finding, SatisfactionRules};
use std::collections::BTreeSet;
use std::ops::AddAssign;
use strum::IntoEnumIterator;

/// What goes wrong now and has no event yet that says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Running {
    /// Orders that have been without an answer for more than 24 hours.
    pub without_reply: i64,
    /// Clocks that run and have run out.
    pub late: i64,
}

/// What the orders of some months come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All sums.
    pub counts: Counts,
    /// How often residents were content, each month by its own rule.
    pub satisfied: i64,
    /// How often residents rated.
    pub rated: i64,
    /// How many orders should be done by now.
    pub to_do: i64,
    /// What goes wrong now.
    pub running: Running,
    /// The lists of which something was done.
    pub lists: BTreeSet<String>,
}

impl Tally {
    /// What one month comes to: the sums of each list, and what goes wrong now among its orders. `is_over` if the month
    /// is: only then an order that still lies there counts as not done.
    #[must_use]
    pub fn of_month<'a>(
        month: Month,
        is_over: bool,
        rows: impl IntoIterator<Item = (&'a str, &'a Counts)>,
        rules: &SatisfactionRules,
        running: Running,
    ) -> Self {
        let mut tally = Self { running, ..Self::default() };
        for (list, counts) in rows {
            tally.counts += *counts;
            if counts.of(Measure::Finished) > 0 {
                tally.lists.insert(list.to_owned());
            }
        }
        let of = |measure| tally.counts.of(measure);
        tally.to_do = if is_over {
            of(Measure::Placed) - of(Measure::Cancelled)
        } else {
            of(Measure::Finished) + of(Measure::Refused)
        };
        (tally.satisfied, tally.rated) = rules.satisfied(month, &tally.counts, false);
        tally
    }

    /// How many were good, and of how many, in a part; `(0, 0)` for return visits, which have no such count.
    #[must_use]
    pub fn of(&self, part: Part) -> (i64, i64) {
        let of = |measure| self.counts.of(measure);
        let completions = of(Measure::Completions);
        match part {
            Part::Satisfied => (self.satisfied, self.rated),
            Part::Replied => {
                (of(Measure::ReplyWithin24Hours), of(Measure::ReplyDue) + self.running.without_reply)
            }
            Part::InTime => {
                let clocks = ClockKind::iter().map(Measure::of_clock);
                let (judged, late) =
                    clocks.fold((0, 0), |(all, bad), (judged, late)| (all + of(judged), bad + of(late)));
                (judged - late, judged + self.running.late)
            }
            // An order that was finished and then called off counts as neither.
            Part::Done => (of(Measure::Finished).min(self.to_do), self.to_do),
            Part::Honest => (0, 0),
            Part::Heard => (self.rated, completions),
            Part::Lasting => (completions - of(Measure::Reopenings), completions),
            Part::FirstHand => (of(Measure::Dispatched), of(Measure::Dispatched) + of(Measure::Declines)),
            Part::Lists => (i64::try_from(self.lists.len()).unwrap_or(3).min(3), 3),
        }
    }

    /// Satisfaction as the reports have it; `None` if nobody rated.
    #[must_use]
    pub fn satisfaction(&self) -> Option<Finding> {
        Finding::of_answers(self.satisfied, self.rated, self.counts.of(Measure::Completions))
    }
}

impl AddAssign<&Tally> for Tally {
    fn add_assign(&mut self, other: &Tally) {
        self.counts += other.counts;
        self.satisfied += other.satisfied;
        self.rated += other.rated;
        self.to_do += other.to_do;
        self.running.without_reply += other.running.without_reply;
        self.running.late += other.running.late;
        self.lists.extend(other.lists.iter().cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_there_is_not_done_once_the_month_is_over() {
        let month = "2026-11".parse().unwrap();
        let rules = SatisfactionRules::new(Vec::new());
        let counts: Counts = [
            (Measure::Placed, 10),
            (Measure::Cancelled, 1),
            (Measure::Refused, 1),
            (Measure::Finished, 6),
            (Measure::Completions, 6),
            (Measure::VerySatisfied, 3),
            (Measure::VeryDissatisfied, 1),
            (Measure::FirstReplyJudged, 8),
            (Measure::FirstReplyLate, 1),
            (Measure::ReplyDue, 8),
            (Measure::ReplyWithin24Hours, 7),
        ]
        .into_iter()
        .collect();
        let running = Running { without_reply: 1, late: 2 };
        let of = |is_over| Tally::of_month(month, is_over, [("routine", &counts)], &rules, running);
        assert_eq!((of(false).of(Part::Done), of(true).of(Part::Done)), ((6, 7), (6, 9)));
        assert_eq!(of(true).of(Part::Satisfied), (3, 4));
        assert_eq!(of(true).of(Part::Replied), (7, 9), "one waits for more than a day");
        assert_eq!(of(true).of(Part::InTime), (7, 10), "two run late");
        assert_eq!(of(true).of(Part::Lists), (1, 3));
        let mut two = of(true);
        two += &Tally::of_month(month, true, [("agency", &counts)], &rules, Running::default());
        assert_eq!((two.of(Part::Done), two.of(Part::Lists)), ((12, 18), (2, 3)));
    }
}
