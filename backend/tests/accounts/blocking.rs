//! What strangers do in somebody's name keeps nobody out.

use crate::support::{TestBackend, both};
use backend::accounts::{
    CodeSent, Origin, Repeat, SignInLoad, ask_for_code, ensure_person, make_sign_in_link, sign_in,
    sign_in_by_link, sign_in_load, viewer,
};
use backend::{AppError, Backend};
use domain::accounts::{CODE_TRIES, GUESSING, PersonName, Phone};
use domain::time::{DAY, HOUR, MINUTE};

const PHONE: &str = "13800000001";
const HOME: &str = "192.0.2.1";

async fn ask(backend: &Backend, device: &str, network: &str) -> Result<CodeSent, AppError> {
    let origin = Origin { device, network: Some(network), agent: "" };
    ask_for_code(backend, PHONE, origin, Repeat::JustNow).await
}

/// Signs in with a code of its own; fails where there is none.
async fn enter(backend: &Backend, device: &str, network: &str) -> Result<(), AppError> {
    let code = ask(backend, device, network).await?.code.unwrap();
    sign_in(backend, PHONE, &code, Origin { device, network: Some(network), agent: "" }).await.map(drop)
}

/// Strangers on many networks ask for codes and try wrong ones, a hundred times.
async fn attack(backend: &TestBackend) {
    for round in 0..100 {
        let (device, network) = (format!("theirs {round}"), format!("198.51.100.{}", round % 25));
        let sent = ask(backend, &device, &network).await;
        let code = sent.ok().and_then(|sent| sent.code);
        let wrong = if code.as_deref() == Some("123456") { "654321" } else { "123456" };
        let origin = Origin { device: &device, network: Some(&network), agent: "" };
        sign_in(backend, PHONE, wrong, origin).await.unwrap_err();
        backend.clock.advance(1_000);
    }
}

#[tokio::test]
async fn a_browser_and_a_network_that_were_here_before_are_let_in_at_once() {
    both(|backend| async move {
        enter(&backend, "hers", HOME).await.unwrap();
        backend.clock.advance(DAY);
        attack(&backend).await;
        enter(&backend, "hers", "203.0.113.7").await.expect("her phone, on the way");
        enter(&backend, "new", HOME).await.expect("a new phone, at home");
    })
    .await;
}

#[tokio::test]
async fn a_new_phone_elsewhere_gets_in_within_the_hour() {
    both(|backend| async move {
        attack(&backend).await;
        let refused = ask(&backend, "new", HOME).await.unwrap_err();
        assert_eq!(refused.code, "sign_in.number_limit");
        backend.clock.advance(HOUR);
        enter(&backend, "new", HOME).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn wrong_tries_are_those_of_the_browser_that_makes_them() {
    both(|backend| async move {
        let code = ask(&backend, "hers", HOME).await.unwrap().code.unwrap();
        ask(&backend, "theirs", "198.51.100.1").await.unwrap();
        for _ in 0..20 {
            let wrong = if code == "123456" { "654321" } else { "123456" };
            let theirs = Origin { device: "theirs", network: Some("198.51.100.1"), agent: "" };
            sign_in(&backend, PHONE, wrong, theirs).await.unwrap_err();
        }
        sign_in(&backend, PHONE, &code, Origin { device: "hers", network: Some(HOME), agent: "" })
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn while_somebody_guesses_strangers_have_two_tries_and_the_owner_five() {
    both(|backend| async move {
        enter(&backend, "hers", HOME).await.unwrap();
        let tries = async |device: &'static str| {
            let code = ask(&backend, device, "203.0.113.7").await.unwrap().code.unwrap();
            let wrong = if code == "123456" { "654321" } else { "123456" };
            let origin = Origin { device, network: Some("203.0.113.7"), agent: "" };
            let mut tries = 0;
            while sign_in(&backend, PHONE, wrong, origin).await.unwrap_err().code == "sign_in.code_wrong" {
                tries += 1;
            }
            tries + 1
        };
        let mut numbers = 0;
        while sign_in_load(&backend).await.unwrap().wrong_within_hour < GUESSING {
            let (phone, network) = (format!("139{numbers:08}"), format!("198.51.100.{numbers}"));
            let origin = Origin { device: "theirs", network: Some(&network), agent: "" };
            let code = ask_for_code(&backend, &phone, origin, Repeat::None).await.unwrap().code.unwrap();
            let wrong = if code == "123456" { "654321" } else { "123456" };
            for _ in 0..CODE_TRIES {
                sign_in(&backend, &phone, wrong, origin).await.unwrap_err();
            }
            numbers += 1;
        }
        assert_eq!(tries("new").await, 2);
        backend.clock.advance(MINUTE);
        assert_eq!(tries("hers").await, 5);
    })
    .await;
}

#[tokio::test]
async fn a_day_has_so_many_codes_and_some_are_kept_for_those_who_were_here() {
    both(|mut backend| async move {
        backend.set_codes_a_day(5);
        enter(&backend, "hers", HOME).await.unwrap();
        for number in 0..3 {
            let network = format!("198.51.100.{number}");
            let origin = Origin { device: "theirs", network: Some(&network), agent: "" };
            ask_for_code(&backend, &format!("1390000000{number}"), origin, Repeat::None).await.unwrap();
        }
        backend.clock.advance(MINUTE);
        let refused = ask(&backend, "new", "203.0.113.7").await.unwrap_err();
        assert_eq!(refused.code, "sign_in.budget");
        enter(&backend, "hers", HOME).await.unwrap();
        let load = sign_in_load(&backend).await.unwrap();
        assert_eq!(load, SignInLoad { codes_today: 5, codes_a_day: 5, wrong_within_hour: 0 });
        backend.clock.advance(MINUTE);
        assert_eq!(ask(&backend, "hers", HOME).await.unwrap_err().code, "sign_in.budget");
        backend.clock.advance(DAY);
        enter(&backend, "new", "203.0.113.7").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_console_opens_a_way_in_that_is_used_once_within_ten_minutes() {
    both(|backend| async move {
        let nobody = make_sign_in_link(&backend, PHONE).await.unwrap_err();
        assert_eq!(nobody.code, "sign_in_link.nobody");
        let phone = Phone::parse_mobile(PHONE).unwrap();
        let mut tx = backend.store.write().await.unwrap();
        let name = PersonName::parse("陈静").unwrap();
        let person = ensure_person(&mut tx, &backend, &phone, &name).await.unwrap();
        tx.commit().await.unwrap();

        let link = make_sign_in_link(&backend, PHONE).await.unwrap();
        let open = async |link: &str, device| {
            sign_in_by_link(&backend, link, Origin { device, network: Some(HOME), agent: "" }).await
        };
        for press in ["first", "again: the answer may be lost"] {
            let signed_in = open(&link, "hers").await.expect(press);
            assert_eq!(viewer(&backend, &signed_in.token).await.unwrap().unwrap().person, person);
        }
        assert_eq!(open(&link, "theirs").await.unwrap_err().code, "sign_in_link.gone");
        let late = make_sign_in_link(&backend, PHONE).await.unwrap();
        backend.clock.advance(10 * MINUTE);
        for gone in [link.as_str(), late.as_str(), "", "no link"] {
            assert_eq!(open(gone, "hers").await.unwrap_err().code, "sign_in_link.gone");
        }
    })
    .await;
}
