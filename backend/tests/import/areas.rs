//! Areas.

use super::{errors, file, places};
use crate::support::{both, district};
use backend::areas::tree;
use backend::import::{Imported, NameSwaps, import_areas, import_areas_swapping};
use domain::areas::{AreaCode, AreaKind};

const SHIPPED: &str = include_str!("../../../data/areas.csv");
const SMALL: &str = "code,kind,parent_code,name,households\nL,district,,花桥,5\nL1,office,L,东城,5\n\
    L101,community,L1,光明社区,5\nL10101,estate,L101,光明家园,5\nL1010101,grid,L10101,第一网格,5\n";

#[tokio::test]
async fn the_shipped_table_twice() {
    both(|backend| async move {
        let imported = import_areas(&backend, file("areas.csv", SHIPPED)).await.unwrap();
        assert_eq!(imported, Imported { added: 947, ..Imported::default() });
        let again = import_areas(&backend, file("areas.csv", SHIPPED)).await.unwrap();
        assert_eq!(again, Imported { unchanged: 947, ..Imported::default() });
        let tree = tree(&backend).await.unwrap();
        assert_eq!(tree.of_kind(AreaKind::Community).len(), 63);
        assert_eq!(tree.name_path(&AreaCode::parse("K10101").unwrap()), "樾城社区 · 中华园");
    })
    .await;
}

#[tokio::test]
async fn a_change_is_one_row_and_another_district_stays() {
    both(|backend| async move {
        district(&backend).await;
        assert_eq!(import_areas(&backend, file("l.csv", SMALL)).await.unwrap().kept, 15);
        let renamed = SMALL.replace("光明社区", "光华社区");
        let imported = import_areas(&backend, file("l.csv", &renamed)).await.unwrap();
        assert_eq!((imported.added, imported.changed, imported.unchanged, imported.kept), (0, 1, 4, 15));
        let name = tree(&backend).await.unwrap().name(&AreaCode::parse("L101").unwrap()).to_owned();
        assert_eq!(name, "光华社区");
    })
    .await;
}

#[tokio::test]
async fn wrong_rows_are_told_with_line_and_column_and_nothing_is_taken() {
    both(|backend| async move {
        let wrong = SMALL.replace("L101,community,L1,", "L101,village,L9-,").replace("第一网格,5", ",五");
        let outcome = import_areas(&backend, file("areas.csv", &wrong)).await;
        let told: Vec<_> = errors(outcome).iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "areas.csv 第 4 行，kind 列：只能从这些里选一个：district、office、community、estate、grid",
                "areas.csv 第 4 行，parent_code 列：编码只能用大写字母和数字，最多 16 位",
                "areas.csv 第 6 行，name 列：这一项要填",
                "areas.csv 第 6 行，households 列：要填 0 到 10000000 之间的整数",
            ]
        );
        let unbalanced = SMALL.replace("L101,community,L1,光明社区,5", "L101,community,L1,光明社区,6");
        let outcome = import_areas(&backend, file("areas.csv", &unbalanced)).await;
        assert_eq!(places(outcome), [(3, "households".into()), (4, "households".into())]);
        assert_eq!(tree(&backend).await.unwrap().of_kind(AreaKind::District).len(), 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_there_can_not_be_left_out() {
    both(|backend| async move {
        import_areas(&backend, file("areas.csv", SMALL)).await.unwrap();
        let fewer = "code,kind,parent_code,name,households\nL,district,,花桥,0\nL1,office,L,东城,0\n";
        let errors = errors(import_areas(&backend, file("areas.csv", fewer)).await);
        assert_eq!(errors.len(), 3);
        assert_eq!(errors[0].reason, "表里少了光明社区（L101），已有的区域不能拿掉，请补上");
        assert_eq!(tree(&backend).await.unwrap().name(&AreaCode::parse("L101").unwrap()), "光明社区");
    })
    .await;
}

#[tokio::test]
async fn codes_must_fit_those_of_other_districts() {
    both(|backend| async move {
        import_areas(&backend, file("areas.csv", SMALL)).await.unwrap();
        let longer = "code,kind,parent_code,name,households\nMM,district,,张浦,0\n";
        assert_eq!(places(import_areas(&backend, file("m.csv", longer)).await), [(2, "code".into())]);
    })
    .await;
}

#[tokio::test]
async fn names_tell_areas_apart_and_are_seen() {
    both(|backend| async move {
        let more = |name: &str| format!("{SMALL}L10102,estate,L101,{name},0\n");
        for (name, reason) in [
            ("光明家园", "同一个上级下面已经有“光明家园”（L10101），请写得分得开，例如加上期数"),
            ("光明家园\u{200b}", "同一个上级下面已经有“光明家园”（L10101），请写得分得开，例如加上期数"),
            ("\u{200b}\u{3164}", "这一项要填"),
            ("\"光明\n二期\"", "这一格里有换行，请写成一行"),
        ] {
            let error = errors(import_areas(&backend, file("areas.csv", &more(name))).await).remove(0);
            assert_eq!(
                (error.line, error.column.as_str(), error.reason.as_str()),
                (7, "name", reason),
                "{name:?}"
            );
        }
        import_areas(&backend, file("areas.csv", &more("光明二期"))).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn names_that_change_places_are_asked_about() {
    both(|backend| async move {
        let with = |one: &str, other: &str| {
            let table = SMALL.replace("光明家园", one);
            format!("{table}L10102,estate,L101,{other},0\n")
        };
        import_areas(&backend, file("areas.csv", &with("光明家园", "光明二期"))).await.unwrap();
        let swapped = with("光明二期", "光明家园");
        let told = errors(import_areas(&backend, file("areas.csv", &swapped)).await);
        assert_eq!(told.iter().map(|error| error.line).collect::<Vec<_>>(), [5, 7]);
        assert!(
            told[0].reason.contains("原来是 L10102 的名称") && told[0].reason.contains("--swap-names"),
            "{}",
            told[0]
        );
        let slipped = with("光明三期", "光明家园");
        assert_eq!(places(import_areas(&backend, file("areas.csv", &slipped)).await), [(7, "name".into())]);
        assert_eq!(
            import_areas(&backend, file("areas.csv", &with("光明一期", "光明三期"))).await.unwrap().changed,
            2
        );
        let back = with("光明三期", "光明一期");
        let meant =
            import_areas_swapping(&backend, file("areas.csv", &back), NameSwaps::Meant).await.unwrap();
        assert_eq!(meant.changed, 2);
    })
    .await;
}
