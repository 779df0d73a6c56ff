//! Passkeys: made, used in place of a code, named and removed.

use crate::support::{Authenticator, Person, TestBackend, both, resident, sign_in};
use backend::accounts::{
    NewPasskey, Origin, PasskeyAnswer, SignedIn, add_passkey, ask_for_new_passkey, ask_for_passkey, passkeys,
    remove_passkey, rename_passkey, sessions, sign_in_by_passkey, sweep, viewer,
};
use backend::store::FromRow;
use backend::{AppError, Backend, ErrorKind, values};
use domain::accounts::{PASSKEY_PATIENCE, PASSKEYS_MOST, RelyingParty, SignInMethod};
use domain::time::{DAY, MINUTE};

const PHONE: &str = "13800000001";
const SITE: &str = "https://dian.example.cn";
const AGENT: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/604.1";
/// Somebody has touched a device, and it doesn't know who.
const TOUCHED: u8 = 0x01;
const HERS: Origin<'static> = Origin { device: "hers", network: Some("58.210.7.9"), agent: AGENT };

fn site() -> RelyingParty {
    RelyingParty::of(SITE).unwrap()
}

async fn add(
    backend: &Backend,
    who: &Person,
    device: &mut Authenticator,
    name: &str,
) -> Result<(), AppError> {
    let asked = ask_for_new_passkey(backend, who, &site(), HERS).await.unwrap();
    let credential = device.create(&asked.options);
    let answer = PasskeyAnswer { challenge: &asked.challenge, credential: &credential };
    add_passkey(backend, who, &site(), NewPasskey { answer, name }, HERS).await
}

async fn enter(backend: &Backend, device: &mut Authenticator) -> Result<SignedIn, AppError> {
    let asked = ask_for_passkey(backend, &site(), HERS).unwrap();
    let credential = device.get(&asked.options);
    let answer = PasskeyAnswer { challenge: &asked.challenge, credential: &credential };
    sign_in_by_passkey(backend, &site(), answer, HERS).await
}

/// A resident with a passkey, and their device.
async fn with_passkey(backend: &TestBackend) -> (Person, Authenticator) {
    crate::support::district(backend).await;
    let who = resident(backend, PHONE, "李敏", "K10101").await;
    let mut device = Authenticator::new(SITE, 1);
    add(backend, &who, &mut device, "").await.unwrap();
    (who, device)
}

#[tokio::test]
async fn a_passkey_is_made_and_signs_in() {
    both(|backend| async move {
        let (who, mut device) = with_passkey(&backend).await;
        let listed = passkeys(&backend, &who).await.unwrap();
        assert_eq!((listed.len(), listed[0].name.as_str(), listed[0].used), (1, "苹果手机", None));
        assert_eq!(who.method, SignInMethod::Sms);
        let who = who.again(&backend).await;
        assert_eq!(who.method, SignInMethod::Passkey, "it was in their hands");

        backend.clock.advance(DAY);
        let signed = enter(&backend, &mut device).await.unwrap();
        assert!(!signed.needs_profile);
        let entered = viewer(&backend, &signed.token).await.unwrap().unwrap();
        assert_eq!((&entered.person, entered.method), (&who.person, SignInMethod::Passkey));
        assert_eq!(passkeys(&backend, &who).await.unwrap()[0].used, Some(backend.clock.now()));
        let methods: Vec<_> =
            sessions(&backend, &entered).await.unwrap().into_iter().map(|line| line.method).collect();
        assert_eq!(methods, [SignInMethod::Passkey, SignInMethod::Passkey]);
    })
    .await;
}

#[tokio::test]
async fn a_challenge_is_answered_once_soon_and_in_the_browser_that_was_asked() {
    both(|backend| async move {
        let (who, mut device) = with_passkey(&backend).await;
        let asked = ask_for_passkey(&backend, &site(), HERS).unwrap();
        let credential = device.get(&asked.options);
        let answer = PasskeyAnswer { challenge: &asked.challenge, credential: &credential };
        let elsewhere = Origin { device: "theirs", ..HERS };
        let stolen = sign_in_by_passkey(&backend, &site(), answer, elsewhere).await.unwrap_err();
        assert_eq!(stolen.code, "passkey.too_late");
        sign_in_by_passkey(&backend, &site(), answer, HERS).await.unwrap();
        sign_in_by_passkey(&backend, &site(), answer, HERS).await.expect("the first response was lost");
        let again = device.get(&asked.options);
        let answer = PasskeyAnswer { credential: &again, ..answer };
        let used = sign_in_by_passkey(&backend, &site(), answer, HERS).await.unwrap_err();
        assert_eq!((used.kind, used.code.as_str()), (ErrorKind::Conflict, "passkey.answered"));

        let asked = ask_for_passkey(&backend, &site(), HERS).unwrap();
        backend.clock.advance(PASSKEY_PATIENCE);
        let credential = device.get(&asked.options);
        let late = PasskeyAnswer { challenge: &asked.challenge, credential: &credential };
        assert_eq!(
            sign_in_by_passkey(&backend, &site(), late, HERS).await.unwrap_err().code,
            "passkey.too_late"
        );
        // What was asked for to add one signs nobody in.
        let asked = ask_for_new_passkey(&backend, &who, &site(), HERS).await.unwrap();
        let other = PasskeyAnswer { challenge: &asked.challenge, credential: &credential };
        assert_eq!(
            sign_in_by_passkey(&backend, &site(), other, HERS).await.unwrap_err().code,
            "passkey.too_late"
        );

        #[derive(FromRow)]
        struct Row {
            kept: i64,
        }
        sweep(&backend).await.unwrap();
        let sql = "SELECT count(*) AS kept FROM passkey_challenges";
        let mut tx = backend.store.read().await.unwrap();
        let row: Row = tx.one(sql, values![]).await.unwrap().unwrap();
        assert_eq!(row.kept, 0, "their time is over");
    })
    .await;
}

#[tokio::test]
async fn another_site_another_device_and_nobody_sign_in_nowhere() {
    both(|backend| async move {
        let (_, mut device) = with_passkey(&backend).await;
        let refused = async |device: &mut Authenticator| enter(&backend, device).await.unwrap_err().code;
        device.origin = "https://dian.example.com".into();
        assert_eq!(refused(&mut device).await, "passkey.refused", "led astray");
        device.origin = SITE.into();
        device.flags = TOUCHED;
        assert_eq!(refused(&mut device).await, "passkey.refused", "anybody may have touched it");
        let mut stranger = Authenticator::new(SITE, 2);
        let asked =
            ask_for_new_passkey(&backend, &*sign_in(&backend, "13800000002").await, &site(), HERS).await;
        stranger.create(&asked.unwrap().options);
        assert_eq!(refused(&mut stranger).await, "passkey.unknown", "made, but never added");
        // Another key under the same id.
        let mut forged = Authenticator::new(SITE, 1);
        let asked =
            ask_for_new_passkey(&backend, &*sign_in(&backend, "13800000003").await, &site(), HERS).await;
        forged.create(&asked.unwrap().options);
        assert_eq!(refused(&mut forged).await, "passkey.refused");
    })
    .await;
}

#[tokio::test]
async fn a_copy_of_a_passkey_is_noticed_by_its_count() {
    both(|backend| async move {
        let (_, mut device) = with_passkey(&backend).await;
        device.count = 4;
        enter(&backend, &mut device).await.unwrap();
        device.count = 4;
        assert_eq!(enter(&backend, &mut device).await.unwrap_err().code, "passkey.refused");
        device.count = 5;
        enter(&backend, &mut device).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn passkeys_are_named_and_removed_by_whoever_has_just_signed_in() {
    both(|backend| async move {
        let (who, mut device) = with_passkey(&backend).await;
        let id = passkeys(&backend, &who).await.unwrap()[0].id.clone();
        let other = sign_in(&backend, "13800000002").await;
        assert_eq!(
            rename_passkey(&backend, &other, &id, "我的").await.unwrap_err().kind,
            ErrorKind::NotFound
        );
        remove_passkey(&backend, &other, &id).await.unwrap();
        assert_eq!(rename_passkey(&backend, &who, &id, " ").await.unwrap_err().fields[0].field, "name");
        rename_passkey(&backend, &who, &id, "办公室电脑").await.unwrap();
        assert_eq!(passkeys(&backend, &who).await.unwrap()[0].name, "办公室电脑");
        backend.clock.advance(10 * MINUTE);
        for refused in [
            remove_passkey(&backend, &who, &id).await,
            add(&backend, &who, &mut Authenticator::new(SITE, 2), "").await,
        ] {
            assert_eq!(refused.unwrap_err().code, "account.not_fresh");
        }
        let who = sign_in(&backend, PHONE).await;
        remove_passkey(&backend, &who, &id).await.unwrap();
        remove_passkey(&backend, &who, &id).await.unwrap();
        assert_eq!(passkeys(&backend, &who).await.unwrap(), []);
        assert_eq!(enter(&backend, &mut device).await.unwrap_err().code, "passkey.unknown");
        assert_eq!(
            add(&backend, &who, &mut device, "").await.unwrap_err().code,
            "passkey.refused",
            "it is known"
        );
    })
    .await;
}

#[tokio::test]
async fn somebody_has_ten_passkeys_at_most_and_none_of_anothers() {
    both(|backend| async move {
        let (who, mut device) = with_passkey(&backend).await;
        add(&backend, &who, &mut device, "").await.expect("pressed twice");
        let other = sign_in(&backend, "13800000002").await;
        assert_eq!(add(&backend, &other, &mut device, "").await.unwrap_err().code, "passkey.refused");
        for number in 2..=PASSKEYS_MOST {
            let number = u8::try_from(number).unwrap();
            add(&backend, &who, &mut Authenticator::new(SITE, number), "又一把").await.unwrap();
        }
        let most = add(&backend, &who, &mut Authenticator::new(SITE, 99), "").await.unwrap_err();
        assert_eq!(most.code, "passkey.most");
        assert_eq!(passkeys(&backend, &who).await.unwrap().len(), PASSKEYS_MOST);
        let long = add(&backend, &who, &mut device, &"长".repeat(31)).await.unwrap_err();
        assert_eq!(long.fields[0].sentence, "名称太长：最多 30 个字，现在有 31 个");
    })
    .await;
}
