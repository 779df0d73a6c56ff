//! Reports: what was promised, what was found, and who may look behind it.

use crate::cast::{Cast, cast, does, request, served, wish};
use crate::support::{self, TestBackend};
use backend::accounts::Viewer;
use backend::orders::{OrderFor, PlaceRequest, Wish, place};
use backend::reports::{
    Report, orders_behind, public_report, report, satisfaction_rules, set_satisfaction_rule, tables,
};
use domain::accounts::Role;
use domain::figures::Measure;
use domain::rates::Verdict;
use domain::reports::{Finding, Indicator};
use domain::time::{DAY, HOUR};
use strum::IntoEnumIterator;

async fn rated(backend: &TestBackend, cast: &Cast, number: &str, level: &str) {
    does(backend, &cast.resident, number, Wish { level: level.into(), ..wish("rate") }).await.unwrap();
}

fn found(report: &Report, indicator: Indicator) -> Option<Finding> {
    report.indicators.iter().find(|(one, _)| *one == indicator).and_then(|(_, found)| *found)
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
        assert_eq!(satisfaction.verdict(Indicator::Satisfaction.target().unwrap()), Verdict::NotProven);
        assert!(satisfaction.words().starts_with("至少 "), "{}", satisfaction.words());
        assert_eq!(found(&report, Indicator::PropertySatisfaction), None, "nobody rated a company");
        let public = public_report(&backend, "K101").await.unwrap();
        assert_eq!(public, report, "everybody reads what the staff read");
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
        assert_eq!(tables(&report).len(), 6);
    })
    .await;
}

#[tokio::test]
async fn who_waits_for_a_day_is_seen_before_anybody_answers() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        served(&backend, &cast, "answered").await;
        let waiting = PlaceRequest { service: "S002".into(), ..request("waiting") };
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
