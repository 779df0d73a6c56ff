//! An order whose form lets it come again from the first.

use crate::cast::{Cast, cast, request};
use crate::recurring::tuesdays;
use crate::support::{self, TestBackend, count};
use backend::orders::{ONCE, OrderFor, PlaceOrder, Viewpoint};
use backend::recurring::{PlacedAgain, RUNNING_LIMIT, own, place_again, start, stop};

/// A visit on Tuesday, 24 November, in the afternoon.
fn visit(token: &str, rhythm: &str) -> PlaceOrder {
    PlaceOrder {
        service: "S031".into(),
        window: "2026-11-24.afternoon".into(),
        rhythm: rhythm.into(),
        ..request(token)
    }
}

async fn placed(backend: &TestBackend, cast: &Cast, form: &PlaceOrder) -> PlacedAgain {
    place_again(backend, &cast.resident, OrderFor::Oneself, form).await.unwrap()
}

#[tokio::test]
async fn it_follows_on_from_the_day_that_the_order_is_for() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        for (rhythm, words) in
            [("week", "每周二下午"), ("two_weeks", "每两周的周二下午"), ("month", "每月 24 号下午")]
        {
            let again = placed(&backend, &cast, &visit(rhythm, rhythm)).await;
            let id = again.recurrence.unwrap().unwrap();
            let views = own(&backend, &cast.resident).await.unwrap();
            let view = views.into_iter().find(|view| view.id == id).unwrap();
            assert_eq!(view.number, again.placed.number);
            assert_eq!(view.rule.words(), words);
            assert!(view.rule.last.is_none() && view.rule.first > jiff::civil::date(2026, 11, 24));
        }
    })
    .await;
}

#[tokio::test]
async fn once_is_once_and_a_form_posted_again_starts_nothing_more() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        for rhythm in ["", ONCE] {
            let once = placed(&backend, &cast, &visit(&format!("once {rhythm}"), rhythm)).await;
            assert!(once.recurrence.is_none());
        }
        assert_eq!(count(&backend, "recurrences").await, 0);
        let weekly = visit("weekly", "week");
        let first = placed(&backend, &cast, &weekly).await;
        let again = placed(&backend, &cast, &weekly).await;
        assert_eq!(again.placed, first.placed);
        let id = first.recurrence.unwrap().unwrap();
        assert_eq!(again.recurrence.unwrap().unwrap(), id);
        stop(&backend, &cast.resident, &id.to_string(), Viewpoint::Resident, true).await.unwrap();
        placed(&backend, &cast, &weekly).await;
        assert_eq!(count(&backend, "recurrences").await, 1, "what was stopped stays so");
    })
    .await;
}

#[tokio::test]
async fn the_order_stands_although_it_can_not_come_again() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        for running in 0..RUNNING_LIMIT {
            let form = visit(&format!("running {running}"), "");
            let number = placed(&backend, &cast, &form).await.placed.number.to_string();
            start(&backend, &cast.resident, &number, Viewpoint::Resident, &tuesdays()).await.unwrap();
        }
        let one_more = placed(&backend, &cast, &visit("one more", "week")).await;
        assert_eq!(one_more.recurrence.unwrap().unwrap_err().code, "recurring.too_many");
        assert_eq!(count(&backend, "recurrences").await, RUNNING_LIMIT);

        let orders = count(&backend, "orders").await;
        let wrong = visit("wrong", "daily");
        let wrong = place_again(&backend, &cast.resident, OrderFor::Oneself, &wrong).await.unwrap_err();
        assert_eq!((wrong.status(), wrong.fields[0].field.as_str()), (422, "rhythm"));
        assert_eq!(count(&backend, "orders").await, orders);
    })
    .await;
}
