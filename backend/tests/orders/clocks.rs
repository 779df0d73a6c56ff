//! Deadlines over the database: kept with the order, told once, moved by nobody.

use crate::cast::{cast, does, form, ordered, request};
use crate::support::{self, TestBackend};
use backend::accounts::Viewer;
use backend::clocks::{clock_health, escalate, explained_clock, record_run, take_lease};
use backend::import::{ImportFile, import_holidays};
use backend::notifications;
use backend::orders::{CommandForm, OrderFor, PlaceOrder, Viewpoint, act, place, view};
use backend::settings::{set_working_hours, working_hours};
use domain::accounts::Role;
use domain::clocks::{ClockKind, DeadlineStatus, EscalationLevel, OrderClock};
use domain::orders::EventKind;
use domain::time::{DAY, HOUR, MINUTE, Timestamp};

const LEAD: (Role, &str, &str) = (Role::CommunityLead, "K101", "");

fn at(time: &str) -> Timestamp {
    Timestamp::from_civil(format!("2026-11-{time}").parse().unwrap())
}

/// What was told of an order's clocks, in order.
async fn told(backend: &TestBackend, viewer: &Viewer, number: &str) -> Vec<(ClockKind, EscalationLevel)> {
    let seen = view(backend, viewer, number, Viewpoint::Role).await.unwrap();
    let told = |kind: &EventKind| match kind {
        EventKind::Escalated { clock, level } => Some((*clock, *level)),
        _ => None,
    };
    seen.events.iter().filter_map(|event| told(&event.kind)).collect()
}

async fn deadline(backend: &TestBackend, viewer: &Viewer, number: &str, kind: ClockKind) -> Timestamp {
    let seen = view(backend, viewer, number, Viewpoint::Role).await.unwrap();
    match seen.clocks.into_iter().find(|clock| clock.run.kind == kind).unwrap().status {
        DeadlineStatus::Running(due) => due.deadline,
        other => panic!("{other:?}"),
    }
}

/// Orders S001: working time; accepted within 60 minutes, answered within 120, begun within 240.
async fn inquiry(backend: &TestBackend, resident: &Viewer, token: &str) -> String {
    let request = PlaceOrder { service: "S001".into(), ..request(token) };
    place(backend, resident, OrderFor::Oneself, &request).await.unwrap().number.to_string()
}

#[tokio::test]
async fn each_level_is_told_once_and_in_order() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let lead = support::with_grant(&backend, "13800000008", "陈国平", LEAD).await;
        let district = (Role::DistrictLead, "K", "");
        let district = support::with_grant(&backend, "13800000009", "沈佳", district).await;
        let number = inquiry(&backend, &cast.resident, "slow").await;
        let accepted = |level| (ClockKind::Accepted, level);
        assert_eq!(deadline(&backend, &cast.staff, &number, ClockKind::Accepted).await, at("24T10:30"));
        assert_eq!(escalate(&backend).await.unwrap().told, 0, "nothing is due yet");
        backend.clock.set(at("24T10:18"));
        assert_eq!(escalate(&backend).await.unwrap().told, 1);
        assert_eq!(escalate(&backend).await.unwrap().orders, 0, "and not again");
        assert_eq!(told(&backend, &cast.staff, &number).await, [accepted(EscalationLevel::Warning)]);
        let desk = notifications::list(&backend, &cast.staff, "").await.unwrap().lines;
        assert_eq!(desk[0].sentence, "“接单”快到时限了，还没有人接手");
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        backend.clock.set(at("24T17:00"));
        let looked = escalate(&backend).await.unwrap();
        assert!(looked.lag > 0, "the clock of the work was due before 17:00");
        let so_far = told(&backend, &cast.staff, &number).await;
        assert!(so_far.iter().all(|(kind, _)| *kind != ClockKind::FirstReply), "it was answered: {so_far:?}");
        assert!(!so_far.contains(&accepted(EscalationLevel::Grid)), "it was accepted in time");
        assert!(so_far.contains(&(ClockKind::OnSite, EscalationLevel::CommunityLead)), "{so_far:?}");
        let to_lead = notifications::list(&backend, &lead, "").await.unwrap().lines;
        assert!(to_lead.iter().any(|line| line.sentence.contains("“上门”超时了")), "{to_lead:?}");
        assert!(
            notifications::list(&backend, &cast.office, "").await.unwrap().lines.is_empty(),
            "not yet the office"
        );
        for later in ["25T11:00", "30T17:00"] {
            backend.clock.set(at(later));
            escalate(&backend).await.unwrap();
        }
        assert!(!notifications::list(&backend, &cast.office, "").await.unwrap().lines.is_empty());
        assert!(!notifications::list(&backend, &district, "").await.unwrap().lines.is_empty());
        let all = told(&backend, &cast.staff, &number).await;
        let once: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(once.len(), all.len(), "each once: {all:?}");
    })
    .await;
}

#[tokio::test]
async fn two_processes_tell_nothing_twice() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let district = (Role::DistrictLead, "K", "");
        support::with_grant(&backend, "13800000020", "沈区长", district).await;
        let other = backend.other_process().await;
        let mut numbers = Vec::new();
        for order in 0..12 {
            numbers.push(inquiry(&backend, &cast.resident, &format!("race {order}")).await);
        }
        for hours in [1, 3, 6, 30, 60] {
            backend.clock.set(support::start().plus(hours * HOUR));
            let (one, two) = tokio::join!(escalate(&backend), escalate(&other));
            let (one, two) = (one.unwrap(), two.unwrap());
            assert_eq!((one.failed, two.failed), (0, 0));
            escalate(&backend).await.unwrap();
        }
        let mut each = 0;
        for number in &numbers {
            let all = told(&backend, &cast.staff, number).await;
            let once: std::collections::BTreeSet<_> = all.iter().collect();
            assert_eq!(all.len(), once.len(), "{all:?}");
            for clock in [ClockKind::Accepted, ClockKind::FirstReply, ClockKind::OnSite, ClockKind::Finished]
            {
                assert!(all.contains(&(clock, EscalationLevel::District)), "{clock:?} in {all:?}");
            }
            each = i64::try_from(all.len()).unwrap();
        }
        let expected = i64::try_from(numbers.len()).unwrap() * each;
        let events = support::count(&backend, "order_events").await;
        assert_eq!(events, expected + i64::try_from(numbers.len()).unwrap());
        other.store.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_only_told_makes_no_form_old() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = inquiry(&backend, &cast.resident, "form").await;
        backend.clock.advance(HOUR);
        escalate(&backend).await.unwrap();
        let form = |command: &str, version: &str| CommandForm {
            number: number.clone(),
            version: version.into(),
            ..form(command)
        };
        act(&backend, &cast.member, &form("claim", "1")).await.expect("the page was made before");
        act(&backend, &cast.member, &form("claim", "1")).await.expect("and a second click is content");
        let late = act(&backend, &cast.other_member, &form("claim", "1")).await.unwrap_err();
        assert_eq!(late.code, "order.changed");
        for forged in ["0", "99", "-1", "x"] {
            let refused = act(&backend, &cast.member, &form("arrive", forged)).await.unwrap_err();
            assert_eq!(refused.code, "order.changed", "{forged}");
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_moves_a_deadline_but_a_pause() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = inquiry(&backend, &cast.resident, "still").await;
        let promised = deadline(&backend, &cast.staff, &number, ClockKind::Finished).await;
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        let declined = CommandForm { reason: "no_time".into(), ..form("decline") };
        does(&backend, &cast.member, &number, declined).await.unwrap();
        does(&backend, &cast.other_member, &number, form("claim")).await.unwrap();
        assert_eq!(deadline(&backend, &cast.staff, &number, ClockKind::Finished).await, promised);
        let paused = CommandForm { reason: "weather".into(), ..form("pause") };
        does(&backend, &cast.other_member, &number, paused).await.unwrap();
        backend.clock.advance(HOUR);
        assert_eq!(escalate(&backend).await.unwrap().told, 0, "it stands still");
        does(&backend, &cast.other_member, &number, form("resume")).await.unwrap();
        let moved = deadline(&backend, &cast.staff, &number, ClockKind::Finished).await;
        assert_eq!(moved.since(promised), HOUR);
        let explained = explained_clock(&backend, &cast.staff, &number, ClockKind::Finished).await.unwrap();
        assert_eq!(explained.explanation.deadline, Some(moved));
        let stranger = explained_clock(&backend, &cast.stranger, &number, ClockKind::Finished).await;
        assert_eq!(stranger.unwrap_err().status(), 404);
    })
    .await;
}

#[tokio::test]
async fn new_hours_hold_for_new_orders_and_only_the_lead_sets_them() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let lead = support::with_grant(&backend, "13800000008", "陈国平", LEAD).await;
        let before = inquiry(&backend, &cast.resident, "before").await;
        for nobody in [&cast.staff, &cast.member, &cast.office] {
            let refused = set_working_hours(&backend, nobody, "00:00-24:00").await.unwrap_err();
            assert_eq!(refused.status(), 403);
        }
        let wrong = set_working_hours(&backend, &lead, "9-5").await.unwrap_err();
        assert_eq!((wrong.status(), wrong.fields[0].field.as_str()), (422, "hours"));
        let short = set_working_hours(&backend, &lead, "09:00-10:00").await.unwrap_err();
        assert!(short.fields[0].sentence.contains("至少要有 4 小时"), "with less nothing is ever late");
        set_working_hours(&backend, &lead, "14:00-18:00").await.unwrap();
        let set = working_hours(&backend, &cast.staff).await.unwrap();
        assert_eq!((set.hours.to_string().as_str(), set.by.unwrap().0.as_str()), ("14:00-18:00", "陈国平"));
        let after = inquiry(&backend, &cast.resident, "after").await;
        assert_eq!(deadline(&backend, &cast.staff, &before, ClockKind::Accepted).await, at("24T10:30"));
        assert_eq!(deadline(&backend, &cast.staff, &after, ClockKind::Accepted).await, at("24T15:00"));
    })
    .await;
}

/// The table of holidays that is shipped, and more.
fn holidays_and(more: &str) -> String {
    format!("{}{more}", include_str!("../../../data/holidays.csv"))
}

#[tokio::test]
async fn holidays_that_come_later_move_what_is_open() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        assert_eq!(clock_health(&backend).await.unwrap().years_without_holidays, [2026, 2027], "in November");
        let number = inquiry(&backend, &cast.resident, "holiday").await;
        let table = holidays_and("2026-11-24,holiday,校庆\n");
        let file = ImportFile { name: "holidays.csv", bytes: table.as_bytes() };
        assert_eq!(import_holidays(&backend, file).await.unwrap().added, 101);
        assert_eq!(import_holidays(&backend, file).await.unwrap().unchanged, 101);
        assert_eq!(clock_health(&backend).await.unwrap().years_without_holidays, [2027]);
        backend.clock.advance(2 * HOUR);
        assert_eq!(escalate(&backend).await.unwrap().told, 0, "the day is off");
        assert_eq!(deadline(&backend, &cast.staff, &number, ClockKind::Accepted).await, at("25T10:00"));
        let seen = view(&backend, &cast.staff, &number, Viewpoint::Role).await.unwrap();
        let moved = seen.events.iter().filter_map(|event| match event.kind {
            EventKind::DeadlineMoved { clock, from, to } => Some((clock, from, to)),
            _ => None,
        });
        assert_eq!(
            moved.collect::<Vec<_>>()[0],
            (ClockKind::Accepted, at("24T10:30"), at("25T10:00")),
            "it stands in the order's record"
        );
        let table = holidays_and("2026-11-26,holiday,校庆\n");
        let file = ImportFile { name: "holidays.csv", bytes: table.as_bytes() };
        assert_eq!(import_holidays(&backend, file).await.unwrap().changed, 1, "the 24th is worked again");
        assert!(escalate(&backend).await.unwrap().told > 0, "and late by now");
    })
    .await;
}

#[tokio::test]
async fn a_deadline_in_a_year_without_holidays_is_an_estimate() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = inquiry(&backend, &cast.resident, "estimate").await;
        let estimated = async || {
            let seen = view(&backend, &cast.staff, &number, Viewpoint::Role).await.unwrap();
            let running = |clock: &OrderClock| match clock.status {
                DeadlineStatus::Running(due) => due.estimated,
                other => panic!("{other:?}"),
            };
            (seen.order.due.unwrap().estimated, seen.clocks.iter().map(running).collect::<Vec<_>>())
        };
        assert_eq!(estimated().await, (true, vec![true; 4]));
        let table = holidays_and("");
        let file = ImportFile { name: "holidays.csv", bytes: table.as_bytes() };
        import_holidays(&backend, file).await.unwrap();
        escalate(&backend).await.unwrap();
        assert_eq!(estimated().await, (false, vec![false; 4]));
    })
    .await;
}

#[tokio::test]
async fn a_lease_is_held_by_one_and_outlives_a_dead_process() {
    support::both(|backend| async move {
        let other = backend.other_process().await;
        assert!(take_lease(&backend, "escalate", MINUTE).await.unwrap());
        assert!(take_lease(&backend, "escalate", MINUTE).await.unwrap(), "kept");
        assert!(!take_lease(&other, "escalate", MINUTE).await.unwrap());
        assert!(take_lease(&other, "another", MINUTE).await.unwrap());
        backend.clock.advance(MINUTE);
        assert!(take_lease(&other, "escalate", MINUTE).await.unwrap(), "expired: taken over");
        assert!(!take_lease(&backend, "escalate", MINUTE).await.unwrap());
        other.store.close().await;
    })
    .await;
}

#[tokio::test]
async fn clocks_that_nobody_looks_at_are_noticed() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let unwatched = async || clock_health(&backend).await.unwrap().unwatched_since;
        assert_eq!(unwatched().await, None, "there is nothing to look at");
        ordered(&backend, &cast).await;
        backend.clock.advance(6 * MINUTE);
        assert_eq!(unwatched().await, Some(support::start()), "never since the first order");
        record_run(&backend, "escalate", true).await.unwrap();
        assert_eq!(unwatched().await, None);
        backend.clock.advance(5 * MINUTE + 1);
        record_run(&backend, "escalate", false).await.unwrap();
        assert_eq!(unwatched().await, Some(support::start().plus(6 * MINUTE)), "a failure is no look");
        backend.clock.advance(DAY);
        assert!(unwatched().await.is_some());
    })
    .await;
}

/// How a clock was judged when it stopped.
async fn judged(backend: &TestBackend, viewer: &Viewer, number: &str, kind: ClockKind) -> (bool, bool) {
    let seen = view(backend, viewer, number, Viewpoint::Role).await.unwrap();
    match seen.clocks.into_iter().find(|clock| clock.run.kind == kind).unwrap().status {
        DeadlineStatus::Met { late, .. } => (true, late),
        DeadlineStatus::Ended { late, .. } => (false, late),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_was_late_stays_late() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let claimed = inquiry(&backend, &cast.resident, "claimed late").await;
        let refused = inquiry(&backend, &cast.resident, "refused late").await;
        backend.clock.set(at("24T11:00"));
        does(&backend, &cast.member, &claimed, form("claim")).await.unwrap();
        let advice = CommandForm { note: "请打 12345".into(), ..form("refuse") };
        does(&backend, &cast.staff, &refused, advice).await.unwrap();
        let table = holidays_and("2026-11-24,holiday,校庆\n");
        let file = ImportFile { name: "holidays.csv", bytes: table.as_bytes() };
        import_holidays(&backend, file).await.unwrap();
        escalate(&backend).await.unwrap();
        let accepted = ClockKind::Accepted;
        assert_eq!(
            judged(&backend, &cast.staff, &claimed, accepted).await,
            (true, true),
            "a holiday excuses nobody"
        );
        assert_eq!(
            judged(&backend, &cast.staff, &refused, accepted).await,
            (false, true),
            "nor does refusing"
        );
        let explained = explained_clock(&backend, &cast.staff, &claimed, accepted).await.unwrap();
        assert!(explained.explanation.deadline.is_some());
    })
    .await;
}

#[tokio::test]
async fn nobody_is_late_before_the_time_that_was_asked_for() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let window = "2026-12-01.morning".to_owned();
        let request = PlaceOrder { service: "S001".into(), window, ..request("next week") };
        let placed = place(&backend, &cast.resident, OrderFor::Oneself, &request).await.unwrap();
        let number = placed.number.to_string();
        let noon = Timestamp::from_civil("2026-12-01T12:00".parse().unwrap());
        assert_eq!(deadline(&backend, &cast.staff, &number, ClockKind::OnSite).await, noon);
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        backend.clock.set(at("30T17:00"));
        escalate(&backend).await.unwrap();
        assert!(told(&backend, &cast.staff, &number).await.is_empty(), "all is in time");
    })
    .await;
}
