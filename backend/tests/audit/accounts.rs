//! Signing in and out, roles, accounts.

use super::{of_kind, stored};
use crate::support::{TestBackend, both, count, district, resident, with_grant};
use backend::accounts::{
    GrantForm, Origin, Repeat, ask_for_code, end_other_sessions, end_session, grant_role, lock_account,
    make_sign_in_link, rename_holder, sessions, sign_in, sign_in_by_link, sign_out, unlock_account, viewer,
};
use backend::orders::revoke_role;
use domain::accounts::Role;
use domain::audit::{SecurityEvent, SecurityEventKind as Kind, SignInFailure, SignInWay};
use domain::time::MINUTE;

const PHONE: &str = "13800000031";

fn origin(device: &str) -> Origin<'_> {
    Origin { device, network: Some("58.210.7.9"), agent: "" }
}

/// Everything that is recorded of accounts happens once.
pub async fn story(backend: &TestBackend) {
    let admin = with_grant(backend, "13800000032", "何主任", (Role::Admin, "K", "")).await;
    let form = GrantForm {
        phone: PHONE.into(),
        name: "孙新".into(),
        role: "staff".into(),
        area: "K101".into(),
        ..GrantForm::default()
    };
    let grant = grant_role(backend, &admin, &form).await.unwrap();
    assert_eq!(grant_role(backend, &admin, &form).await.unwrap(), grant, "pressed twice");
    let code = ask_for_code(backend, PHONE, origin("hers"), Repeat::None).await.unwrap().code.unwrap();
    let wrong = if code == "123456" { "654321" } else { "123456" };
    sign_in(backend, PHONE, wrong, origin("hers")).await.unwrap_err();
    let first = sign_in(backend, PHONE, &code, origin("hers")).await.unwrap().token;
    let again = sign_in(backend, PHONE, &code, origin("hers")).await.unwrap().token;
    let link = make_sign_in_link(backend, PHONE).await.unwrap();
    let elsewhere = sign_in_by_link(backend, &link, origin("another")).await.unwrap().token;
    let who = viewer(backend, &elsewhere).await.unwrap().unwrap();
    let listed = sessions(backend, &who).await.unwrap();
    let other = listed.iter().find(|line| !line.is_this).unwrap();
    end_session(backend, &who, &other.id).await.unwrap();
    end_other_sessions(backend, &who).await.unwrap();
    end_other_sessions(backend, &who).await.unwrap();
    assert!(viewer(backend, &first).await.unwrap().or(viewer(backend, &again).await.unwrap()).is_none());
    sign_out(backend, &who).await.unwrap();
    rename_holder(backend, &admin, &grant, "孙新华").await.unwrap();
    rename_holder(backend, &admin, &grant, "孙新华").await.unwrap();
    lock_account(backend, &admin, &grant).await.unwrap();
    lock_account(backend, &admin, &grant).await.unwrap();
    backend.clock.advance(MINUTE);
    let code = ask_for_code(backend, PHONE, origin("hers"), Repeat::None).await.unwrap().code.unwrap();
    sign_in(backend, PHONE, &code, origin("hers")).await.unwrap_err();
    unlock_account(backend, &admin, &grant).await.unwrap();
    unlock_account(backend, &admin, &grant).await.unwrap();
    revoke_role(backend, &admin, &grant).await.unwrap();
    revoke_role(backend, &admin, &grant).await.unwrap();
}

#[tokio::test]
async fn what_happens_to_an_account_is_recorded_once_by_ids_alone() {
    both(|backend| async move {
        district(&backend).await;
        let before = count(&backend, "security_events").await;
        story(&backend).await;
        let all = stored(&backend).await;
        let of_story: Vec<_> = all
            .iter()
            .filter(|one| one.event != "imported" && one.event != "signed_in")
            .map(|one| (one.event.as_str(), one.acting.as_str()))
            .collect();
        let mut sorted = of_story.clone();
        sorted.sort_unstable();
        let expected = [
            ("account_locked", "admin"),
            ("account_unlocked", "admin"),
            ("name_set", "admin"),
            ("name_set", "admin"),
            ("role_granted", "admin"),
            ("role_granted", "console"),
            ("role_revoked", "admin"),
            ("sessions_ended", "staff"),
            ("sessions_ended", "staff"),
            ("sign_in_failed", "nobody"),
            ("sign_in_failed", "nobody"),
            ("sign_in_link_made", "console"),
            ("signed_out", "staff"),
        ];
        assert_eq!(sorted, expected, "after {before}");

        let ways: Vec<_> = of_kind(&backend, Kind::SignedIn).await;
        let of_staff: Vec<_> = ways.iter().filter(|one| one.acting == "staff").map(|one| one.event()).collect();
        for (way, new_device) in
            [(SignInWay::Code, false), (SignInWay::LostAnswer, false), (SignInWay::Link, true)]
        {
            assert!(of_staff.contains(&SecurityEvent::SignedIn { way, new_device }), "{way:?}: {of_staff:?}");
        }
        assert!(ways.iter().filter(|one| one.acting == "staff").all(|one| one.area.as_deref() == Some("K101")));
        let failed = of_kind(&backend, Kind::SignInFailed).await;
        for reason in [SignInFailure::WrongCode, SignInFailure::Locked] {
            let of_reason = |one: &&super::Stored| {
                matches!(one.event(), SecurityEvent::SignInFailed { reason: found, .. } if found == reason)
            };
            let one = failed.iter().find(of_reason).unwrap();
            assert!(one.subject.is_some() && one.person.is_none(), "{one:?}");
            assert!(!one.network.is_empty() && !one.network.contains("58.210"), "{one:?}");
        }
        let told = format!("{all:?}");
        for secret in [PHONE, "13800000032", "孙新", "何主任", "58.210"] {
            assert!(!told.contains(secret), "{secret}: {told}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_rolled_back_is_not_recorded() {
    both(|backend| async move {
        district(&backend).await;
        let lead = with_grant(&backend, "13800000033", "陈国平", (Role::CommunityLead, "K101", "")).await;
        resident(&backend, PHONE, "王秀英", "K10101").await;
        let before = count(&backend, "security_events").await;
        // The name would be set first; then the grant is refused.
        let form = GrantForm {
            phone: "13800000034".into(),
            name: "孙新".into(),
            role: "member".into(),
            area: "K101".into(),
            ..GrantForm::default()
        };
        grant_role(&backend, &lead, &form).await.unwrap();
        let other = with_grant(&backend, "13800000035", "李静", (Role::CommunityLead, "K101", "")).await;
        let after = count(&backend, "security_events").await;
        assert!(after > before);
        grant_role(&backend, &other, &form).await.unwrap_err();
        let renamed = GrantForm { name: "孙改".into(), ..form };
        grant_role(&backend, &other, &renamed).await.unwrap_err();
        assert_eq!(count(&backend, "security_events").await, after, "it holds by somebody else's hand");
    })
    .await;
}
