//! What is settled, sought, looked at and fetched at desks.

use super::{kinds, of_kind};
use crate::support::{Person, TestBackend, both, count, district, resident, with_grant};
use backend::accounts::Viewer;
use backend::catalogue::{publish_list, publish_service, set_own_text};
use backend::dispatch::{send_repairs_to_property, set_service_rule};
use backend::orders::{
    CommandForm, NumberLookForm, OrderFor, PersonSearchForm, PlaceOrder, Viewpoint, act, find_person,
    look_at_number, place, view,
};
use backend::reports::{record_export, report};
use backend::settings::{set_satisfaction_rule, set_telephone, set_working_hours};
use domain::accounts::Role;
use domain::audit::{DownloadKind, SecurityEvent, SecurityEventKind as Kind, Viewed};
use domain::catalogue::ServiceList;
use domain::orders::SearchReason;

/// Does everything once that is recorded of a desk, and a second time what then changes nothing.
pub async fn story(backend: &TestBackend) {
    let lead = with_grant(backend, "13800000041", "陈国平", (Role::CommunityLead, "K101", "")).await;
    let member = with_grant(backend, "13800000042", "李建国", (Role::Member, "K101", "")).await;
    let district = with_grant(backend, "13800000043", "钱局长", (Role::DistrictLead, "K", "")).await;
    let hers = resident(backend, "13800000044", "王秀英", "K10101").await;
    for _ in 0..2 {
        settle(backend, &lead, &district).await;
    }
    let number = served(backend, &hers, &member).await;
    view(backend, &hers, &number, Viewpoint::Resident).await.unwrap();
    let look = NumberLookForm { number, whose: "resident".into(), reason: "progress".into() };
    for _ in 0..2 {
        look_at_number(backend, &lead, &look).await.unwrap();
    }
    let form = PersonSearchForm { words: "王秀英".into(), reason: "call".into() };
    let first = find_person(backend, &lead, &form).await.unwrap();
    assert_eq!(find_person(backend, &lead, &form).await.unwrap(), first);
    let span = report(backend, &lead, None, None).await.unwrap().span;
    record_export(backend, &lead, &span, DownloadKind::Xlsx).await.unwrap();
}

async fn settle(backend: &TestBackend, lead: &Viewer, district: &Viewer) {
    set_telephone(backend, lead, "0512-57000001").await.unwrap();
    set_working_hours(backend, lead, "8:00-12:00,13:00-17:00").await.unwrap();
    set_service_rule(backend, lead, "S008", "to_property").await.unwrap();
    send_repairs_to_property(backend, lead).await.unwrap();
    set_satisfaction_rule(backend, district, "2027-03", "2").await.unwrap();
    publish_service(backend, lead, "S008", false).await.unwrap();
    set_own_text(backend, lead, "S008", "周三不办").await.unwrap();
    publish_list(backend, lead, ServiceList::Agency, false).await.unwrap();
    publish_list(backend, lead, ServiceList::Routine, false).await.unwrap();
}

/// An order of hers that the member has taken; its number.
async fn served(backend: &TestBackend, hers: &Person, member: &Person) -> String {
    let mut tx = backend.store.write().await.unwrap();
    tx.run("UPDATE publications SET published = 1", Vec::new()).await.unwrap();
    backend::store::revision::count_change(&mut tx, backend::store::revision::Subject::Publications)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let token = format!("{:>20}", "audited");
    let order = PlaceOrder { service: "S002".into(), token, ..PlaceOrder::default() };
    let number = place(backend, hers, OrderFor::Oneself, &order).await.unwrap().number.to_string();
    let claim = CommandForm {
        number: number.clone(),
        version: "1".into(),
        view: "role".into(),
        command: "claim".into(),
        ..CommandForm::default()
    };
    act(backend, member, &claim).await.unwrap();
    for _ in 0..2 {
        view(backend, member, &number, Viewpoint::Role).await.unwrap();
    }
    number
}

#[tokio::test]
async fn what_is_settled_sought_and_looked_at_is_recorded_where_it_belongs() {
    both(|backend| async move {
        district(&backend).await;
        let before = kinds(&backend).await;
        story(&backend).await;
        let single = [
            Kind::TelephoneSet,
            Kind::HoursSet,
            Kind::SatisfactionRuleSet,
            Kind::ServicePublished,
            Kind::OwnTextSet,
            Kind::PersonSearched,
            Kind::ReportExported,
        ];
        for kind in single {
            assert!(!before.contains(&kind));
            let stored = of_kind(&backend, kind).await;
            assert_eq!(stored.len(), 1, "{kind:?}: what changes nothing is no event: {stored:?}");
            let area = if kind == Kind::SatisfactionRuleSet { "K" } else { "K101" };
            assert_eq!(stored[0].area.as_deref(), Some(area), "{kind:?}");
            assert!(stored[0].person.is_some());
        }
        let looks: Vec<_> = of_kind(&backend, Kind::NumberViewed).await;
        let mut whose: Vec<_> = looks
            .iter()
            .map(|one| match one.event() {
                SecurityEvent::NumberViewed { whose, .. } => (one.acting.clone(), whose == Viewed::Resident),
                other => panic!("{other:?}"),
            })
            .collect();
        whose.sort_unstable();
        let expected = [("community_lead", true), ("member", true), ("resident", false)];
        assert_eq!(whose, expected.map(|(acting, resident)| (acting.to_owned(), resident)));
        assert_eq!(
            looks.len(),
            usize::try_from(count(&backend, "access_log").await).unwrap(),
            "each is in both"
        );
        let searched = of_kind(&backend, Kind::PersonSearched).await;
        assert!(searched[0].details.contains("\"reason\":\"call\"") && !searched[0].details.contains("王"));
        assert_eq!(<&str>::from(SearchReason::Call), "call");
        let lists = of_kind(&backend, Kind::ListPublished).await;
        let told = |one: &super::Stored| one.details.contains("\"published\":false");
        assert!(!lists.is_empty() && lists.iter().all(told), "{lists:?}");
    })
    .await;
}
