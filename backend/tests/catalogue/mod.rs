//! What a community publishes, and what its residents find.

use crate::support::{both, district, resident, with_grant};
use backend::catalogue::{
    offer, offer_anywhere, offer_in, publications, publish_list, publish_service, set_own_text,
};
use backend::{AppError, ErrorKind};
use domain::accounts::Role;
use domain::areas::AreaCode;
use domain::catalogue::{CategoryCode, ServiceCode, ServiceList, SubcategoryCode};

fn community(text: &str) -> AreaCode {
    AreaCode::parse(text).unwrap()
}

fn service(text: &str) -> ServiceCode {
    ServiceCode::parse(text).unwrap()
}

const STAFF: (Role, &str, &str) = (Role::Staff, "K101", "");

#[tokio::test]
async fn lists_categories_and_subcategories() {
    both(|backend| async move {
        district(&backend).await;
        let offer = offer(&backend, &community("K101")).await.unwrap();
        let codes = |services: Vec<backend::catalogue::ServiceOnOffer>| {
            services.iter().map(|on_offer| on_offer.service.code.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(offer.services().len(), 8);
        assert_eq!(codes(offer.on_list(ServiceList::Agency)), ["S044", "S070", "S100"]);
        assert_eq!(codes(offer.in_category(&CategoryCode::parse("C02").unwrap())), ["S008", "S017"]);
        assert_eq!(codes(offer.in_subcategory(&SubcategoryCode::parse("C0202").unwrap())), ["S017"]);
        assert_eq!(offer.catalogue.categories.len(), 10);
        assert_eq!(offer.catalogue.categories[9].name, "社区代办");
        assert_eq!(offer.catalogue.subcategories_of(&CategoryCode::parse("C01").unwrap()).len(), 3);
        let urgent = offer.service(&service("S008")).unwrap().service;
        assert!(urgent.urgent && urgent.doorstep && urgent.keywords.len() > 3);
        assert_eq!(offer.service(&service("S999")), None);
    })
    .await;
}

#[tokio::test]
async fn a_change_is_seen_at_the_next_look_in_every_process() {
    both(|backend| async move {
        district(&backend).await;
        let staff = with_grant(&backend, "13800000010", "李敏", STAFF).await;
        let other = backend.other_process().await;
        let (here, there, code) = (community("K101"), community("K102"), service("S008"));
        assert!(offer(&other, &here).await.unwrap().service(&code).is_some());
        publish_service(&backend, &staff, "S008", false).await.unwrap();
        for process in [&backend, &other] {
            assert_eq!(offer(process, &here).await.unwrap().service(&code), None);
            let mut tx = process.store.read().await.unwrap();
            assert_eq!(offer_in(&mut tx, process, &here).await.unwrap().service(&code), None);
            assert!(offer_in(&mut tx, process, &there).await.unwrap().service(&code).is_some());
        }
        set_own_text(&backend, &staff, "s008", " 每周二下午\n师傅在 ").await.unwrap();
        publish_service(&backend, &staff, "S008", true).await.unwrap();
        let own_text = |on_offer: backend::catalogue::ServiceOnOffer| on_offer.own_text.unwrap();
        let again = offer(&other, &here).await.unwrap().service(&code).unwrap();
        assert_eq!(own_text(again), "每周二下午\n师傅在");
        assert_eq!(offer(&other, &there).await.unwrap().service(&code).unwrap().own_text, None);
        other.store.close().await;
    })
    .await;
}

#[tokio::test]
async fn the_search_finds_what_is_published_and_nothing_else() {
    both(|backend| async move {
        district(&backend).await;
        let found = |offer: &backend::catalogue::Offer, query: &str| {
            offer.search(query).first().map(|found| found.on_offer.service.code.to_string())
        };
        let offer_before = offer(&backend, &community("K101")).await.unwrap();
        for query in ["水管漏了", "灯不亮", "shuiguan"] {
            assert_eq!(found(&offer_before, query).as_deref(), Some("S008"), "{query}");
        }
        let staff = with_grant(&backend, "13800000010", "李敏", STAFF).await;
        publish_service(&backend, &staff, "S008", false).await.unwrap();
        let offer_after = offer(&backend, &community("K101")).await.unwrap();
        assert!(
            offer_after.search("水管漏了").iter().all(|found| found.on_offer.service.code != service("S008"))
        );
        let elsewhere = offer(&backend, &community("K102")).await.unwrap();
        assert_eq!(found(&elsewhere, "水管漏了").as_deref(), Some("S008"));
    })
    .await;
}

#[tokio::test]
async fn a_whole_list_at_once_keeps_the_own_texts() {
    both(|backend| async move {
        district(&backend).await;
        let staff = with_grant(&backend, "13800000010", "李敏", STAFF).await;
        set_own_text(&backend, &staff, "S070", "带上身份证").await.unwrap();
        assert_eq!(publish_list(&backend, &staff, ServiceList::Agency, false).await.unwrap(), 3);
        assert_eq!(publish_list(&backend, &staff, ServiceList::Agency, false).await.unwrap(), 0);
        assert_eq!(offer(&backend, &community("K101")).await.unwrap().services().len(), 5);
        let lines = publications(&backend, &staff).await.unwrap();
        assert_eq!(lines.len(), 8);
        let line = lines.iter().find(|line| line.service.code == service("S070")).unwrap();
        assert_eq!((line.published, line.own_text.as_str()), (false, "带上身份证"));
        assert_eq!(publish_list(&backend, &staff, ServiceList::Agency, true).await.unwrap(), 3);
        let again = offer(&backend, &community("K101")).await.unwrap().service(&service("S070")).unwrap();
        assert_eq!(again.own_text.as_deref(), Some("带上身份证"));
    })
    .await;
}

#[tokio::test]
async fn only_staff_and_lead_of_the_community_publish() {
    both(|backend| async move {
        district(&backend).await;
        let others = [
            with_grant(&backend, "13800000001", "张伟", (Role::Member, "K101", "")).await,
            with_grant(&backend, "13800000002", "刘洋", (Role::OfficeLead, "K1", "")).await,
            with_grant(&backend, "13800000003", "孙立", (Role::Admin, "K", "")).await,
            with_grant(&backend, "13800000004", "物业", (Role::PropertyCompany, "K101", "安居物业")).await,
            resident(&backend, "13800000005", "王芳", "K10101").await,
        ];
        let denied = |outcome: Result<(), AppError>| outcome.unwrap_err().kind == ErrorKind::Denied;
        for person in &others {
            assert!(denied(publish_service(&backend, person, "S008", false).await));
            assert!(denied(publish_list(&backend, person, ServiceList::Agency, false).await.map(drop)));
            assert!(denied(publications(&backend, person).await.map(drop)));
        }
        // Staff of another community change their own, and nothing of this one.
        let elsewhere = with_grant(&backend, "13800000006", "周杰", (Role::Staff, "K102", "")).await;
        publish_list(&backend, &elsewhere, ServiceList::Agency, false).await.unwrap();
        assert_eq!(offer(&backend, &community("K101")).await.unwrap().services().len(), 8);
        assert_eq!(offer(&backend, &community("K102")).await.unwrap().services().len(), 5);
        let lead = with_grant(&backend, "13800000007", "陈国平", (Role::CommunityLead, "K101", "")).await;
        publish_service(&backend, &lead, "S008", false).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn wrong_input_is_told() {
    both(|backend| async move {
        district(&backend).await;
        let staff = with_grant(&backend, "13800000010", "李敏", STAFF).await;
        for code in ["S999", "", "S008'; --"] {
            let error = publish_service(&backend, &staff, code, true).await.unwrap_err();
            assert_eq!(error.kind, ErrorKind::NotFound, "{code}");
        }
        let error = set_own_text(&backend, &staff, "S008", &"字".repeat(201)).await.unwrap_err();
        assert_eq!((error.kind, error.fields[0].field.as_str()), (ErrorKind::Invalid, "own_text"));
    })
    .await;
}

#[tokio::test]
async fn strangers_see_what_any_community_offers_without_its_own_words() {
    both(|backend| async move {
        district(&backend).await;
        let staff = with_grant(&backend, "13800000010", "李敏", STAFF).await;
        let code = service("S008");
        assert!(set_own_text(&backend, &staff, "S008", "师傅休假").await.unwrap(), "it stays published");
        publish_service(&backend, &staff, "S008", false).await.unwrap();
        assert!(offer_anywhere(&backend).await.unwrap().service(&code).is_some(), "others still offer it");
        assert!(!set_own_text(&backend, &staff, "S008", "每周二下午").await.unwrap(), "it stays withdrawn");
        publish_service(&backend, &staff, "S008", true).await.unwrap();
        let anywhere = offer_anywhere(&backend).await.unwrap();
        assert_eq!(anywhere.services().len(), 8, "each once, however many offer it");
        assert_eq!(anywhere.service(&code).unwrap().own_text, None);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_change_a_service_at_once_nobodys_half_is_lost() {
    both(|backend| async move {
        district(&backend).await;
        let staff = with_grant(&backend, "13800000010", "李敏", STAFF).await;
        let lead = with_grant(&backend, "13800000007", "陈国平", (Role::CommunityLead, "K101", "")).await;
        for round in 0..10 {
            let published = round % 2 == 0;
            let text = format!("第 {round} 次");
            let (chosen, said) = tokio::join!(
                publish_service(&backend, &lead, "S008", published),
                set_own_text(&backend, &staff, "S008", &text)
            );
            chosen.unwrap();
            said.unwrap();
            let lines = publications(&backend, &staff).await.unwrap();
            let line = lines.iter().find(|line| line.service.code == service("S008")).unwrap();
            assert_eq!((line.published, line.own_text.as_str()), (published, text.as_str()));
        }
    })
    .await;
}
