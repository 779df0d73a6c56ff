//! Whatever is wished again and again: no day twice, none out of range, all on the pattern.

use crate::clock_support::shipped;
use domain::clocks::{Calendar, DayKind};
use domain::orders::Daypart;
use domain::recurring::*;
use domain::time::{DAY, HOUR, Timestamp};
use jiff::Span;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static CALENDAR: LazyLock<Calendar> = LazyLock::new(shipped);

/// A day of 2025, 2026 or the beginning of 2027, of which the calendar knows what the law says.
fn day() -> impl Strategy<Value = Date> {
    (0i32..800).prop_map(|days| date(2025, 1, 1).saturating_add(Span::new().days(days)))
}

fn pattern() -> impl Strategy<Value = Pattern> {
    let weekdays = proptest::collection::btree_set(1u8..=7, 1..4);
    let rhythm = prop_oneof![Just(Rhythm::Week), Just(Rhythm::TwoWeeks), Just(Rhythm::Month)];
    (rhythm, weekdays, 1u8..=31).prop_map(|(rhythm, days, day)| rhythm.on(days, day).unwrap())
}

fn recurrence() -> impl Strategy<Value = Recurrence> {
    let part = prop_oneof![Just(Daypart::Morning), Just(Daypart::Afternoon), Just(Daypart::Evening)];
    let on_holiday = prop_oneof![Just(OnHoliday::Skip), Just(OnHoliday::Keep)];
    let last = proptest::option::of(0i32..300);
    (pattern(), part, day(), last, on_holiday).prop_map(|(pattern, part, first, last, on_holiday)| {
        let last = last.map(|days| first.saturating_add(Span::new().days(days)));
        Recurrence { pattern, part, first, last, on_holiday }
    })
}

/// The holidays that a day may belong to, by the calendar alone: its own, or those among the days off around it.
fn holidays_of(date: Date) -> BTreeSet<String> {
    if let DayKind::Holiday(name) = CALENDAR.day(date) {
        return [name.to_owned()].into();
    }
    let mut names = BTreeSet::new();
    for step in [-1, 1] {
        let mut day = date;
        while !CALENDAR.is_working(day) {
            if let DayKind::Holiday(name) = CALENDAR.day(day) {
                names.insert(name.to_owned());
            }
            day = day.saturating_add(Span::new().days(step));
        }
    }
    names
}

fn days_between(one: Date, other: Date) -> i32 {
    (other - one).get_days()
}

proptest! {
    #[test]
    fn every_day_is_within_range_on_the_pattern_and_told_once(
        recurrence in recurrence(), from in day(), length in 0i32..120,
    ) {
        let until = from.saturating_add(Span::new().days(length));
        let told = occurrences(&recurrence, &CALENDAR, from, until);
        let mut seen = BTreeSet::new();
        for occurrence in &told {
            let date = occurrence.date;
            prop_assert!(seen.insert(date), "{date} twice");
            prop_assert!(from <= date && date <= until, "{date} out of what was asked for");
            prop_assert!(recurrence.has(date) && date >= recurrence.first);
            prop_assert!(recurrence.last.is_none_or(|last| date <= last));
            let holidays = holidays_of(date);
            let (skips, known) = (recurrence.on_holiday == OnHoliday::Skip, CALENDAR.knows(date.year()));
            let fits = match &occurrence.fate {
                Fate::Due => holidays.is_empty() && (known || !skips),
                Fate::NotKnown => holidays.is_empty() && skips && !known,
                Fate::Kept(holiday) => holidays.contains(holiday) && !skips,
                Fate::Skipped(holiday) => holidays.contains(holiday) && skips,
            };
            prop_assert!(fits, "{:?} of {:?}, where there are {:?}", occurrence, recurrence.on_holiday, holidays);
        }
        // And no day is left out.
        let mut date = from;
        while date <= until {
            prop_assert_eq!(seen.contains(&date), recurrence.has(date));
            date = date.tomorrow().unwrap();
        }
    }

    #[test]
    fn days_lie_as_far_apart_as_the_pattern_says(recurrence in recurrence()) {
        let days: Vec<_> = recurrence.dates(recurrence.first).take(8).collect();
        for pair in days.windows(2) {
            let apart = days_between(pair[0], pair[1]);
            let (least, most) = match &recurrence.pattern {
                Pattern::Week { .. } => (1, 7),
                Pattern::TwoWeeks { .. } => (1, 14),
                Pattern::Month { .. } => (28, 31),
            };
            prop_assert!((least..=most).contains(&apart), "{} and {}", pair[0], pair[1]);
        }
        if let (Pattern::TwoWeeks { .. }, Some(first)) = (&recurrence.pattern, days.first()) {
            let monday = |day: Date| day.saturating_sub(Span::new().days(day.weekday().to_monday_zero_offset()));
            for day in &days {
                prop_assert_eq!(days_between(monday(*first), monday(*day)) % 14, 0);
            }
        }
    }

    /// However seldom somebody looks, each day is decided once, and those that are made are still to come.
    #[test]
    fn each_day_is_decided_once_whoever_looks_when(
        recurrence in recurrence(),
        steps in proptest::collection::vec(1i64..9 * 24, 1..30),
    ) {
        let mut now = Timestamp::from_civil(recurrence.first.at(8, 0, 0, 0)).plus(-5 * DAY);
        let mut looked_until = recurrence.first.yesterday().unwrap();
        let mut decided = BTreeSet::new();
        for hours in steps {
            now = now.plus(hours * HOUR);
            let look = look(&recurrence, &CALENDAR, looked_until, now);
            for (date, decision) in &look.decided {
                prop_assert!(decided.insert(*date), "{date} twice");
                let ahead = days_between(now.date(), *date);
                // Earlier than that only if nobody works from now until then.
                let mut off = (AHEAD..ahead).map(|days| date.saturating_sub(Span::new().days(days)));
                prop_assert!(off.all(|day| !CALENDAR.is_working(day)), "{date} too early");
                prop_assert!(!matches!(decision, Decision::Make(_)) || ahead >= 0, "{date} is over");
            }
            prop_assert!(look.looked_until >= looked_until, "it never goes back");
            looked_until = look.looked_until;
            let behind: Vec<_> = recurrence.dates(recurrence.first).take_while(|date| *date <= looked_until).collect();
            prop_assert_eq!(behind, decided.iter().copied().collect::<Vec<_>>(), "and nothing is left out");
            if let Some(next) = look.next {
                prop_assert!(next.date() > now.date(), "looked at again today, with nothing new");
            }
        }
    }
}
