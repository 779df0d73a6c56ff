//! The counts behind the rates, kept up with every event and made anew from the orders.

use crate::cast::{Cast, arrives, cast, code, dispatch, does, form, ordered, request};
use crate::support::{self, TestBackend};
use backend::counters::{Span, counters_in};
use backend::maintenance::recount::{count_first, differences, recount};
use backend::orders::{CommandForm, OrderFor, PlaceOrder, place};
use backend::store::values;
use domain::areas::AreaCode;
use domain::counters::{Counts, Measure};
use domain::time::{DAY, HOUR};

/// The sums of an area over all months and lists.
async fn sums(backend: &TestBackend, area: &str) -> Counts {
    let area = AreaCode::parse(area).unwrap();
    let span = Span { area, from: "2026-01".parse().unwrap(), to: "2027-12".parse().unwrap() };
    let mut sums = Counts::default();
    counters_in(backend, &span).await.unwrap().into_iter().for_each(|row| sums += row.counts);
    sums
}

async fn advice(backend: &TestBackend, cast: &Cast, token: &str) -> String {
    let request = PlaceOrder { service: "S002".into(), ..request(token) };
    place(backend, &cast.resident, OrderFor::Oneself, &request).await.unwrap().number.to_string()
}

async fn served(backend: &TestBackend, cast: &Cast, number: &str) {
    does(backend, &cast.member, number, form("claim")).await.unwrap();
    arrives(backend, cast, number).await;
    let finished = CommandForm { note: "讲清楚了".into(), minutes: "20".into(), ..form("finish") };
    does(backend, &cast.member, number, finished).await.unwrap();
}

async fn rated(backend: &TestBackend, cast: &Cast, number: &str, level: &str) {
    does(backend, &cast.resident, number, CommandForm { level: level.into(), ..form("rate") }).await.unwrap();
}

/// A month in which about everything happens that is counted.
async fn month(backend: &TestBackend, cast: &Cast) {
    let good = advice(backend, cast, "good").await;
    served(backend, cast, &good).await;
    rated(backend, cast, &good, "very_satisfied").await;
    // Bad, done again, and good then: both are heard.
    let again = advice(backend, cast, "again").await;
    served(backend, cast, &again).await;
    rated(backend, cast, &again, "dissatisfied").await;
    backend.clock.advance(HOUR);
    does(backend, &cast.resident, &again, CommandForm { note: "没讲清".into(), ..form("reopen") })
        .await
        .unwrap();
    served(backend, cast, &again).await;
    rated(backend, cast, &again, "satisfied").await;
    let repair = ordered(backend, cast).await;
    dispatch(backend, cast, &repair, "安居物业").await;
    does(backend, &cast.plumber, &repair, form("accept")).await.unwrap();
    let digits = code(backend, cast, &repair).await;
    does(backend, &cast.plumber, &repair, CommandForm { code: digits, ..form("arrive") }).await.unwrap();
    let finished = CommandForm { note: "换了垫圈".into(), minutes: "30".into(), ..form("finish") };
    does(backend, &cast.plumber, &repair, finished).await.unwrap();
    rated(backend, cast, &repair, "very_dissatisfied").await;
    let declined = advice(backend, cast, "declined").await;
    dispatch(backend, cast, &declined, "周敏").await;
    let too_far = CommandForm { reason: "too_far".into(), ..form("decline") };
    does(backend, &cast.other_member, &declined, too_far).await.unwrap();
    does(backend, &cast.resident, &declined, CommandForm { reason: "solved".into(), ..form("cancel") })
        .await
        .unwrap();
    // Nobody says a word for two days.
    let late = advice(backend, cast, "late").await;
    backend.clock.advance(2 * DAY);
    served(backend, cast, &late).await;
    let refused = advice(backend, cast, "refused").await;
    backend.clock.advance(HOUR);
    does(backend, &cast.staff, &refused, CommandForm { note: "请打 12345".into(), ..form("refuse") })
        .await
        .unwrap();
}

#[tokio::test]
async fn the_sums_are_what_the_orders_come_to() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        month(&backend, &cast).await;
        let sums = sums(&backend, "K101").await;
        let stages = Measure::STAGES.map(|stage| sums.of(stage));
        assert_eq!(stages, [6, 5, 4, 4, 4, 3], "placed, dispatched, accepted, arrived, finished, rated");
        for (measure, number) in [
            (Measure::Cancelled, 1),
            (Measure::Refused, 1),
            (Measure::Declines, 1),
            (Measure::Reopenings, 1),
            (Measure::Completions, 5),
            (Measure::VerySatisfied, 1),
            (Measure::Satisfied, 1),
            (Measure::Dissatisfied, 1),
            (Measure::VeryDissatisfied, 1),
            (Measure::PropertyCompletions, 1),
            (Measure::PropertyVeryDissatisfied, 1),
            (Measure::PropertySatisfied, 0),
            // Seven rounds, all of which got an answer, one of them after two days.
            (Measure::FirstReplyJudged, 7),
            (Measure::ReplyDue, 7),
            (Measure::ReplyWithin24Hours, 6),
            (Measure::AcceptedLate, 1),
        ] {
            assert_eq!(sums.of(measure), number, "{measure:?}");
        }
        assert_eq!(differences(&backend).await.unwrap(), []);
        assert_eq!(self::sums(&backend, "K102").await, Counts::default(), "another community");
        assert_eq!(self::sums(&backend, "K1").await, sums, "the office around it");
    })
    .await;
}

#[tokio::test]
async fn whoever_polishes_a_sum_is_found_out() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        month(&backend, &cast).await;
        let honest = sums(&backend, "K101").await;
        let mut tx = backend.store.write().await.unwrap();
        tx.run("UPDATE counters SET dissatisfied = 0, satisfied = satisfied + 1", values![]).await.unwrap();
        tx.commit().await.unwrap();
        let found = differences(&backend).await.unwrap();
        let found: Vec<_> = found.iter().map(|one| (one.measure, one.counted)).collect();
        assert!(found.contains(&("dissatisfied", 1)), "{found:?}");
        recount(&backend).await.unwrap();
        assert_eq!(differences(&backend).await.unwrap(), []);
        // A database from before there were sums.
        let mut tx = backend.store.write().await.unwrap();
        tx.run("DELETE FROM counters", values![]).await.unwrap();
        tx.run("UPDATE order_counts SET finished_at = NULL", values![]).await.unwrap();
        tx.commit().await.unwrap();
        count_first(&backend).await.unwrap();
        assert_eq!(sums(&backend, "K101").await, honest);
    })
    .await;
}
