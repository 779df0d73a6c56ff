//! Categories and services.

use super::{errors, file, places};
use crate::support::{both, district, with_grant};
use backend::catalogue::{current, offer, set_own_text};
use backend::import::{Imported, import_services};
use domain::accounts::Role;
use domain::areas::AreaCode;
use domain::catalogue::ServiceCode;

const CATEGORIES: &str = include_str!("../../../data/categories.csv");
const SERVICES: &str = include_str!("../../../data/services.csv");

#[tokio::test]
async fn the_shipped_tables_twice() {
    both(|backend| async move {
        let take = || {
            import_services(
                &backend,
                file("services.csv", SERVICES),
                Some(file("categories.csv", CATEGORIES)),
            )
        };
        assert_eq!(take().await.unwrap(), Imported { added: 157, ..Imported::default() });
        assert_eq!(take().await.unwrap(), Imported { unchanged: 157, ..Imported::default() });
        let mut tx = backend.store.read().await.unwrap();
        let catalogue = current(&mut tx, &backend).await.unwrap();
        assert_eq!(catalogue.services.len(), 112);
        let names: Vec<_> = catalogue.categories.iter().map(|category| category.name.as_str()).collect();
        assert_eq!(names[..3], ["事务咨询", "物业服务", "居家生活"]);
        assert_eq!(catalogue.subcategories[3].code.as_str(), "C0201");
        let service = catalogue.service(&ServiceCode::parse("S011").unwrap()).unwrap();
        assert_eq!(service.materials, ["房产证复印件", "业主身份证复印件", "业主签名表"]);
    })
    .await;
}

#[tokio::test]
async fn services_alone_need_categories_that_are_known() {
    both(|backend| async move {
        let errors = errors(import_services(&backend, file("services.csv", SERVICES), None).await);
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].reason, "还没有分类，请连同 categories.csv 一起导入");
        district(&backend).await;
        let imported = import_services(&backend, file("services.csv", SERVICES), None).await.unwrap();
        assert_eq!((imported.added, imported.unchanged), (104, 8));
    })
    .await;
}

#[tokio::test]
async fn a_change_is_seen_by_other_processes_and_what_is_missing_stays() {
    both(|backend| async move {
        district(&backend).await;
        let staff = with_grant(&backend, "13800000010", "李敏", (Role::Staff, "K101", "")).await;
        set_own_text(&backend, &staff, "S008", "师傅姓吴").await.unwrap();
        let other = backend.other_process().await;
        let community = AreaCode::parse("K101").unwrap();
        let code = ServiceCode::parse("S008").unwrap();
        offer(&other, &community).await.unwrap();
        let line = SERVICES.lines().find(|line| line.starts_with("S008")).unwrap();
        let header = SERVICES.lines().next().unwrap();
        let table = format!("{header}\n{}\n", line.replace("家庭水电小修", "水电上门修"));
        let imported = import_services(&backend, file("services.csv", &table), None).await.unwrap();
        assert_eq!((imported.changed, imported.kept), (1, 7));
        let offer = offer(&other, &community).await.unwrap();
        let changed = offer.service(&code).unwrap();
        assert_eq!(
            (changed.service.name.as_str(), changed.own_text.as_deref()),
            ("水电上门修", Some("师傅姓吴"))
        );
        assert_eq!(offer.services().len(), 8);
        other.store.close().await;
    })
    .await;
}

#[tokio::test]
async fn an_error_in_either_table_leaves_both_as_they_were() {
    both(|backend| async move {
        let services = SERVICES.replacen("routine", "special", 1);
        let outcome = import_services(
            &backend,
            file("services.csv", &services),
            Some(file("categories.csv", CATEGORIES)),
        )
        .await;
        assert_eq!(places(outcome), [(2, "list".into())]);
        let categories = CATEGORIES.replacen("C0101,政策咨询,1,C01", "C0101,政策咨询,1,C77", 1);
        let outcome = import_services(
            &backend,
            file("services.csv", SERVICES),
            Some(file("categories.csv", &categories)),
        )
        .await;
        let error = errors(outcome).remove(0);
        assert_eq!(error.to_string(), "categories.csv 第 12 行，parent_code 列：大类 C77 不在表里，请先补上");
        let mut tx = backend.store.read().await.unwrap();
        let catalogue = current(&mut tx, &backend).await.unwrap();
        assert!(catalogue.categories.is_empty() && catalogue.services.is_empty());
    })
    .await;
}
