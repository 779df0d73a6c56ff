//! Asking for a code.

use super::fields;
use crate::support::{TestBackend, both, count, start};
use backend::accounts::{CodeSent, Origin, Repeat, ask_for_code, sign_in, sweep};
use backend::store::FromRow;
use backend::{AppError, Backend, ErrorKind, values};
use domain::time::{DAY, HOUR, MINUTE};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Barrier;

const PHONE: &str = "13800000001";

/// A browser somewhere.
fn at<'a>(device: &'a str, network: &'a str) -> Origin<'a> {
    Origin { device, network: Some(network), agent: "" }
}

/// Asks from one browser on a network, each time for another code.
async fn ask(backend: &Backend, phone: &str, network: &str) -> Result<CodeSent, AppError> {
    ask_for_code(backend, phone, at("browser", network), Repeat::None).await
}

#[tokio::test]
async fn a_code_is_six_digits_and_is_stored_as_a_fingerprint() {
    both(|backend| async move {
        #[derive(FromRow)]
        struct Row {
            phone_hash: String,
            network_hash: String,
            code_hash: String,
        }
        let sent = ask(&backend, " 138-0000-0001 ", "192.0.2.1").await.unwrap();
        assert_eq!(sent.phone.full(), PHONE);
        let code = sent.code.unwrap();
        assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
        let mut tx = backend.store.read().await.unwrap();
        let row: Row = tx
            .one("SELECT phone_hash, network_hash, code_hash FROM sign_in_codes", values![])
            .await
            .unwrap()
            .unwrap();
        for stored in [row.phone_hash, row.network_hash, row.code_hash] {
            assert!(!stored.contains(PHONE) && !stored.contains(&code) && !stored.contains("192"));
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_no_number_is_told_beside_the_field() {
    both(|backend| async move {
        for text in ["", "12345", "0512-57380000"] {
            let error = ask(&backend, text, "192.0.2.1").await.unwrap_err();
            assert_eq!((error.kind, fields(&error)), (ErrorKind::Invalid, vec!["phone"]), "{text}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_stranger_has_one_a_minute_four_an_hour_eight_a_day() {
    both(|backend| async move {
        let ask = || ask(&backend, PHONE, "192.0.2.1");
        ask().await.unwrap();
        backend.clock.advance(MINUTE - 20_000);
        let error = ask().await.unwrap_err();
        assert_eq!((error.kind, error.code.as_str()), (ErrorKind::TooMany, "sign_in.number_limit"));
        assert_eq!(error.sentence, "验证码要得太频繁了，请过 20 秒再试");
        backend.clock.advance(20_000);
        for _ in 1..4 {
            ask().await.unwrap();
            backend.clock.advance(MINUTE);
        }
        assert_eq!(ask().await.unwrap_err().sentence, "验证码要得太频繁了，请过 56 分钟再试");
        for _ in 0..4 {
            backend.clock.advance(HOUR);
            ask().await.unwrap();
        }
        backend.clock.advance(HOUR);
        assert!(ask().await.unwrap_err().sentence.contains("小时"));
        backend.clock.advance(DAY - 5 * HOUR);
        ask().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn one_more_press_is_led_to_the_code_that_is_on_its_way_and_none_is_sent() {
    both(|backend| async move {
        let press = async |repeat| ask_for_code(&backend, PHONE, at("hers", "192.0.2.1"), repeat).await;
        let first = press(Repeat::JustNow).await.unwrap();
        assert!(!first.before);
        backend.clock.advance(700);
        let second = press(Repeat::JustNow).await.unwrap();
        assert!(second.before);
        assert_eq!((second.at, &second.code), (first.at, &first.code), "the demo can show it again");
        assert_eq!(count(&backend, "sign_in_codes").await, 1);
        sign_in(&backend, PHONE, &first.code.unwrap(), at("hers", "192.0.2.1")).await.unwrap();
        let used = press(Repeat::JustNow).await.unwrap();
        assert!(used.before, "whoever presses for somebody else's number does not learn that it was used");

        let strict = press(Repeat::None).await.unwrap_err();
        assert_eq!(strict.code, "sign_in.number_limit");
        backend.clock.advance(MINUTE);
        let again = press(Repeat::Since(first.at)).await.unwrap();
        assert!(!again.before, "another was wanted, and is sent");
        let pressed_twice = press(Repeat::Since(first.at)).await.unwrap();
        assert!(pressed_twice.before);
        let impatient = press(Repeat::Since(again.at)).await.unwrap_err();
        assert_eq!(impatient.sentence, "验证码要得太频繁了，请过 60 秒再试");
        assert_eq!(count(&backend, "sign_in_codes").await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_network_has_its_limit_and_an_ipv6_network_is_its_first_half() {
    both(|backend| async move {
        for number in 0..60 {
            let phone = format!("139{number:08}");
            let network = format!("2001:db8::{number:x}");
            ask(&backend, &phone, &network).await.unwrap();
        }
        let error = ask(&backend, PHONE, "2001:db8::ffff").await.unwrap_err();
        assert_eq!(error.code, "sign_in.network_limit");
        ask(&backend, PHONE, "2001:db8:0:1::1").await.unwrap();
        ask(&backend, "13800000002", "::ffff:192.0.2.1").await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_ask_at_once_as_many_are_served_as_strangers_may_be() {
    both(|backend| async move {
        assert_eq!(served(&backend).await, 6);
    })
    .await;
}

#[tokio::test]
async fn whoever_asks_waits_for_those_who_are_just_asking_from_the_same_network() {
    both(|backend| async move {
        // Sixty others are let in, but their session has not ended yet.
        let network = backend.vault.fingerprint("sign_in_codes.network", "192.0.2.1");
        let now = backend.clock.now();
        let mut others = backend.store.write().await.unwrap();
        others
            .run("INSERT INTO sign_in_gates (place, asked_at) VALUES ($1, $2)", values![&network, now])
            .await
            .unwrap();
        for number in 0..60 {
            others
                .run(
                    "INSERT INTO sign_in_codes (id, phone_hash, network_hash, code_hash, created_at, \
                     expires_at) VALUES ($1, $1, $2, '', $3, $3)",
                    values![format!("other {number}"), &network, now],
                )
                .await
                .unwrap();
        }
        let asking = {
            let backend = backend.clone();
            tokio::spawn(async move { ask(&backend, PHONE, "192.0.2.1").await })
        };
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(!asking.is_finished(), "it waits");
        others.commit().await.unwrap();
        let error = asking.await.unwrap().unwrap_err();
        assert_eq!(error.code, "sign_in.network_limit");
    })
    .await;
}

/// Opens eight connections, so that those who ask at once need not wait for one.
async fn warm(backend: &TestBackend) {
    let all_open = Arc::new(Barrier::new(8));
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let (backend, all_open) = (backend.clone(), Arc::clone(&all_open));
            tokio::spawn(async move {
                let _tx = backend.store.read().await.unwrap();
                all_open.wait().await;
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

/// How many of sixteen that ask at once are served.
async fn served(backend: &TestBackend) -> usize {
    warm(backend).await;
    let tasks: Vec<_> = (0..16)
        .map(|number| {
            let backend = backend.clone();
            tokio::spawn(async move {
                let (device, network) = (number.to_string(), format!("192.0.2.{number}"));
                ask_for_code(&backend, PHONE, at(&device, &network), Repeat::None).await
            })
        })
        .collect();
    let mut served = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => served += 1,
            Err(error) => assert_eq!(error.kind, ErrorKind::TooMany, "{error}"),
        }
    }
    served
}

#[tokio::test]
async fn the_sweep_leaves_what_a_limit_still_counts() {
    both(|backend| async move {
        ask(&backend, PHONE, "192.0.2.1").await.unwrap();
        sweep(&backend).await.unwrap();
        let again = ask(&backend, PHONE, "192.0.2.1").await.unwrap_err();
        assert_eq!(again.kind, ErrorKind::TooMany, "{again}");
        backend.clock.advance(DAY + 1);
        sweep(&backend).await.unwrap();
        let mut tx = backend.store.read().await.unwrap();
        for table in [
            "SELECT code_hash AS left_over FROM sign_in_codes",
            "SELECT place AS left_over FROM sign_in_gates",
        ] {
            #[derive(FromRow)]
            struct Row {
                #[expect(dead_code, reason = "that there is none is what counts")]
                left_over: String,
            }
            assert!(tx.all::<Row>(table, values![]).await.unwrap().is_empty(), "{table}");
        }
        assert_eq!(backend.clock.now(), start().plus(DAY + 1));
    })
    .await;
}
