//! Who says what people are called who hold roles, and what they were called when they did something.

use super::fields;
use crate::support::{both, district, resident, with_grant};
use backend::ErrorKind;
use backend::accounts::{GrantForm, ProfileForm, complete_profile, grant_role, rename_holder};
use backend::orders::{CommandForm, OrderFor, PlaceOrder, Viewpoint, act, place, view};
use domain::accounts::Role;
use domain::time::MINUTE;

fn called(name: &str) -> ProfileForm {
    ProfileForm { name: name.into(), ..ProfileForm::default() }
}

#[tokio::test]
async fn whoever_holds_a_role_does_not_rename_themselves() {
    both(|backend| async move {
        district(&backend).await;
        let member = with_grant(&backend, "13800000002", "李建国", (Role::Member, "K101", "")).await;
        complete_profile(&backend, &member, &called("市民中心")).await.unwrap();
        assert_eq!(member.again(&backend).await.name, "李建国");
    })
    .await;
}

#[tokio::test]
async fn their_lead_does_and_who_looked_is_called_as_then() {
    both(|backend| async move {
        district(&backend).await;
        let member = with_grant(&backend, "13800000002", "李建国", (Role::Member, "K101", "")).await;
        let lead = with_grant(&backend, "13800000009", "陈国平", (Role::CommunityLead, "K101", "")).await;
        let hers = resident(&backend, "13800000001", "王秀英", "K10101").await;
        let form = PlaceOrder {
            token: format!("{:>20}", "looked at"),
            service: "S008".into(),
            ..PlaceOrder::default()
        };
        let number = place(&backend, &hers, OrderFor::Oneself, &form).await.unwrap().number.to_string();
        let claim = CommandForm {
            number: number.clone(),
            version: "1".into(),
            view: "role".into(),
            command: "claim".into(),
            ..CommandForm::default()
        };
        act(&backend, &member, &claim).await.unwrap();
        view(&backend, &member, &number, Viewpoint::Role).await.unwrap();

        backend.clock.advance(MINUTE);
        let grant = member.in_use.as_ref().unwrap().id.clone();
        rename_holder(&backend, &lead, &grant, "李卫国").await.unwrap();
        rename_holder(&backend, &lead, &grant, "李卫国").await.unwrap();
        let member = member.again(&backend).await;
        assert_eq!(member.name, "李卫国");
        backend.clock.advance(20 * MINUTE);
        view(&backend, &member, &number, Viewpoint::Role).await.unwrap();
        let seen = view(&backend, &hers, &number, Viewpoint::Resident).await.unwrap();
        let names: Vec<_> = seen.access_log.iter().map(|entry| entry.name.as_str()).collect();
        assert!(names.contains(&"李建国") && names.contains(&"李卫国"), "{names:?}");
    })
    .await;
}

#[tokio::test]
async fn nobody_renames_those_whose_roles_are_not_theirs_to_grant() {
    both(|backend| async move {
        district(&backend).await;
        let lead = with_grant(&backend, "13800000009", "陈国平", (Role::CommunityLead, "K101", "")).await;
        let other = with_grant(&backend, "13800000010", "顾敏", (Role::CommunityLead, "K101", "")).await;
        let theirs = other.in_use.as_ref().unwrap().id.clone();
        let denied = rename_holder(&backend, &lead, &theirs, "某某").await.unwrap_err();
        assert_eq!(denied.kind, ErrorKind::Denied);
        let far = with_grant(&backend, "13800000012", "孙芳", (Role::Staff, "K102", "")).await;
        let away = far.in_use.as_ref().unwrap().id.clone();
        assert_eq!(
            rename_holder(&backend, &lead, &away, "某某").await.unwrap_err().kind,
            ErrorKind::NotFound
        );

        // Granting is no way round it: the name has to be the one that they have.
        let form = |name: &str| GrantForm {
            phone: "13800000010".into(),
            name: name.into(),
            role: "member".into(),
            area: "K101".into(),
            ..GrantForm::default()
        };
        let refused = grant_role(&backend, &lead, &form("某某")).await.unwrap_err();
        assert_eq!(fields(&refused), ["name"]);
        grant_role(&backend, &lead, &form("顾敏")).await.unwrap();
        assert_eq!(other.again(&backend).await.name, "顾敏");
    })
    .await;
}

#[tokio::test]
async fn a_name_is_wanted_with_every_role() {
    both(|backend| async move {
        district(&backend).await;
        let lead = with_grant(&backend, "13800000009", "陈国平", (Role::CommunityLead, "K101", "")).await;
        let form = GrantForm {
            phone: "13800000077".into(),
            role: "member".into(),
            area: "K101".into(),
            ..GrantForm::default()
        };
        assert_eq!(fields(&grant_role(&backend, &lead, &form).await.unwrap_err()), ["name"]);
    })
    .await;
}

#[tokio::test]
async fn an_administrator_makes_nobody_of_themselves() {
    both(|backend| async move {
        district(&backend).await;
        let admin = with_grant(&backend, "13800000010", "何主任", (Role::Admin, "K", "")).await;
        let form = |phone: &str| GrantForm {
            phone: phone.into(),
            name: "何主任".into(),
            role: "community_lead".into(),
            area: "K101".into(),
            ..GrantForm::default()
        };
        let denied = grant_role(&backend, &admin, &form("13800000010")).await.unwrap_err();
        assert_eq!((denied.kind, denied.code.as_str()), (ErrorKind::Denied, "account.own_grant"));
        grant_role(&backend, &admin, &form("13800000011")).await.unwrap();
    })
    .await;
}
