//! Whatever is ordered, whenever, and however often it is paused: what a clock always keeps to.

use crate::clock_support::*;
use domain::clocks::*;
use domain::orders::{Event, EventKind};
use domain::time::{DAY, HOUR, MINUTE, Timestamp};
use proptest::prelude::*;
use std::sync::LazyLock;
use strum::IntoEnumIterator;

static COMMUNITY: LazyLock<Community> = LazyLock::new(Community::new);

/// Any moment of 2025 and 2026, and some of the year after, which has no data.
fn moment() -> impl Strategy<Value = Timestamp> {
    (0..800 * DAY).prop_map(|after| at("2025-01-01T00:00").plus(after))
}

/// A moment near the beginning of a story.
fn soon() -> impl Strategy<Value = i64> {
    prop_oneof![0..4 * HOUR, 0..20 * DAY, (0..20_000i64).prop_map(|minutes| minutes * MINUTE)]
}

fn pace() -> impl Strategy<Value = Pace> {
    prop_oneof![3 => Just(Pace::Working), 1 => Just(Pace::WallClock)]
}

/// Up to four pauses, in any order, over each other or not.
fn pauses(from: Timestamp) -> impl Strategy<Value = Vec<Pause>> {
    let one = (soon(), soon()).prop_map(move |(after, length)| {
        let from = from.plus(after - HOUR);
        Pause { from, to: Some(from.plus(length)) }
    });
    proptest::collection::vec(one, 0..5)
}

/// A beginning and pauses around what follows.
fn order() -> impl Strategy<Value = (Timestamp, Vec<Pause>)> {
    moment().prop_flat_map(|start| (Just(start), pauses(start)))
}

fn limit() -> impl Strategy<Value = Option<u32>> {
    prop_oneof![Just(None), (0u32..6000).prop_map(Some)]
}

fn explained(
    start: Timestamp,
    minutes: u32,
    pace: Pace,
    pauses: &[Pause],
    limit: Option<u32>,
) -> Explanation {
    explain(start, minutes, COMMUNITY.time(), pace, pauses, limit).unwrap()
}

fn deadline(start: Timestamp, minutes: u32, pace: Pace, pauses: &[Pause], limit: Option<u32>) -> Timestamp {
    explained(start, minutes, pace, pauses, limit).deadline.unwrap()
}

fn event_kind() -> impl Strategy<Value = EventKind> {
    proptest::sample::select(vec![
        dispatched(),
        transferred(),
        accepted(),
        declined(),
        paused(),
        EventKind::Resumed,
        arrived(),
        finished(),
        EventKind::Confirmed,
        EventKind::Claimed { arrival_code: "4072".into() },
        EventKind::Reopened { reason: "还漏".into() },
    ])
}

fn any_story() -> impl Strategy<Value = Vec<Event>> {
    let later = proptest::collection::vec((event_kind(), 0..10 * HOUR), 0..20);
    (moment(), later).prop_map(|(start, later)| {
        let mut now = start;
        let mut events = vec![event(now, placed())];
        for (kind, wait) in later {
            now = now.plus(wait);
            events.push(event(now, kind));
        }
        events
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whoever orders later is never served earlier.
    #[test]
    fn a_deadline_never_moves_earlier_by_waiting(
        (start, pauses) in order(), wait in soon(), minutes in 0u32..6000, pace in pace(), limit in limit(),
    ) {
        let (one, other) = (start, start.plus(wait));
        prop_assert!(deadline(one, minutes, pace, &pauses, limit) <= deadline(other, minutes, pace, &pauses, limit));
    }

    /// More minutes never end earlier, and no deadline lies before its beginning.
    #[test]
    fn a_longer_limit_never_ends_earlier(
        (start, pauses) in order(), minutes in 0u32..6000, more in 0u32..600, pace in pace(), limit in limit(),
    ) {
        let end = deadline(start, minutes, pace, &pauses, limit);
        prop_assert!(end <= deadline(start, minutes + more, pace, &pauses, limit));
        prop_assert!(end.0 > start.0 - MINUTE);
    }

    /// The minutes of adjacent intervals add up, also backwards.
    #[test]
    fn counted_minutes_add_up(
        (start, pauses) in order(), first in -20 * DAY..20 * DAY, second in -20 * DAY..20 * DAY, pace in pace(),
    ) {
        let (middle, end) = (start.plus(first), start.plus(first).plus(second));
        let count = |from, to| counted(from, to, COMMUNITY.time(), pace, &pauses);
        prop_assert_eq!(count(start, middle) + count(middle, end), count(start, end));
        prop_assert!(count(start, middle).abs() <= first.abs() / MINUTE + 1);
    }

    /// Up to its deadline a clock has counted exactly its minutes.
    #[test]
    fn a_deadline_is_where_the_minutes_are_over(
        (start, pauses) in order(), minutes in 1u32..6000, pace in pace(), limit in limit(),
    ) {
        let end = deadline(start, minutes, pace, &pauses, limit);
        let pauses = within_limit(start, COMMUNITY.time(), pace, &pauses, limit);
        let count = |to| counted(start, to, COMMUNITY.time(), pace, &pauses);
        prop_assert_eq!(count(end), i64::from(minutes));
        prop_assert_eq!(count(end.plus(-MINUTE)), i64::from(minutes) - 1, "and not a minute before");
    }

    /// Another pause makes nothing earlier.
    #[test]
    fn more_pause_never_makes_it_earlier(
        (start, pauses) in order(), minutes in 0u32..6000, pace in pace(), limit in limit(),
    ) {
        prop_assume!(!pauses.is_empty());
        let (_, fewer) = pauses.split_last().unwrap();
        prop_assert!(
            deadline(start, minutes, pace, fewer, limit) <= deadline(start, minutes, pace, &pauses, limit)
        );
    }

    /// All pauses together move a deadline by no more than their limit, whatever else they are.
    #[test]
    fn a_pause_beyond_its_limit_has_no_more_effect(
        (start, pauses) in order(), minutes in 1u32..3000, pace in pace(), limit in 0u32..3000,
    ) {
        let end = deadline(start, minutes, pace, &pauses, Some(limit));
        prop_assert!(end <= deadline(start, minutes + limit, pace, &[], None));
        let since = Pause { from: start, to: None };
        let longest = deadline(start, minutes, pace, &[since], Some(limit));
        prop_assert_eq!(longest, deadline(start, minutes + limit, pace, &[], None));
        prop_assert!(end <= longest);
    }

    /// An explanation is the whole truth: its stretches make the minutes, within working hours of working
    /// days, and every other day is named.
    #[test]
    fn an_explanation_adds_up(
        (start, pauses) in order(), minutes in 1u32..6000, pace in pace(), limit in limit(),
    ) {
        let told = explained(start, minutes, pace, &pauses, limit);
        let end = told.deadline.unwrap();
        prop_assert_eq!(told.left, 0);
        prop_assert_eq!(told.stretches.iter().map(|ran| ran.minutes).sum::<i64>(), i64::from(minutes));
        prop_assert_eq!(told.stretches.last().unwrap().to, end);
        for ran in &told.stretches {
            prop_assert!(ran.from < ran.to && ran.minutes == ran.to.since(ran.from) / MINUTE);
            prop_assert!(ran.from.0 % MINUTE == 0 && ran.to.0 % MINUTE == 0);
            if pace == Pace::Working {
                prop_assert!(COMMUNITY.calendar.is_working(ran.from.date()));
                let midnight = Timestamp::from_civil(ran.from.date().at(0, 0, 0, 0));
                let minute = |moment: Timestamp| moment.since(midnight) / MINUTE;
                let spans = COMMUNITY.hours.spans();
                let (first, last) = (minute(ran.from), minute(ran.to));
                let worked =
                    spans.iter().any(|span| i64::from(span.from) <= first && last <= i64::from(span.to));
                prop_assert!(worked);
            }
        }
        for (one, next) in told.stretches.iter().zip(told.stretches.iter().skip(1)) {
            prop_assert!(one.to <= next.from);
        }
        let mut day = start.date();
        let mut skipped = told.skipped.iter().peekable();
        while day <= end.plus(-1).date() {
            let ran = told.stretches.iter().any(|ran| ran.from.date() <= day && day <= ran.to.plus(-1).date());
            let named = skipped.next_if(|skipped| skipped.date == day).is_some();
            prop_assert!(ran != named, "{day}");
            day = day.tomorrow().unwrap();
        }
        prop_assert!(skipped.next().is_none());
    }

    /// Whoever has the order in hand: the deadlines stay where they are.
    #[test]
    fn declines_and_transfers_move_no_deadline(events in any_story(), minutes in 1u32..6000) {
        let handed_on = |event: &&Event| {
            matches!(event.kind, EventKind::Declined { .. } | EventKind::Transferred { .. })
        };
        let without: Vec<Event> = events.iter().filter(|event| !handed_on(event)).cloned().collect();
        for (with, without) in runs(&events).iter().zip(runs(&without)) {
            let terms = COMMUNITY.terms(with.kind, minutes);
            prop_assert_eq!(with.round_start, without.round_start);
            prop_assert_eq!(
                terms.due(with.round_start, &with.pauses),
                terms.due(without.round_start, &without.pauses)
            );
        }
    }

    /// The warning never comes after the deadline, and that of the first reply never after 24 hours.
    #[test]
    fn warned_before_it_is_late((start, pauses) in order(), minutes in 1u32..480, limit in limit()) {
        for kind in ClockKind::iter() {
            let terms = Terms { pause_limit: limit, ..COMMUNITY.terms(kind, minutes) };
            let due = terms.due(start, &pauses).unwrap().unwrap();
            prop_assert!(due.warn_at <= due.deadline);
            if kind == ClockKind::FirstReply {
                let due = terms.due(start, &[]).unwrap().unwrap();
                prop_assert!(due.deadline <= start.plus(DAY));
            }
        }
    }

    /// Steps come one after the other, each once, and the next one is foretold to the minute.
    #[test]
    fn everybody_is_told_once_in_order(events in any_story(), minutes in 1u32..1000, waits in proptest::collection::vec(0..2 * DAY, 1..12)) {
        let delays = EscalationDelays::default();
        for run in runs(&events) {
            let terms = COMMUNITY.terms(run.kind, minutes);
            let mut now = events.last().unwrap().at;
            let mut told: Vec<EscalationLevel> = Vec::new();
            for wait in &waits {
                now = now.plus(*wait);
                let next = next_due(&run, &terms, &delays, &told, now).unwrap();
                let levels = due_levels(&run, &terms, &delays, &told, now).unwrap();
                prop_assert_eq!(!levels.is_empty(), next.is_some_and(|next| next <= now));
                let told_before = told.len();
                told.extend(levels);
                prop_assert!(told.is_sorted(), "{:?}", told);
                let all = due_levels(&run, &terms, &delays, &[], now).unwrap();
                prop_assert!(all.is_empty() && told.len() == told_before || all == told);
                let now_told = due_levels(&run, &terms, &delays, &told, now).unwrap();
                prop_assert!(now_told.is_empty(), "told once");
            }
            if run.stop.is_some() {
                prop_assert!(told.is_empty());
            }
        }
    }

    /// What is said of a clock fits what is done about it.
    #[test]
    fn status_and_levels_agree(events in any_story(), minutes in 1u32..1000, wait in 0..3 * DAY) {
        let now = events.last().unwrap().at.plus(wait);
        for run in runs(&events) {
            let terms = COMMUNITY.terms(run.kind, minutes);
            let levels = due_levels(&run, &terms, &EscalationDelays::default(), &[], now).unwrap();
            match deadline_status(&run, &terms, now).unwrap() {
                DeadlineStatus::Running(due) => {
                    prop_assert_eq!(levels.contains(&EscalationLevel::Warning), due.warn_at <= now);
                    prop_assert_eq!(levels.contains(&EscalationLevel::Grid), due.deadline <= now);
                }
                DeadlineStatus::StandingStill { left, .. } => prop_assert!(levels.is_empty() && left >= 0),
                DeadlineStatus::Met { at, deadline, late } => prop_assert!(levels.is_empty() && late == (at > deadline)),
                DeadlineStatus::Ended { .. } => prop_assert!(false, "nothing ends these"),
            }
        }
    }
}
