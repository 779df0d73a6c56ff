//! Stars: from the sums alone, with every number for those whose it is.

use crate::cast::{Cast, cast, does, form, request, served};
use crate::support::{self, TestBackend};
use backend::orders::{CommandForm, OrderFor, PlaceOrder, place};
use backend::spreadsheet::Cell;
use backend::star_rating::{StarsView, final_stars, stars, stars_table};
use backend::values;
use domain::accounts::Role;
use domain::areas::AreaCode;
use domain::star_rating::Part;
use domain::time::DAY;

/// A month of a community in which `rated` of a hundred orders were rated, all of them well but for `bad`.
async fn month(backend: &TestBackend, community: &str, month: &str, (rated, bad): (i64, i64)) {
    let mut tx = backend.store.write().await.unwrap();
    for list in ["routine", "agency", "volunteer"] {
        let (rated, bad) = (rated / 3, bad / 3);
        tx.run(
            "INSERT INTO counters (community, month, list, placed, dispatched, finished, completions, rated, \
                 very_satisfied, very_dissatisfied, reply_due, reply_within24_hours, accepted_judged) \
                 VALUES ($1, $2, $3, 100, 100, 100, 100, $4, $5, $6, 100, 100, 100)",
            values![community, month, list, rated, rated - bad, bad],
        )
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
}

fn points(view: &StarsView) -> Vec<(&str, Option<i64>, Option<usize>)> {
    view.communities.iter().map(|one| (one.name.as_str(), one.score.points, one.place)).collect()
}

async fn of(backend: &TestBackend, viewer: &backend::accounts::Viewer, quarter: &str) -> StarsView {
    stars(backend, viewer, quarter.parse().ok()).await.unwrap()
}

#[tokio::test]
async fn a_community_sees_its_own_numbers_and_the_places_of_a_quarter_that_is_over() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let lead = (Role::DistrictLead, "K", "");
        let district = support::with_grant(&backend, "13800000009", "沈佳", lead).await;
        for quarter in [["2026-07", "2026-08", "2026-09"], ["2026-10", "2026-11", "2026-12"]] {
            month(&backend, "K101", quarter[0], (240, 3)).await;
            month(&backend, "K101", quarter[1], (60, 0)).await;
            month(&backend, "K102", quarter[0], (240, 60)).await;
        }
        let third = of(&backend, &district, "2026-3").await;
        let (first, second) = (&third.communities[0], &third.communities[1]);
        // Satisfied 297 of 300, and 180 of 240; heard 300 of 600, and 240 of 300; everything else was done.
        let own = |part| first.score.of(part).unwrap();
        assert_eq!((own(Part::Satisfied).good, own(Part::Satisfied).all), (297, 300));
        assert_eq!(own(Part::Satisfied).points, Some(30), "30 × 299 ÷ 304 = 29.5");
        assert_eq!(own(Part::Heard).points, Some(4), "half of sixty percent: 5 × 302 ÷ 604 ÷ 0.6 = 4.2");
        assert_eq!(own(Part::Honest).points, None, "nobody was called");
        assert_eq!((first.score.points, first.place), (Some(99), Some(1)), "89 ÷ 90");
        assert_eq!((second.score.points, second.place), (Some(91), Some(2)), "82 ÷ 90");
        let second_part = second.score.of(Part::Satisfied).unwrap();
        assert_eq!(second_part.points, Some(22), "30 × 182 ÷ 244 = 22.4");
        assert_eq!(second.score.to_mend()[0].part, Part::Satisfied);
        assert_eq!((third.compared, third.is_over, third.is_final), ((3, 2), true, false));
        assert_eq!(third.communities[0].months.len(), 3);
        assert_eq!(of(&backend, &cast.office, "2026-3").await.communities, third.communities[..2]);

        let staff = of(&backend, &cast.staff, "2026-3").await;
        assert_eq!(points(&staff), [("樾城社区", Some(99), Some(1))], "every number of its own");
        let places: Vec<_> = staff.places.iter().map(|one| one.place).collect();
        assert_eq!(places, [1, 2], "of the others the place");
        let running = of(&backend, &cast.stranger, "2026-4").await;
        assert_eq!((points(&running).len(), running.is_over), (1, false));
        assert!(running.places.is_empty(), "nothing of the others while the quarter runs");
        assert_eq!(of(&backend, &cast.stranger, "2030-1").await.quarter, running.quarter, "not begun");
        for nobody in [&cast.member, &cast.resident, &cast.plumber] {
            assert_eq!(stars(&backend, nobody, None).await.unwrap_err().status(), 403);
        }

        let table = stars_table(&staff);
        assert_eq!((table.name, table.rows.len()), ("星级", 1));
        assert!(table.rows.iter().all(|row| row.len() == table.heads.len()));
        assert_eq!(table.rows[0][3], Cell::Whole(99));
    })
    .await;
}

#[tokio::test]
async fn what_is_left_lying_costs_points_though_nothing_happened() {
    support::both(|backend| async move {
        let cast: Cast = cast(&backend).await;
        let number = served(&backend, &cast, "good").await;
        does(&backend, &cast.resident, &number, CommandForm { level: "satisfied".into(), ..form("rate") })
            .await
            .unwrap();
        let lying = PlaceOrder { service: "S002".into(), ..request("lying") };
        place(&backend, &cast.resident, OrderFor::Oneself, &lying).await.unwrap();
        let counted = async |part| {
            let view = of(&backend, &cast.staff, "2026-4").await;
            let score = view.communities[0].score.clone();
            assert_eq!(score.points, None, "one rating says nothing");
            let part = score.of(part).unwrap();
            (part.good, part.all)
        };
        assert_eq!((counted(Part::Replied).await, counted(Part::Done).await), ((1, 1), (1, 1)));
        let (kept, all) = counted(Part::InTime).await;
        assert_eq!(kept, all, "nothing is late yet");
        backend.clock.advance(10 * DAY);
        assert_eq!(counted(Part::Replied).await, (1, 2));
        assert_eq!(counted(Part::Done).await, (1, 2), "November is over");
        let (kept, all) = counted(Part::InTime).await;
        assert!(kept < all, "the clocks that run have run out: {kept} of {all}");
    })
    .await;
}

#[tokio::test]
async fn a_years_stars_are_published_once_they_stand() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        for quarter in ["2026-01", "2026-04", "2026-07", "2026-10"] {
            month(&backend, "K101", quarter, (240, 0)).await;
            month(&backend, "K102", quarter, (240, 60)).await;
        }
        let own = AreaCode::parse("K101").unwrap();
        assert_eq!(final_stars(&backend, &own).await.unwrap(), None, "of 2025 there is nothing");
        assert!(!of(&backend, &cast.staff, "2026-4").await.is_final);
        backend.clock.advance(60 * DAY);
        assert_eq!(final_stars(&backend, &own).await.unwrap(), None, "January: ratings still come in");
        backend.clock.advance(10 * DAY);
        let published = final_stars(&backend, &own).await.unwrap().unwrap();
        assert_eq!((published.year, published.stars.words(), published.place), (2026, "五星", Some(1)));
        let other = final_stars(&backend, &AreaCode::parse("K102").unwrap()).await.unwrap().unwrap();
        assert_eq!((other.stars.words(), other.place, other.compared), ("四星", Some(2), 2));
        let desk = of(&backend, &cast.staff, "2026-2").await;
        assert!(desk.is_final, "every quarter of the year");
        assert_eq!(desk.communities[0].year.quarters.len(), 4);
    })
    .await;
}
