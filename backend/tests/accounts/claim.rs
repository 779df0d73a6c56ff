//! Numbers that operators may have given to somebody else.

use crate::support::{both, district, resident, sign_in};
use backend::accounts::{
    ASKED_WHOSE, ClaimForm, Origin, Repeat, SignedIn, ask_for_code, claim_account, sign_in as sign_in_with,
    viewer,
};
use backend::{AppError, Backend};
use domain::accounts::{Phone, UNUSED_NUMBER};
use domain::time::{HOUR, MINUTE};

const PHONE: &str = "13800000001";
const NEW: Origin<'static> = Origin { device: "new", network: Some("58.210.7.9"), agent: "" };

/// Signs in by message in a browser that the number never had.
async fn enter(backend: &Backend, phone: &str) -> Result<SignedIn, AppError> {
    let code = ask_for_code(backend, phone, NEW, Repeat::None).await.unwrap().code.unwrap();
    sign_in_with(backend, phone, &code, NEW).await
}

async fn claim(backend: &Backend, said: ClaimForm, origin: Origin<'_>) -> Result<SignedIn, AppError> {
    claim_account(backend, &Phone::parse(PHONE).unwrap(), &said, origin).await
}

fn named(name: &str) -> ClaimForm {
    ClaimForm { name: name.into(), ..ClaimForm::default() }
}

fn at_home(estate: &str, building: &str) -> ClaimForm {
    ClaimForm { estate: estate.into(), building: building.into(), ..ClaimForm::default() }
}

#[tokio::test]
async fn a_number_that_was_not_used_for_half_a_year_says_whose_it_is() {
    both(|backend| async move {
        district(&backend).await;
        let before = resident(&backend, PHONE, "王秀英", "K10101").await;
        backend.clock.advance(UNUSED_NUMBER);
        assert_eq!(enter(&backend, PHONE).await.unwrap_err().code, ASKED_WHOSE);
        for wrong in [named("李"), named(""), at_home("中华园", ""), at_home("书香名邸", "3")] {
            assert_eq!(claim(&backend, wrong, NEW).await.unwrap_err().code, "factor.wrong");
        }
        let elsewhere = Origin { device: "another", ..NEW };
        assert_eq!(claim(&backend, named("王秀英"), elsewhere).await.unwrap_err().code, "sign_in.too_late");
        let signed = claim(&backend, at_home("中华园", "3幢"), NEW).await.unwrap();
        let entered = viewer(&backend, &signed.token).await.unwrap().unwrap();
        assert_eq!(entered.person, before.person);
        backend.clock.advance(MINUTE);
        enter(&backend, PHONE).await.expect("it is known in this browser now");
    })
    .await;
}

#[tokio::test]
async fn guesses_are_counted_and_the_code_grows_old() {
    both(|backend| async move {
        district(&backend).await;
        resident(&backend, PHONE, "王秀英", "K10101").await;
        backend.clock.advance(UNUSED_NUMBER);
        assert_eq!(enter(&backend, PHONE).await.unwrap_err().code, ASKED_WHOSE);
        for _ in 0..5 {
            assert_eq!(claim(&backend, named("王芳"), NEW).await.unwrap_err().code, "factor.wrong");
        }
        assert_eq!(claim(&backend, named("王秀英"), NEW).await.unwrap_err().code, "factor.tries");
        backend.clock.advance(HOUR);
        assert_eq!(claim(&backend, named("王秀英"), NEW).await.unwrap_err().code, "sign_in.too_late");
        assert_eq!(enter(&backend, PHONE).await.unwrap_err().code, ASKED_WHOSE);
        claim(&backend, named("王 秀英"), NEW).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn nobody_else_is_asked() {
    both(|backend| async move {
        district(&backend).await;
        resident(&backend, PHONE, "王秀英", "K10101").await;
        backend.clock.advance(UNUSED_NUMBER - MINUTE);
        enter(&backend, PHONE).await.expect("not for long enough");
        backend.clock.advance(UNUSED_NUMBER);
        sign_in(&backend, PHONE).await;
        enter(&backend, "13800000002").await.expect("a number that is new here");
    })
    .await;
}
