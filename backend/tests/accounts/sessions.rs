//! How sessions last and end, and the role that they use.

use crate::support::{both, district, resident, sign_in, with_grant};
use backend::accounts::{GrantForm, grant_from_console, sign_out, sweep, use_grant, viewer};
use backend::orders::revoke_role;
use backend::store::FromRow;
use backend::{ErrorKind, values};
use domain::accounts::{Role, SESSION_LIFETIME};
use domain::time::{DAY, HOUR, MINUTE};

const PHONE: &str = "13800000001";

#[tokio::test]
async fn a_session_lasts_as_long_as_it_is_used() {
    both(|backend| async move {
        let mut person = sign_in(&backend, PHONE).await;
        for _ in 0..3 {
            backend.clock.advance(SESSION_LIFETIME - DAY);
            person = person.again(&backend).await;
        }
        backend.clock.advance(SESSION_LIFETIME);
        assert_eq!(viewer(&backend, &person.token).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn being_seen_is_written_once_an_hour() {
    both(|backend| async move {
        #[derive(FromRow)]
        struct Row {
            seen_at: i64,
        }
        let person = sign_in(&backend, PHONE).await;
        let begun = backend.clock.now();
        let mut seen = Vec::new();
        for minutes in [59, 1, 30] {
            backend.clock.advance(minutes * MINUTE);
            viewer(&backend, &person.token).await.unwrap().unwrap();
            let mut tx = backend.store.read().await.unwrap();
            let row: Row = tx.one("SELECT seen_at FROM sessions", values![]).await.unwrap().unwrap();
            seen.push(row.seen_at - begun.0);
        }
        assert_eq!(seen, [0, HOUR, HOUR]);
    })
    .await;
}

#[tokio::test]
async fn nobody_enters_with_what_is_no_token() {
    both(|backend| async move {
        let person = sign_in(&backend, PHONE).await;
        for token in ["", "x", &person.session, &person.token[1..]] {
            assert_eq!(viewer(&backend, token).await.unwrap(), None, "{token}");
        }
        sign_out(&backend, &person).await.unwrap();
        assert_eq!(viewer(&backend, &person.token).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn signing_out_ends_one_session_alone() {
    both(|backend| async move {
        let first = sign_in(&backend, PHONE).await;
        backend.clock.advance(MINUTE);
        let second = sign_in(&backend, PHONE).await;
        sign_out(&backend, &first).await.unwrap();
        assert_eq!(second.again(&backend).await.person, first.person);
    })
    .await;
}

#[tokio::test]
async fn the_sweep_takes_ended_sessions_only() {
    both(|backend| async move {
        sign_in(&backend, PHONE).await;
        backend.clock.advance(SESSION_LIFETIME);
        let fresh = sign_in(&backend, "13800000002").await;
        sweep(&backend).await.unwrap();
        #[derive(FromRow)]
        struct Row {
            token_hash: String,
        }
        let mut tx = backend.store.read().await.unwrap();
        let left: Vec<Row> = tx.all("SELECT token_hash FROM sessions", values![]).await.unwrap();
        assert_eq!(left.iter().map(|row| &row.token_hash).collect::<Vec<_>>(), [&fresh.session]);
    })
    .await;
}

#[tokio::test]
async fn whoever_holds_roles_begins_with_the_busiest_desk_and_may_change() {
    both(|backend| async move {
        district(&backend).await;
        let grant = |role, area| grant_from_console(&backend, &GrantForm { phone: PHONE.into(), role: role.into(), area: area.into(), ..GrantForm::default() });
        let member = grant("member", "K10102").await.unwrap();
        grant("district_lead", "K").await.unwrap();
        let staff = grant("staff", "K101").await.unwrap();
        let person = sign_in(&backend, PHONE).await;
        assert_eq!(person.in_use.as_ref().unwrap().id, staff);
        assert_eq!(person.role(), Role::Staff);
        use_grant(&backend, &person, Some(&member)).await.unwrap();
        let person = person.again(&backend).await;
        let held = person.held_in_use().unwrap();
        assert_eq!((person.role(), held.grant.id.as_str()), (Role::Member, member.as_str()));
        assert_eq!((held.area_name.as_str(), held.community_name.as_str()), ("书香名邸", "樾城社区"));
        use_grant(&backend, &person, None).await.unwrap();
        let person = person.again(&backend).await;
        assert_eq!((person.role(), person.held_in_use()), (Role::Resident, None));
        assert_eq!(person.grants.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn nobody_uses_anothers_grant_or_one_that_is_gone() {
    both(|backend| async move {
        district(&backend).await;
        let lead = with_grant(&backend, "13800000009", "陈书记", (Role::CommunityLead, "K101", "")).await;
        let staff = with_grant(&backend, PHONE, "李敏", (Role::Staff, "K101", "")).await;
        let other = resident(&backend, "13800000002", "王芳", "K10101").await;
        let grant = staff.in_use.as_ref().unwrap().id.clone();
        for grant in [grant.as_str(), "nonsense"] {
            let error = use_grant(&backend, &other, Some(grant)).await.unwrap_err();
            assert_eq!((error.kind, error.code.as_str()), (ErrorKind::Denied, "account.grant_gone"));
        }
        assert_eq!(other.again(&backend).await.role(), Role::Resident);
        revoke_role(&backend, &lead, &grant).await.unwrap();
        let staff = staff.again(&backend).await;
        assert_eq!((staff.role(), staff.grants.len()), (Role::Resident, 0));
        assert_eq!(use_grant(&backend, &staff, Some(&grant)).await.unwrap_err().code, "account.grant_gone");
    })
    .await;
}
