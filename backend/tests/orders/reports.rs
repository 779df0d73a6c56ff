//! Reports: what was promised, what was found, and who may look behind it.

use crate::cast::{Cast, cast, does, form, request, served};
use crate::support::{self, TestBackend};
use backend::accounts::Viewer;
use backend::orders::{CommandForm, OrderFor, PlaceOrder, place};
use backend::reports::{Report, orders_behind, public_report, report, tables};
use backend::settings::{satisfaction_rules, set_satisfaction_rule};
use domain::accounts::Role;
use domain::counters::{Measure, Month};
use domain::reports::{Finding, Found, Indicator};
use domain::time::{DAY, HOUR, Timestamp};
use statistics::{Target, TargetStatus};
use strum::IntoEnumIterator;

async fn rated(backend: &TestBackend, cast: &Cast, number: &str, level: &str) {
    does(backend, &cast.resident, number, CommandForm { level: level.into(), ..form("rate") }).await.unwrap();
}

fn found(report: &Report, indicator: Indicator) -> Option<Finding> {
    let result = report.results.iter().find(|result| result.indicator == indicator).unwrap();
    match result.found? {
        Found::Ratings(found) | Found::Census(found) => Some(found),
        Found::Survey(found) => panic!("{indicator:?} comes from a survey: {found:?}"),
    }
}

async fn desk(backend: &TestBackend, viewer: &Viewer) -> Report {
    report(backend, viewer, None, None).await.unwrap()
}

#[tokio::test]
async fn who_says_nothing_is_not_content_and_a_few_prove_nothing() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        for (token, level) in [("one", Some("satisfied")), ("two", Some("fairly_satisfied")), ("three", None)]
        {
            let number = served(&backend, &cast, token).await;
            if let Some(level) = level {
                rated(&backend, &cast, &number, level).await;
            }
        }
        let report = desk(&backend, &cast.staff).await;
        let satisfaction = found(&report, Indicator::Satisfaction).unwrap();
        assert_eq!(
            (satisfaction.count.successes(), satisfaction.count.n(), satisfaction.population),
            (2, 2, 3)
        );
        assert_eq!(satisfaction.target_status(Target::of_percent(95)), TargetStatus::NotProven);
        assert!(satisfaction.words().starts_with("2/2，至少 "), "{}", satisfaction.words());
        assert_eq!(found(&report, Indicator::PropertySatisfaction), None, "nobody rated a company");
        let public = public_report(&backend, "K101").await.unwrap();
        assert_eq!(
            found(&public, Indicator::Satisfaction),
            None,
            "of two ratings neighbours know whose they are"
        );
        let held_back = public.results.iter().filter(|result| result.held_back).count();
        let months = public.trend.iter().filter(|point| point.held_back && point.found.is_none()).count();
        assert_eq!((held_back, months), (1, 1), "and that it isn't told is said");
        assert_eq!(public.counts, report.counts, "all else everybody reads as the staff do");
        assert_eq!((&public.coverage, &public.overdue), (&report.coverage, &report.overdue));
        let office = desk(&backend, &cast.office).await;
        assert_eq!(office.counts, report.counts);
        assert_eq!(office.communities.len(), 2);
        assert_eq!(office.ranking.too_few.len(), 1, "two answers make no rank");
        for nobody in [&cast.member, &cast.resident, &cast.plumber] {
            assert_eq!(
                backend::reports::report(&backend, nobody, None, None).await.unwrap_err().status(),
                403
            );
        }
        assert_eq!(public_report(&backend, "K1").await.unwrap_err().status(), 404, "only communities");
        let names: Vec<_> = tables(&report).into_iter().map(|table| (table.name, table.rows.len())).collect();
        assert_eq!(names[..3], [("承诺和实际", 9), ("入户调查", 0), ("回访", 0)], "nobody was drawn");
        assert_eq!(names.len(), 8);
    })
    .await;
}

#[tokio::test]
async fn who_waits_for_a_day_is_seen_before_anybody_answers() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        served(&backend, &cast, "answered").await;
        let waiting = PlaceOrder { service: "S002".into(), ..request("waiting") };
        place(&backend, &cast.resident, OrderFor::Oneself, &waiting).await.unwrap();
        let reply = async || found(&desk(&backend, &cast.staff).await, Indicator::Reply).unwrap().count;
        backend.clock.advance(23 * HOUR);
        assert_eq!((reply().await.successes(), reply().await.n()), (1, 1), "there is still an hour");
        backend.clock.advance(2 * HOUR);
        assert_eq!((reply().await.successes(), reply().await.n()), (1, 2));
        backend.clock.advance(100 * DAY);
        let active = found(&desk(&backend, &cast.staff).await, Indicator::ActiveCommunities).unwrap();
        assert_eq!(active.count.successes(), 0, "nothing was finished for 90 days");
    })
    .await;
}

#[tokio::test]
async fn behind_each_figure_stand_its_orders() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let bad = served(&backend, &cast, "bad").await;
        rated(&backend, &cast, &bad, "very_dissatisfied").await;
        served(&backend, &cast, "unrated").await;
        let report = desk(&backend, &cast.staff).await;
        let (from, to) = (report.span.from, report.span.to);
        for measure in Measure::iter() {
            let behind = orders_behind(&backend, &cast.staff, measure, from, to, "").await.unwrap();
            let count = report.counts.of(measure);
            assert_eq!(i64::try_from(behind.orders.len()).unwrap(), count, "{measure:?}");
            let nothing = orders_behind(&backend, &cast.staff, measure, from, from, "").await.unwrap();
            assert!(nothing.orders.is_empty(), "another month");
            let elsewhere = orders_behind(&backend, &cast.stranger, measure, from, to, "").await.unwrap();
            assert!(elsewhere.orders.is_empty(), "another community");
        }
        let refused = orders_behind(&backend, &cast.member, Measure::Placed, from, to, "").await.unwrap_err();
        assert_eq!(refused.status(), 403);
    })
    .await;
}

/// An event of an order, as it stands in the tables.
#[derive(backend::store::FromRow)]
struct Row {
    community: String,
    placed_at: i64,
    number: String,
    kind: String,
    event: String,
}

/// Satisfied, rated and completed, counted event by event; of one community, of one month, or of all.
fn heard(rows: &[Row], community: &str, month: Option<Month>) -> (u32, u32, i64) {
    let rows = rows.iter().filter(|row| {
        row.community.starts_with(community)
            && month.is_none_or(|month| Month::of(Timestamp(row.placed_at)) == month)
    });
    let (mut satisfied, mut rated, mut completed) = (0, 0, 0);
    for row in rows {
        rated += u32::from(row.kind == "rated");
        completed += i64::from(row.kind == "finished");
        let content = !row.event.contains("dissatisfied\"");
        satisfied += u32::from(row.kind == "rated" && content);
    }
    (satisfied, rated, completed)
}

fn of(found: Option<Finding>) -> (u32, u32, i64) {
    found.map_or((0, 0, 0), |found| (found.count.successes(), found.count.n(), found.population))
}

/// An order of the other community, given in by telephone, and called off.
async fn called_off(backend: &TestBackend, cast: &Cast) {
    let home = PlaceOrder {
        name: "赵华".into(),
        phone: "13900000001".into(),
        estate: "K10201".into(),
        building: "1".into(),
        room: "101".into(),
        ..request("by telephone")
    };
    let number = place(backend, &cast.stranger, OrderFor::Caller, &home).await.unwrap().number.to_string();
    let advice = CommandForm { note: "请打 12345".into(), ..form("refuse") };
    does(backend, &cast.stranger, &number, advice).await.unwrap();
}

#[tokio::test]
async fn the_whole_report_is_what_the_rows_say() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        for (token, level, wait) in [
            ("one", Some("satisfied"), 0),
            ("two", Some("very_dissatisfied"), DAY),
            ("three", None, 6 * DAY),
            ("four", Some("fairly_satisfied"), DAY),
            ("five", Some("dissatisfied"), 0),
        ] {
            backend.clock.advance(wait);
            let number = served(&backend, &cast, token).await;
            if let Some(level) = level {
                rated(&backend, &cast, &number, level).await;
            }
        }
        called_off(&backend, &cast).await;
        let sql = "SELECT o.community, o.placed_at, o.number, e.kind, e.event FROM orders o \
                   JOIN order_events e ON e.community = o.community AND e.number = o.number";
        let rows: Vec<Row> = backend.store.read().await.unwrap().all(sql, Vec::new()).await.unwrap();
        let report = desk(&backend, &cast.office).await;
        assert_eq!(of(found(&report, Indicator::Satisfaction)), heard(&rows, "K1", None));
        assert_eq!(heard(&rows, "K1", None), (2, 4, 5), "and that is what was done");
        for point in &report.trend {
            assert_eq!(of(point.found), heard(&rows, "K1", Some(point.month)), "{}", point.month);
        }
        let months = report.trend.iter().filter(|point| point.found.is_some()).count();
        assert_eq!(months, 2, "November and December");
        for community in &report.communities {
            let counted = of(community.found);
            assert_eq!(counted, heard(&rows, community.code.as_str(), None), "{}", community.code);
        }
        for (measure, kinds) in [
            (Measure::Placed, &["placed"][..]),
            (Measure::Dispatched, &["dispatched", "claimed"]),
            (Measure::Arrived, &["arrived"]),
            (Measure::Finished, &["finished"]),
            (Measure::Rated, &["rated"]),
            (Measure::Refused, &["refused"]),
            (Measure::Cancelled, &["cancelled"]),
        ] {
            let happened = rows.iter().filter(|row| kinds.contains(&row.kind.as_str()));
            let orders: std::collections::BTreeSet<_> = happened.map(|row| &row.number).collect();
            assert_eq!(report.counts.of(measure), i64::try_from(orders.len()).unwrap(), "{measure:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_district_decides_what_counts_and_only_for_months_to_come() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let lead = (Role::DistrictLead, "K", "");
        let district = support::with_grant(&backend, "13800000009", "沈佳", lead).await;
        let number = served(&backend, &cast, "november").await;
        rated(&backend, &cast, &number, "fairly_satisfied").await;
        for nobody in [&cast.office, &cast.staff, &cast.resident] {
            let refused = set_satisfaction_rule(&backend, nobody, "2026-12", "2").await.unwrap_err();
            assert_eq!(refused.status(), 403);
        }
        for (from, levels, field) in [
            ("2026-11", "2", "from"),
            ("2025-01", "2", "from"),
            ("soon", "2", "from"),
            ("2026-12", "5", "levels"),
        ] {
            let refused = set_satisfaction_rule(&backend, &district, from, levels).await.unwrap_err();
            assert_eq!(refused.fields[0].field, field, "{from} {levels}");
        }
        set_satisfaction_rule(&backend, &district, "2026-12", "2").await.unwrap();
        assert_eq!(satisfaction_rules(&backend).await.unwrap()[0].by, "沈佳");
        backend.clock.advance(10 * DAY);
        let number = served(&backend, &cast, "december").await;
        rated(&backend, &cast, &number, "fairly_satisfied").await;
        let report = desk(&backend, &cast.staff).await;
        let shares: Vec<_> =
            report.trend.iter().rev().take(2).map(|point| point.found.unwrap().count.successes()).collect();
        assert_eq!(shares, [0, 1], "December by the new rule, November as it was");
    })
    .await;
}
