//! Granting roles, taking them back, and the list of them.

use super::fields;
use crate::support::{Person, TestBackend, both, district, resident, sign_in, with_grant};
use backend::accounts::{
    AccountNotice, GrantForm, GrantPage, account_notices, grant_from_console, grant_role, grants_of_area,
    use_grant,
};
use backend::orders::{end_due_grants, revoke_role};
use backend::{AppError, ErrorKind};
use domain::accounts::Role;
use domain::areas::AreaCode;
use domain::time::{DAY, HOUR, MINUTE};

const NEW: &str = "13800000077";

fn form(role: &str, area: &str) -> GrantForm {
    GrantForm {
        phone: NEW.into(),
        name: "赵勇".into(),
        role: role.into(),
        area: area.into(),
        ..GrantForm::default()
    }
}

fn code(text: &str) -> AreaCode {
    AreaCode::parse(text).unwrap()
}

async fn lead(backend: &TestBackend) -> Person {
    district(backend).await;
    with_grant(backend, "13800000009", "陈国平", (Role::CommunityLead, "K101", "")).await
}

async fn list(backend: &TestBackend, viewer: &Person, area: &str) -> Result<GrantPage, AppError> {
    grants_of_area(backend, viewer, &code(area), None).await
}

#[tokio::test]
async fn a_lead_grants_by_number_and_the_role_holds_from_the_next_request() {
    both(|backend| async move {
        let lead = lead(&backend).await;
        let grant = grant_role(&backend, &lead, &form("member", "K10101")).await.unwrap();
        let page = list(&backend, &lead, "K101").await.unwrap();
        let line = page.lines.iter().find(|line| line.id == grant).unwrap();
        assert_eq!((line.name.as_str(), line.phone_masked.as_str()), ("赵勇", "138****0077"));
        assert_eq!((line.role, line.area_name.as_str(), line.may_revoke), (Role::Member, "中华园", true));
        assert!(!page.lines.iter().find(|line| line.role == Role::CommunityLead).unwrap().may_revoke);
        let member = sign_in(&backend, NEW).await;
        assert_eq!((member.name.as_str(), member.role()), ("赵勇", Role::Member));
        revoke_role(&backend, &lead, &grant).await.unwrap();
        revoke_role(&backend, &lead, &grant).await.unwrap();
        let member = member.again(&backend).await;
        assert_eq!((member.role(), member.grants.len()), (Role::Resident, 0));
        assert!(list(&backend, &lead, "K101").await.unwrap().lines.iter().all(|line| line.id != grant));
        let again = grant_role(&backend, &lead, &form("member", "K10101")).await.unwrap();
        assert_ne!(again, grant);
    })
    .await;
}

#[tokio::test]
async fn a_grant_ends_after_its_last_day_by_itself() {
    both(|backend| async move {
        let lead = lead(&backend).await;
        let until = |day: &str| GrantForm { until: day.into(), ..form("member", "K10101") };
        for (day, sentence) in
            [("2026-11-23", "这一天已经过去了，请选今天或以后的日子"), ("明年", "日期请写成 2027-01-31 这样")]
        {
            let refused = grant_role(&backend, &lead, &until(day)).await.unwrap_err();
            assert_eq!((fields(&refused), refused.fields[0].sentence.as_str()), (vec!["until"], sentence));
        }
        let grant = grant_role(&backend, &lead, &until("2026年11月25日")).await.unwrap();
        let page = list(&backend, &lead, "K101").await.unwrap();
        let line = page.lines.iter().find(|line| line.id == grant).unwrap();
        assert_eq!(line.ends_at.unwrap().since(backend.clock.now()), DAY + 14 * HOUR + 30 * MINUTE);
        let member = sign_in(&backend, NEW).await;
        backend.clock.advance(DAY + 14 * HOUR);
        let member = member.again(&backend).await;
        assert_eq!(member.role(), Role::Member, "on its last evening");
        assert_eq!(end_due_grants(&backend).await.unwrap(), 0);

        backend.clock.advance(30 * MINUTE);
        let member = member.again(&backend).await;
        assert_eq!(
            (member.role(), member.grants.len()),
            (Role::Resident, 0),
            "at once, before anything is swept"
        );
        assert_eq!(use_grant(&backend, &member, Some(&grant)).await.unwrap_err().code, "account.grant_gone");
        let lead = sign_in(&backend, "13800000009").await;
        assert!(list(&backend, &lead, "K101").await.unwrap().lines.iter().all(|line| line.id != grant));
        assert_eq!(end_due_grants(&backend).await.unwrap(), 1);
        assert_eq!(end_due_grants(&backend).await.unwrap(), 0);
        grant_role(&backend, &lead, &form("member", "K10101")).await.expect("it may be granted again");
    })
    .await;
}

#[tokio::test]
async fn those_above_are_told_of_a_desk_that_an_administrator_has_given() {
    both(|backend| async move {
        let lead = lead(&backend).await;
        let office = with_grant(&backend, "13800000020", "周主任", (Role::OfficeLead, "K1", "")).await;
        let elsewhere = with_grant(&backend, "13800000021", "吴主任", (Role::OfficeLead, "K2", "")).await;
        let above = with_grant(&backend, "13800000022", "许文斌", (Role::DistrictLead, "K", "")).await;
        let admin = with_grant(&backend, "13800000010", "何主任", (Role::Admin, "K", "")).await;
        grant_role(&backend, &admin, &form("member", "K101")).await.unwrap();
        grant_role(&backend, &lead, &GrantForm { phone: "13800000078".into(), ..form("staff", "K101") })
            .await
            .unwrap();
        assert_eq!(
            office.again(&backend).await.unread_notices,
            0,
            "whoever serves, and whom the lead has chosen"
        );
        let office = sign_in_later(&backend, "13800000020").await;
        grant_role(&backend, &admin, &form("staff", "K101")).await.unwrap();
        grant_role(&backend, &admin, &form("staff", "K101")).await.unwrap();
        let told = account_notices(&backend, &office).await.unwrap();
        assert_eq!(told.len(), 1, "once");
        assert_eq!(
            told[0].notice,
            AccountNotice::DeskGranted {
                name: "赵勇".into(),
                role: Role::Staff,
                area_name: "樾城社区".into(),
                by: "何主任".into()
            }
        );
        assert_eq!(above.again(&backend).await.unread_notices, 1);
        assert_eq!(elsewhere.again(&backend).await.unread_notices, 0);
    })
    .await;
}

async fn sign_in_later(backend: &TestBackend, phone: &str) -> Person {
    backend.clock.advance(MINUTE);
    sign_in(backend, phone).await
}

#[tokio::test]
async fn the_last_administrator_stays_until_there_is_another() {
    both(|backend| async move {
        district(&backend).await;
        let admin = with_grant(&backend, "13800000010", "何主任", (Role::Admin, "K", "")).await;
        let own = admin.in_use.as_ref().unwrap().id.clone();
        let refused = revoke_role(&backend, &admin, &own).await.unwrap_err();
        assert_eq!((refused.status(), refused.code.as_str()), (409, "account.last_admin"));
        let other = grant_role(&backend, &admin, &form("admin", "K")).await.unwrap();
        revoke_role(&backend, &admin, &own).await.unwrap();
        let left = sign_in(&backend, NEW).await;
        assert_eq!(revoke_role(&backend, &left, &other).await.unwrap_err().code, "account.last_admin");
    })
    .await;
}

#[tokio::test]
async fn people_are_listed_by_role_and_name() {
    both(|backend| async move {
        let lead = lead(&backend).await;
        for (phone, name, role) in [
            ("13800000021", "b", (Role::Member, "K10101", "")),
            ("13800000022", "c", (Role::Staff, "K101", "")),
            ("13800000023", "a", (Role::Member, "K101", "")),
        ] {
            with_grant(&backend, phone, name, role).await;
        }
        let page = list(&backend, &lead, "K101").await.unwrap();
        let names: Vec<_> = page.lines.iter().map(|line| line.name.as_str()).collect();
        assert_eq!(names, ["陈国平", "c", "a", "b"]);
        let key = page.lines[1].id.as_str();
        let rest = grants_of_area(&backend, &lead, &code("K101"), Some(key)).await.unwrap();
        assert_eq!(rest.lines, page.lines[2..]);
    })
    .await;
}

#[tokio::test]
async fn nobody_holds_the_same_twice_and_residents_keep_their_names() {
    both(|backend| async move {
        let lead = lead(&backend).await;
        let known = resident(&backend, NEW, "赵大勇", "K10102").await;
        let refused = grant_role(&backend, &lead, &form("staff", "K101")).await.unwrap_err();
        assert_eq!(fields(&refused), ["name"], "a resident is named by nobody else");
        let form = |role, area| GrantForm { name: "赵大勇".into(), ..form(role, area) };
        let grant = grant_role(&backend, &lead, &form("staff", "K101")).await.unwrap();
        assert_eq!(
            grant_role(&backend, &lead, &form("staff", "K101")).await.unwrap(),
            grant,
            "the same press again"
        );
        let other = with_grant(&backend, "13800000031", "周强", (Role::CommunityLead, "K101", "")).await;
        let error = grant_role(&backend, &other, &form("staff", "K101")).await.unwrap_err();
        assert_eq!((error.kind, error.code.as_str()), (ErrorKind::Conflict, "account.grant_held"));
        assert_eq!(error.sentence, "这个人已经是樾城社区的社区工作者了，不用再加");
        assert_eq!(known.again(&backend).await.name, "赵大勇");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_grant_the_same_at_once_one_does() {
    both(|backend| async move {
        district(&backend).await;
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let backend = backend.clone();
                tokio::spawn(async move {
                    grant_from_console(
                        &backend,
                        &GrantForm {
                            phone: NEW.into(),
                            role: "volunteer_team".into(),
                            area: "K101".into(),
                            team: "樾城志愿队".into(),
                            ..GrantForm::default()
                        },
                    )
                    .await
                })
            })
            .collect();
        let mut granted = 0;
        for task in tasks {
            match task.await.unwrap() {
                Ok(_) => granted += 1,
                Err(error) => assert_eq!(error.code, "account.grant_held", "{error}"),
            }
        }
        assert_eq!(granted, 1);
        assert_eq!(sign_in(&backend, NEW).await.grants.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_team_is_made_once_for_an_area() {
    both(|backend| async move {
        let lead = lead(&backend).await;
        let team = |phone: &str, area: &str| GrantForm {
            phone: phone.into(),
            team: " 樾城志愿队 ".into(),
            ..form("volunteer_team", area)
        };
        grant_role(&backend, &lead, &team(NEW, "K101")).await.unwrap();
        grant_role(&backend, &lead, &team("13800000078", "K101")).await.unwrap();
        let one = sign_in(&backend, NEW).await;
        let other = sign_in(&backend, "13800000078").await;
        assert_eq!(one.grants[0].team_name.as_deref(), Some("樾城志愿队"));
        assert_eq!(one.grants[0].grant.team, other.grants[0].grant.team);
        grant_from_console(
            &backend,
            &GrantForm {
                phone: "13800000079".into(),
                role: "volunteer_team".into(),
                area: "K102".into(),
                team: "樾城志愿队".into(),
                ..GrantForm::default()
            },
        )
        .await
        .unwrap();
        let elsewhere = sign_in(&backend, "13800000079").await;
        assert_ne!(elsewhere.grants[0].grant.team, one.grants[0].grant.team);
    })
    .await;
}

#[tokio::test]
async fn wrong_fields_are_told_beside_them() {
    both(|backend| async move {
        let lead = lead(&backend).await;
        let cases = [
            (GrantForm::default(), vec!["phone", "role", "area"]),
            (GrantForm { name: String::new(), ..form("member", "K101") }, vec!["name"]),
            (form("resident", "K101"), vec!["role"]),
            (form("king", "K101"), vec!["role"]),
            (form("staff", "K10101"), vec!["area"]),
            (form("member", "K999"), vec!["area"]),
            (form("volunteer_team", "K101"), vec!["team"]),
            (
                GrantForm {
                    team: "队".repeat(31),
                    name: "长".repeat(51),
                    ..form("property_company", "K101")
                },
                vec!["name", "team"],
            ),
        ];
        for (form, expected) in cases {
            let error = grant_role(&backend, &lead, &form).await.unwrap_err();
            assert_eq!((error.kind, fields(&error)), (ErrorKind::Invalid, expected), "{form:?}");
        }
        let error = grant_role(&backend, &lead, &form("staff", "K10101")).await.unwrap_err();
        assert_eq!(error.fields[0].sentence, "“社区工作者”这个身份要选社区，请换一个区域");
    })
    .await;
}

#[tokio::test]
async fn everybody_else_is_denied() {
    both(|backend| async move {
        let lead = lead(&backend).await;
        for (role, area) in [
            ("member", "K102"),
            ("staff", "K201"),
            ("community_lead", "K101"),
            ("office_lead", "K1"),
            ("admin", "K"),
        ] {
            let error = grant_role(&backend, &lead, &form(role, area)).await.unwrap_err();
            assert_eq!(error.kind, ErrorKind::Denied, "{role} {area}");
        }
        let staff = with_grant(&backend, "13800000010", "李敏", (Role::Staff, "K101", "")).await;
        let district = with_grant(&backend, "13800000011", "孙立", (Role::DistrictLead, "K", "")).await;
        let nobody = resident(&backend, "13800000012", "王芳", "K10101").await;
        let grant = staff.in_use.as_ref().unwrap().id.clone();
        let seen = list(&backend, &staff, "K101").await.unwrap().lines;
        assert!(
            !seen.is_empty() && seen.iter().all(|line| !line.may_revoke),
            "staff look and change nothing"
        );
        assert_eq!(list(&backend, &staff, "K102").await.unwrap_err().kind, ErrorKind::Denied);
        for person in [&district, &nobody] {
            assert_eq!(list(&backend, person, "K101").await.unwrap_err().kind, ErrorKind::Denied);
        }
        for person in [staff, district, nobody] {
            assert_eq!(
                grant_role(&backend, &person, &form("member", "K101")).await.unwrap_err().kind,
                ErrorKind::Denied
            );
            assert_eq!(revoke_role(&backend, &person, &grant).await.unwrap_err().kind, ErrorKind::Denied);
        }
        assert_eq!(list(&backend, &lead, "K102").await.unwrap_err().kind, ErrorKind::Denied);
        assert_eq!(list(&backend, &lead, "K1").await.unwrap_err().kind, ErrorKind::Denied);
        let elsewhere = with_grant(&backend, "13800000013", "周杰", (Role::Staff, "K102", "")).await;
        let own = &elsewhere.in_use.as_ref().unwrap().id;
        for id in [own.as_str(), "nonsense"] {
            assert_eq!(revoke_role(&backend, &lead, id).await.unwrap_err().kind, ErrorKind::NotFound, "{id}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_list_is_paged_by_key() {
    both(|backend| async move {
        district(&backend).await;
        let admin = with_grant(&backend, "13800000009", "管理员", (Role::Admin, "K", "")).await;
        for number in 0..60 {
            backend.clock.advance(1);
            grant_from_console(
                &backend,
                &GrantForm {
                    phone: format!("139{number:08}"),
                    role: "member".into(),
                    area: "K101".into(),
                    ..GrantForm::default()
                },
            )
            .await
            .unwrap();
        }
        let first = list(&backend, &admin, "K").await.unwrap();
        assert_eq!(first.lines.len(), 50);
        let second = grants_of_area(&backend, &admin, &code("K"), first.next.as_deref()).await.unwrap();
        assert_eq!((second.lines.len(), second.next), (11, None));
        let mut ids: Vec<_> = first.lines.iter().chain(&second.lines).map(|line| &line.id).collect();
        ids.dedup();
        assert_eq!(ids.len(), 61);
        assert_eq!(list(&backend, &admin, "K102").await.unwrap().lines.len(), 0);
    })
    .await;
}
