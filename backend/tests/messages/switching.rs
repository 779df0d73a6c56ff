//! Each kind can be switched off, and the desk's on.

use super::cast::{cast, does, form, ordered};
use super::{at, both, looked_later, said};
use crate::support;
use backend::Backend;
use backend::accounts::Viewer;
use backend::messages::{set_switch, switches};
use backend::orders::CommandForm;
use domain::messages::MessageKind;
use domain::time::MINUTE;

async fn kinds(backend: &Backend, viewer: &Viewer) -> Vec<(MessageKind, bool)> {
    let all = switches(backend, viewer).await.unwrap();
    all.into_iter().map(|switch| (switch.kind, switch.on)).collect()
}

#[tokio::test]
async fn a_kind_that_is_switched_off_is_not_sent() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        set_switch(&backend, &cast.resident, "progress", false).await.unwrap();
        let number = ordered(&backend, &cast).await;
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        assert_eq!(looked_later(&backend).await, (0, 0, 0));
        assert_eq!(support::count(&backend, "messages").await, 0, "nor written down");
        set_switch(&backend, &cast.resident, "progress", true).await.unwrap();
        let paused = CommandForm { reason: "weather".into(), ..form("pause") };
        does(&backend, &cast.member, &number, paused).await.unwrap();
        assert_eq!(looked_later(&backend).await, (1, 0, 0));
        assert_eq!(said(&gateway.asked()), [("13800000001", "先停一停：天气不允许")]);
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_the_morning_is_bound_by_the_switch_too() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        backend.clock.set(at("24T22:10"));
        let number = ordered(&backend, &cast).await;
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        set_switch(&backend, &cast.resident, "progress", false).await.unwrap();
        backend.clock.set(at("25T06:59"));
        assert_eq!(looked_later(&backend).await, (0, 0, 0), "nobody who wanted it missed it");
        set_switch(&backend, &cast.resident, "progress", true).await.unwrap();
        backend.clock.advance(MINUTE);
        assert_eq!(looked_later(&backend).await, (0, 0, 0));
        assert!(gateway.asked().is_empty());
    })
    .await;
}

#[tokio::test]
async fn staff_who_want_it_are_told_of_new_orders() {
    both(|backend, gateway| async move {
        let cast = cast(&backend).await;
        set_switch(&backend, &cast.staff, "desk", true).await.unwrap();
        set_switch(&backend, &cast.stranger, "desk", true).await.unwrap();
        ordered(&backend, &cast).await;
        assert_eq!(looked_later(&backend).await, (1, 0, 0), "not the staff of another community");
        assert_eq!(said(&gateway.asked()), [("13800000005", "有新工单，请派单")]);
    })
    .await;
}

#[tokio::test]
async fn everybody_switches_what_concerns_them() {
    both(|backend, _gateway| async move {
        use MessageKind::{Desk, Escalation, Progress, Work};
        let cast = cast(&backend).await;
        assert_eq!(kinds(&backend, &cast.resident).await, [(Progress, true)]);
        assert_eq!(
            kinds(&backend, &cast.staff).await,
            [(Progress, true), (Work, true), (Desk, false), (Escalation, true)]
        );
        set_switch(&backend, &cast.member, "work", false).await.unwrap();
        set_switch(&backend, &cast.member, "work", false).await.unwrap();
        assert_eq!(
            kinds(&backend, &cast.member).await,
            [(Progress, true), (Work, false), (Escalation, true)]
        );
        assert_eq!(kinds(&backend, &cast.other_member).await[1], (Work, true), "hers alone");
        for wrong in ["desk", "", "Progress", "' OR 1=1"] {
            let error = set_switch(&backend, &cast.resident, wrong, false).await.unwrap_err();
            assert_eq!((error.status(), error.code.as_str()), (404, "message.kind_not_found"), "{wrong}");
        }
    })
    .await;
}

#[tokio::test]
async fn where_nothing_is_sent_there_is_nothing_to_switch() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        assert!(kinds(&backend, &cast.staff).await.is_empty());
        let number = ordered(&backend, &cast).await;
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        assert_eq!(support::count(&backend, "messages").await, 0);
        assert_eq!(looked_later(&backend).await, (0, 0, 0));
    })
    .await;
}
