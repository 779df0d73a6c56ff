//! What those show, beside their number, who work with other people's doors and numbers.

use crate::support::{Authenticator, Person, TestBackend, both, district, sign_in, totp_code, with_grant};
use backend::accounts::{
    AccountNotice, NewPasskey, NewTotp, Origin, PasskeyAnswer, account_notices, add_passkey,
    ask_for_new_passkey, has_totp, is_asked_for_totp, keep_recovery_codes, make_sign_in_link,
    new_recovery_codes, offered_totp, prove_totp, read_account_notices, recovery_codes_left, remove_passkey,
    remove_totp, set_up_totp, sign_in_by_link, sign_in_by_shown_code, use_recovery_code, viewer,
};
use backend::{AppError, Backend};
use domain::accounts::{FACTOR_TRIES_WITHIN, FIRST_DAY, RECOVERY_CODES, RelyingParty, Role, SignInMethod};
use domain::time::MINUTE;

const PHONE: &str = "13800000001";
const SITE: &str = "https://dian.example.cn";

/// The staff of a community, on the day after they were made that, signed in by message.
async fn staff(backend: &mut TestBackend) -> Person {
    backend.ask_second_factor();
    district(backend).await;
    let staff = with_grant(backend, PHONE, "李敏", (Role::Staff, "K101", "")).await;
    assert_eq!(staff.may_see_contacts(), Ok(()), "on their first day");
    backend.clock.advance(FIRST_DAY);
    sign_in(backend, PHONE).await
}

/// The same once more, signed in by message alone.
async fn again(backend: &Backend) -> Person {
    backend.clock.advance(MINUTE);
    sign_in(backend, PHONE).await
}

/// Sets an authenticator up; its secret.
async fn with_totp(backend: &Backend, who: &Person) -> Result<NewTotp, AppError> {
    let totp = offered_totp(backend, who, None)?;
    let code = totp_code(&totp.letters, backend.clock.now());
    set_up_totp(backend, who, &totp.offer, &code).await.map(|()| totp)
}

fn code_of<T: std::fmt::Debug>(outcome: Result<T, AppError>) -> String {
    outcome.unwrap_err().code
}

#[tokio::test]
async fn after_the_first_day_a_message_alone_shows_no_door_and_no_number() {
    both(|mut backend| async move {
        let who = staff(&mut backend).await;
        assert_eq!(code_of(who.may_see_contacts()), "account.second_factor");
        let member = with_grant(&backend, "13800000002", "王强", (Role::Member, "K101", "")).await;
        backend.clock.advance(FIRST_DAY);
        assert_eq!(member.again(&backend).await.may_see_contacts(), Ok(()), "nobody else is asked");

        let link = make_sign_in_link(&backend, PHONE).await.unwrap();
        let hers = Origin { device: "hers", ..Origin::default() };
        let linked = sign_in_by_link(&backend, &link, hers).await.unwrap();
        let linked = viewer(&backend, &linked.token).await.unwrap().unwrap();
        assert_eq!((linked.method, linked.may_see_contacts()), (SignInMethod::Link, Ok(())));
    })
    .await;
}

#[tokio::test]
async fn an_authenticator_is_set_up_and_asked_for() {
    both(|mut backend| async move {
        let who = staff(&mut backend).await;
        let totp = with_totp(&backend, &who).await.unwrap();
        assert!(totp.address.starts_with("otpauth://totp/") && totp.address.contains(&totp.letters));
        let who = who.again(&backend).await;
        assert_eq!((who.method, who.may_see_contacts()), (SignInMethod::Totp, Ok(())));
        assert_eq!(account_notices(&backend, &who).await.unwrap()[0].notice, AccountNotice::TotpSetUp);
        assert_eq!(who.unread_notices, 1);
        read_account_notices(&backend, &who).await.unwrap();
        assert_eq!(who.again(&backend).await.unread_notices, 0);

        backend.clock.advance(MINUTE);
        let signed = sign_in_by_shown_code(&backend, PHONE).await.unwrap();
        assert!(is_asked_for_totp(&backend, &signed).await.unwrap());
        let weak = again(&backend).await;
        assert_eq!(code_of(weak.may_see_contacts()), "account.second_factor");
        let code = totp_code(&totp.letters, backend.clock.now());
        prove_totp(&backend, &weak, &code).await.unwrap();
        let strong = weak.again(&backend).await;
        assert_eq!((strong.method, strong.may_see_contacts()), (SignInMethod::Totp, Ok(())));
        prove_totp(&backend, &strong, &code).await.expect("pressed twice");
        let other = sign_in(&backend, "13800000003").await;
        assert_eq!(code_of(prove_totp(&backend, &other, &code).await), "totp.none");
    })
    .await;
}

#[tokio::test]
async fn a_code_counts_once_and_wrong_ones_are_counted() {
    both(|mut backend| async move {
        let who = staff(&mut backend).await;
        let totp = with_totp(&backend, &who).await.unwrap();
        let used = totp_code(&totp.letters, backend.clock.now());
        // Both within the minute in which the code would hold.
        let weak = at_the_same_time(&backend).await;
        assert_eq!(code_of(prove_totp(&backend, &weak, &used).await), "factor.wrong");
        assert_eq!(code_of(prove_totp(&backend, &weak, "12345").await), "totp.malformed");
        for _ in 0..4 {
            let later = totp_code(&totp.letters, backend.clock.now().plus(10 * MINUTE));
            assert_eq!(code_of(prove_totp(&backend, &weak, &later).await), "factor.wrong");
        }
        backend.clock.advance(MINUTE);
        let right = totp_code(&totp.letters, backend.clock.now());
        assert_eq!(
            code_of(prove_totp(&backend, &weak, &right).await),
            "factor.tries",
            "not even the right one"
        );
        backend.clock.advance(FACTOR_TRIES_WITHIN);
        let right = totp_code(&totp.letters, backend.clock.now());
        prove_totp(&backend, &weak, &right).await.unwrap();
    })
    .await;
}

/// Signed in by message in the same half minute, from elsewhere.
async fn at_the_same_time(backend: &Backend) -> Person {
    let now = backend.clock.now();
    backend.clock.advance(MINUTE);
    let weak = sign_in(backend, PHONE).await;
    backend.clock.advance(now.since(backend.clock.now()));
    weak
}

#[tokio::test]
async fn whoever_has_a_second_factor_changes_nothing_without_it() {
    both(|mut backend| async move {
        let who = staff(&mut backend).await;
        let totp = with_totp(&backend, &who).await.unwrap();
        let weak = again(&backend).await;
        let site = RelyingParty::of(SITE).unwrap();
        let hers = Origin { device: "hers", ..Origin::default() };
        let asked = ask_for_new_passkey(&backend, &weak, &site, hers).await.unwrap();
        let credential = Authenticator::new(SITE, 1).create(&asked.options);
        let answer = PasskeyAnswer { challenge: &asked.challenge, credential: &credential };
        let added = add_passkey(&backend, &weak, &site, NewPasskey { answer, name: "" }, hers).await;
        let codes = new_recovery_codes(&backend, &weak).unwrap();
        for refused in [
            added,
            remove_passkey(&backend, &weak, "any").await,
            remove_totp(&backend, &weak).await,
            with_totp(&backend, &weak).await.map(|_| ()),
            keep_recovery_codes(&backend, &weak, &codes.offer).await,
        ] {
            assert_eq!(code_of(refused), "account.factor_first");
        }
        prove_totp(&backend, &weak, &totp_code(&totp.letters, backend.clock.now())).await.unwrap();
        let strong = weak.again(&backend).await;
        remove_totp(&backend, &strong).await.unwrap();
        remove_totp(&backend, &strong).await.unwrap();
        assert!(!has_totp(&backend, &strong).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_code_on_paper_counts_once_and_is_told() {
    both(|mut backend| async move {
        let who = staff(&mut backend).await;
        let set = new_recovery_codes(&backend, &who).unwrap();
        assert_eq!(set.codes.len(), RECOVERY_CODES);
        assert_eq!(
            code_of(use_recovery_code(&backend, &who, &set.codes[0]).await),
            "factor.wrong",
            "not kept yet"
        );
        keep_recovery_codes(&backend, &who, &set.offer).await.unwrap();
        keep_recovery_codes(&backend, &who, &set.offer).await.unwrap();
        assert_eq!(recovery_codes_left(&backend, &who).await.unwrap(), RECOVERY_CODES);
        backend.clock.advance(1);
        use_recovery_code(&backend, &who, &set.codes[0].replace('-', " ")).await.unwrap();
        let strong = who.again(&backend).await;
        assert_eq!((strong.method, strong.may_see_contacts()), (SignInMethod::Recovery, Ok(())));
        assert_eq!(
            account_notices(&backend, &strong).await.unwrap()[0].notice,
            AccountNotice::RecoveryCodeUsed
        );
        assert_eq!(recovery_codes_left(&backend, &strong).await.unwrap(), RECOVERY_CODES - 1);

        let weak = again(&backend).await;
        assert_eq!(code_of(use_recovery_code(&backend, &weak, &set.codes[0]).await), "factor.wrong", "used");
        backend.clock.advance(MINUTE);
        let newer = new_recovery_codes(&backend, &strong).unwrap();
        keep_recovery_codes(&backend, &strong, &newer.offer).await.unwrap();
        assert_eq!(
            code_of(use_recovery_code(&backend, &weak, &set.codes[1]).await),
            "factor.wrong",
            "of the old set"
        );
        use_recovery_code(&backend, &weak, &newer.codes[1]).await.unwrap();
        let other = sign_in(&backend, "13800000003").await;
        assert_eq!(code_of(keep_recovery_codes(&backend, &other, &newer.offer).await), "recovery.offer");
    })
    .await;
}
