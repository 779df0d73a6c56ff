//! Deadlines as people in China live through them.

use crate::clock_support::*;
use domain::clocks::*;
use domain::time::{MINUTE, Timestamp};

/// How a deadline in working time comes about.
fn working(placed: &str, minutes: u32, pauses: &[Pause]) -> Explanation {
    explain(at(placed), minutes, Community::new().time(), Pace::Working, pauses, None).unwrap()
}

fn deadline(placed: &str, minutes: u32, pauses: &[Pause]) -> String {
    short(working(placed, minutes, pauses).deadline.unwrap())
}

fn short(moment: Timestamp) -> String {
    moment.civil().strftime("%Y-%m-%d %H:%M").to_string()
}

fn stretches(explanation: &Explanation) -> Vec<String> {
    let line =
        |stretch: &Stretch| format!("{} – {}", short(stretch.from), stretch.to.civil().strftime("%H:%M"));
    explanation.stretches.iter().map(line).collect()
}

fn skipped(explanation: &Explanation) -> Vec<String> {
    explanation.skipped.iter().map(|day| format!("{} {}", day.date, day.reason)).collect()
}

#[test]
fn a_deadline_is_the_end_of_the_last_minute() {
    assert_eq!(deadline("2026-11-24T09:00", 180, &[]), "2026-11-24 12:00", "not 13:30");
    assert_eq!(deadline("2026-11-24T09:00", 181, &[]), "2026-11-24 13:31");
    assert_eq!(deadline("2026-11-24T12:30", 1, &[]), "2026-11-24 13:31");
    assert_eq!(deadline("2026-11-24T09:00:59", 1, &[]), "2026-11-24 09:01", "seconds don't count");
    assert_eq!(deadline("2026-11-24T03:17:41", 0, &[]), "2026-11-24 03:17");
}

#[test]
fn midnight() {
    let explained = working("2026-11-24T23:59", 30, &[]);
    assert_eq!(stretches(&explained), ["2026-11-25 09:00 – 09:30"]);
    assert_eq!(skipped(&explained), ["2026-11-24 不在上班时间"]);
    assert_eq!(deadline("2026-11-25T00:00", 30, &[]), "2026-11-25 09:30");

    let community = Community { hours: "22:00-24:00,00:00-02:00".parse().unwrap(), ..Community::new() };
    let night = |placed, minutes| {
        let explained = explain(at(placed), minutes, community.time(), Pace::Working, &[], None).unwrap();
        short(explained.deadline.unwrap())
    };
    assert_eq!(night("2026-11-24T23:30", 30), "2026-11-25 00:00");
    assert_eq!(night("2026-11-24T23:30", 31), "2026-11-25 00:01");

    let urgent = explain(at("2026-11-24T23:30"), 60, community.time(), Pace::WallClock, &[], None).unwrap();
    assert_eq!(stretches(&urgent), ["2026-11-24 23:30 – 00:30"]);
    assert_eq!(urgent.skipped, []);
}

#[test]
fn the_last_working_friday_before_spring_festival() {
    // Saturday the 14th is worked for it; the 24th is the first day after.
    let explained = working("2026-02-13T16:00", 90 + 420 + 30, &[]);
    assert_eq!(
        stretches(&explained),
        [
            "2026-02-13 16:00 – 17:30",
            "2026-02-14 09:00 – 12:00",
            "2026-02-14 13:30 – 17:30",
            "2026-02-24 09:00 – 09:30",
        ]
    );
    assert_eq!(
        skipped(&explained),
        [
            "2026-02-15 周末",
            "2026-02-16 春节",
            "2026-02-17 春节",
            "2026-02-18 春节",
            "2026-02-19 春节",
            "2026-02-20 春节",
            "2026-02-21 周末",
            "2026-02-22 周末",
            "2026-02-23 春节",
        ]
    );
    assert_eq!(explained.unknown_years, Vec::<i16>::new());
}

#[test]
fn a_moved_working_sunday() {
    // 4 January 2026 is worked for the New Year.
    assert_eq!(deadline("2026-01-04T10:00", 60, &[]), "2026-01-04 11:00");
    let over = working("2025-12-31T17:00", 60, &[]);
    assert_eq!(stretches(&over), ["2025-12-31 17:00 – 17:30", "2026-01-04 09:00 – 09:30"]);
    assert_eq!(skipped(&over), ["2026-01-01 元旦", "2026-01-02 元旦", "2026-01-03 周末"]);
}

#[test]
fn a_pause_over_a_weekend() {
    // From Friday 16:00 to Monday 10:00: 90 minutes of Friday and 60 of Monday, none of the weekend.
    let pauses = [pause("2026-11-27T16:00", "2026-11-30T10:00")];
    let explained = working("2026-11-27T15:30", 60, &pauses);
    assert_eq!(stretches(&explained), ["2026-11-27 15:30 – 16:00", "2026-11-30 10:00 – 10:30"]);
    assert_eq!(skipped(&explained), ["2026-11-28 周末", "2026-11-29 周末"]);
    let without = working("2026-11-27T15:30", 60 + 90 + 60, &[]);
    assert_eq!(without.deadline, explained.deadline);

    // Paused only while nobody works: nothing moves.
    let idle = [pause("2026-11-27T17:30", "2026-11-30T09:00")];
    assert_eq!(deadline("2026-11-27T15:30", 180, &idle), deadline("2026-11-27T15:30", 180, &[]));

    let whole = [pause("2026-11-27T17:00", "2026-12-01T09:00")];
    let explained = working("2026-11-27T16:30", 60, &whole);
    assert_eq!(skipped(&explained), ["2026-11-28 周末", "2026-11-29 周末", "2026-11-30 暂停"]);
}

#[test]
fn a_pause_at_the_very_deadline() {
    let placed = "2026-11-24T09:00";
    for pauses in [[pause("2026-11-24T10:00", "2026-11-24T11:00")], [pause_since("2026-11-24T10:00")]] {
        assert_eq!(deadline(placed, 60, &pauses), "2026-11-24 10:00", "it is over when the pause begins");
    }
    assert_eq!(
        deadline(placed, 61, &[pause("2026-11-24T10:00", "2026-11-24T11:00")]),
        "2026-11-24 11:01",
        "a minute was left"
    );
    let stopped = working(placed, 61, &[pause_since("2026-11-24T10:00")]);
    assert_eq!((stopped.deadline, stopped.left), (None, 1));
    assert_eq!(stretches(&stopped), ["2026-11-24 09:00 – 10:00"]);
}

#[test]
fn the_29th_of_february() {
    assert_eq!(deadline("2024-02-28T17:00", 60, &[]), "2024-02-29 09:30");
    assert_eq!(deadline("2024-02-29T17:00", 60, &[]), "2024-03-01 09:30");
    let unknown = working("2028-02-28T17:00", 60, &[]);
    assert_eq!(short(unknown.deadline.unwrap()), "2028-02-29 09:30");
    assert_eq!(unknown.unknown_years, [2028], "guessed, and said so");
    assert_eq!(deadline("2026-02-28T10:00", 60, &[]), "2026-02-28 11:00", "a Saturday worked");
}

#[test]
fn a_year_without_data_is_named_only_if_one_gets_there() {
    assert_eq!(working("2026-12-31T16:30", 60, &[]).unknown_years, Vec::<i16>::new());
    assert_eq!(working("2026-12-31T16:30", 61, &[]).unknown_years, [2027]);
    let urgent = explain(at("2026-12-31T16:30"), 5000, Community::new().time(), Pace::WallClock, &[], None);
    assert_eq!(urgent.unwrap().unknown_years, Vec::<i16>::new(), "day and night need no calendar");
    let community = Community { hours: "00:00-24:00".parse().unwrap(), ..Community::new() };
    let midnight = explain(at("2026-12-31T23:00"), 60, community.time(), Pace::Working, &[], None).unwrap();
    assert_eq!(
        (short(midnight.deadline.unwrap()), midnight.unknown_years),
        ("2027-01-01 00:00".into(), vec![])
    );
}

#[test]
fn a_pause_stops_a_clock_for_no_longer_than_its_limit() {
    let community = Community::new();
    let limited = |pauses: &[Pause], limit| {
        let placed = at("2026-11-24T09:00");
        explain(placed, 60, community.time(), Pace::Working, pauses, Some(limit)).unwrap()
    };
    let open = [pause_since("2026-11-24T09:30")];
    assert_eq!(short(limited(&open, 120).deadline.unwrap()), "2026-11-24 12:00");
    assert_eq!(stretches(&limited(&open, 150)), ["2026-11-24 09:00 – 09:30", "2026-11-24 13:30 – 14:00"]);
    let twice = [pause("2026-11-24T09:10", "2026-11-24T09:20"), open[0]];
    assert_eq!(short(limited(&twice, 30).deadline.unwrap()), "2026-11-24 10:30");
    assert_eq!(short(limited(&twice, 0).deadline.unwrap()), "2026-11-24 10:00");
}

#[test]
fn days_of_an_urgent_order_are_skipped_only_if_it_was_paused_all_day() {
    let pauses = [pause("2026-11-24T12:00", "2026-11-27T12:00")];
    let time = Community::new();
    let explained =
        explain(at("2026-11-24T11:00"), 120, time.time(), Pace::WallClock, &pauses, None).unwrap();
    assert_eq!(skipped(&explained), ["2026-11-25 暂停", "2026-11-26 暂停"]);
    assert_eq!(short(explained.deadline.unwrap()), "2026-11-27 13:00");
}

#[test]
fn a_calendar_of_holidays_alone_has_an_end() {
    let days = (0..21 * 366).map(|day| {
        let date = at("2026-01-01T00:00").plus(day * 24 * 60 * MINUTE).date();
        SpecialDay { date, kind: SpecialKind::Holiday, name: "长假".into() }
    });
    let community = Community { calendar: Calendar::new(days), ..Community::new() };
    let explain = |minutes, pauses: &[Pause]| {
        explain(at("2026-01-01T09:00"), minutes, community.time(), Pace::Working, pauses, None)
    };
    assert_eq!(explain(1, &[]), Err(OutOfSight));
    assert_eq!(explain(0, &[]).unwrap().deadline, Some(at("2026-01-01T09:00")));
    assert_eq!(explain(1, &[pause_since("2026-05-01T00:00")]).unwrap().deadline, None);
    assert_eq!(explain(1, &[pause_since("2056-05-01T00:00")]), Err(OutOfSight));
    assert_eq!(OutOfSight.code(), "clock.out_of_sight");
    // A resident has an answer within 24 hours all the same.
    let due = community.terms(ClockKind::FirstReply, 60).due(at("2026-01-01T09:00"), &[]).unwrap().unwrap();
    assert_eq!(short(due.deadline), "2026-01-02 09:00");
}

#[test]
fn the_ends_of_time_do_not_panic() {
    let time = Community::new();
    for moment in [i64::MIN, i64::MIN + 1, -1, i64::MAX - 1, i64::MAX] {
        for pace in [Pace::Working, Pace::WallClock] {
            let _ = explain(Timestamp(moment), u32::MAX, time.time(), pace, &[], Some(1));
            let _ =
                explain(Timestamp(moment), 1, time.time(), pace, &[pause_since("2026-01-01T09:00")], Some(1));
            let _ = counted(Timestamp(moment), at("2026-01-01T09:00"), time.time(), pace, &[]);
        }
    }
}

#[test]
fn the_shipped_table_knows_its_years() {
    let calendar = shipped();
    assert_eq!(calendar.days().count(), 100);
    assert_eq!([2022, 2023, 2026, 2027].map(|year| calendar.knows(year)), [false, true, true, false]);
}
