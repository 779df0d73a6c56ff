//! How many recurrences may run, and be started in a day, whoever sets them up.

use crate::cast::{cast, request};
use crate::recurring::tuesdays;
use crate::recurring_changes::ordered;
use crate::support;
use backend::orders::{OrderFor, PlaceOrder, Viewpoint, place};
use backend::recurring::{RUNNING_LIMIT, STARTED_A_DAY, start, stop};
use domain::time::DAY;

const RESIDENT: Viewpoint = Viewpoint::Resident;
const ROLE: Viewpoint = Viewpoint::Role;

#[tokio::test]
async fn what_others_set_up_for_somebody_leaves_them_room_for_their_own() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let started = async |token: &str, whom: OrderFor| {
            let other = PlaceOrder {
                service: "S031".into(),
                name: "李桂芳".into(),
                phone: "13800000003".into(),
                estate: "K10102".into(),
                building: "3".into(),
                room: "1203".into(),
                ..request(token)
            };
            let number = place(&backend, &cast.resident, whom, &other).await.unwrap().number.to_string();
            start(&backend, &cast.resident, &number, RESIDENT, &tuesdays()).await
        };
        for count in 0..RUNNING_LIMIT {
            started(&format!("other {count}"), OrderFor::Relative).await.unwrap();
        }
        let refused = started("one more", OrderFor::Relative).await.unwrap_err();
        assert_eq!(refused.sentence, "替别人最多设 5 个定期点单，请先停掉一个");
        started("own", OrderFor::Oneself).await.expect("one's own are counted apart");
        let number = ordered(&backend, &cast, "13800000003").await;
        start(&backend, &cast.staff, &number, ROLE, &tuesdays()).await.expect("and so are theirs");
    })
    .await;
}

#[tokio::test]
async fn of_two_that_are_started_at_once_only_one_fits() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let mut numbers = Vec::new();
        for count in 0..=RUNNING_LIMIT {
            let form = PlaceOrder { service: "S031".into(), ..request(&format!("own {count}")) };
            let placed = place(&backend, &cast.resident, OrderFor::Oneself, &form).await.unwrap();
            numbers.push(placed.number.to_string());
        }
        let form = tuesdays();
        let start = |number| start(&backend, &cast.resident, number, RESIDENT, &form);
        for number in &numbers[2..] {
            start(number).await.unwrap();
        }
        let (one, other) = tokio::join!(start(&numbers[0]), start(&numbers[1]));
        let refused =
            [one, other].into_iter().filter_map(Result::err).map(|error| error.code).collect::<Vec<_>>();
        assert_eq!(refused, ["recurring.too_many"]);
    })
    .await;
}

#[tokio::test]
async fn starting_and_stopping_ends_for_the_day() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        // Also where the desk has typed the order in.
        let first = ordered(&backend, &cast, "13800000001").await;
        for _ in 0..STARTED_A_DAY {
            let id =
                start(&backend, &cast.resident, &first, RESIDENT, &tuesdays()).await.unwrap().to_string();
            stop(&backend, &cast.resident, &id, RESIDENT, true).await.unwrap();
        }
        let refused = start(&backend, &cast.resident, &first, RESIDENT, &tuesdays()).await.unwrap_err();
        assert_eq!(refused.code, "recurring.too_many_today");
        backend.clock.advance(DAY);
        start(&backend, &cast.resident, &first, RESIDENT, &tuesdays()).await.expect("on another day");
    })
    .await;
}
