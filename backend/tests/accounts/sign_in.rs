//! Signing in with a code.

use super::fields;
use crate::support::{TestBackend, both, district, resident};
use backend::accounts::{Origin, Repeat, SignedIn, ask_for_code, viewer};
use backend::store::FromRow;
use backend::{AppError, Backend, ErrorKind, values};
use domain::time::{MINUTE, Timestamp};

const PHONE: &str = "13800000001";

/// The browser that asks for the codes here, wherever it is.
fn hers(network: &str) -> Origin<'_> {
    Origin { device: "hers", network: Some(network), agent: "" }
}

async fn code(backend: &TestBackend) -> String {
    ask_for_code(backend, PHONE, hers("192.0.2.1"), Repeat::None).await.unwrap().code.unwrap()
}

async fn sign_in(backend: &Backend, phone: &str, code: &str, network: &str) -> Result<SignedIn, AppError> {
    backend::accounts::sign_in(backend, phone, code, hers(network)).await
}

/// Six digits that are not the code.
fn wrong(code: &str) -> &'static str {
    if code == "123456" { "654321" } else { "123456" }
}

async fn refused(backend: &TestBackend, code: &str) -> AppError {
    let error = sign_in(backend, PHONE, code, "192.0.2.1").await.unwrap_err();
    assert_eq!(fields(&error), ["code"]);
    error
}

#[tokio::test]
async fn the_first_time_makes_a_person_who_has_yet_to_say_who_they_are() {
    both(|backend| async move {
        let code = code(&backend).await;
        let signed_in = sign_in(&backend, "138 0000 0001", &code, "198.51.100.7").await.unwrap();
        assert!(signed_in.needs_profile);
        let viewer = viewer(&backend, &signed_in.token).await.unwrap().unwrap();
        assert_eq!(viewer.phone.full(), PHONE);
        assert!(viewer.name.is_empty() && !viewer.consented && viewer.needs_profile());
        assert_eq!((viewer.home.clone(), viewer.in_use.clone()), (None, None));
    })
    .await;
}

#[tokio::test]
async fn the_same_number_is_the_same_person_and_is_stored_encrypted() {
    both(|backend| async move {
        district(&backend).await;
        let first = resident(&backend, PHONE, "王秀英", "K10101").await;
        backend.clock.advance(MINUTE);
        let code = code(&backend).await;
        let signed_in = sign_in(&backend, PHONE, &code, "192.0.2.1").await.unwrap();
        assert!(!signed_in.needs_profile);
        let second = viewer(&backend, &signed_in.token).await.unwrap().unwrap();
        assert_eq!((&second.person, second.name.as_str()), (&first.person, "王秀英"));
        assert_ne!(second.session, first.session);
        #[derive(FromRow)]
        struct Row {
            phone: String,
            door: String,
        }
        let mut tx = backend.store.read().await.unwrap();
        let row: Row = tx.one("SELECT phone, door FROM people", values![]).await.unwrap().unwrap();
        assert!(!row.phone.contains("1380000") && !row.door.contains("502"));
    })
    .await;
}

#[tokio::test]
async fn a_code_belongs_to_the_browser_that_asked_for_it() {
    both(|backend| async move {
        let code = code(&backend).await;
        let press = async |device| {
            let origin = Origin { device, network: Some("192.0.2.1"), agent: "" };
            backend::accounts::sign_in(&backend, PHONE, &code, origin).await
        };
        assert_eq!(press("somebody else's").await.unwrap_err().code, "sign_in.no_code");
        let first = press("hers").await.unwrap();
        let second = press("hers").await.unwrap();
        assert_ne!(first.token, second.token, "the first answer may be lost");
        assert!(viewer(&backend, &second.token).await.unwrap().is_some());
        assert_eq!(press("somebody else's").await.unwrap_err().code, "sign_in.no_code");
        let guess = sign_in(&backend, PHONE, wrong(&code), "192.0.2.1").await.unwrap_err();
        assert_eq!(guess.code, "sign_in.code_wrong");
        press("hers").await.unwrap();
        press("hers").await.unwrap();
        let sixth = press("hers").await.unwrap_err();
        assert_eq!(sixth.code, "sign_in.too_many_tries", "five in all");
    })
    .await;
}

#[tokio::test]
async fn after_five_minutes_nobody_signs_in_again() {
    both(|backend| async move {
        let code = code(&backend).await;
        sign_in(&backend, PHONE, &code, "192.0.2.1").await.unwrap();
        backend.clock.advance(5 * MINUTE);
        assert_eq!(refused(&backend, &code).await.code, "sign_in.code_expired");
    })
    .await;
}

#[tokio::test]
async fn a_code_lives_five_minutes() {
    both(|backend| async move {
        let first = code(&backend).await;
        backend.clock.advance(5 * MINUTE);
        assert_eq!(refused(&backend, &first).await.code, "sign_in.code_expired");
        let second = code(&backend).await;
        backend.clock.advance(5 * MINUTE - 1);
        sign_in(&backend, PHONE, &second, "192.0.2.1").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn five_tries_then_even_the_right_code_is_of_no_use() {
    both(|backend| async move {
        let code = code(&backend).await;
        for left in (1..5).rev() {
            let error = refused(&backend, wrong(&code)).await;
            assert_eq!((error.kind, error.code.as_str()), (ErrorKind::Invalid, "sign_in.code_wrong"));
            assert!(error.sentence.contains(&format!("还可以试 {left} 次")), "{error}");
        }
        for typed in [wrong(&code), &code] {
            let error = refused(&backend, typed).await;
            assert_eq!((error.kind, error.code.as_str()), (ErrorKind::TooMany, "sign_in.too_many_tries"));
        }
    })
    .await;
}

#[tokio::test]
async fn only_the_newest_code_of_the_own_number_counts() {
    both(|backend| async move {
        let first = code(&backend).await;
        backend.clock.advance(MINUTE);
        let second = code(&backend).await;
        assert_ne!(first, second, "the seed gives two codes");
        assert_eq!(refused(&backend, &first).await.code, "sign_in.code_wrong");
        let other = sign_in(&backend, "13800000002", &second, "192.0.2.1").await.unwrap_err();
        assert_eq!(other.code, "sign_in.no_code");
        sign_in(&backend, PHONE, &second, "192.0.2.1").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_is_no_code_costs_no_try() {
    both(|backend| async move {
        let code = code(&backend).await;
        for typed in ["", "12345", "abcdef", "1234567", "验证码"] {
            assert_eq!(refused(&backend, typed).await.code, "sign_in.code_malformed", "{typed}");
        }
        let spaced = format!(" {} {} ", &code[..3], &code[3..]);
        sign_in(&backend, PHONE, &spaced, "192.0.2.1").await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_guesses_at_once_are_five_guesses() {
    both(|backend| async move {
        let code = code(&backend).await;
        let tasks: Vec<_> = (0..12)
            .map(|_| {
                let (backend, typed) = (backend.clone(), wrong(&code));
                tokio::spawn(async move { sign_in(&backend, PHONE, typed, "192.0.2.1").await })
            })
            .collect();
        let mut guessed = 0;
        for task in tasks {
            let error = task.await.unwrap().unwrap_err();
            guessed += usize::from(error.code == "sign_in.code_wrong");
        }
        // The fifth is told that it was the last.
        assert_eq!(guessed, 4);
        #[derive(FromRow)]
        struct Row {
            tries: i64,
            used_at: Option<i64>,
        }
        let mut tx = backend.store.read().await.unwrap();
        let row: Row = tx.one("SELECT tries, used_at FROM sign_in_codes", values![]).await.unwrap().unwrap();
        assert_eq!((row.tries, row.used_at.map(Timestamp)), (5, None));
    })
    .await;
}
