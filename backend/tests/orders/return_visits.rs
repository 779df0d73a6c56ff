//! Return visits: drawn once, called from outside, and never made better.

use crate::cast::{Cast, arrives, cast, does, form, served};
use crate::support::{self, Person, TestBackend};
use backend::AppError;
use backend::maintenance::recount::{differences, recount};
use backend::orders::{CommandForm, Viewpoint, view};
use backend::reports::{public_report, report, tables};
use backend::return_visits::{
    draw_due, record_call, return_parts, return_parts_table, return_visit, return_visits,
};
use backend::spreadsheet::Cell;
use backend::star_rating::stars;
use backend::values;
use domain::accounts::Role;
use domain::counters::Month;
use domain::return_visits::{NextCall, Over};
use domain::star_rating::Part;
use domain::time::{DAY, HOUR};

/// So many orders of this week, finished; and it is the Monday after.
async fn by_monday(backend: &TestBackend, cast: &Cast, orders: usize) -> Vec<String> {
    let mut numbers = Vec::new();
    for order in 0..orders {
        numbers.push(served(backend, cast, &format!("order {order}")).await);
    }
    backend.clock.advance(6 * DAY);
    numbers
}

async fn offered(backend: &TestBackend, viewer: &Person) -> Vec<String> {
    let lines = return_visits(backend, viewer).await.unwrap();
    lines.into_iter().map(|line| line.number.to_string()).collect()
}

async fn says(
    backend: &TestBackend,
    caller: &Person,
    number: &str,
    said: (&str, &str),
) -> Result<(), AppError> {
    let seen = return_visit(backend, caller, number).await?;
    let attempt = (seen.calls.len() + 1).to_string();
    record_call(backend, caller, number, &attempt, said).await
}

#[tokio::test]
async fn a_week_is_drawn_once_though_two_processes_draw() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let numbers = by_monday(&backend, &cast, 6).await;
        let other = backend.other_process().await;
        let (one, two) = tokio::join!(draw_due(&backend), draw_due(&other));
        assert_eq!(one.unwrap() + two.unwrap(), 3, "each community by one of them");
        assert_eq!(draw_due(&other).await.unwrap(), 0, "and never again");
        assert_eq!(support::count(&backend, "return_draws").await, 3);
        assert_eq!(offered(&backend, &cast.stranger).await, numbers, "of six all are asked after");
        // Whoever reopens an order has been asked after already.
        let again = CommandForm { note: "又滴水了".into(), ..form("reopen") };
        does(&backend, &cast.resident, &numbers[0], again).await.unwrap();
        does(&backend, &cast.member, &numbers[0], form("claim")).await.unwrap();
        arrives(&backend, &cast, &numbers[0]).await;
        let finished = CommandForm { note: "换好了".into(), minutes: "20".into(), ..form("finish") };
        does(&backend, &cast.member, &numbers[0], finished).await.unwrap();
        backend.clock.advance(7 * DAY);
        assert_eq!(draw_due(&backend).await.unwrap(), 3, "another week");
        assert_eq!(support::count(&backend, "return_visits").await, 6);
        other.store.close().await;
    })
    .await;
}

#[tokio::test]
async fn nobody_of_the_unit_calls_or_learns_whom_to_call() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let with = async |phone, name, role| support::with_grant(&backend, phone, name, role).await;
        let lead = with("13800000011", "陆书记", (Role::CommunityLead, "K101", "")).await;
        let far = with("13800000012", "赵亮", (Role::Staff, "K201", "")).await;
        let number = by_monday(&backend, &cast, 1).await.remove(0);
        draw_due(&backend).await.unwrap();
        let before = support::count(&backend, "access_log").await;
        for (person, status) in [
            (&cast.member, 403),
            (&cast.plumber, 403),
            (&cast.resident, 403),
            (&cast.staff, 404),
            (&lead, 404),
            (&far, 404),
        ] {
            let name = &person.name;
            assert_eq!(return_visit(&backend, person, &number).await.unwrap_err().status(), status, "{name}");
            let refused = record_call(&backend, person, &number, "1", ("refused", "")).await.unwrap_err();
            assert_eq!(refused.status(), status, "{name}");
            let offered = return_visits(&backend, person).await.map_or(0, |lines| lines.len());
            assert_eq!(offered, 0, "{name}");
        }
        let neighbour = return_visit(&backend, &cast.stranger, &number).await.unwrap();
        assert_eq!(neighbour.person, Some(("王秀英".into(), "13800000001".into())));
        return_visit(&backend, &cast.stranger, &number).await.unwrap();
        let seen = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        let looks: Vec<_> = seen.access_log.iter().map(|look| (look.name.as_str(), look.times)).collect();
        assert!(looks.contains(&("孙芳", 1)), "the resident reads who looked: {looks:?}");
        for own in [&cast.staff, &lead] {
            let looks = view(&backend, own, &number, Viewpoint::Role).await.unwrap().access_log;
            assert!(
                looks.iter().all(|look| look.name != "孙芳"),
                "those who served don't learn who was called"
            );
        }
        assert_eq!(
            support::count(&backend, "access_log").await,
            before + 1,
            "of those refused nobody looked"
        );
        assert!(return_visit(&backend, &cast.office, &number).await.unwrap().person.is_some());
        // Whoever comes to belong to the community as well is no outsider any more.
        let grant = (Role::Member, "K10102", "");
        support::with_grant(&backend, "13800000006", "孙芳", grant).await;
        let insider = support::sign_in(&backend, "13800000006").await;
        assert_eq!(return_visit(&backend, &insider, &number).await.unwrap_err().status(), 404);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_told_of_one_call_and_each_batch_of_answers_at_once() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let numbers = by_monday(&backend, &cast, 16).await;
        draw_due(&backend).await.unwrap();
        let drawn = offered(&backend, &cast.stranger).await;
        assert_eq!((numbers.len(), drawn.len()), (16, 12));
        let month = Month::of(backend.clock.now());
        let months = (month.plus(-1), month);
        // After each call everybody who may read reports looks again: desk, office, residents, the stars, the files.
        let looks = async || {
            let mut seen = Vec::new();
            for desk in [&cast.staff, &cast.office] {
                let report = report(&backend, desk, None, None).await.unwrap();
                seen.extend(report.return_visits.map(|visits| (visits.reached, visits.held_back)));
                let table = tables(&report).into_iter().find(|table| table.name == "回访").unwrap();
                assert_eq!(table.heads.len(), table.rows[0].len());
            }
            let public = public_report(&backend, "K101").await.unwrap();
            seen.extend(public.return_visits.map(|visits| (visits.reached, visits.held_back)));
            for part in return_parts(&backend, &cast.office, months).await.unwrap() {
                seen.push((part.reached.values().sum(), part.held_back));
            }
            let stars = stars(&backend, &cast.staff, None).await.unwrap();
            let own = stars.communities[0].score.of(Part::Honest).unwrap().points;
            assert_eq!(own, None, "the points tell nothing either");
            seen
        };
        let mut said = vec![("reached", "satisfied"); 8];
        said.extend([("reached", "very_dissatisfied"), ("refused", ""), ("reached", "very_satisfied")]);
        for (number, said) in drawn.iter().zip(said) {
            says(&backend, &cast.stranger, number, said).await.unwrap();
            assert_eq!(looks().await, [(0, 12); 4], "whoever looks after each call learns nothing of it");
        }
        backend.clock.advance(14 * DAY);
        assert_eq!(looks().await, [(10, 0); 4], "the twelfth is called no more: now all ten at once");

        let part = return_parts(&backend, &cast.office, months).await.unwrap().remove(0);
        assert_eq!((part.population, part.drawn, part.refused, part.waiting()), (16, 12, 1, 1));
        let table = return_parts_table(std::slice::from_ref(&part));
        assert_eq!(table.heads.len(), table.rows[0].len());
        assert_eq!(table.rows[0][1..], [16, 12, 1, 8, 0, 0, 1, 1, 0, 1, 0].map(Cell::Whole));
        let visits = report(&backend, &cast.staff, None, None).await.unwrap().return_visits.unwrap();
        let found = visits.satisfied.unwrap();
        assert!((found.value - 0.9).abs() < 1e-12 && found.interval.unwrap().width() > 0.3, "{found:?}");
        let before = return_parts(&backend, &cast.office, (month.plus(-9), month.plus(-8))).await.unwrap();
        assert!(before.is_empty());
        for nobody in [&cast.resident, &cast.member, &cast.staff] {
            assert_eq!(return_parts(&backend, nobody, months).await.unwrap_err().status(), 403);
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_said_stays_whatever_is_rated_later() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = by_monday(&backend, &cast, 1).await.remove(0);
        draw_due(&backend).await.unwrap();
        let says = async |said| says(&backend, &cast.stranger, &number, said).await;
        says(("no_answer", "")).await.unwrap();
        assert_eq!(says(("no_answer", "")).await.unwrap_err().code, "return_visit.too_soon");
        backend.clock.advance(4 * HOUR);
        let unsaid = says(("reached", "")).await.unwrap_err();
        assert_eq!((unsaid.status(), unsaid.fields[0].field.as_str()), (422, "level"));
        let late = record_call(&backend, &cast.office, &number, "1", ("refused", "")).await.unwrap_err();
        assert_eq!(late.code, "return_visit.twice", "the page is from before the first call");
        says(("reached", "satisfied")).await.unwrap();
        assert_eq!(says(("reached", "very_dissatisfied")).await.unwrap_err().code, "return_visit.over");
        let seen = return_visit(&backend, &cast.stranger, &number).await.unwrap();
        assert_eq!((seen.next, seen.person), (NextCall::Over(Over::Reached), None));
        assert!(offered(&backend, &cast.stranger).await.is_empty());

        for sql in [
            "UPDATE return_calls SET level = 'very_satisfied'",
            "DELETE FROM return_calls",
            "DELETE FROM return_visits",
            "UPDATE return_draws SET population = 1",
        ] {
            assert!(support::is_refused(&backend, sql).await, "{sql}");
        }

        let bad = CommandForm { level: "very_dissatisfied".into(), ..form("rate") };
        does(&backend, &cast.resident, &number, bad).await.unwrap();
        let report = report(&backend, &cast.staff, None, None).await.unwrap();
        let own = report.rated().unwrap();
        let visits = report.return_visits.unwrap();
        assert_eq!((own.count.successes(), own.count.n()), (0, 1), "what the app says");
        assert_eq!(
            (visits.reached, visits.held_back, visits.satisfied),
            (0, 1, None),
            "one call is told to nobody"
        );
        let said =
            support::count(&backend, "return_results WHERE satisfied = 1 AND very_dissatisfied = 0").await;
        assert_eq!(said, 1, "what was said on the telephone");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_called_more_than_three_times_or_after_two_weeks() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let numbers = by_monday(&backend, &cast, 2).await;
        draw_due(&backend).await.unwrap();
        for _ in 0..3 {
            says(&backend, &cast.office, &numbers[0], ("no_answer", "")).await.unwrap();
            backend.clock.advance(4 * HOUR);
        }
        let fourth = says(&backend, &cast.office, &numbers[0], ("no_answer", "")).await.unwrap_err();
        assert_eq!(fourth.code, "return_visit.over");
        assert_eq!(offered(&backend, &cast.office).await, numbers[1..]);
        backend.clock.advance(14 * DAY);
        let late = return_visit(&backend, &cast.office, &numbers[1]).await.unwrap();
        assert_eq!((late.next, late.person), (NextCall::Over(Over::TooLate), None));
        let visits = report(&backend, &cast.office, None, None).await.unwrap().return_visits.unwrap();
        assert_eq!((visits.drawn, visits.held_back), (0, 2));
        assert_eq!(visits.satisfied, None, "nobody said anything");
        assert_eq!(support::count(&backend, "return_results WHERE not_reached = 1").await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_answer_counts_for_as_many_orders_as_it_was_drawn_from() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let numbers = by_monday(&backend, &cast, 12).await;
        // Six drawn of a week with a hundred, and six of a week with six.
        for (week, population, drawn) in
            [("2026-11-16", 100, &numbers[..6]), ("2026-11-23", 6, &numbers[6..])]
        {
            let mut tx = backend.store.write().await.unwrap();
            let draw = "INSERT INTO return_draws (community, week, population, drawn, seed, drawn_at) \
                        VALUES ('K101', $1, $2, 6, '', $3)";
            tx.run(draw, values![week, population, backend.clock.now()]).await.unwrap();
            for number in drawn {
                let visit = "INSERT INTO return_visits (community, number, week) VALUES ('K101', $1, $2)";
                tx.run(visit, values![number, week]).await.unwrap();
            }
            tx.commit().await.unwrap();
        }
        for (place, number) in numbers.iter().enumerate() {
            let level = if place < 6 { "satisfied" } else { "dissatisfied" };
            says(&backend, &cast.stranger, number, ("reached", level)).await.unwrap();
        }
        let visits = report(&backend, &cast.office, None, None).await.unwrap().return_visits.unwrap();
        assert_eq!(differences(&backend).await.unwrap(), [], "the sums are what the calls come to");
        let polished =
            "UPDATE return_results SET very_satisfied = very_satisfied + dissatisfied, dissatisfied = 0";
        let mut tx = backend.store.write().await.unwrap();
        tx.run(polished, Vec::new()).await.unwrap();
        tx.commit().await.unwrap();
        let found = differences(&backend).await.unwrap();
        assert!(
            found.iter().any(|one| (one.measure, one.kept, one.counted) == ("return_visits", 0, 6)),
            "{found:?}"
        );
        recount(&backend).await.unwrap();
        assert_eq!(differences(&backend).await.unwrap(), []);
        assert_eq!((visits.population, visits.reached), (106, 12));
        assert!((visits.satisfied.unwrap().value - 100.0 / 106.0).abs() < 1e-12, "{visits:?}");
    })
    .await;
}
