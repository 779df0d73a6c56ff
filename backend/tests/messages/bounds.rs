//! How many messages there are: one for what comes in a minute, few to a number, and no more in all than a day may cost.

use super::cast::{cast, dispatch, does, form, request};
use super::{at, both, looked, looked_later, said};
use crate::support;
use backend::clocks::escalate;
use backend::messages::{Sent, send_due};
use backend::orders::{CommandForm, OrderFor, PlaceOrder, place};
use domain::accounts::Role;
use domain::messages::{ESCALATIONS_A_DAY, HOLD, MessageKind};
use domain::time::{DAY, HOUR, MINUTE};
use serde_json::Value;

const STRANGER: &str = "13711119999";

fn for_stranger(token: &str) -> PlaceOrder {
    PlaceOrder {
        name: "李桂芳".into(),
        phone: STRANGER.into(),
        estate: "K10102".into(),
        building: "3".into(),
        room: "1203".into(),
        ..request(token)
    }
}

fn parameters(asked: &Value) -> [&str; 3] {
    ["service", "number", "sentence"].map(|name| asked["parameters"][name].as_str().unwrap())
}

#[tokio::test]
async fn a_number_that_never_signed_in_gets_one_message_a_day_and_reads_how_to_refuse() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        for count in 0..6 {
            let form = for_stranger(&format!("bomb {count}"));
            place(&backend, &cast.resident, OrderFor::Relative, &form).await.unwrap();
            backend.clock.advance(HOLD);
            looked(&backend).await;
        }
        let to_stranger = |asked: Vec<Value>| -> Vec<Value> {
            asked.into_iter().filter(|asked| asked["phone"] == STRANGER).collect()
        };
        let asked = to_stranger(gateway.asked());
        assert_eq!(asked.len(), 1, "{asked:?}");
        let sentence = "已经收到您的点单，有人接单马上告诉您（不想再收短信：登录点点通，在“我的”里关掉）";
        assert_eq!(parameters(&asked[0])[2], sentence);

        backend.clock.advance(DAY);
        place(&backend, &cast.resident, OrderFor::Relative, &for_stranger("next day")).await.unwrap();
        looked_later(&backend).await;
        assert_eq!(to_stranger(gateway.asked()).len(), 1, "one a day");

        let hers = support::resident(&backend, STRANGER, "李桂芳", "K10102").await;
        let mut placed = place(&backend, &hers, OrderFor::Oneself, &request("hers")).await.unwrap().number;
        does(&backend, &cast.member, &placed.to_string(), form("claim")).await.unwrap();
        looked_later(&backend).await;
        let asked = to_stranger(gateway.asked());
        assert_eq!(said(&asked), [(STRANGER, "有人接了单，会来给您办")], "as everybody else, once signed in");
        placed =
            place(&backend, &cast.resident, OrderFor::Relative, &for_stranger("more")).await.unwrap().number;
        does(&backend, &cast.member, &placed.to_string(), form("claim")).await.unwrap();
        looked_later(&backend).await;
        assert_eq!(to_stranger(gateway.asked()).len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_comes_in_one_minute_to_one_person_is_one_message() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        let mut numbers = Vec::new();
        for count in 0..12 {
            let form = request(&format!("many {count}"));
            let number = place(&backend, &cast.resident, OrderFor::Oneself, &form).await.unwrap().number;
            dispatch(&backend, &cast, &number.to_string(), "李建国").await;
            numbers.push(number.to_string());
            backend.clock.advance(MINUTE / 20);
        }
        assert_eq!(looked(&backend).await, (0, 0, 0), "held back for a minute");
        backend.clock.advance(MINUTE / 2);
        assert_eq!(looked(&backend).await, (2, 0, 0), "one to the member, one to the resident");
        let mut asked = gateway.asked();
        asked.sort_by_key(|asked| asked["phone"].to_string());
        let last = format!("{} 等 12 单", numbers[11]);
        let told = ["家庭水电小修", last.as_str(), "您有 12 单有了新进展，请看点点通"];
        assert_eq!((&asked[0]["template"], parameters(&asked[0])), (&Value::from("T-progress"), told));
        let told = ["家庭水电小修", last.as_str(), "您手上有 12 单有新情况，请看点点通"];
        assert_eq!((&asked[1]["template"], parameters(&asked[1])), (&Value::from("T-work"), told));
        backend.clock.advance(HOUR);
        assert_eq!(looked(&backend).await, (0, 0, 0), "and nothing comes after it");
        let page = backend::notifications::list(&backend, &cast.member, "").await.unwrap();
        assert_eq!(page.lines.len(), 12, "the list has them all");
    })
    .await;
}

#[tokio::test]
async fn a_bundle_that_fails_is_tried_again_as_it_was_under_its_id() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        let dispatched = async |token: &str| {
            let form = request(token);
            let number = place(&backend, &cast.resident, OrderFor::Oneself, &form).await.unwrap().number;
            dispatch(&backend, &cast, &number.to_string(), "李建国").await;
        };
        backend::messages::set_switch(&backend, &cast.resident, "progress", false).await.unwrap();
        dispatched("one").await;
        dispatched("two").await;
        gateway.answers(500);
        assert_eq!(looked_later(&backend).await, (0, 1, 0));
        let first = gateway.asked().remove(0);
        dispatched("three").await;
        gateway.answers(200);
        assert_eq!(looked_later(&backend).await, (2, 0, 0), "what came since goes for itself");
        let asked = gateway.asked();
        assert!(asked.contains(&first), "{first} in {asked:?}");
        assert!(asked.iter().any(|asked| parameters(asked)[2] == "派给您一张工单，请接单"), "{asked:?}");
        #[derive(backend::store::FromRow)]
        struct Row {
            unsent: i64,
        }
        let sql =
            "SELECT count(*) AS unsent FROM messages WHERE sent_at IS NULL OR failed_reason IS NOT NULL";
        let mut tx = backend.store.read().await.unwrap();
        let row: Row = tx.one(sql, Vec::new()).await.unwrap().unwrap();
        assert_eq!(row.unsent, 0, "all three are down as sent");
    })
    .await;
}

#[tokio::test]
async fn two_processes_gather_the_messages_of_one_person_once() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        let mut other = backend.other_process().await;
        other.messages = gateway.sender();
        for count in 0..20 {
            let order = request(&format!("race {count}"));
            let number = place(&backend, &cast.resident, OrderFor::Oneself, &order).await.unwrap().number;
            let advice = CommandForm { note: "请找物业".into(), ..form("refuse") };
            does(&backend, &cast.staff, &number.to_string(), advice).await.unwrap();
        }
        backend.clock.advance(HOLD);
        let (one, two) = tokio::join!(send_due(&backend), send_due(&other));
        assert_eq!(one.unwrap().sent + two.unwrap().sent, 1);
        let asked = gateway.asked();
        assert_eq!(asked.len(), 1);
        assert!(parameters(&asked[0])[1].ends_with(" 等 20 单"), "{asked:?}");
        other.store.close().await;
    })
    .await;
}

#[tokio::test]
async fn the_budget_of_a_day_holds_for_all_and_escalations_wait_for_the_next() {
    both(|mut backend, gateway| async move {
        let cast = cast(&backend).await;
        backend.set_messages_a_day(1);
        let number = super::cast::ordered(&backend, &cast).await;
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        assert_eq!(looked_later(&backend).await, (1, 0, 0));
        does(&backend, &cast.member, &number, CommandForm { reason: "weather".into(), ..form("pause") })
            .await
            .unwrap();
        let inquiry = PlaceOrder { service: "S001".into(), ..request("inquiry") };
        place(&backend, &cast.resident, OrderFor::Oneself, &inquiry).await.unwrap();
        backend.clock.set(at("24T10:40"));
        assert!(escalate(&backend).await.unwrap().told > 0);
        backend.clock.advance(HOLD);
        let held = send_due(&backend).await.unwrap();
        assert!(matches!(held, Sent { sent: 0, given_up: 0, over_budget: 2, .. }), "{held:?}");
        gateway.asked();
        backend.clock.set(at("25T00:00"));
        assert_eq!(looked(&backend).await, (1, 0, 0));
        assert_eq!(gateway.asked()[0]["template"], "T-escalation", "what was not told by day is told now");
    })
    .await;
}

#[tokio::test]
async fn many_escalations_a_day_become_one_an_hour_and_none_is_lost() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        let number = super::cast::ordered(&backend, &cast).await;
        let lines = async |count: i64| {
            let sql = "INSERT INTO messages (community, id, person, kind, number, service_name, sentence, \
                       created_at, next_at) VALUES ('K101', $1, $2, 'escalation', $3, '修', '超时了', $4, $4)";
            let mut tx = backend.store.write().await.unwrap();
            let now = backend.clock.now();
            let values =
                backend::values![format!("m{count:03}"), &cast.staff.person, format!("{number}-{count}"), now];
            tx.run(sql, values).await.unwrap();
            tx.commit().await.unwrap();
        };
        let mut sent = 0;
        for count in 0..ESCALATIONS_A_DAY + 32 {
            lines(count).await;
            sent += looked(&backend).await.0;
            backend.clock.advance(2 * MINUTE);
        }
        assert_eq!(sent, 21, "twenty at their own pace, one after an hour");
        backend.clock.advance(HOUR);
        assert_eq!(looked(&backend).await, (1, 0, 0));
        let asked = gateway.asked();
        assert_eq!(asked.len(), 22);
        assert!(parameters(&asked[20])[1].ends_with(" 单") && parameters(&asked[21])[1].ends_with(" 单"));
    })
    .await;
}

/// One order that nobody takes, looked at every five minutes until everybody has been told of everything: how many
/// messages it costs.
#[tokio::test]
async fn an_order_that_nobody_takes_costs_few_messages() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        for (phone, role, area) in [
            ("13800000021", Role::Staff, "K101"),
            ("13800000022", Role::Staff, "K101"),
            ("13800000023", Role::CommunityLead, "K101"),
            ("13800000024", Role::DistrictLead, "K"),
        ] {
            support::with_grant(&backend, phone, "何欣", (role, area, "")).await;
        }
        let form = PlaceOrder { service: "S001".into(), ..request("nobody") };
        place(&backend, &cast.resident, OrderFor::Oneself, &form).await.unwrap();
        let mut sent = 0;
        for _ in 0..12 * 24 * 6 {
            backend.clock.advance(5 * MINUTE);
            escalate(&backend).await.unwrap();
            sent += looked(&backend).await.0;
        }
        let asked = gateway.asked();
        let template = format!("T-{}", MessageKind::Escalation);
        assert!(asked.iter().all(|asked| asked["template"] == template.as_str()));
        assert_eq!(sent, asked.len());
        assert_eq!(sent, 43, "four clocks, six people: {:?}", said(&asked));
    })
    .await;
}
