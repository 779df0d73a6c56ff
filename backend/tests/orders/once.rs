//! A form that is posted again: the same is the order that it made, and nothing of another is lost.

use crate::cast::{Cast, cast, does, form, request};
use crate::support::{self, TestBackend, count};
use backend::accounts::{ProfileForm, complete_profile};
use backend::orders::{
    CommandForm, FORM_USED, OrderFor, PlaceOrder, Viewpoint, act, own_orders, place, view,
};
use domain::orders::StateKind;
use domain::time::{DAY, HOUR};
use serde_json::{Map, Value};

/// Somebody who telephones, on a form with this token.
fn caller(token: &str, name: &str, phone: &str) -> PlaceOrder {
    PlaceOrder {
        name: name.into(),
        phone: phone.into(),
        estate: "K10101".into(),
        building: "8".into(),
        room: "101".into(),
        again: String::new(),
        ..request(token)
    }
}

#[tokio::test]
async fn back_and_another_caller_is_asked_about_and_never_lost() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let placed = async |form: &PlaceOrder| place(&backend, &cast.staff, OrderFor::Caller, form).await;
        let first = placed(&caller("form", "赵大爷", "13800000098")).await.unwrap();
        assert_eq!(placed(&caller("form", "赵大爷", "13800000098")).await.unwrap(), first, "the same form");

        let other = caller("form", "钱阿婆", "13800000097");
        let asked = placed(&other).await.unwrap_err();
        let number = first.number.to_string();
        assert_eq!((asked.status(), asked.code.as_str()), (409, FORM_USED));
        assert_eq!(asked.order.as_deref(), Some(number.as_str()));
        assert_eq!(asked.sentence, format!("这张表已经点过 {number}，再点一单请确认"));
        assert_eq!(count(&backend, "orders").await, 1);

        let meant = PlaceOrder { token: "another-token-of-its-own".into(), again: number, ..other };
        let second = placed(&meant).await.unwrap();
        assert_ne!(second, first);
        assert_eq!(placed(&meant).await.unwrap(), second, "pressed twice, too");
        assert_eq!(count(&backend, "orders").await, 2);
    })
    .await;
}

/// All fields of a form.
fn fields(form: &PlaceOrder) -> Map<String, Value> {
    serde_json::to_value(form).unwrap().as_object().unwrap().clone()
}

#[tokio::test]
async fn whatever_is_another_in_a_form_is_another_form() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let mother = PlaceOrder { note: "灯不亮".into(), ..caller("form", "李桂芳", "13800000099") };
        place(&backend, &cast.resident, OrderFor::Relative, &mother).await.unwrap();
        for (field, _) in fields(&mother) {
            // The token is what is sent again; a day and its part count only for another time than those offered, and whether
            // somebody is remembered is no part of the order.
            let other = match field.as_str() {
                "token" | "again" | "day" | "part" | "remember" => continue,
                // Nobody is remembered by that name, which is said first.
                "relative" => continue,
                "service" => "S002",
                "estate" => "K10201",
                "phone" => "13800000096",
                "window" => "2026-11-25.morning",
                "rhythm" => "week",
                "wish_gender" => "woman",
                "wish_language" => "english",
                _ => "另外",
            };
            let mut changed = fields(&mother);
            changed.insert(field.clone(), other.into());
            let changed: PlaceOrder = serde_json::from_value(changed.into()).unwrap();
            let asked = place(&backend, &cast.resident, OrderFor::Relative, &changed).await.unwrap_err();
            assert_eq!(asked.code, FORM_USED, "{field}: {asked:?}");
        }
        let oneself = place(&backend, &cast.resident, OrderFor::Oneself, &mother).await.unwrap_err();
        assert_eq!(oneself.code, FORM_USED);
        let meant = PlaceOrder { again: "meant".into(), ..mother.clone() };
        place(&backend, &cast.resident, OrderFor::Relative, &meant).await.unwrap();
        assert_eq!(count(&backend, "orders").await, 1, "to mean it is no other content");
    })
    .await;
}

#[tokio::test]
async fn whoever_moves_to_another_community_meanwhile_has_one_order() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let form = request("sent before the move");
        let first = place(&backend, &cast.resident, OrderFor::Oneself, &form).await.unwrap();
        let home = ProfileForm {
            name: "王秀英".into(),
            estate: "K10201".into(),
            building: "3".into(),
            room: "101".into(),
            consent: true,
            ..ProfileForm::default()
        };
        complete_profile(&backend, &cast.resident, &home).await.unwrap();
        let moved = cast.resident.again(&backend).await;
        assert_eq!(place(&backend, &moved, OrderFor::Oneself, &form).await.unwrap(), first);
        assert_eq!(count(&backend, "orders").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_phone_that_sends_an_order_again_days_later_finds_it_taken() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let form = PlaceOrder { window: "2026-11-24.afternoon".into(), ..request("kept on the phone") };
        let placed = place(&backend, &cast.resident, OrderFor::Oneself, &form).await.unwrap();
        backend.clock.advance(2 * DAY);
        let again = place(&backend, &cast.resident, OrderFor::Oneself, &form).await.unwrap();
        assert_eq!(again, placed, "though that afternoon is over");
        let never = PlaceOrder { token: "never sent before, as it is".into(), ..form.clone() };
        let late = place(&backend, &cast.resident, OrderFor::Oneself, &never).await.unwrap_err();
        assert_eq!(late.fields[0].field, "window");
        let other = PlaceOrder { note: "还有灯".into(), ..form };
        let late = place(&backend, &cast.resident, OrderFor::Oneself, &other).await.unwrap_err();
        assert_eq!(late.status(), 422, "what is wrong with it comes first");
    })
    .await;
}

/// Posts two forms under one token, five times each, all at once.
async fn race(backend: &TestBackend, cast: &Cast) -> (Vec<String>, usize) {
    let forms = [caller("form", "赵大爷", "13800000098"), caller("form", "钱阿婆", "13800000097")];
    let mut tasks = tokio::task::JoinSet::new();
    for form in forms.iter().cycle().take(10) {
        let (backend, staff, form) = ((**backend).clone(), (*cast.staff).clone(), form.clone());
        tasks.spawn(async move { place(&backend, &staff, OrderFor::Caller, &form).await });
    }
    let (mut numbers, mut asked) = (Vec::new(), 0);
    for outcome in tasks.join_all().await {
        match outcome {
            Ok(placed) => numbers.push(placed.number.to_string()),
            Err(error) => {
                assert_eq!(error.code, FORM_USED, "{error}");
                asked += 1;
            }
        }
    }
    (numbers, asked)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_forms_under_one_token_at_once_one_is_placed_and_the_other_asked_about() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let (numbers, asked) = race(&backend, &cast).await;
        assert_eq!((numbers.len(), asked), (5, 5));
        assert!(numbers.iter().all(|number| *number == numbers[0]), "{numbers:?}");
        assert_eq!(count(&backend, "orders").await, 1);
        backend.clock.advance(HOUR);
        assert!(own_orders(&backend, &cast.staff, None, None).await.unwrap().orders.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_is_done_twice_is_done_once_and_other_words_are_said_to_be_too_late() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = crate::cast::ordered(&backend, &cast).await;
        crate::cast::dispatch(&backend, &cast, &number, "李建国").await;
        let version = view(&backend, &cast.member, &number, Viewpoint::Role).await.unwrap().order.version;
        let decline = async |reason: &str, note: &str| {
            let (number, version) = (number.clone(), version.to_string());
            let (reason, note) = (reason.to_owned(), note.to_owned());
            let declined = CommandForm { number, version, reason, note, ..form("decline") };
            act(&backend, &cast.member, &declined).await
        };
        decline("no_time", "要上班\r\n明天也不行").await.unwrap();
        decline("no_time", "要上班\r\n明天也不行").await.unwrap();
        decline("no_time", "要上班\n明天也不行").await.expect("a script sends other line breaks");
        for (reason, note) in [("no_time", "出差了"), ("other", "要上班\r\n明天也不行")] {
            assert_eq!(decline(reason, note).await.unwrap_err().status(), 409, "{reason} {note}");
        }
        let seen = view(&backend, &cast.staff, &number, Viewpoint::Role).await.unwrap();
        assert_eq!(seen.order.declines, 1);
    })
    .await;
}

#[tokio::test]
async fn wrong_digits_sent_twice_are_wrong_twice_and_count_once() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = crate::cast::ordered(&backend, &cast).await;
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        let right = crate::cast::code(&backend, &cast, &number).await;
        let wrong = if right == "0000" { "1111" } else { "0000" };
        let seen = view(&backend, &cast.member, &number, Viewpoint::Role).await.unwrap();
        let typed = CommandForm {
            number: number.clone(),
            version: seen.order.version.to_string(),
            code: wrong.into(),
            ..form("arrive")
        };
        let first = act(&backend, &cast.member, &typed).await.unwrap_err();
        let again = act(&backend, &cast.member, &typed).await.unwrap_err();
        assert_eq!((first.code.as_str(), &first.fields), (again.code.as_str(), &again.fields));
        let seen = view(&backend, &cast.member, &number, Viewpoint::Role).await.unwrap();
        assert_eq!(seen.order.state.progress().unwrap().wrong_codes, 1);
        assert_eq!(seen.order.state.kind(), StateKind::Accepted);
    })
    .await;
}
