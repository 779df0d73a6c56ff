//! Every way to better figures of orders that somebody at a desk, at a door or at a console might try: each is refused,
//! or leaves a mark. Those of survey waves stand with the waves (`tests/surveys/polish.rs`).

use crate::cast::{Cast, arrives, cast, does, form, request, served};
use crate::support::{self, TestBackend, is_refused};
use backend::accounts::Viewer;
use backend::maintenance::recount::differences;
use backend::orders::{CommandForm, OrderFor, PlaceOrder, Viewpoint, act, close_overdue, place, view};
use backend::reports::{Report, report, tables};
use backend::return_visits::{draw_due, record_call, return_visit};
use backend::settings::set_satisfaction_rule;
use backend::settings::set_working_hours;
use domain::accounts::Role;
use domain::counters::Measure;
use domain::time::{DAY, HOUR, MINUTE};

const BEST: &str = "very_satisfied";

/// Why somebody may not rate an order, in whichever part they try.
async fn why_not(backend: &TestBackend, viewer: &Viewer, viewpoint: Viewpoint, number: &str) -> String {
    let (number, view) = (number.to_owned(), viewpoint.name().to_owned());
    let rating = CommandForm { number, view, level: BEST.into(), ..form("rate") };
    act(backend, viewer, &rating).await.unwrap_err().code
}

async fn says(backend: &TestBackend, viewer: &Viewer, number: &str, level: &str) {
    does(backend, viewer, number, CommandForm { level: level.into(), ..form("rate") }).await.unwrap();
}

async fn desk(backend: &TestBackend, cast: &Cast) -> Report {
    report(backend, &cast.staff, None, None).await.unwrap()
}

/// Satisfied, rated, and finished, as the report of the community has it.
async fn rated(backend: &TestBackend, cast: &Cast) -> Option<(u32, u32, i64)> {
    let found = desk(backend, cast).await.rated()?;
    Some((found.count.successes(), found.count.n(), found.population))
}

#[tokio::test]
async fn nobody_rates_for_somebody_else() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = served(&backend, &cast, "hers").await;
        // The desk has the number of every order, and the member was there: neither is who ordered.
        for (who, viewpoint, code) in [
            (&cast.staff, Viewpoint::Role, "order.not_yours"),
            (&cast.staff, Viewpoint::Resident, "order.not_found"),
            (&cast.member, Viewpoint::Role, "order.not_yours"),
            (&cast.member, Viewpoint::Resident, "order.not_found"),
            (&cast.office, Viewpoint::Resident, "order.not_found"),
        ] {
            assert_eq!(why_not(&backend, who, viewpoint, &number).await, code, "{} {viewpoint:?}", who.name);
        }
        // Staff take an order by telephone: it is the caller's, and the caller's alone to rate.
        let caller = PlaceOrder {
            service: "S002".into(),
            name: "李桂芳".into(),
            phone: "13800000099".into(),
            estate: "K10101".into(),
            building: "7".into(),
            unit: "2".into(),
            room: "1203".into(),
            ..request("called")
        };
        let called =
            place(&backend, &cast.staff, OrderFor::Caller, &caller).await.unwrap().number.to_string();
        serve(&backend, &cast.other_member, &called, "13800000099").await;
        assert_eq!(why_not(&backend, &cast.staff, Viewpoint::Resident, &called).await, "order.not_found");
        // A member orders for his mother, and would serve her himself.
        let neighbour = support::resident(&backend, "13800000021", "赵磊", "K10101").await;
        backend.clock.advance(2 * MINUTE);
        let member = (Role::Member, "K10101", "");
        let son = support::with_grant(&backend, "13800000021", "赵磊", member).await;
        let mother = PlaceOrder { phone: "13800000098".into(), name: "赵母".into(), ..caller };
        let mother = PlaceOrder { token: format!("{:>20}", "mother"), ..mother };
        let hers = place(&backend, &neighbour, OrderFor::Relative, &mother).await.unwrap().number.to_string();
        assert_eq!(does(&backend, &son, &hers, form("claim")).await.unwrap_err().code, "order.own_order");
        // Nobody rates twice, and what was rated stays.
        says(&backend, &cast.resident, &number, "dissatisfied").await;
        let twice = why_not(&backend, &cast.resident, Viewpoint::Resident, &number).await;
        assert_eq!(twice, "order.already_rated");
        assert!(is_refused(&backend, "DELETE FROM order_events").await);
        assert!(is_refused(&backend, "UPDATE order_events SET event = '{}'").await);
        assert_eq!(rated(&backend, &cast).await, Some((0, 1, 2)));
    })
    .await;
}

/// A member serves somebody who reads out the digits at the door.
async fn serve(backend: &TestBackend, member: &Viewer, number: &str, phone: &str) {
    does(backend, member, number, form("claim")).await.unwrap();
    let resident = support::sign_in(backend, phone).await;
    let seen = view(backend, &resident, number, Viewpoint::Resident).await.unwrap();
    let code = seen.arrival_code.expect("the resident reads the code");
    does(backend, member, number, CommandForm { code, ..form("arrive") }).await.unwrap();
    let finished = CommandForm { note: "讲清楚了".into(), minutes: "20".into(), ..form("finish") };
    does(backend, member, number, finished).await.unwrap();
}

#[tokio::test]
async fn silence_is_no_praise_and_what_was_bad_or_late_stays_so() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let silent = served(&backend, &cast, "silent").await;
        let early = does(&backend, &cast.staff, &silent, form("close")).await.unwrap_err();
        assert_eq!(early.code, "order.not_confirmed", "she may still say something");
        // What is finished can't be cancelled or refused out of the figures any more.
        let cancel = CommandForm { reason: "solved".into(), ..form("cancel") };
        for (who, said) in [
            (&cast.resident, cancel.clone()),
            (&cast.staff, cancel),
            (&cast.staff, CommandForm { note: "请打 12345".into(), ..form("refuse") }),
        ] {
            let status = does(&backend, who, &silent, said).await.unwrap_err().status();
            assert!(matches!(status, 403 | 409), "{} {status}", who.name);
        }
        // Badly rated and answered late; then done again, in time, and praised.
        let waiting = PlaceOrder { service: "S002".into(), ..request("late") };
        let late =
            place(&backend, &cast.resident, OrderFor::Oneself, &waiting).await.unwrap().number.to_string();
        backend.clock.advance(2 * DAY);
        does(&backend, &cast.member, &late, form("claim")).await.unwrap();
        let serves = async || {
            arrives(&backend, &cast, &late).await;
            let finished =
                CommandForm { note: "讲清楚了".into(), minutes: "20".into(), ..form("finish") };
            does(&backend, &cast.member, &late, finished).await.unwrap();
        };
        serves().await;
        says(&backend, &cast.resident, &late, "very_dissatisfied").await;
        let before = desk(&backend, &cast).await.counts;
        backend.clock.advance(HOUR);
        does(&backend, &cast.resident, &late, CommandForm { note: "没讲清".into(), ..form("reopen") })
            .await
            .unwrap();
        does(&backend, &cast.member, &late, form("claim")).await.unwrap();
        serves().await;
        says(&backend, &cast.resident, &late, BEST).await;
        let after = desk(&backend, &cast).await.counts;
        for measure in [Measure::AcceptedLate, Measure::VeryDissatisfied] {
            assert_eq!((before.of(measure), after.of(measure)), (1, 1), "{measure:?}");
        }
        assert_eq!(after.of(Measure::ReplyDue) - after.of(Measure::ReplyWithin24Hours), 1);
        // After a week the program closes what nobody rated, as not rated, and later nobody rates it any more.
        backend.clock.advance(8 * DAY);
        close_overdue(&backend).await.unwrap();
        assert_eq!(why_not(&backend, &cast.resident, Viewpoint::Resident, &silent).await, "order.too_late");
        assert_eq!(rated(&backend, &cast).await, Some((1, 2, 3)), "three finished, two said something");
    })
    .await;
}

#[tokio::test]
async fn nobody_moves_the_mark_or_the_sums() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let lead = (Role::DistrictLead, "K", "");
        let district = support::with_grant(&backend, "13800000009", "沈佳", lead).await;
        let number = served(&backend, &cast, "bad").await;
        says(&backend, &cast.resident, &number, "dissatisfied").await;
        // Four levels instead of three, once the month doesn't please.
        let begun = set_satisfaction_rule(&backend, &district, "2026-11", "4").await.unwrap_err();
        assert_eq!(begun.fields[0].field, "from");
        assert_eq!(rated(&backend, &cast).await, Some((0, 1, 1)));
        // Shorter hours put every deadline off, but only of what is ordered later.
        let waiting = PlaceOrder { service: "S002".into(), ..request("waiting") };
        let waiting =
            place(&backend, &cast.resident, OrderFor::Oneself, &waiting).await.unwrap().number.to_string();
        let promised =
            async || view(&backend, &cast.resident, &waiting, Viewpoint::Resident).await.unwrap().clocks;
        let before = promised().await;
        let lead = (Role::CommunityLead, "K101", "");
        let lead = support::with_grant(&backend, "13800000010", "陈国平", lead).await;
        set_working_hours(&backend, &lead, "14:00-18:00").await.unwrap();
        assert!(!before.is_empty());
        assert_eq!(promised().await, before);
        // Sums that somebody writes over are found by counting the orders again.
        assert_eq!(differences(&backend).await.unwrap(), []);
        let polished = "UPDATE counters SET dissatisfied = 0, satisfied = satisfied + 1";
        assert!(!is_refused(&backend, polished).await, "the sums are there to be written");
        let found = differences(&backend).await.unwrap();
        assert!(found.iter().any(|one| one.measure == "dissatisfied" && one.counted == 1), "{found:?}");
    })
    .await;
}

#[tokio::test]
async fn nobody_picks_who_is_called_or_calls_their_own() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let numbers = [served(&backend, &cast, "one").await, served(&backend, &cast, "two").await];
        backend.clock.advance(6 * DAY);
        draw_due(&backend).await.unwrap();
        assert_eq!(draw_due(&backend).await.unwrap(), 0, "a week is drawn once");
        let better = served(&backend, &cast, "better").await;
        let week = "SELECT community, week FROM return_visits LIMIT 1";
        for sql in [
            "DELETE FROM return_draws".to_owned(),
            "DELETE FROM return_visits".to_owned(),
            "UPDATE return_visits SET week = '2026-11-30'".to_owned(),
            "UPDATE return_draws SET drawn = 3".to_owned(),
            format!(
                "INSERT INTO return_visits (community, number, week) \
                 SELECT community, '{better}', week FROM ({week}) AS drawn"
            ),
        ] {
            assert!(is_refused(&backend, &sql).await, "{sql}");
        }
        // Those of the unit neither call nor learn whom to call; the one from outside writes down what is said.
        for unit in [&cast.staff, &cast.member] {
            let seen = return_visit(&backend, unit, &numbers[0]).await.unwrap_err();
            let called = record_call(&backend, unit, &numbers[0], "1", ("reached", BEST)).await.unwrap_err();
            for error in [seen, called] {
                assert!(["return_visit.not_found", "account.denied"].contains(&&*error.code), "{error}");
            }
        }
        let bad = ("reached", "dissatisfied");
        record_call(&backend, &cast.stranger, &numbers[0], "1", bad).await.unwrap();
        let again = record_call(&backend, &cast.stranger, &numbers[0], "2", ("reached", BEST)).await;
        assert_eq!(again.unwrap_err().code, "return_visit.over");
        assert!(is_refused(&backend, "UPDATE return_calls SET level = 'very_satisfied'").await);
        assert!(is_refused(&backend, "DELETE FROM return_calls").await);
        // The one who isn't called stays in the sample; what one has said is told to nobody.
        let report = desk(&backend, &cast).await;
        let visits = report.return_visits.unwrap();
        assert_eq!((visits.reached, visits.held_back), (0, 2));
        let table = tables(&report).into_iter().find(|table| table.name == "回访").unwrap();
        assert_eq!(table.rows[0].len(), table.heads.len());
    })
    .await;
}
