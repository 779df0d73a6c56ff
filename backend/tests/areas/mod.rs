//! Reading the tree of areas.

mod telephones;

use crate::support::{both, district, merge_estate};
use backend::areas::{area, estates_for_choice, estates_meant, tree};
use backend::import::{ImportFile, import_areas};
use backend::simplified::simplified;
use domain::areas::{AreaCode, AreaKind};
use std::sync::Arc;

fn code(text: &str) -> AreaCode {
    AreaCode::parse(text).unwrap()
}

#[tokio::test]
async fn one_area_as_it_was_imported() {
    both(|backend| async move {
        district(&backend).await;
        let mut tx = backend.store.read().await.unwrap();
        let estate = area(&mut tx, &code("K10102")).await.unwrap().unwrap();
        assert_eq!((estate.kind, estate.name.as_str(), estate.households), (AreaKind::Estate, "书香名邸", 1));
        assert_eq!(estate.parent, Some(code("K101")));
        assert_eq!(area(&mut tx, &code("K9")).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn estates_are_chosen_by_office_and_community() {
    both(|backend| async move {
        assert_eq!(estates_for_choice(&backend).await.unwrap(), []);
        district(&backend).await;
        let offices = estates_for_choice(&backend).await.unwrap();
        let mut names = Vec::new();
        for office in &offices {
            for community in &office.communities {
                let estates: Vec<_> = community.estates.iter().map(|estate| estate.name.as_str()).collect();
                names.push(format!("{} {} {}", office.name, community.code, estates.join("、")));
            }
        }
        assert_eq!(
            names,
            [
                "中华园城市管理办事处 K101 中华园、书香名邸",
                "中华园城市管理办事处 K102 夏荷公寓",
                "青阳城市管理办事处 K201 美华西村"
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn estates_are_meant_by_parts_of_their_names_unless_they_are_no_more() {
    both(|backend| async move {
        district(&backend).await;
        let meant = async |typed: &str| {
            let codes = estates_meant(&backend, &simplified(typed)).await.unwrap();
            codes.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(meant("zhy").await, ["K10101"]);
        assert_eq!(meant("書香").await, ["K10102"], "in whatever characters");
        assert_eq!(meant("mhxc").await, ["K20101"]);
        assert!(meant("").await.is_empty() && meant("第一网格").await.is_empty());
        merge_estate(&backend, "K10102", "K10101").await;
        assert!(meant("书香").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn every_process_keeps_a_copy_until_an_import() {
    both(|backend| async move {
        district(&backend).await;
        let other = backend.other_process().await;
        let before = tree(&other).await.unwrap();
        assert!(Arc::ptr_eq(&before, &tree(&other).await.unwrap()), "read from memory");
        let renamed = "code,kind,parent_code,name,households\nL,district,,花桥,0\n";
        import_areas(&backend, ImportFile { name: "areas.csv", bytes: renamed.as_bytes() }).await.unwrap();
        assert_eq!(tree(&other).await.unwrap().name(&code("L")), "花桥");
        assert_eq!(
            tree(&backend).await.unwrap().name_path(&code("K1010101")),
            "樾城社区 · 中华园 · 中华园第一网格"
        );
        other.store.close().await;
    })
    .await;
}
