//! Which weeks are told of, so that nobody can read off what a single one of those called has said.

use super::{DrawnWeek, OPEN_FOR, Week};
use crate::counters::Month;
use crate::time::Timestamp;
use statistics::batches;

/// A week of a community in which orders were drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedWeek {
    /// Which week.
    pub week: Week,
    /// When it was drawn.
    pub drawn_at: Timestamp,
    /// What was drawn, and what came of it.
    pub drawn: DrawnWeek,
}

/// Weeks of a community that are told of together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// The month in which the last of them begins: that is where they count.
    pub month: Month,
    /// The weeks.
    pub weeks: Vec<DatedWeek>,
}

/// What is told of some months of one community, or of several together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The weeks.
    pub weeks: Vec<DrawnWeek>,
    /// How many were drawn in weeks of these months that aren't told yet, or count in a later month.
    pub held_back: u32,
}

impl DatedWeek {
    /// Whether nothing comes in any more: everybody who was drawn has answered or not, or nobody may call now.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.drawn.waiting() == 0 || now.since(self.drawn_at) >= OPEN_FOR
    }

    fn month(&self) -> Month {
        Month::of_day(self.week.monday())
    }
}

/// The batches that may be told of one community: of each calendar year, from its first week on, weeks that are over, together as
/// soon as they have [`statistics::LEAST_ANSWERS`] answers. A batch never changes afterwards, so no two looks, no
/// choice of months and no sum over communities tells of fewer. What a year leaves over is never told.
#[must_use]
pub fn told_batches(weeks: &[DatedWeek], now: Timestamp) -> Vec<Batch> {
    let mut weeks = weeks.to_vec();
    weeks.sort_by_key(|week| week.week);
    let years = weeks.chunk_by(|one, other| one.month().year() == other.month().year());
    let of_year = |weeks: &[DatedWeek]| {
        let over: Vec<_> = weeks.iter().take_while(|week| week.is_over(now)).collect();
        let answers: Vec<_> = over.iter().map(|week| week.drawn.answered()).collect();
        let batch = |places: std::ops::Range<usize>| {
            let weeks: Vec<_> = over[places].iter().map(|week| (*week).clone()).collect();
            let month = weeks.last().map(DatedWeek::month)?;
            Some(Batch { month, weeks })
        };
        batches(&answers).into_iter().filter_map(batch).collect::<Vec<_>>()
    };
    years.flat_map(of_year).collect()
}

/// What is told of the months of one community, `weeks` being all weeks of their years.
#[must_use]
pub fn told(weeks: &[DatedWeek], (from, to): (Month, Month), now: Timestamp) -> Told {
    let within = |month: Month| from <= month && month <= to;
    let batches = told_batches(weeks, now).into_iter().filter(|batch| within(batch.month));
    let shown: Vec<_> = batches.flat_map(|batch| batch.weeks).collect();
    let is_shown = |week: &DatedWeek| shown.iter().any(|shown| shown.week == week.week);
    let back = weeks.iter().filter(|week| within(week.month()) && !is_shown(week));
    let held_back = back.map(|week| week.drawn.drawn).sum();
    Told { weeks: shown.into_iter().map(|week| week.drawn).collect(), held_back }
}

impl std::ops::AddAssign for Told {
    fn add_assign(&mut self, other: Self) {
        self.weeks.extend(other.weeks);
        self.held_back += other.held_back;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::Satisfaction;
    use crate::time::DAY;
    use proptest::prelude::*;
    use statistics::LEAST_ANSWERS;
    use std::collections::BTreeMap;

    /// The Monday of the how-manieth week of 2026.
    fn week(place: usize) -> Week {
        let first: Week = "2026-01-05".parse().unwrap();
        (0..place).fold(first, |week, _| Week::of(week.ends()))
    }

    fn drawn(place: usize, good: u32, bad: u32, silent: u32) -> DatedWeek {
        let reached: BTreeMap<_, _> =
            [(Satisfaction::Satisfied, good), (Satisfaction::VeryDissatisfied, bad)].into();
        let drawn = good + bad + silent;
        let week = week(place);
        let drawn = DrawnWeek { population: drawn, drawn, reached, levels: 3, ..DrawnWeek::default() };
        DatedWeek { week, drawn_at: week.ends(), drawn }
    }

    fn year() -> (Month, Month) {
        ("2026-01".parse().unwrap(), "2026-12".parse().unwrap())
    }

    fn answers(told: &Told) -> u32 {
        told.weeks.iter().map(DrawnWeek::answered).sum()
    }

    #[test]
    fn one_call_to_the_only_order_of_a_week_tells_nothing() {
        let one = [drawn(0, 0, 1, 0)];
        let told = told(&one, year(), week(9).begins());
        assert_eq!((told.weeks.len(), told.held_back), (0, 1));
    }

    #[test]
    fn a_week_is_told_when_nobody_is_called_any_more() {
        let many = [drawn(0, 12, 0, 3)];
        let at = |days: i64| answers(&told(&many, year(), week(1).begins().plus(days * DAY)));
        assert_eq!((at(0), at(13), at(14)), (0, 0, 12), "three may still answer");
        assert_eq!(answers(&told(&[drawn(0, 12, 0, 0)], year(), week(1).begins())), 12, "all have answered");
    }

    #[test]
    fn weeks_wait_for_each_other_and_count_where_the_last_of_them_lies() {
        // January has four Mondays from the fifth on.
        let few: Vec<_> = (0..8).map(|place| drawn(place, 2, 0, 0)).collect();
        let now = week(20).begins();
        let month = |month: &str| (month.parse().unwrap(), month.parse().unwrap());
        let of = |months| {
            let told = told(&few, months, now);
            (answers(&told), told.held_back)
        };
        assert_eq!(of(month("2026-01")), (0, 8), "the tenth answer is of February");
        assert_eq!(of(month("2026-02")), (10, 6));
        assert_eq!(of(year()), (10, 6), "six answers wait for four more");
    }

    #[test]
    fn a_new_year_begins_anew() {
        let weeks: Vec<_> = (48..56).map(|place| drawn(place, 3, 0, 0)).collect();
        let batches = told_batches(&weeks, week(70).begins());
        let sizes: Vec<_> =
            batches.iter().map(|batch| (batch.month.to_string(), batch.weeks.len())).collect();
        assert_eq!(sizes, [("2026-12".to_owned(), 4), ("2027-01".to_owned(), 4)]);
    }

    proptest! {
        /// Whoever looks at two spans, at two moments, of one community or of two together, never gets at fewer than ten answers by
        /// taking one from the other.
        #[test]
        fn no_two_looks_differ_by_few(
            one in proptest::collection::vec((0_u32..6, 0_u32..3, 0_u32..3), 30),
            other in proptest::collection::vec((0_u32..6, 0_u32..3, 0_u32..3), 30),
            looks in proptest::collection::vec((1_i8..12, 0_i32..12, 0_i64..300), 2),
        ) {
            let weeks = |all: &[(u32, u32, u32)]| -> Vec<_> {
                all.iter().enumerate().map(|(place, (good, bad, silent))| drawn(place, *good, *bad, *silent)).collect()
            };
            let (one, other) = (weeks(&one), weeks(&other));
            let look = |(from, length, day): (i8, i32, i64), weeks: &[DatedWeek]| {
                let from: Month = format!("2026-{from:02}").parse().unwrap();
                let now = week(0).begins().plus(day * DAY);
                let seen: Vec<_> = weeks.iter().filter(|week| week.drawn_at <= now).cloned().collect();
                let shown = told_batches(&seen, now).into_iter();
                let to = from.plus(length);
                let shown = shown.filter(|batch| from <= batch.month && batch.month <= to);
                shown.flat_map(|batch| batch.weeks).map(|week| (week.week, week.drawn.answered())).collect::<Vec<_>>()
            };
            for weeks in [&one, &other] {
                let (first, second) = (look(looks[0], weeks), look(looks[1], weeks));
                let only = |these: &[(Week, u32)], those: &[(Week, u32)]| -> u32 {
                    these.iter().filter(|week| !those.contains(week)).map(|(_, answers)| answers).sum()
                };
                for rest in [only(&first, &second), only(&second, &first)] {
                    prop_assert!(rest == 0 || rest >= LEAST_ANSWERS, "{rest} answers could be told apart");
                }
            }
        }
    }
}
