//! Four clocks from the moment of ordering, through the hands of people, and who is told of them.

use crate::clock_support::*;
use domain::clocks::*;
use domain::orders::*;
use domain::time::Timestamp;
use strum::IntoEnumIterator;

fn how(run: &Run, terms: &Terms<'_>, now: &str) -> DeadlineStatus {
    deadline_status(run, terms, at(now)).unwrap()
}

fn running(warn_at: &str, deadline: &str) -> DeadlineStatus {
    DeadlineStatus::Running(Due { warn_at: at(warn_at), deadline: at(deadline), estimated: false })
}

#[test]
fn all_four_run_from_the_placing() {
    assert_eq!(runs(&[]), []);
    let runs = runs(&story(&[("2026-11-24T09:00", placed())]));
    assert_eq!(runs.iter().map(|run| run.kind).collect::<Vec<_>>(), ClockKind::iter().collect::<Vec<_>>());
    assert!(runs.iter().all(|run| run.round_start == at("2026-11-24T09:00") && run.stop.is_none()));
}

#[test]
fn each_is_met_by_its_own_event() {
    let events = [
        ("2026-11-24T09:00", placed()),
        ("2026-11-24T09:10", dispatched()),
        ("2026-11-24T09:20", accepted()),
        ("2026-11-24T10:00", arrived()),
        ("2026-11-24T11:00", finished()),
    ];
    let stopped: Vec<_> = runs(&story(&events)).iter().map(|run| run.stopped_at().unwrap()).collect();
    assert_eq!(
        stopped,
        ["2026-11-24T09:20", "2026-11-24T09:10", "2026-11-24T10:00", "2026-11-24T11:00"].map(at)
    );
    let claimed = [("2026-11-24T09:00", placed()), ("2026-11-24T09:05", claimed())];
    for kind in [ClockKind::Accepted, ClockKind::FirstReply] {
        assert_eq!(run(kind, &claimed).stopped_at(), Some(at("2026-11-24T09:05")), "{kind}");
    }
}

fn claimed() -> EventKind {
    EventKind::Claimed { arrival_code: "4072".into() }
}

#[test]
fn a_dispatch_by_the_program_is_no_answer() {
    let mut events = story(&[("2026-11-24T09:00", placed()), ("2026-11-24T09:00", dispatched())]);
    events[1].actor = Actor::system();
    assert!(runs(&events).iter().all(|run| run.stop.is_none()));
}

#[test]
fn decline_and_transfer_set_nothing_back() {
    let community = Community::new();
    let terms = community.terms(ClockKind::Accepted, 60);
    let mut events = vec![
        ("2026-11-24T09:00", placed()),
        ("2026-11-24T09:10", dispatched()),
        ("2026-11-24T09:20", accepted()),
    ];
    let met =
        DeadlineStatus::Met { at: at("2026-11-24T09:20"), deadline: at("2026-11-24T10:00"), late: false };
    assert_eq!(how(&run(ClockKind::Accepted, &events), &terms, "2026-11-24T09:30"), met);

    events.push(("2026-11-24T09:40", declined()));
    let again = run(ClockKind::Accepted, &events);
    assert_eq!(how(&again, &terms, "2026-11-24T09:50"), running("2026-11-24T09:48", "2026-11-24T10:00"));

    events.extend([("2026-11-24T09:55", dispatched()), ("2026-11-24T10:05", accepted())]);
    let late =
        DeadlineStatus::Met { at: at("2026-11-24T10:05"), deadline: at("2026-11-24T10:00"), late: true };
    assert_eq!(how(&run(ClockKind::Accepted, &events), &terms, "2026-11-24T10:05"), late);

    events.extend([("2026-11-24T10:30", arrived()), ("2026-11-24T10:40", transferred())]);
    for kind in [ClockKind::Accepted, ClockKind::OnSite] {
        assert_eq!(run(kind, &events).stop, None, "{kind} is open again");
        assert_eq!(run(kind, &events).round_start, at("2026-11-24T09:00"));
    }
    let reply = run(ClockKind::FirstReply, &events);
    assert_eq!(reply.stopped_at(), Some(at("2026-11-24T09:10")), "an answer stays given");
}

#[test]
fn met_at_the_deadline_is_in_time() {
    let community = Community::new();
    let terms = community.terms(ClockKind::OnSite, 180);
    for (arrival, is_late) in [("2026-11-24T12:00:00", false), ("2026-11-24T12:00:01", true)] {
        let events = [("2026-11-24T09:00", placed()), (arrival, arrived())];
        let deadline = at("2026-11-24T12:00");
        let met = DeadlineStatus::Met { at: at(arrival), deadline, late: is_late };
        assert_eq!(how(&run(ClockKind::OnSite, &events), &terms, arrival), met);
    }
}

#[test]
fn an_order_that_is_over_ends_what_is_not_met() {
    let over = [
        EventKind::Cancelled { reason: CancelReason::Solved },
        EventKind::Refused { advice: "请打 12345".into() },
        EventKind::Closed { by: ClosedBy::Staff },
    ];
    let community = Community::new();
    for event in over {
        let refused = matches!(event, EventKind::Refused { .. });
        let events = [("2026-11-24T09:00", placed()), ("2026-11-24T09:30", event)];
        for kind in ClockKind::iter() {
            let run = run(kind, &events);
            let told = how(&run, &community.terms(kind, 60), "2026-11-25T09:00");
            if refused && kind == ClockKind::FirstReply {
                assert!(matches!(told, DeadlineStatus::Met { late: false, .. }), "a refusal is an answer");
            } else {
                let ended = at("2026-11-24T09:30");
                assert!(
                    matches!(told, DeadlineStatus::Ended { at, late: false, .. } if at == ended),
                    "{told:?}"
                );
            }
            let delays = EscalationDelays::default();
            assert_eq!(
                due_levels(&run, &community.terms(kind, 60), &delays, &[], at("2026-12-24T09:00")),
                Ok(vec![])
            );
        }
    }
}

#[test]
fn a_pause_stops_the_clock_and_its_limit_the_pause() {
    let community = Community::new();
    let mut terms = community.terms(ClockKind::Finished, 120);
    let mut events = vec![("2026-11-24T09:00", placed()), ("2026-11-24T10:00", paused())];
    let still = DeadlineStatus::StandingStill { since: at("2026-11-24T10:00"), left: 60 };
    assert_eq!(how(&run(ClockKind::Finished, &events), &terms, "2026-11-24T10:00"), still);
    assert_eq!(how(&run(ClockKind::Finished, &events), &terms, "2027-01-24T10:00"), still);

    terms.pause_limit = Some(30);
    let again = running("2026-11-24T11:06", "2026-11-24T11:30");
    assert_eq!(how(&run(ClockKind::Finished, &events), &terms, "2026-11-24T10:29"), still);
    assert_eq!(how(&run(ClockKind::Finished, &events), &terms, "2026-11-24T10:30"), again);

    events.push(("2026-11-24T10:10", EventKind::Resumed));
    let resumed = running("2026-11-24T10:46", "2026-11-24T11:10");
    assert_eq!(how(&run(ClockKind::Finished, &events), &terms, "2026-11-24T10:10"), resumed);
}

#[test]
fn reopened_all_begin_again() {
    let events = [
        ("2026-11-24T09:00", placed()),
        ("2026-11-24T09:10", paused()),
        ("2026-11-24T09:20", EventKind::Resumed),
        ("2026-11-24T09:30", claimed()),
        ("2026-11-24T10:00", arrived()),
        ("2026-11-24T11:00", finished()),
        ("2026-11-26T20:00", EventKind::Reopened { reason: "还漏".into() }),
    ];
    for kind in ClockKind::iter() {
        let round_start = at("2026-11-26T20:00");
        assert_eq!(run(kind, &events), Run { kind, round_start, stop: None, pauses: vec![] });
    }
}

#[test]
fn an_answer_comes_within_24_hours_whatever_the_calendar_says() {
    let community = Community::new();
    let terms = community.terms(ClockKind::FirstReply, 120);
    let due = |placed, pauses: &[Pause]| terms.due(at(placed), pauses).unwrap();
    let told =
        |warn_at, deadline| Some(Due { warn_at: at(warn_at), deadline: at(deadline), estimated: false });
    assert_eq!(due("2026-11-24T09:00", &[]), told("2026-11-24T10:36", "2026-11-24T11:00"));
    // Friday 17:00, before a weekend: 80 % of 24 hours are 19 hours and 12 minutes.
    assert_eq!(due("2026-11-27T17:00", &[]), told("2026-11-28T12:12", "2026-11-28T17:00"));
    // Friday 15:54, 96 minutes before the evening: 80 % of the service's own limit come first.
    assert_eq!(due("2026-11-27T15:54", &[]), told("2026-11-27T17:30", "2026-11-28T15:54"));
    // A pause stops the 24 hours as well.
    let over_the_weekend = [pause("2026-11-27T18:00", "2026-11-30T08:00")];
    assert_eq!(due("2026-11-27T17:00", &over_the_weekend), told("2026-11-30T10:06", "2026-11-30T10:30"));
    assert_eq!(due("2026-11-27T17:00", &[pause_since("2026-11-27T18:00")]), None);
    assert!(due("2026-11-27T17:00", &[pause_since("2026-11-28T17:00")]).is_some(), "it was over before");
}

fn minutes_after(placed: Timestamp, minutes: i64) -> Timestamp {
    placed.plus(minutes * 60_000)
}

#[test]
fn one_level_after_the_other_each_once() {
    let community = Community::new();
    let mut terms = community.terms(ClockKind::Finished, 100);
    terms.limit.pace = Pace::WallClock;
    let delays = EscalationDelays::default();
    let run = run(ClockKind::Finished, &[("2026-11-24T09:00", placed())]);
    let mut told: Vec<EscalationLevel> = Vec::new();
    let mut moments = Vec::new();
    while let Some(next) = next_due(&run, &terms, &delays, &told, run.round_start).unwrap() {
        assert_eq!(due_levels(&run, &terms, &delays, &told, next.plus(-1)), Ok(vec![]), "not before");
        let levels = due_levels(&run, &terms, &delays, &told, next).unwrap();
        assert_eq!(levels.len(), 1);
        moments.push((levels[0], next));
        told.extend(levels);
    }
    let expected = EscalationLevel::iter().zip([80, 100, 160, 340, 580]);
    assert_eq!(
        moments,
        expected.map(|(level, after)| (level, minutes_after(run.round_start, after))).collect::<Vec<_>>()
    );
    // Whoever looks late tells all of them, in order.
    let all = due_levels(&run, &terms, &delays, &[], at("2026-11-30T09:00")).unwrap();
    assert_eq!(all, EscalationLevel::iter().collect::<Vec<_>>());
}

#[test]
fn delays_are_counted_at_the_clocks_own_pace() {
    let community = Community::new();
    let terms = community.terms(ClockKind::OnSite, 60);
    let run = run(ClockKind::OnSite, &[("2026-11-27T16:30", placed())]);
    let next = |told: &[EscalationLevel]| {
        next_due(&run, &terms, &EscalationDelays::default(), told, at("2026-11-27T16:30")).unwrap().unwrap()
    };
    assert_eq!(next(&[]), at("2026-11-27T17:18"));
    assert_eq!(next(&[EscalationLevel::Warning]), at("2026-11-27T17:30"));
    assert_eq!(next(&[EscalationLevel::Warning, EscalationLevel::Grid]), at("2026-11-30T10:00"), "on Monday");
}

#[test]
fn nobody_is_told_while_it_stands_still() {
    let community = Community::new();
    let mut terms = community.terms(ClockKind::OnSite, 60);
    let delays = EscalationDelays::default();
    let mut events = vec![("2026-11-24T09:00", placed()), ("2026-11-24T10:00", paused())];
    let told = [EscalationLevel::Warning];
    let now = at("2026-11-24T11:00");
    let standing = run(ClockKind::OnSite, &events);
    assert_eq!(due_levels(&standing, &terms, &delays, &told, now), Ok(vec![]), "though it is 100 %");
    assert_eq!(next_due(&standing, &terms, &delays, &told, now), Ok(None));
    terms.pause_limit = Some(120);
    assert_eq!(next_due(&standing, &terms, &delays, &told, now), Ok(Some(at("2026-11-24T12:00"))));
    assert_eq!(
        due_levels(&standing, &terms, &delays, &told, at("2026-11-24T12:00")),
        Ok(vec![EscalationLevel::Grid]),
        "the limit of the pause is used up"
    );
    events.push(("2026-11-24T11:00", EventKind::Resumed));
    let on = run(ClockKind::OnSite, &events);
    assert_eq!(due_levels(&on, &terms, &delays, &told, now), Ok(vec![EscalationLevel::Grid]));
    let later = [EscalationLevel::Warning, EscalationLevel::Grid];
    assert_eq!(next_due(&on, &terms, &delays, &later, now), Ok(Some(at("2026-11-24T12:00"))));
    events.push(("2026-11-24T11:10", arrived()));
    let met = run(ClockKind::OnSite, &events);
    assert_eq!(due_levels(&met, &terms, &delays, &[], at("2026-11-30T09:00")), Ok(vec![]));
    assert_eq!(next_due(&met, &terms, &delays, &[], at("2026-11-30T09:00")), Ok(None));
}
