//! How sessions last and end, and the role that they use.

use crate::support::{both, district, resident, sign_in, with_grant};
use backend::accounts::{
    GrantForm, Origin, Repeat, acknowledge_sessions, ask_for_code, end_other_sessions, end_session,
    grant_from_console, lock_account, make_sign_in_link, sessions, sign_in_by_link, sign_in_by_shown_code,
    sign_out, sweep, unlock_account, use_grant, viewer,
};
use backend::orders::revoke_role;
use backend::store::FromRow;
use backend::{ErrorKind, values};
use domain::accounts::{Role, SessionLimits};
use domain::time::{DAY, HOUR, MINUTE};

const PHONE: &str = "13800000001";

#[tokio::test]
async fn a_session_lasts_as_long_as_it_is_used_and_no_longer_than_half_a_year() {
    both(|backend| async move {
        let idle = SessionLimits::of([]).idle;
        let mut person = sign_in(&backend, PHONE).await;
        for _ in 0..6 {
            backend.clock.advance(idle - DAY);
            person = person.again(&backend).await;
        }
        backend.clock.advance(6 * DAY);
        assert_eq!(viewer(&backend, &person.token).await.unwrap(), None, "180 days, however it was used");
        let person = sign_in(&backend, PHONE).await;
        backend.clock.advance(idle);
        assert_eq!(viewer(&backend, &person.token).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn at_a_desk_half_a_day_without_use_is_enough() {
    both(|backend| async move {
        district(&backend).await;
        let staff = with_grant(&backend, PHONE, "李敏", (Role::Staff, "K101", "")).await;
        backend.clock.advance(12 * HOUR - 10 * MINUTE);
        let staff = staff.again(&backend).await;
        backend.clock.advance(12 * HOUR);
        assert_eq!(viewer(&backend, &staff.token).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_given_a_desk_while_away_signs_in_again() {
    both(|backend| async move {
        district(&backend).await;
        let resident = resident(&backend, PHONE, "李敏", "K10101").await;
        backend.clock.advance(DAY);
        let form = GrantForm {
            phone: PHONE.into(),
            role: "staff".into(),
            area: "K101".into(),
            ..GrantForm::default()
        };
        grant_from_console(&backend, &form).await.unwrap();
        assert_eq!(viewer(&backend, &resident.token).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn one_sees_where_one_is_signed_in_and_ends_it_from_afar() {
    both(|backend| async move {
        let agent = "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36";
        let enter = async |device| {
            let origin = Origin { device, network: Some("58.210.7.9"), agent };
            let sent = ask_for_code(&backend, PHONE, origin, Repeat::None).await.unwrap();
            let code = sent.code.unwrap();
            let token = backend::accounts::sign_in(&backend, PHONE, &code, origin).await.unwrap().token;
            backend.clock.advance(MINUTE);
            token
        };
        let who = async |token: &str| viewer(&backend, token).await.unwrap();
        let hers = enter("hers").await;
        assert!(!who(&hers).await.unwrap().signed_in_elsewhere);
        let again = enter("hers").await;
        assert!(!who(&hers).await.unwrap().signed_in_elsewhere, "her own browser");
        let theirs = enter("theirs").await;
        let viewer = who(&hers).await.unwrap();
        assert!(viewer.signed_in_elsewhere && !who(&theirs).await.unwrap().signed_in_elsewhere);

        let listed = sessions(&backend, &viewer).await.unwrap();
        let seen: Vec<_> = listed.iter().map(|line| (line.is_this, line.is_new)).collect();
        assert_eq!(seen, [(true, false), (false, true), (false, false)]);
        assert_eq!((listed[1].device.as_str(), listed[1].network.as_str()), ("安卓手机", "58.210.*.*"));
        assert!(!format!("{:?}", viewer).contains(&hers), "the token is nowhere");

        end_session(&backend, &viewer, &listed[1].id).await.unwrap();
        end_session(&backend, &viewer, &listed[1].id).await.unwrap();
        assert!(who(&theirs).await.is_none() && who(&again).await.is_some());
        let theirs = enter("theirs, again").await;
        acknowledge_sessions(&backend, &who(&theirs).await.unwrap()).await.unwrap();
        assert!(who(&hers).await.unwrap().signed_in_elsewhere, "a stranger vouches for nobody");
        acknowledge_sessions(&backend, &viewer).await.unwrap();
        assert!(!who(&hers).await.unwrap().signed_in_elsewhere);
        end_other_sessions(&backend, &viewer).await.unwrap();
        assert!(who(&again).await.is_none() && who(&hers).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn nobody_ends_anothers_session() {
    both(|backend| async move {
        let hers = sign_in(&backend, PHONE).await;
        let other = sign_in(&backend, "13800000002").await;
        end_session(&backend, &other, &hers.session).await.unwrap();
        end_other_sessions(&backend, &other).await.unwrap();
        assert!(viewer(&backend, &hers.token).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn an_account_that_is_locked_is_out_everywhere_until_it_is_unlocked() {
    both(|backend| async move {
        district(&backend).await;
        let admin = with_grant(&backend, "13800000010", "何主任", (Role::Admin, "K", "")).await;
        let staff = with_grant(&backend, PHONE, "李敏", (Role::Staff, "K101", "")).await;
        let grant = staff.in_use.as_ref().unwrap().id.clone();
        lock_account(&backend, &admin, &grant).await.unwrap();
        lock_account(&backend, &admin, &grant).await.unwrap();
        assert_eq!(viewer(&backend, &staff.token).await.unwrap(), None);
        backend.clock.advance(MINUTE);
        let refused = sign_in_by_shown_code(&backend, PHONE).await.unwrap_err();
        assert_eq!((refused.kind, refused.code.as_str()), (ErrorKind::Denied, "sign_in.locked"));
        let link = make_sign_in_link(&backend, PHONE).await.unwrap();
        let hers = Origin { device: "hers", ..Origin::default() };
        assert_eq!(sign_in_by_link(&backend, &link, hers).await.unwrap_err().code, "sign_in.locked");
        unlock_account(&backend, &admin, &grant).await.unwrap();
        backend.clock.advance(MINUTE);
        sign_in(&backend, PHONE).await;

        // Whoever holds nothing any more, and whomever the console lets in, is not locked.
        lock_account(&backend, &admin, &grant).await.unwrap();
        revoke_role(&backend, &admin, &grant).await.unwrap();
        backend.clock.advance(MINUTE);
        sign_in(&backend, PHONE).await;
        let other = with_grant(&backend, "13800000011", "沈倩", (Role::Admin, "K", "")).await;
        let theirs = other.in_use.as_ref().unwrap().id.clone();
        lock_account(&backend, &admin, &theirs).await.unwrap();
        let form = GrantForm {
            phone: "13800000011".into(),
            role: "member".into(),
            area: "K101".into(),
            ..GrantForm::default()
        };
        grant_from_console(&backend, &form).await.unwrap();
        backend.clock.advance(MINUTE);
        sign_in(&backend, "13800000011").await;
    })
    .await;
}

#[tokio::test]
async fn administrators_alone_lock_accounts_and_never_their_own() {
    both(|backend| async move {
        district(&backend).await;
        let admin = with_grant(&backend, "13800000010", "何主任", (Role::Admin, "K", "")).await;
        let lead = with_grant(&backend, "13800000009", "陈书记", (Role::CommunityLead, "K101", "")).await;
        let member = with_grant(&backend, PHONE, "李敏", (Role::Member, "K101", "")).await;
        let [own, theirs] = [&admin, &member].map(|one| one.in_use.as_ref().unwrap().id.clone());
        for (who, grant) in [(&lead, &theirs), (&member, &theirs), (&admin, &own)] {
            assert_eq!(lock_account(&backend, who, grant).await.unwrap_err().kind, ErrorKind::Denied);
        }
        assert_eq!(unlock_account(&backend, &lead, &theirs).await.unwrap_err().kind, ErrorKind::Denied);
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
        backend.clock.advance(SessionLimits::of([]).idle);
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
        let grant = async |role: &str, area: &str| {
            let form = GrantForm {
                phone: PHONE.into(),
                role: role.into(),
                area: area.into(),
                ..GrantForm::default()
            };
            grant_from_console(&backend, &form).await
        };
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
