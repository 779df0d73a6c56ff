//! Who may let an order come again, stop it, and leave out a day; and what is refused.

use crate::cast::{Cast, cast, dispatch, does, form, request};
use crate::recurring::{at, numbers, sentences, tuesdays, visit};
use crate::support::{self, TestBackend};
use backend::accounts::{ProfileForm, complete_profile};
use backend::orders::{CommandForm, OrderFor, PlaceOrder, Viewpoint, place, view};
use backend::recurring::{
    CreatedDue, DayFate, RUNNING_LIMIT, RecurrenceForm, Stopped, create_due, own, skip_once, start, stop,
};
use domain::orders::{CancelReason, EventKind, StateKind};
use domain::time::MINUTE;

const RESIDENT: Viewpoint = Viewpoint::Resident;
const ROLE: Viewpoint = Viewpoint::Role;

#[tokio::test]
async fn one_press_stops_it_and_cancels_what_was_made_ahead() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let first = visit(&backend, &cast).await;
        let form = RecurrenceForm { on_holiday: "keep".into(), weekdays: [2, 3].into(), ..tuesdays() };
        let id = start(&backend, &cast.resident, &first, RESIDENT, &form).await.unwrap().to_string();
        let all = numbers(&backend, &cast.resident).await;
        assert_eq!(all.len(), 2, "Wednesday is near: it is made at once");
        backend.clock.set(at("2026-11-29T09:00"));
        assert_eq!(create_due(&backend).await.unwrap().made, 2);
        let all = numbers(&backend, &cast.resident).await;
        dispatch(&backend, &cast, &all[2], "李建国").await;
        let stopped = stop(&backend, &cast.resident, &id, RESIDENT, true).await.unwrap();
        assert_eq!(stopped, Stopped { cancelled: 2, left: 0 });
        for number in &all[2..] {
            let seen = view(&backend, &cast.resident, number, RESIDENT).await.unwrap();
            let last = &seen.events.last().unwrap().kind;
            assert_eq!(last, &EventKind::Cancelled { reason: CancelReason::RecurrenceStopped });
        }
        let seen = view(&backend, &cast.resident, &first, RESIDENT).await.unwrap();
        assert_eq!(seen.order.state.kind(), StateKind::Placed, "it was no part of it");
        let again = stop(&backend, &cast.resident, &id, RESIDENT, true).await.unwrap();
        assert_eq!(again, stopped, "a second press reads what the first did");
        backend.clock.set(at("2026-12-08T09:00"));
        assert_eq!(create_due(&backend).await.unwrap(), CreatedDue::default());
        assert!(own(&backend, &cast.resident).await.unwrap()[0].stopped_at.is_some());
    })
    .await;
}

#[tokio::test]
async fn what_was_made_ahead_stays_if_that_is_wanted_or_somebody_is_there() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let first = visit(&backend, &cast).await;
        let weekly = RecurrenceForm { on_holiday: "keep".into(), weekdays: [3, 4].into(), ..tuesdays() };
        let id = start(&backend, &cast.resident, &first, RESIDENT, &weekly).await.unwrap().to_string();
        let all = numbers(&backend, &cast.resident).await;
        assert_eq!(all.len(), 3);
        does(&backend, &cast.member, &all[1], form("claim")).await.unwrap();
        crate::cast::arrives(&backend, &cast, &all[1]).await;
        let under_way = skip_once(&backend, &cast.resident, &id, RESIDENT, "2026-11-25").await;
        assert_eq!(under_way.unwrap_err().code, "recurring.under_way");
        let stopped = stop(&backend, &cast.resident, &id, RESIDENT, true).await.unwrap();
        assert_eq!(stopped, Stopped { cancelled: 1, left: 1 });

        let other = PlaceOrder { service: "S031".into(), ..request("left") };
        let other = place(&backend, &cast.resident, OrderFor::Oneself, &other).await.unwrap().number;
        let id = start(&backend, &cast.resident, &other.to_string(), RESIDENT, &weekly).await.unwrap();
        let stopped = stop(&backend, &cast.resident, &id.to_string(), RESIDENT, false).await.unwrap();
        assert_eq!(stopped, Stopped { cancelled: 0, left: 2 });
    })
    .await;
}

#[tokio::test]
async fn one_day_is_left_out_before_and_after_its_order_was_made() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let first = visit(&backend, &cast).await;
        let weekly = RecurrenceForm { on_holiday: "keep".into(), ..tuesdays() };
        let id = start(&backend, &cast.resident, &first, RESIDENT, &weekly).await.unwrap().to_string();
        for nonsense in ["2026-12-02", "2026-11-24", "2028-12-05", "x"] {
            let refused = skip_once(&backend, &cast.resident, &id, RESIDENT, nonsense).await.unwrap_err();
            assert_eq!(refused.code, "recurring.no_such_day", "{nonsense}");
        }
        skip_once(&backend, &cast.resident, &id, RESIDENT, "2026-12-08").await.unwrap();
        skip_once(&backend, &cast.resident, &id, RESIDENT, "2026-12-08").await.expect("twice is once");
        backend.clock.set(at("2026-11-28T09:00"));
        assert_eq!(create_due(&backend).await.unwrap().made, 1, "the first");
        backend.clock.advance(1);
        skip_once(&backend, &cast.staff, &id, ROLE, "2026-12-01").await.expect("she telephoned");
        let said = "定期点单：12月1日这次不用来，社区替您记下了";
        assert_eq!(sentences(&backend, &cast.resident).await[0], said);
        let number = &numbers(&backend, &cast.resident).await[1];
        let seen = view(&backend, &cast.resident, number, RESIDENT).await.unwrap();
        assert_eq!(seen.order.state.kind(), StateKind::Cancelled);
        backend.clock.set(at("2026-12-05T09:00"));
        assert_eq!(create_due(&backend).await.unwrap(), CreatedDue::default(), "the second was left out");
        backend.clock.set(at("2026-12-12T09:00"));
        assert_eq!(create_due(&backend).await.unwrap().made, 1, "and it goes on");
        let days = own(&backend, &cast.resident).await.unwrap().remove(0).days;
        let left_out = DayFate::Skipped("说了这次不用来".into());
        assert_eq!((&days[0].fate, &days[1].fate), (&left_out, &left_out));
    })
    .await;
}

#[tokio::test]
async fn an_order_that_was_cancelled_by_hand_can_be_left_out_too() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let first = visit(&backend, &cast).await;
        let weekly = RecurrenceForm { on_holiday: "keep".into(), ..tuesdays() };
        let id = start(&backend, &cast.resident, &first, RESIDENT, &weekly).await.unwrap().to_string();
        backend.clock.set(at("2026-11-28T09:00"));
        create_due(&backend).await.unwrap();
        let number = &numbers(&backend, &cast.resident).await[1];
        let cancelled = CommandForm { reason: "not_now".into(), ..form("cancel") };
        does(&backend, &cast.resident, number, cancelled).await.unwrap();
        skip_once(&backend, &cast.resident, &id, RESIDENT, "2026-12-01").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_relative_may_stop_it_and_strangers_do_not_learn_of_it() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let mother = PlaceOrder {
            name: "李桂芳".into(),
            phone: "13800000099".into(),
            estate: "K10102".into(),
            building: "3".into(),
            room: "1203".into(),
            service: "S031".into(),
            ..request("mother")
        };
        let placed = place(&backend, &cast.resident, OrderFor::Relative, &mother).await.unwrap().number;
        let id = start(&backend, &cast.resident, &placed.to_string(), RESIDENT, &tuesdays()).await.unwrap();
        let (id, hers) = (id.to_string(), support::sign_in(&backend, "13800000099").await);
        assert_eq!(own(&backend, &hers).await.unwrap().len(), 1, "both see it");
        for nobody in [&cast.stranger, &cast.member] {
            assert_eq!(stop(&backend, nobody, &id, RESIDENT, true).await.unwrap_err().status(), 404);
        }
        assert_eq!(stop(&backend, &cast.stranger, &id, ROLE, true).await.unwrap_err().status(), 404);
        for looks in [&cast.member, &cast.office] {
            assert_eq!(stop(&backend, looks, &id, ROLE, true).await.unwrap_err().status(), 403);
        }
        assert_eq!(stop(&backend, &cast.staff, "x", ROLE, true).await.unwrap_err().status(), 404);
        stop(&backend, &hers, &id, RESIDENT, true).await.expect("it is for her");
    })
    .await;
}

#[tokio::test]
async fn whoever_orders_for_somebody_else_never_learns_where_they_have_moved() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let moves = async |estate: &str, room: &str| {
            let home = ProfileForm {
                name: "王秀英".into(),
                estate: estate.into(),
                building: "8".into(),
                unit: String::new(),
                room: room.into(),
                consent: true,
                ..ProfileForm::default()
            };
            complete_profile(&backend, &cast.resident, &home).await.unwrap();
        };
        moves("K10101", "502").await;
        // The old door and the number are all that it takes.
        let stranger = support::resident(&backend, "13800000098", "王丽", "K10101").await;
        let hers = PlaceOrder {
            name: "王秀英".into(),
            phone: "13800000001".into(),
            estate: "K10101".into(),
            building: "8".into(),
            room: "502".into(),
            service: "S031".into(),
            ..request("hers")
        };
        let placed = place(&backend, &stranger, OrderFor::Relative, &hers).await.unwrap().number;
        let form = RecurrenceForm { on_holiday: "keep".into(), ..tuesdays() };
        start(&backend, &stranger, &placed.to_string(), RESIDENT, &form).await.unwrap();
        // As a recurrence stands that was started before nobody was followed but by themselves.
        let mut tx = backend.store.write().await.unwrap();
        tx.run("UPDATE recurrences SET at_home = 1", Vec::new()).await.unwrap();
        tx.commit().await.unwrap();

        moves("K10102", "1602").await;
        backend.clock.set(at("2026-11-28T09:00"));
        assert_eq!(create_due(&backend).await.unwrap().made, 1);
        moves("K10201", "101").await;
        backend.clock.set(at("2026-12-05T09:00"));
        assert_eq!(create_due(&backend).await.unwrap().made, 1, "nor that they have moved away");
        let all = numbers(&backend, &stranger).await;
        assert_eq!(all.len(), 3);
        for number in &all {
            let seen = view(&backend, &stranger, number, RESIDENT).await.unwrap();
            assert_eq!(
                (seen.order.estate_name.as_str(), seen.contact.place.as_str()),
                ("中华园", "8 幢 502 室")
            );
        }
        assert!(sentences(&backend, &stranger).await.iter().all(|told| !told.contains("住址")));
    })
    .await;
}

#[tokio::test]
async fn staff_let_come_again_what_was_telephoned_and_stop_it_with_a_word_to_the_resident() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let caller = PlaceOrder {
            name: "赵大爷".into(),
            phone: "13800000098".into(),
            estate: "K10101".into(),
            building: "8".into(),
            unit: "1".into(),
            room: "101".into(),
            service: "S031".into(),
            ..request("caller")
        };
        let called = place(&backend, &cast.staff, OrderFor::Caller, &caller).await.unwrap().number;
        let form = RecurrenceForm { on_holiday: "keep".into(), weekdays: [4].into(), ..tuesdays() };
        let called = called.to_string();
        let id = start(&backend, &cast.staff, &called, ROLE, &form).await.unwrap().to_string();
        let own_order = visit(&backend, &cast).await;
        for (who, number) in [(&cast.staff, &own_order), (&cast.office, &called), (&cast.member, &called)] {
            let refused = start(&backend, who, number, ROLE, &form).await.unwrap_err();
            assert_eq!(refused.status(), 403, "{}", who.name);
        }
        assert_eq!(start(&backend, &cast.stranger, &called, ROLE, &form).await.unwrap_err().status(), 404);
        backend.clock.advance(MINUTE);
        let stopped = stop(&backend, &cast.staff, &id, ROLE, true).await.unwrap();
        assert_eq!(stopped.cancelled, 1);
        let his = support::sign_in(&backend, "13800000098").await;
        let told = "定期点单停了：社区替您停的，以后不再自动点单";
        assert_eq!(sentences(&backend, &his).await[0], told);
        let made = &numbers(&backend, &his).await[1];
        let seen = view(&backend, &cast.staff, made, ROLE).await.unwrap();
        assert_eq!(seen.events.last().unwrap().actor.person, None, "the program cancelled it, not the staff");
        assert_eq!(seen.order.entered_by.as_ref(), Some(&cast.staff.person));
    })
    .await;
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_field_by_field() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let first = visit(&backend, &cast).await;
        let refused = async |form: RecurrenceForm| {
            let error = start(&backend, &cast.resident, &first, RESIDENT, &form).await.unwrap_err();
            error.fields.into_iter().map(|field| field.field).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(refused(RecurrenceForm::default()).await, "rhythm part on_holiday");
        assert_eq!(refused(RecurrenceForm { weekdays: [].into(), ..tuesdays() }).await, "weekdays");
        let month = RecurrenceForm { rhythm: "month".into(), month_day: "32".into(), ..tuesdays() };
        assert_eq!(refused(month).await, "month_day");
        for (first, field) in [("2026-11-24", "first"), ("2027-11-24", "first"), ("明天", "first")] {
            assert_eq!(refused(RecurrenceForm { first: first.into(), ..tuesdays() }).await, field, "{first}");
        }
        let until = |last: &str| RecurrenceForm { until: "day".into(), last: last.into(), ..tuesdays() };
        assert_eq!(refused(until("")).await, "last");
        assert_eq!(refused(until("2026-11-30")).await, "last", "not once until then");
        assert!(start(&backend, &cast.resident, &first, RESIDENT, &until("2026-12-01")).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn not_the_urgent_not_the_cancelled_not_twice_and_not_too_many() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let ordered = async |token: &str, service: &str| {
            let request = PlaceOrder { service: service.into(), ..request(token) };
            place(&backend, &cast.resident, OrderFor::Oneself, &request).await.unwrap().number.to_string()
        };
        let start = async |number: &str, form: &RecurrenceForm| {
            start(&backend, &cast.resident, number, RESIDENT, form).await
        };
        let urgent = ordered("urgent", "S008").await;
        assert_eq!(start(&urgent, &tuesdays()).await.unwrap_err().code, "recurring.not_this_order");
        let cancelled = ordered("cancelled", "S031").await;
        let reason = CommandForm { reason: "solved".into(), ..form("cancel") };
        does(&backend, &cast.resident, &cancelled, reason).await.unwrap();
        assert_eq!(start(&cancelled, &tuesdays()).await.unwrap_err().code, "recurring.not_this_order");
        let first = ordered("first", "S031").await;
        let id = start(&first, &tuesdays()).await.unwrap();
        assert_eq!(start(&first, &tuesdays()).await.unwrap(), id, "a double click");
        let other = RecurrenceForm { part: "morning".into(), ..tuesdays() };
        assert_eq!(start(&first, &other).await.unwrap_err().code, "recurring.running");
        for more in 1..RUNNING_LIMIT {
            let number = ordered(&format!("more {more}"), "S031").await;
            start(&number, &tuesdays()).await.unwrap();
        }
        let number = ordered("too many", "S031").await;
        assert_eq!(start(&number, &tuesdays()).await.unwrap_err().code, "recurring.too_many");
        stop(&backend, &cast.resident, &id.to_string(), RESIDENT, true).await.unwrap();
        start(&number, &tuesdays()).await.expect("one was stopped");
    })
    .await;
}

#[tokio::test]
async fn nobody_manages_what_comes_again_for_themselves() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast, "13800000005").await;
        let refused = start(&backend, &cast.staff, &number, ROLE, &tuesdays()).await.unwrap_err();
        assert_eq!(refused.code, "order.own_order");
        let id = start(&backend, &cast.staff, &number, RESIDENT, &tuesdays()).await.unwrap().to_string();
        let stopping = stop(&backend, &cast.staff, &id, ROLE, false).await.unwrap_err();
        let skipping = skip_once(&backend, &cast.staff, &id, ROLE, "2026-12-01").await.unwrap_err();
        assert_eq!([stopping.code, skipping.code], ["order.own_order"; 2]);
        stop(&backend, &cast.staff, &id, RESIDENT, false).await.expect("from their own pages");
    })
    .await;
}

/// What the desk typed in for whoever telephones from that number.
pub async fn ordered(backend: &TestBackend, cast: &Cast, phone: &str) -> String {
    let caller = PlaceOrder {
        service: "S031".into(),
        name: "李桂芳".into(),
        phone: phone.into(),
        estate: "K10102".into(),
        building: "3".into(),
        room: "1203".into(),
        ..request(&format!("by telephone {phone}"))
    };
    place(backend, &cast.staff, OrderFor::Caller, &caller).await.unwrap().number.to_string()
}
