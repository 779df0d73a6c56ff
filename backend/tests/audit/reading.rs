//! Who reads the record, what of it, and how it leaves the database.

use super::{desk, kinds, of_kind};
use crate::support::{Person, TestBackend, both, district, with_grant};
use backend::accounts::rename_holder;
use backend::audit_log::{
    AuditFilter, AuditLine, SETTLED, audit_download, audit_page, begin_export, first_of_day, reads_audit,
    settled_events,
};
use domain::accounts::Role;
use domain::audit::{AuditReach, SecurityEventKind as Kind, audit_reach};
use domain::time::{DAY, MINUTE};
use std::collections::BTreeSet;
use strum::IntoEnumIterator;

async fn who(backend: &TestBackend, role: Role, area: &str) -> Person {
    with_grant(backend, "13800000061", "何主任", (role, area, "")).await
}

async fn lines(backend: &TestBackend, viewer: &Person, filter: &AuditFilter) -> Vec<AuditLine> {
    audit_page(backend, viewer, filter, None).await.unwrap().lines
}

#[tokio::test]
async fn an_office_reads_its_area_those_above_all_and_communities_nothing() {
    both(|backend| async move {
        district(&backend).await;
        desk::story(&backend).await;
        for role in Role::iter().filter(|role| *role != Role::Resident) {
            let area = match role {
                Role::Admin | Role::DistrictLead => "K",
                Role::OfficeLead => "K1",
                _ => "K101",
            };
            let team = if role.needs_team() { "一队" } else { "" };
            let phone = format!("138000000{}", 70 + role as u8);
            let viewer = with_grant(&backend, &phone, "何主任", (role, area, team)).await;
            let read = audit_page(&backend, &viewer, &AuditFilter::default(), None).await;
            let reads = audit_reach(viewer.in_use.as_ref().unwrap()).is_some();
            assert_eq!((read.is_ok(), reads_audit(&viewer)), (reads, reads), "{role}");
            if !reads {
                assert_eq!(read.unwrap_err().status(), 403, "{role}");
                assert_eq!(
                    audit_download(&backend, &viewer, &AuditFilter::default()).await.unwrap_err().status(),
                    403
                );
            }
        }
        let office = with_grant(&backend, "13800000068", "吴科长", (Role::OfficeLead, "K2", "")).await;
        assert_eq!(
            audit_reach(office.in_use.as_ref().unwrap()),
            Some(AuditReach::Area("K2".to_owned().try_into().unwrap()))
        );
        let read = lines(&backend, &office, &AuditFilter::default()).await;
        assert!(!read.is_empty(), "at least their own look");
        let foreign: Vec<_> = read
            .iter()
            .filter(|line| !line.area.as_ref().is_some_and(|area| area.as_str().starts_with("K2")))
            .collect();
        assert!(foreign.is_empty(), "{foreign:?}");
    })
    .await;
}

#[tokio::test]
async fn it_is_narrowed_by_kind_person_and_day_and_paged() {
    both(|backend| async move {
        district(&backend).await;
        desk::story(&backend).await;
        backend.clock.advance(DAY);
        let admin = who(&backend, Role::Admin, "K").await;
        let day = backend.clock.now().plus(-DAY).date();
        let filter = AuditFilter { kind: Some(Kind::HoursSet), day: Some(day), ..AuditFilter::default() };
        let found = lines(&backend, &admin, &filter).await;
        assert_eq!(found.iter().map(|line| line.event.kind()).collect::<Vec<_>>(), [Kind::HoursSet]);
        assert_eq!(found[0].name, "陈国平");
        let today = AuditFilter { day: Some(backend.clock.now().date()), ..filter.clone() };
        assert_eq!(lines(&backend, &admin, &today).await, []);
        let lead = found[0].doer.person().cloned();
        let of_lead = AuditFilter { person: lead.clone(), ..AuditFilter::default() };
        let found = lines(&backend, &admin, &of_lead).await;
        let part =
            |line: &AuditLine| line.doer.person() == lead.as_ref() || line.event.subject() == lead.as_ref();
        assert!(found.iter().all(part) && found.iter().any(|line| line.event.kind() == Kind::RoleGranted));

        for _ in 0..60 {
            lines(&backend, &admin, &of_lead).await;
        }
        let viewed = AuditFilter { kind: Some(Kind::AuditViewed), ..AuditFilter::default() };
        let first = audit_page(&backend, &admin, &viewed, None).await.unwrap();
        let next = audit_page(&backend, &admin, &viewed, first.next.as_deref()).await.unwrap();
        assert_eq!((first.lines.len(), next.next), (50, None));
        let ids: BTreeSet<_> = first.lines.iter().chain(&next.lines).map(|line| &line.id).collect();
        assert_eq!(ids.len(), first.lines.len() + next.lines.len(), "none twice");
        assert_eq!(ids.len(), 64, "each look is there, the first page's own too");
    })
    .await;
}

#[tokio::test]
async fn people_are_called_as_they_were_then_and_residents_are_masked() {
    both(|backend| async move {
        district(&backend).await;
        desk::story(&backend).await;
        let admin = who(&backend, Role::Admin, "K").await;
        backend.clock.advance(MINUTE);
        let filter = AuditFilter { kind: Some(Kind::RoleGranted), ..AuditFilter::default() };
        let granted = lines(&backend, &admin, &filter).await;
        let grant = granted.iter().find(|line| line.subject_name == "陈国平").unwrap();
        let domain::audit::SecurityEvent::RoleGranted { grant, .. } = &grant.event else {
            panic!("{grant:?}")
        };
        rename_holder(&backend, &admin, grant, "陈大平").await.unwrap();
        backend.clock.advance(MINUTE);
        let hours = AuditFilter { kind: Some(Kind::HoursSet), ..AuditFilter::default() };
        assert_eq!(lines(&backend, &admin, &hours).await[0].name, "陈国平");
        let (signed_in, _) = audit_download(
            &backend,
            &admin,
            &AuditFilter { kind: Some(Kind::NumberViewed), ..AuditFilter::default() },
        )
        .await
        .unwrap();
        let names: BTreeSet<_> = signed_in.iter().map(|line| line.name.as_str()).collect();
        assert_eq!(names, BTreeSet::from(["李建国", "王**", "陈国平"]));
        assert!(kinds(&backend).await.contains(&Kind::AuditExported));
    })
    .await;
}

#[tokio::test]
async fn it_leaves_by_id_once_it_has_settled_without_a_name() {
    both(|backend| async move {
        let day = first_of_day(backend.clock.now().date());
        district(&backend).await;
        desk::story(&backend).await;
        begin_export(&backend).await.unwrap();
        assert_eq!(settled_events(&backend, &day).await.unwrap(), [], "something older may yet come");
        backend.clock.advance(SETTLED + 1);
        let all = settled_events(&backend, "").await.unwrap();
        assert_eq!(all.len(), super::stored(&backend).await.len());
        assert_eq!(settled_events(&backend, &day).await.unwrap(), all);
        let rest = settled_events(&backend, &all[2].id).await.unwrap();
        assert_eq!(rest, all[3..], "whoever has one goes on after it");
        assert_eq!(settled_events(&backend, &all.last().unwrap().id).await.unwrap(), []);
        let told: String = all.iter().map(|event| event.line.as_str()).collect();
        for name in ["陈国平", "王", "138000"] {
            assert!(!told.contains(name), "{name}: {told}");
        }
        let hours = all.iter().find(|event| event.line.contains("hours_set")).unwrap();
        let json: serde_json::Value = serde_json::from_str(&hours.line).unwrap();
        let is = |key: &str| json[key].as_str().unwrap().to_owned();
        assert_eq!(
            (is("acting"), is("acting_area"), is("area")),
            ("community_lead".into(), "K101".into(), "K101".into())
        );
        assert!(
            is("at").starts_with("2026-11-24T09:30") && is("id") == hours.id && !hours.line.contains('\n')
        );
        assert_eq!(of_kind(&backend, Kind::AuditExported).await.len(), 1);
    })
    .await;
}
