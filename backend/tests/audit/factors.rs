//! What is shown beside a number, and what ends by itself.

use super::{of_kind, stored};
use crate::support::{TestBackend, both, district, sign_in, totp_code, with_grant};
use backend::accounts::{
    GrantForm, grant_role, keep_recovery_codes, lock_account, new_recovery_codes, offered_totp, prove_totp,
    remove_totp, set_up_totp, use_recovery_code,
};
use backend::orders::end_due_grants;
use backend::settings::set_duty_telephone;
use domain::accounts::Role;
use domain::audit::{Factor, SecurityEvent, SecurityEventKind as Kind};
use domain::time::{DAY, MINUTE};

const PHONE: &str = "13800000061";

/// An authenticator and codes on paper, shown once and once wrongly.
async fn factors(backend: &TestBackend) {
    let staff = with_grant(backend, PHONE, "李敏", (Role::Staff, "K101", "")).await;
    let totp = offered_totp(backend, &staff, None).unwrap();
    let code = totp_code(&totp.letters, backend.clock.now());
    for _ in 0..2 {
        set_up_totp(backend, &staff, &totp.offer, &code).await.unwrap();
    }
    let staff = staff.again(backend).await;
    let paper = new_recovery_codes(backend, &staff).unwrap();
    for _ in 0..2 {
        keep_recovery_codes(backend, &staff, &paper.offer).await.unwrap();
    }
    backend.clock.advance(MINUTE);
    let weak = sign_in(backend, PHONE).await;
    let later = totp_code(&totp.letters, backend.clock.now().plus(10 * MINUTE));
    prove_totp(backend, &weak, &later).await.unwrap_err();
    let code = totp_code(&totp.letters, backend.clock.now());
    prove_totp(backend, &weak, &code).await.unwrap();
    backend.clock.advance(MINUTE);
    let weak = sign_in(backend, PHONE).await;
    use_recovery_code(backend, &weak, &paper.codes[0]).await.unwrap();
    let staff = weak.again(backend).await;
    for _ in 0..2 {
        remove_totp(backend, &staff).await.unwrap();
    }
}

/// Everything that is recorded of second factors, and of a role whose last day is over.
pub async fn story(backend: &TestBackend) {
    factors(backend).await;
    let plumber =
        with_grant(backend, "13800000062", "顾师傅", (Role::PropertyCompany, "K101", "安居物业")).await;
    for _ in 0..2 {
        set_duty_telephone(backend, &plumber, "0512-57000009").await.unwrap();
    }
    let admin = with_grant(backend, "13800000063", "何主任", (Role::Admin, "K", "")).await;
    let form = GrantForm {
        phone: "13800000064".into(),
        name: "孙新".into(),
        role: "member".into(),
        area: "K101".into(),
        until: backend.clock.now().date().to_string(),
        ..GrantForm::default()
    };
    let grant = grant_role(backend, &admin, &form).await.unwrap();
    lock_account(backend, &admin, &grant).await.unwrap();
    backend.clock.advance(DAY);
    assert_eq!(end_due_grants(backend).await.unwrap(), 1);
    assert_eq!(end_due_grants(backend).await.unwrap(), 0);
}

#[tokio::test]
async fn what_is_shown_beside_a_number_is_recorded_once_each_time() {
    both(|backend| async move {
        district(&backend).await;
        factors(&backend).await;
        let own = |one: &SecurityEvent| {
            use Kind::{FactorAdded, FactorFailed, FactorProved, FactorRemoved};
            [FactorAdded, FactorFailed, FactorProved, FactorRemoved].contains(&one.kind())
        };
        let all = stored(&backend).await;
        let mut told: Vec<_> = all.iter().filter(|one| own(&one.event())).collect();
        assert!(told.iter().all(|one| one.acting == "staff" && one.area.as_deref() == Some("K101")));
        told.sort_by_key(|one| one.details.clone());
        let told: Vec<_> = told.iter().map(|one| one.event()).collect();
        let (totp, paper) = (Factor::Totp, Factor::RecoveryCode);
        let expected = [
            SecurityEvent::FactorAdded { factor: paper },
            SecurityEvent::FactorAdded { factor: totp },
            SecurityEvent::FactorFailed { factor: totp },
            SecurityEvent::FactorProved { factor: paper },
            SecurityEvent::FactorProved { factor: totp },
            SecurityEvent::FactorRemoved { factor: totp },
        ];
        assert_eq!(told, expected);
    })
    .await;
}

#[tokio::test]
async fn a_role_whose_last_day_is_over_is_ended_by_the_program() {
    both(|backend| async move {
        district(&backend).await;
        story(&backend).await;
        let ended = of_kind(&backend, Kind::RoleEnded).await;
        assert_eq!(ended.len(), 1, "{ended:?}");
        let one = &ended[0];
        assert_eq!((one.acting.as_str(), one.area.as_deref()), ("program", Some("K101")));
        assert!(one.subject.is_some() && one.person.is_none(), "{one:?}");
        let unlocked = of_kind(&backend, Kind::AccountUnlocked).await;
        assert_eq!(unlocked.len(), 1, "who holds nothing is not locked: {unlocked:?}");
        assert_eq!((&unlocked[0].acting, &unlocked[0].subject), (&"program".to_owned(), &one.subject));
        let telephone = of_kind(&backend, Kind::TeamTelephoneSet).await;
        assert_eq!((telephone.len(), telephone[0].area.as_deref()), (1, Some("K101")), "{telephone:?}");
    })
    .await;
}
