//! Who gets a message, and what never stands in one.

use super::cast::{Cast, arrives, cast, dispatch, does, form, ordered, request};
use super::{at, both, looked_later, said};
use crate::support::{self, TestBackend};
use backend::clocks::escalate;
use backend::orders::{CommandForm, OrderFor, PlaceOrder, place};
use domain::accounts::Role;
use serde_json::Value;

const RESIDENT: &str = "13800000001";
const PLUMBER: &str = "13800000004";

/// What everybody types who is asked for words.
const SECRET: &str = "我住3幢1单元502，电话13800000001，门锁1234";

#[tokio::test]
async fn everybody_of_a_team_is_told_who_has_not_done_it_themselves() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        let company = (Role::PropertyCompany, "K101", "安居物业");
        let mate = support::with_grant(&backend, "13800000011", "顾小弟", company).await;
        let number = ordered(&backend, &cast).await;
        dispatch(&backend, &cast, &number, "安居物业").await;
        assert_eq!(looked_later(&backend).await, (3, 0, 0));
        let told = gateway.asked();
        let expected = [
            (RESIDENT, "社区已派了人，等对方接单"),
            (PLUMBER, "派给您一张工单，请接单"),
            ("13800000011", "派给您一张工单，请接单"),
        ];
        assert_eq!(said(&told), expected);
        does(&backend, &mate, &number, form("accept")).await.unwrap();
        looked_later(&backend).await;
        gateway.asked();
        // The mate stands still: the company is told, but for the mate.
        does(&backend, &mate, &number, CommandForm { reason: "weather".into(), ..form("pause") })
            .await
            .unwrap();
        looked_later(&backend).await;
        let sentence = "先停一停：天气不允许";
        assert_eq!(said(&gateway.asked()), [(RESIDENT, sentence), (PLUMBER, sentence)]);
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_runs_out_reaches_those_who_lead_there() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        let elsewhere = (Role::OfficeLead, "K2", "");
        support::with_grant(&backend, "13800000012", "别处", elsewhere).await;
        let request = PlaceOrder { service: "S001".into(), ..request("slow") };
        place(&backend, &cast.resident, OrderFor::Oneself, &request).await.unwrap();
        assert_eq!(looked_later(&backend).await, (0, 0, 0), "staff see new orders at their desk");
        backend.clock.set(at("30T17:00"));
        escalate(&backend).await.unwrap();
        looked_later(&backend).await;
        let asked = gateway.asked();
        let told = said(&asked);
        let office = [("13800000007", "有几项快到时限或者超时了，请看点点通")];
        assert_eq!(told, office, "nobody looked for days: who leads highest hears of all, and nobody else");
    })
    .await;
}

/// Lives through an order in which everybody writes more than they should.
async fn told_everything(backend: &TestBackend, cast: &Cast) {
    let asked = PlaceOrder { note: SECRET.into(), ..request("secret") };
    let placed = place(backend, &cast.resident, OrderFor::Oneself, &asked).await.unwrap();
    let number = placed.number.to_string();
    let says = |command: &str| CommandForm { note: SECRET.into(), ..form(command) };
    dispatch(backend, cast, &number, "李建国").await;
    let declined = CommandForm { reason: "no_time".into(), ..says("decline") };
    does(backend, &cast.member, &number, declined).await.unwrap();
    does(backend, &cast.member, &number, form("claim")).await.unwrap();
    arrives(backend, cast, &number).await;
    let done = CommandForm { minutes: "5".into(), ..says("finish") };
    does(backend, &cast.member, &number, done).await.unwrap();
    let rated = CommandForm { level: "satisfied".into(), ..says("rate") };
    does(backend, &cast.resident, &number, rated).await.unwrap();
    does(backend, &cast.resident, &number, says("reopen")).await.unwrap();
    does(backend, &cast.staff, &number, says("refuse")).await.unwrap();
}

#[tokio::test]
async fn nothing_that_anybody_typed_goes_out_and_no_name_and_no_door() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        for person in [&cast.staff, &cast.member, &cast.resident] {
            let kinds = backend::messages::switches(&backend, person).await.unwrap();
            for switch in kinds {
                let kind = switch.kind.to_string();
                backend::messages::set_switch(&backend, person, &kind, true).await.unwrap();
            }
        }
        told_everything(&backend, &cast).await;
        let (sent, failed, given_up) = looked_later(&backend).await;
        assert!(sent >= 3 && failed + given_up == 0, "{sent}: one to each who had a part");
        let is_silent = |text: &str| {
            for secret in ["502", "门锁", "13800000001", "王秀英", "李建国", "陈静"] {
                assert!(!text.contains(secret), "{secret} in {text}");
            }
        };
        for mut asked in gateway.asked() {
            asked["phone"] = Value::Null;
            is_silent(&asked.to_string());
        }
        let mut tx = backend.store.read().await.unwrap();
        #[derive(backend::store::FromRow)]
        struct Row {
            sentence: String,
        }
        let rows: Vec<Row> = tx.all("SELECT sentence FROM messages", vec![]).await.unwrap();
        assert!(rows.len() >= 10, "all that would go out, were it not for what came after");
        rows.iter().for_each(|row| is_silent(&row.sentence));
    })
    .await;
}

#[tokio::test]
async fn what_was_rolled_back_is_never_sent() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        let late = does(&backend, &cast.other_member, &number, form("claim")).await.unwrap_err();
        assert_eq!(late.code, "order.changed");
        assert_eq!(looked_later(&backend).await, (1, 0, 0));
        assert_eq!(gateway.asked().len(), 1);
    })
    .await;
}
