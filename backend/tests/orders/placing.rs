//! Placing: for relatives and callers, wrong fields, long lists.

use crate::cast::{cast, does, form, request};
use crate::person_search::found;
use crate::support;
use backend::orders::{
    CommandForm, DeskFilter, DeskGroup, OrderFor, PlaceOrder, Viewpoint, desk, own_orders, place, view,
};
use domain::time::MINUTE;

#[tokio::test]
async fn for_a_relative_both_see_it() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let mother = PlaceOrder {
            name: "李桂芳".into(),
            phone: "13800000099".into(),
            estate: "K10102".into(),
            building: "3".into(),
            unit: String::new(),
            room: "1203".into(),
            ..request("relative")
        };
        let placed = place(&backend, &cast.resident, OrderFor::Relative, &mother).await.unwrap();
        let number = placed.number.to_string();
        let hers = support::sign_in(&backend, "13800000099").await;
        for viewer in [&*cast.resident, &*hers] {
            let own = own_orders(&backend, viewer, None, None).await.unwrap();
            assert_eq!(own.orders.len(), 1);
            let seen = view(&backend, viewer, &number, Viewpoint::Resident).await.unwrap();
            assert_eq!(seen.contact.name, "李桂芳");
            assert!(seen.contact.place.contains("1203"));
        }
    })
    .await;
}

#[tokio::test]
async fn the_same_order_once_more_is_asked_about_first() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let once = |token: &str| PlaceOrder { again: String::new(), ..request(token) };
        let first = place(&backend, &cast.resident, OrderFor::Oneself, &once("first")).await.unwrap();
        let asked = place(&backend, &cast.resident, OrderFor::Oneself, &once("back")).await.unwrap_err();
        let number = first.number.to_string();
        assert_eq!((asked.status(), asked.order.as_deref()), (409, Some(number.as_str())));
        assert!(asked.sentence.contains(&number), "{}", asked.sentence);
        let sent_twice = place(&backend, &cast.resident, OrderFor::Oneself, &once("first")).await.unwrap();
        assert_eq!(sent_twice, first, "one form is one order, and no question");
        let other = PlaceOrder { service: "S002".into(), ..once("other") };
        place(&backend, &cast.resident, OrderFor::Oneself, &other).await.unwrap();
        place(&backend, &cast.resident, OrderFor::Oneself, &request("meant")).await.unwrap();
        backend.clock.advance(31 * MINUTE);
        place(&backend, &cast.resident, OrderFor::Oneself, &once("later")).await.unwrap();
        let cancel = CommandForm { reason: "other".into(), ..form("cancel") };
        for order in own_orders(&backend, &cast.resident, None, None).await.unwrap().orders {
            does(&backend, &cast.resident, &order.number.to_string(), cancel.clone()).await.unwrap();
        }
        place(&backend, &cast.resident, OrderFor::Oneself, &once("anew")).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn staff_take_an_order_by_telephone_only_for_their_community() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let caller = PlaceOrder {
            name: "赵大爷".into(),
            phone: "13800000098".into(),
            estate: "K10101".into(),
            building: "8".into(),
            unit: "1".into(),
            room: "101".into(),
            ..request("caller")
        };
        let placed = place(&backend, &cast.staff, OrderFor::Caller, &caller).await.unwrap();
        let seen = view(&backend, &cast.staff, &placed.number.to_string(), Viewpoint::Role).await.unwrap();
        assert_eq!(seen.order.entered_by.as_ref(), Some(&cast.staff.person));
        assert_ne!(seen.order.parties.placed_by, cast.staff.person, "it is the caller's order");
        let elsewhere = place(&backend, &cast.stranger, OrderFor::Caller, &caller).await.unwrap_err();
        assert_eq!(elsewhere.status(), 403);
        let resident = place(&backend, &cast.resident, OrderFor::Caller, &caller).await.unwrap_err();
        assert_eq!(resident.status(), 403);
    })
    .await;
}

#[tokio::test]
async fn a_door_without_a_building_is_shown_to_the_desk_as_one() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let shop = PlaceOrder {
            estate: "K10101".into(),
            no_building: "on".into(),
            room: "商铺5".into(),
            ..request("shop")
        };
        let placed = place(&backend, &cast.resident, OrderFor::Elsewhere, &shop).await.unwrap();
        let number = placed.number.to_string();
        let own = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        assert_eq!(own.contact.place, "商铺5 号");
        let desk = view(&backend, &cast.staff, &number, Viewpoint::Role).await.unwrap();
        assert_eq!(desk.contact.place, "没有幢号", "the door itself is for whoever goes there");
    })
    .await;
}

#[tokio::test]
async fn every_wrong_field_is_named() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let wrong = PlaceOrder {
            name: String::new(),
            phone: "123".into(),
            estate: "K101".into(),
            window: "2020-01-01.morning".into(),
            note: "长".repeat(201),
            ..request("wrong")
        };
        let error = place(&backend, &cast.resident, OrderFor::Relative, &wrong).await.unwrap_err();
        let mut fields: Vec<_> = error.fields.iter().map(|field| field.field.as_str()).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["building", "name", "note", "phone", "room", "window"]);
        let unknown = PlaceOrder { service: "S999".into(), ..request("unknown") };
        let error = place(&backend, &cast.resident, OrderFor::Oneself, &unknown).await.unwrap_err();
        assert_eq!(error.code, "order.service_not_offered");
        let stale = PlaceOrder { token: String::new(), ..request("stale") };
        let error = place(&backend, &cast.resident, OrderFor::Oneself, &stale).await.unwrap_err();
        assert_eq!(error.code, "order.form_expired");
    })
    .await;
}

/// The numbers of the first 117 orders of the community.
fn numbered() -> Vec<String> {
    (1..=117).map(|count| format!("K101-{count:04}")).collect()
}

#[tokio::test]
async fn long_desks_are_paged_by_key_and_nothing_is_lost_between() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let residents = support::residents_for(&backend, 117).await;
        for order in 0..117 {
            if order % 3 == 0 {
                backend.clock.advance(1);
            }
            let form = request(&format!("page {order}"));
            place(&backend, &residents[order % residents.len()], OrderFor::Oneself, &form).await.unwrap();
        }
        let mut filter = DeskFilter { group: DeskGroup::Placed, ..DeskFilter::default() };
        let mut seen = Vec::new();
        loop {
            let page = desk(&backend, &cast.staff, &filter).await.unwrap();
            assert!(page.orders.len() <= 50);
            seen.extend(page.orders.iter().map(|(order, _)| order.number.to_string()));
            match page.next {
                Some(key) => filter.after = key,
                None => break,
            }
        }
        assert_eq!(seen, numbered(), "oldest first, each once");
    })
    .await;
}

#[tokio::test]
async fn long_lists_of_ones_own_are_paged_by_key_and_nothing_is_lost_between() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let cancel = CommandForm { reason: "other".into(), ..form("cancel") };
        for order in 0..117 {
            if order % 3 == 0 {
                backend.clock.advance(1);
            }
            let form = request(&format!("page {order}"));
            let number = place(&backend, &cast.resident, OrderFor::Oneself, &form).await.unwrap().number;
            does(&backend, &cast.resident, &number.to_string(), cancel.clone()).await.unwrap();
        }
        let mut own = Vec::new();
        let mut after = None;
        loop {
            let page = own_orders(&backend, &cast.resident, None, after.as_deref()).await.unwrap();
            own.extend(page.orders.iter().map(|order| order.number.to_string()));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        own.reverse();
        assert_eq!(own, numbered(), "newest first, each once");
    })
    .await;
}

#[tokio::test]
async fn who_telephones_may_have_no_mobile() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let caller = |token: &str, phone: &str| PlaceOrder {
            name: "阿卜杜热合曼·阿卜杜拉热合曼·阿卜杜克里木江".into(),
            phone: phone.into(),
            estate: "K10101".into(),
            building: "８号".into(),
            room: "１０１室".into(),
            ..request(token)
        };
        let landline =
            place(&backend, &cast.staff, OrderFor::Caller, &caller("one", "(0512) 6521-1234")).await.unwrap();
        let number = landline.number.to_string();
        let seen = view(&backend, &cast.staff, &number, Viewpoint::Role).await.unwrap();
        assert_eq!((seen.contact.phone_masked.as_str(), seen.contact.phone), ("0512-****1234", None));
        for typed in ["\u{202a}0512 65211234\u{202c}", "0512-65211234"] {
            assert_eq!(found(&backend, &cast.staff, typed).await, std::slice::from_ref(&number), "{typed}");
        }
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        let seen = view(&backend, &cast.member, &number, Viewpoint::Role).await.unwrap();
        assert_eq!(seen.contact.phone.as_deref(), Some("0512-65211234"));
        assert_eq!(seen.contact.place, "８ 幢 １０１ 室", "shown as it was typed");
        let abroad = caller("two", "＋852 9123 4567");
        place(&backend, &cast.staff, OrderFor::Caller, &abroad).await.unwrap();
        let unreachable =
            place(&backend, &cast.staff, OrderFor::Caller, &caller("three", "65211234")).await.unwrap_err();
        assert_eq!(unreachable.fields[0].sentence, "座机前面要写区号，例如 0512-65211234");
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_at_the_door_is_read_in_every_shape() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let shapes: [fn(&str) -> String; 4] = [
            |code| format!("{}-{}", &code[..2], &code[2..]),
            |code| format!("\u{202a}{code}\u{202c}"),
            |code| code.chars().map(|digit| char::from_u32(u32::from(digit) + 0xfee0).unwrap()).collect(),
            |code| format!("上门码 {code}"),
        ];
        for (place_in_row, (shape, minutes)) in
            shapes.into_iter().zip(["２５", "25 分钟", "约25分", "25\u{200b}"]).enumerate()
        {
            let ordered = place(
                &backend,
                &cast.resident,
                OrderFor::Oneself,
                &request(&format!("shape {place_in_row}")),
            )
            .await;
            let number = ordered.unwrap().number.to_string();
            does(&backend, &cast.member, &number, form("claim")).await.unwrap();
            let code = shape(&crate::cast::code(&backend, &cast, &number).await);
            does(&backend, &cast.member, &number, CommandForm { code: code.clone(), ..form("arrive") })
                .await
                .expect(&code);
            let done = CommandForm { note: "好了".into(), minutes: minutes.into(), ..form("finish") };
            does(&backend, &cast.member, &number, done).await.expect(minutes);
            backend.clock.advance(MINUTE);
        }
    })
    .await;
}
