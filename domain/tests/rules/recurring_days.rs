//! Which days a recurrence means, told by the cases that people ask about.

use crate::clock_support::{at, shipped};
use domain::clocks::Calendar;
use domain::orders::{Daypart, EventKind};
use domain::recurring::*;
use jiff::civil::{Date, date};

const TUESDAY: u8 = 2;

fn recurrence(pattern: Pattern, first: Date) -> Recurrence {
    Recurrence { pattern, part: Daypart::Afternoon, first, last: None, on_holiday: OnHoliday::Skip }
}

fn weekly(days: &[u8], first: Date) -> Recurrence {
    recurrence(Rhythm::Week.on(days.iter().copied().collect(), 0).unwrap(), first)
}

fn monthly(day: u8, first: Date) -> Recurrence {
    recurrence(Rhythm::Month.on(std::collections::BTreeSet::new(), day).unwrap(), first)
}

/// The days and, where there is one, the reason why a day is not like the others.
fn told(recurrence: &Recurrence, from: Date, until: Date) -> Vec<String> {
    let days = occurrences(recurrence, &shipped(), from, until).into_iter();
    days.map(|day| match day.fate.reason(day.date) {
        Some(reason) => format!("{} {reason}", day.date),
        None => day.date.to_string(),
    })
    .collect()
}

#[test]
fn the_tuesday_of_the_spring_festival_is_skipped_by_its_name() {
    let visits = weekly(&[TUESDAY], date(2026, 2, 1));
    assert_eq!(
        told(&visits, date(2026, 2, 1), date(2026, 2, 28)),
        ["2026-02-03", "2026-02-10", "2026-02-17 春节放假，这次不来", "2026-02-24"]
    );
    let kept = Recurrence { on_holiday: OnHoliday::Keep, ..visits };
    assert_eq!(told(&kept, date(2026, 2, 17), date(2026, 2, 17)), ["2026-02-17 春节放假，照常来"]);
}

#[test]
fn a_weekend_that_adjoins_a_holiday_belongs_to_it_and_one_that_is_worked_does_not() {
    let saturdays = weekly(&[6], date(2026, 2, 1));
    assert_eq!(
        told(&saturdays, date(2026, 2, 7), date(2026, 2, 28)),
        // The 14th is worked for the festival, the 15th begins it; the 28th is worked again.
        ["2026-02-07", "2026-02-14", "2026-02-21 春节放假，这次不来", "2026-02-28"]
    );
    let sundays = weekly(&[7], date(2026, 2, 1));
    assert_eq!(
        told(&sundays, date(2026, 2, 8), date(2026, 2, 22)),
        ["2026-02-08", "2026-02-15 春节放假，这次不来", "2026-02-22 春节放假，这次不来"]
    );
    let moved = weekly(&[7], date(2026, 9, 14));
    assert_eq!(
        told(&moved, date(2026, 9, 20), date(2026, 9, 27)),
        ["2026-09-20", "2026-09-27 中秋节放假，这次不来"]
    );
}

#[test]
fn the_31st_falls_on_the_last_day_of_a_shorter_month() {
    let ends = monthly(31, date(2026, 1, 10));
    let days: Vec<_> = ends.dates(date(2026, 1, 1)).take(5).map(|day| day.to_string()).collect();
    assert_eq!(days, ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]);
    let leap: Vec<_> = monthly(29, date(2027, 2, 1)).dates(date(2027, 2, 1)).take(2).collect();
    assert_eq!(leap, [date(2027, 2, 28), date(2027, 3, 29)]);
    let leap: Vec<_> = monthly(29, date(2028, 2, 1)).dates(date(2028, 2, 1)).take(2).collect();
    assert_eq!(leap, [date(2028, 2, 29), date(2028, 3, 29)]);
    assert_eq!(ends.words(), "每月 31 号（没有 31 号的月份，在月底）下午");
}

#[test]
fn every_two_weeks_keeps_its_weeks_across_a_holiday() {
    let pattern = Rhythm::TwoWeeks.on([TUESDAY].into(), 0).unwrap();
    let visits = recurrence(pattern, date(2026, 2, 3));
    assert_eq!(
        told(&visits, date(2026, 2, 1), date(2026, 3, 20)),
        ["2026-02-03", "2026-02-17 春节放假，这次不来", "2026-03-03", "2026-03-17"]
    );
}

#[test]
fn the_first_day_that_fits_begins_the_first_of_every_two_weeks() {
    let pattern = Rhythm::TwoWeeks.on([TUESDAY, 5].into(), 0).unwrap();
    // The 14th is a Saturday: the next day that fits is the Tuesday of the week after.
    let visits = recurrence(pattern, date(2026, 3, 14));
    let days: Vec<_> = visits.dates(visits.first).take(3).collect();
    assert_eq!(days, [date(2026, 3, 17), date(2026, 3, 20), date(2026, 3, 31)]);
    assert_eq!(visits.words(), "每两周的周二、周五下午");
}

#[test]
fn what_follows_an_order_counts_its_week_as_the_first() {
    let days = |rhythm: Rhythm| rhythm.on([TUESDAY].into(), 24).unwrap();
    let (ordered, today) = (date(2026, 11, 24), date(2026, 11, 24));
    assert_eq!(days(Rhythm::Week).following(ordered, today), Some(date(2026, 12, 1)));
    assert_eq!(days(Rhythm::TwoWeeks).following(ordered, today), Some(date(2026, 12, 8)));
    assert_eq!(days(Rhythm::Month).following(ordered, today), Some(date(2026, 12, 24)));
    let later = date(2026, 12, 9);
    assert_eq!(days(Rhythm::TwoWeeks).following(ordered, later), Some(date(2026, 12, 22)));
}

#[test]
fn the_last_day_is_one_of_them() {
    let visits = Recurrence { last: Some(date(2026, 3, 17)), ..weekly(&[TUESDAY], date(2026, 3, 10)) };
    assert_eq!(told(&visits, date(2026, 3, 1), date(2026, 12, 31)), ["2026-03-10", "2026-03-17"]);
    assert!(visits.has(date(2026, 3, 17)) && !visits.has(date(2026, 3, 24)));
    assert!(visits.is_over_after(date(2026, 3, 17)) && !visits.is_over_after(date(2026, 3, 16)));
}

#[test]
fn a_year_without_a_calendar_is_not_guessed() {
    let visits = weekly(&[TUESDAY], date(2027, 1, 1));
    assert_eq!(
        told(&visits, date(2027, 1, 5), date(2027, 1, 5)),
        ["2027-01-05 2027 年的放假安排还没公布，到时候再定"]
    );
    let kept = Recurrence { on_holiday: OnHoliday::Keep, ..visits };
    assert_eq!(told(&kept, date(2027, 1, 5), date(2027, 1, 5)), ["2027-01-05"], "the calendar is not asked");
}

#[test]
fn days_are_decided_three_ahead_and_no_day_twice() {
    let visits = weekly(&[TUESDAY], date(2026, 2, 3));
    let early = look(&visits, &shipped(), date(2026, 2, 2), at("2026-01-29T09:00"));
    // Three days ahead is a Saturday: the Friday before it.
    assert_eq!((early.decided, early.next), (Vec::new(), Some(at("2026-01-30T08:00"))));
    let due = look(&visits, &shipped(), date(2026, 2, 2), at("2026-01-30T08:00"));
    assert_eq!(due.decided, [(date(2026, 2, 3), Decision::Make(None))]);
    assert_eq!((due.looked_until, due.next), (date(2026, 2, 3), Some(at("2026-02-06T08:00"))));
    let again = look(&visits, &shipped(), due.looked_until, at("2026-01-30T08:00"));
    assert_eq!((again.decided, again.next), (Vec::new(), due.next));
    let festival = look(&visits, &shipped(), date(2026, 2, 15), at("2026-02-16T09:00"));
    assert_eq!(festival.decided[0], (date(2026, 2, 17), Decision::Skip("春节放假，这次不来".into())));
}

#[test]
fn what_is_wanted_right_after_a_holiday_is_made_before_it() {
    let visits = weekly(&[TUESDAY], date(2026, 2, 24));
    let waits = look(&visits, &shipped(), date(2026, 2, 23), at("2026-02-13T09:00"));
    // The Saturday before the festival is worked for it.
    assert_eq!((waits.decided, waits.next), (Vec::new(), Some(at("2026-02-14T08:00"))));
    let made = look(&visits, &shipped(), date(2026, 2, 23), at("2026-02-14T08:00"));
    assert_eq!(made.decided, [(date(2026, 2, 24), Decision::Make(None))]);
    let thursdays = weekly(&[4], date(2026, 3, 5));
    let waits = look(&thursdays, &shipped(), date(2026, 3, 4), at("2026-03-01T09:00"));
    assert_eq!(waits.next, Some(at("2026-03-02T08:00")), "a Monday, as it comes");
}

#[test]
fn what_nobody_looked_at_in_time_is_missed_and_not_forgotten() {
    let visits = weekly(&[TUESDAY], date(2026, 3, 3));
    let late = look(&visits, &shipped(), date(2026, 3, 2), at("2026-03-17T18:00"));
    let missed: Vec<_> = late.decided.iter().map(|(day, _)| day.to_string()).collect();
    assert_eq!(missed, ["2026-03-03", "2026-03-10", "2026-03-17"]);
    assert!(late.decided.iter().all(|(_, decision)| *decision == Decision::Missed));
    assert_eq!(late.next, Some(at("2026-03-20T08:00")), "the Friday before the next Tuesday");
    let just = look(&visits, &shipped(), date(2026, 3, 16), at("2026-03-17T14:00"));
    assert_eq!(just.decided, [(date(2026, 3, 17), Decision::Make(None))], "the afternoon is not over");
}

#[test]
fn after_years_of_standstill_it_goes_on() {
    let visits = weekly(&[TUESDAY], date(2023, 3, 7));
    let late = look(&visits, &shipped(), date(2023, 3, 6), at("2026-03-17T18:00"));
    assert_eq!(late.decided.len(), 9, "two months are written down");
    assert_eq!(late.next, Some(at("2026-03-20T08:00")));
}

#[test]
fn an_unknown_year_is_waited_for_until_the_eve() {
    let visits = weekly(&[TUESDAY], date(2027, 1, 5));
    let waits = look(&visits, &shipped(), date(2027, 1, 4), at("2027-01-03T09:00"));
    assert_eq!((waits.decided, waits.looked_until), (Vec::new(), date(2027, 1, 4)));
    assert_eq!(waits.next, Some(at("2027-01-04T08:00")), "it is looked at every day");
    let eve = look(&visits, &shipped(), date(2027, 1, 4), at("2027-01-04T09:00"));
    let reason = "2027 年的放假安排还没公布，按平常日子点的".to_owned();
    assert_eq!(eve.decided, [(date(2027, 1, 5), Decision::Make(Some(reason)))]);
}

#[test]
fn the_end_is_seen() {
    let visits = Recurrence { last: Some(date(2026, 3, 10)), ..weekly(&[TUESDAY], date(2026, 3, 3)) };
    let last = look(&visits, &Calendar::default(), date(2026, 3, 4), at("2026-03-09T09:00"));
    assert_eq!((last.decided.len(), last.next), (1, None));
}

#[test]
fn what_makes_no_sense_is_refused() {
    assert_eq!(Rhythm::Week.on([].into(), 1).unwrap_err(), PatternError::Weekdays);
    assert_eq!(Rhythm::TwoWeeks.on([8].into(), 1).unwrap_err(), PatternError::Weekdays);
    assert_eq!(Rhythm::Month.on([].into(), 32).unwrap_err(), PatternError::MonthDay);
    assert!(Rhythm::Month.on([].into(), 31).is_ok(), "no weekdays are needed");
}

#[test]
fn orders_from_before_there_were_recurrences_came_of_none() {
    let old = r#"{"event":"placed","by_telephone":false}"#;
    let placed: EventKind = serde_json::from_str(old).unwrap();
    assert_eq!(placed, EventKind::Placed { by_telephone: false, recurrence: None });
    assert_eq!(serde_json::to_string(&placed).unwrap(), old, "and are written as they were");
    let id = RecurrenceId::parse("K101-0197a-b").unwrap();
    let placed = EventKind::Placed { by_telephone: false, recurrence: Some(id) };
    let text = serde_json::to_string(&placed).unwrap();
    assert_eq!(text, r#"{"event":"placed","by_telephone":false,"recurrence":"K101-0197a-b"}"#);
    assert_eq!(serde_json::from_str::<EventKind>(&text).unwrap(), placed);
}

#[test]
fn a_stored_pattern_is_read_again() {
    let pattern = Rhythm::TwoWeeks.on([TUESDAY, 5].into(), 0).unwrap();
    let text = serde_json::to_string(&pattern).unwrap();
    assert_eq!(text, r#"{"every":"two_weeks","weekdays":[2,5]}"#);
    assert_eq!(serde_json::from_str::<Pattern>(&text).unwrap(), pattern);
    assert!(serde_json::from_str::<Pattern>(r#"{"every":"week","weekdays":[]}"#).unwrap_err().is_data());
}
