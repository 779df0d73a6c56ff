//! Sent once; tried again; given up; held over the night.

use super::cast::{Cast, cast, does, form, ordered, request};
use super::gateway::{Gateway, sender};
use super::{at, both, looked, looked_later, said};
use crate::support::{self, TestBackend};
use backend::accounts::SendError;
use backend::clocks::escalate;
use backend::messages::{Message, MessageSender, send_due};
use backend::orders::{CommandForm, OrderFor, PlaceOrder, place};
use domain::messages::{HOLD, MessageKind};
use domain::time::{DAY, MINUTE};
use std::collections::BTreeSet;
use std::sync::Arc;

const RESIDENT: &str = "13800000001";

/// An order that a member has taken: one message, to the resident, and it is due.
async fn claimed(backend: &TestBackend, cast: &Cast) -> String {
    let number = ordered(backend, cast).await;
    does(backend, &cast.member, &number, form("claim")).await.unwrap();
    backend.clock.advance(HOLD);
    number
}

/// So many orders of as many residents, all refused by the staff: a message to each of them, and all are due.
async fn refused(backend: &TestBackend, cast: &Cast, orders: usize) {
    for order in 0..orders {
        let resident = support::resident(backend, &format!("137000000{order:02}"), "王丽", "K10101").await;
        let placed = place(backend, &resident, OrderFor::Oneself, &request("refused")).await.unwrap();
        let advice = CommandForm { note: "请找物业".into(), ..form("refuse") };
        does(backend, &cast.staff, &placed.number.to_string(), advice).await.unwrap();
    }
    backend.clock.advance(HOLD);
}

#[tokio::test]
async fn a_message_is_delivered_once() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        let number = claimed(&backend, &cast).await;
        backend.clock.advance(MINUTE);
        let sent = send_due(&backend).await.unwrap();
        assert_eq!((sent.sent, sent.failed, sent.given_up, sent.lag), (1, 0, 0, MINUTE));
        let asked = gateway.asked();
        assert_eq!(asked.len(), 1);
        let id = asked[0]["id"].as_str().unwrap();
        let expected = serde_json::json!({
            "phone": RESIDENT,
            "template": "T-progress",
            "parameters": { "service": "家庭水电小修", "number": number, "sentence": "有人接了单，会来给您办" },
            "id": id,
        });
        assert_eq!(asked[0], expected);
        assert!(gateway.heads()[0].contains("authorization: bearer secret"));
        backend.clock.advance(DAY);
        assert_eq!(looked(&backend).await, (0, 0, 0));
        assert!(gateway.asked().is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_fails_is_tried_again_and_given_up_in_the_end() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        claimed(&backend, &cast).await;
        gateway.answers(500);
        assert_eq!(looked(&backend).await, (0, 1, 0));
        let mut ids: BTreeSet<_> = gateway.asked().iter().map(|asked| asked["id"].to_string()).collect();
        for (wait, expected) in [(1, (0, 1, 0)), (5, (0, 1, 0)), (25, (0, 1, 0)), (120, (0, 0, 1))] {
            backend.clock.advance(wait * MINUTE - 1);
            assert_eq!(looked(&backend).await, (0, 0, 0), "not before {wait} minutes");
            backend.clock.advance(1);
            assert_eq!(looked(&backend).await, expected, "after {wait} minutes");
            let asked = gateway.asked();
            assert_eq!(asked.len(), 1);
            ids.extend(asked.iter().map(|asked| asked["id"].to_string()));
        }
        assert_eq!(ids.len(), 1, "every try bears the same id");
        gateway.answers(200);
        backend.clock.advance(DAY);
        assert_eq!(looked(&backend).await, (0, 0, 0), "given up is given up");
    })
    .await;
}

#[tokio::test]
async fn a_gateway_that_comes_back_gets_what_waited() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        claimed(&backend, &cast).await;
        gateway.answers(503);
        assert_eq!(looked(&backend).await, (0, 1, 0));
        // Sent elsewhere, it is not there: nobody has taken it.
        gateway.answers(302);
        backend.clock.advance(MINUTE);
        assert_eq!(looked(&backend).await, (0, 1, 0));
        gateway.answers(204);
        backend.clock.advance(5 * MINUTE);
        assert_eq!(looked(&backend).await, (1, 0, 0));
        assert_eq!(gateway.asked().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_number_that_the_gateway_refuses_is_not_tried_again() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        claimed(&backend, &cast).await;
        gateway.answers(422);
        assert_eq!(looked(&backend).await, (0, 0, 1));
        backend.clock.advance(DAY / 2);
        assert_eq!(looked(&backend).await, (0, 0, 0));
        assert_eq!(gateway.asked().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_landline_is_told_by_nobody_and_that_is_no_failure() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        let caller = PlaceOrder {
            name: "赵大爷".into(),
            phone: "0512-65211234".into(),
            estate: "K10101".into(),
            building: "8".into(),
            room: "101".into(),
            ..request("landline")
        };
        let placed = place(&backend, &cast.staff, OrderFor::Caller, &caller).await.unwrap();
        does(&backend, &cast.member, &placed.number.to_string(), form("claim")).await.unwrap();
        assert_eq!(looked_later(&backend).await, (0, 0, 0));
        assert!(gateway.asked().is_empty());
        backend.clock.advance(DAY);
        assert_eq!(looked(&backend).await, (0, 0, 0));
    })
    .await;
}

#[tokio::test]
async fn a_gateway_that_is_not_there_holds_nobody_up_for_long() {
    support::both(|backend| async move {
        let gateway = Gateway::open();
        let backend = backend.sending(gateway.sender());
        let cast = cast(&backend).await;
        refused(&backend, &cast, 20).await;
        drop(gateway);
        // Port 9 of this machine: nobody listens there.
        let nowhere = backend.clone().sending(sender("127.0.0.1:9".parse().unwrap()));
        assert_eq!(looked(&nowhere).await, (0, 8, 0), "the others wait without losing a try");
        let gateway = Gateway::open();
        let backend = backend.sending(gateway.sender());
        assert_eq!(looked(&backend).await, (12, 0, 0));
        backend.clock.advance(MINUTE);
        assert_eq!(looked(&backend).await, (8, 0, 0));
    })
    .await;
}

#[tokio::test]
async fn by_night_only_an_escalation_goes_out() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        backend.clock.set(at("24T22:30"));
        claimed(&backend, &cast).await;
        place(&backend, &cast.resident, OrderFor::Oneself, &request("urgent")).await.unwrap();
        assert_eq!(looked(&backend).await, (0, 0, 0));
        backend.clock.set(at("24T23:59"));
        assert!(escalate(&backend).await.unwrap().told > 0, "the service is urgent");
        backend.clock.advance(HOLD);
        assert!(send_due(&backend).await.unwrap().sent > 0);
        let asked = gateway.asked();
        assert!(asked.iter().all(|asked| asked["template"] == "T-escalation"), "{asked:?}");
        assert!(said(&asked).contains(&("13800000005", "有几项快到时限或者超时了，请看点点通")), "{asked:?}");
        backend.clock.set(at("25T06:59:59"));
        assert_eq!(looked(&backend).await, (0, 0, 0));
        backend.clock.set(at("25T07:00"));
        assert_eq!(looked(&backend).await, (1, 0, 0));
        assert_eq!(said(&gateway.asked()), [(RESIDENT, "有人接了单，会来给您办")]);
    })
    .await;
}

#[tokio::test]
async fn what_was_due_by_day_and_was_not_sent_waits_for_the_morning_too() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        backend.clock.set(at("24T21:50"));
        claimed(&backend, &cast).await;
        gateway.answers(500);
        backend.clock.set(at("24T21:59:30"));
        assert_eq!(looked(&backend).await, (0, 1, 0), "the next try would be after ten");
        let late = place(&backend, &cast.resident, OrderFor::Oneself, &request("late")).await.unwrap().number;
        does(&backend, &cast.member, &late.to_string(), form("claim")).await.unwrap();
        gateway.answers(200);
        backend.clock.set(at("24T22:30"));
        assert_eq!(looked(&backend).await, (0, 0, 0), "nobody looked until now");
        backend.clock.set(at("25T07:00"));
        assert_eq!(looked(&backend).await, (2, 0, 0));
    })
    .await;
}

#[tokio::test]
async fn what_nobody_sent_for_a_day_is_told_by_the_inbox_alone() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        claimed(&backend, &cast).await;
        backend.clock.advance(DAY + 1);
        assert_eq!(looked(&backend).await, (0, 0, 1));
        assert!(gateway.asked().is_empty());
    })
    .await;
}

#[tokio::test]
async fn two_processes_send_each_message_once() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        let mut other = backend.other_process().await;
        other.messages = gateway.sender();
        refused(&backend, &cast, 30).await;
        let (one, two) = tokio::join!(send_due(&backend), send_due(&other));
        let (one, two) = (one.unwrap(), two.unwrap());
        assert_eq!((one.sent + two.sent, one.failed + two.failed), (30, 0));
        let asked = gateway.asked();
        let ids: BTreeSet<_> = asked.iter().map(|asked| asked["id"].to_string()).collect();
        assert_eq!((asked.len(), ids.len()), (30, 30));
        other.store.close().await;
    })
    .await;
}

/// Hands the message on, and dies before anybody learns of it.
struct Dying(Arc<dyn MessageSender>);

impl MessageSender for Dying {
    fn sends(&self, kind: MessageKind) -> bool {
        self.0.sends(kind)
    }

    fn send(&self, message: &Message) -> Result<(), SendError> {
        self.0.send(message).unwrap();
        panic!("the process dies here");
    }
}

#[tokio::test]
async fn a_process_that_dies_leaves_its_message_to_another_under_the_same_id() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        claimed(&backend, &cast).await;
        let dying = backend.clone().sending(Arc::new(Dying(gateway.sender())));
        assert_eq!(looked(&dying).await, (0, 1, 0));
        assert_eq!(looked(&backend).await, (0, 0, 0), "it may still be on its way");
        backend.clock.advance(2 * MINUTE);
        assert_eq!(looked(&backend).await, (1, 0, 0));
        let asked = gateway.asked();
        assert_eq!((asked.len(), &asked[0]), (2, &asked[1]), "the gateway can tell that it is the same");
    })
    .await;
}
