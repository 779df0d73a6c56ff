//! How many orders somebody may have under way, and place for others, and what they read then.

use crate::cast::{cast, does, form, request};
use crate::recurring::{at, sentences, tuesdays};
use crate::support::{self, TestBackend};
use backend::orders::{CommandForm, OrderFor, PlaceOrder, Viewpoint, own_orders, place};
use backend::recurring::{RecurrenceForm, create_due, own, start};
use backend::values;
use domain::orders::{
    FOR_OTHERS_A_DAY, OPEN_LIMIT, OPEN_LIMIT_RECURRING, OWN_A_DAY, PEOPLE_A_DAY, TELEPHONED_A_DAY,
};
use domain::time::DAY;

/// The order of one's own of that count.
fn own_form(count: i64) -> PlaceOrder {
    request(&format!("own {count}"))
}

/// An order for somebody else, by their number.
fn for_other(count: i64, phone: &str) -> PlaceOrder {
    PlaceOrder {
        name: "李桂芳".into(),
        phone: phone.into(),
        estate: "K10102".into(),
        building: "3".into(),
        room: "1203".into(),
        ..request(&format!("other {count}"))
    }
}

#[tokio::test]
async fn nobody_has_more_under_way_than_a_household_needs() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        backend::settings::set_telephone(&backend, &cast.staff, "0512-57300000").await.unwrap();
        for count in 0..OPEN_LIMIT {
            place(&backend, &cast.resident, OrderFor::Oneself, &own_form(count)).await.unwrap();
        }
        let more = own_form(OPEN_LIMIT);
        let refused = place(&backend, &cast.resident, OrderFor::Oneself, &more).await.unwrap_err();
        assert_eq!((refused.status(), refused.code.as_str()), (429, "order.too_many"));
        let told = "已经有 30 单还没办完，等办好几单再点；急事请打樾城社区 0512-57300000";
        assert_eq!(refused.sentence, told);
        let again = place(&backend, &cast.resident, OrderFor::Oneself, &own_form(3)).await;
        assert!(again.is_ok(), "a form sent twice is still content");

        // The telephone is the way out: the desk may place it all the same.
        let caller = PlaceOrder { phone: "13800000001".into(), ..for_other(0, "") };
        place(&backend, &cast.staff, OrderFor::Caller, &caller).await.unwrap();

        let numbers = own_orders(&backend, &cast.resident, None, None).await.unwrap().orders;
        let cancel = CommandForm { reason: "other".into(), ..form("cancel") };
        for order in &numbers[..2] {
            does(&backend, &cast.resident, &order.number.to_string(), cancel.clone()).await.unwrap();
        }
        place(&backend, &cast.resident, OrderFor::Oneself, &more).await.expect("there is room again");
    })
    .await;
}

#[tokio::test]
async fn thirty_presses_at_once_make_no_more_than_fit() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        for count in 0..OPEN_LIMIT - 1 {
            place(&backend, &cast.resident, OrderFor::Oneself, &own_form(count)).await.unwrap();
        }
        let (one, two, three) = (own_form(100), own_form(101), own_form(102));
        let (one, two, three) = tokio::join!(
            place(&backend, &cast.resident, OrderFor::Oneself, &one),
            place(&backend, &cast.resident, OrderFor::Oneself, &two),
            place(&backend, &cast.resident, OrderFor::Oneself, &three),
        );
        let (placed, refused): (Vec<_>, Vec<_>) = [one, two, three].into_iter().partition(Result::is_ok);
        assert_eq!(placed.len(), 1);
        let codes: Vec<_> = refused.into_iter().map(|refused| refused.unwrap_err().code).collect();
        assert_eq!(codes, ["order.too_many", "order.too_many"]);
    })
    .await;
}

#[tokio::test]
async fn nobody_orders_for_the_whole_town() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let placed = async |count: i64, phone: &str| {
            place(&backend, &cast.resident, OrderFor::Relative, &for_other(count, phone)).await
        };
        for count in 0..PEOPLE_A_DAY {
            placed(count, &format!("1370000000{count}")).await.unwrap();
        }
        let refused = placed(50, "13700000009").await.unwrap_err();
        assert_eq!(refused.code, "order.too_many");
        assert_eq!(refused.sentence, "一天最多替 5 个人点单，明天再点；急事请打社区电话");
        for count in PEOPLE_A_DAY..FOR_OTHERS_A_DAY {
            placed(count, "13700000000").await.expect("more for whom they ordered already");
        }
        let refused = placed(51, "13700000000").await.unwrap_err();
        assert!(refused.sentence.starts_with("一天最多替别人点 10 单"), "{}", refused.sentence);
        assert_eq!(
            support::count(&backend, "people").await,
            7 + PEOPLE_A_DAY,
            "nobody was made of the refused"
        );
        place(&backend, &cast.resident, OrderFor::Oneself, &own_form(1)).await.expect("for oneself");
        backend.clock.advance(DAY);
        placed(60, "13700000009").await.expect("on another day");
    })
    .await;
}

#[tokio::test]
async fn placing_and_cancelling_ends_for_the_day_by_whichever_form() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let placed = place(&backend, &cast.resident, OrderFor::Oneself, &own_form(0)).await.unwrap();
        let number = placed.number.to_string();
        let cancel = CommandForm { reason: "other".into(), ..form("cancel") };
        does(&backend, &cast.resident, &number, cancel).await.unwrap();
        copies(&backend, &number, (1, OWN_A_DAY), "", Some("a form")).await;
        let as_relative = for_other(1, "13800000001");
        for (whom, form) in [(OrderFor::Oneself, own_form(1)), (OrderFor::Relative, as_relative)] {
            let refused = place(&backend, &cast.resident, whom, &form).await.unwrap_err();
            assert!(refused.sentence.starts_with("一天最多点 200 单"), "{}", refused.sentence);
        }
        place(&backend, &cast.resident, OrderFor::Relative, &for_other(2, "13700000001"))
            .await
            .expect("for others");
        backend.clock.advance(DAY);
        place(&backend, &cast.resident, OrderFor::Oneself, &own_form(2)).await.expect("on another day");
    })
    .await;
}

/// As if so many copies of an order had been placed, entered by somebody, by forms or by the program for a recurrence.
async fn copies(
    backend: &TestBackend,
    of: &str,
    (from, to): (i64, i64),
    entered_by: &str,
    form: Option<&str>,
) {
    let mut tx = backend.store.write().await.unwrap();
    for count in from..to {
        let sql = "INSERT INTO orders (community, number, estate, service, service_name, list, doorstep, urgent, \
                   placed_by, resident, entered_by, contact, note, state, detail, placed_at, changed_at, token, \
                   form_hash) SELECT community, $1, estate, service, service_name, list, doorstep, urgent, \
                   placed_by, resident, COALESCE(NULLIF($3, ''), entered_by), contact, note, state, detail, \
                   placed_at, changed_at, $1, $4 FROM orders WHERE community = 'K101' AND number = $2";
        tx.run(sql, values![format!("K101-1{count:03}"), of, entered_by, form]).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn one_member_of_the_staff_types_in_so_many_a_day_even_at_once() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let caller = |count: i64| for_other(count, &format!("1370000000{count}"));
        let telephoned = async |form: &PlaceOrder| place(&backend, &cast.staff, OrderFor::Caller, form).await;
        let first = place(&backend, &cast.resident, OrderFor::Oneself, &own_form(0)).await.unwrap().number;
        let first = first.to_string();
        copies(&backend, &first, (0, 50), &cast.staff.person.0, None).await;
        copies(&backend, &first, (100, 100 + TELEPHONED_A_DAY - 1), &cast.staff.person.0, Some("hash")).await;
        let (one, two) = (caller(1), caller(2));
        let (one, two) = tokio::join!(telephoned(&one), telephoned(&two));
        let (placed, refused): (Vec<_>, Vec<_>) = [one, two].into_iter().partition(Result::is_ok);
        assert_eq!(placed.len(), 1, "what recurrences made counts for nobody");
        let refused = refused.into_iter().next().unwrap().unwrap_err();
        assert_eq!(refused.code, "order.too_many");
        assert_eq!(refused.sentence, "一天最多替来电的居民点 200 单，请换一位同事来点");
    })
    .await;
}

#[tokio::test]
async fn a_recurrence_counts_and_says_so_where_it_cannot_go_on() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let first = PlaceOrder { service: "S031".into(), ..own_form(0) };
        let first = place(&backend, &cast.resident, OrderFor::Oneself, &first).await.unwrap().number;
        let form = RecurrenceForm { on_holiday: "keep".into(), ..tuesdays() };
        start(&backend, &cast.resident, &first.to_string(), Viewpoint::Resident, &form).await.unwrap();
        for count in 1..OPEN_LIMIT {
            place(&backend, &cast.resident, OrderFor::Oneself, &own_form(count)).await.unwrap();
        }
        backend.clock.set(at("2026-11-28T09:00"));
        assert_eq!(
            create_due(&backend).await.unwrap().made,
            1,
            "what was asked for once and for all goes on"
        );
        // Another thirty, as they were placed before there was a bound.
        let more = (OPEN_LIMIT + 1, OPEN_LIMIT_RECURRING);
        copies(&backend, &first.to_string(), more, "", None).await;
        backend.clock.set(at("2026-12-05T09:00"));
        assert_eq!(create_due(&backend).await.unwrap().failed, 1);
        let told = "定期点单：12月8日没有点上，还没办完的单太多了";
        assert_eq!(sentences(&backend, &cast.resident).await[0], told);
        let told = "定期点单12月8日没有点上：还没办完的单太多了，请联系居民";
        assert_eq!(sentences(&backend, &cast.staff).await[0], told);
        assert!(
            own(&backend, &cast.resident).await.unwrap()[0].stopped_at.is_none(),
            "the next time it is tried again"
        );
    })
    .await;
}
