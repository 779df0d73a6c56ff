//! The list of households, from which samples are drawn.

use super::{errors, file};
use crate::support::{TestBackend, both, count, district, is_refused};
use backend::accounts::hash_doors;
use backend::import::{Imported, import_households};
use backend::values;
use domain::accounts::Address;
use domain::areas::AreaCode;

const HOUSEHOLDS: &str = "area,building,unit,room\n\
    K1010101,3,1,502\n\
    K1010101,3幢,1单元,503室\n\
    K10102,12,,1101\n";

#[tokio::test]
async fn households_twice_and_one_that_moved_to_another_grid() {
    both(|backend| async move {
        district(&backend).await;
        let take = async |text: &str| import_households(&backend, file("h.csv", text)).await.unwrap();
        assert_eq!(take(HOUSEHOLDS).await, Imported { added: 3, ..Imported::default() });
        assert_eq!(take(HOUSEHOLDS).await, Imported { unchanged: 3, ..Imported::default() });
        let moved = "area,building,unit,room\nK1010102,3,1,502\n";
        assert_eq!(take(moved).await, Imported { changed: 1, kept: 2, ..Imported::default() });
        assert_eq!(count(&backend, "households").await, 4, "the old row stays, removed");
        assert_eq!(count(&backend, "households WHERE removed_in IS NULL").await, 3);
        assert_eq!(
            count(&backend, "households WHERE door LIKE '%\"502\"%' OR door_hash LIKE '%\"502\"%'").await,
            0
        );
    })
    .await;
}

#[tokio::test]
async fn every_error_has_its_place_and_nothing_is_taken() {
    both(|backend| async move {
        district(&backend).await;
        let wrong = "area,building,unit,room\n\
            K101,3,1,502\n\
            K1010101,,1,\n\
            K1010101,3,1,502\n\
            K1010102,3幢,1,502室\n";
        let told: Vec<_> = errors(import_households(&backend, file("h.csv", wrong)).await)
            .into_iter()
            .map(|error| format!("{} {} {}", error.line, error.column, error.reason))
            .collect();
        assert_eq!(
            told,
            [
                "2 area 请填小区或网格的编码，和 areas.csv 里一样",
                "3 building 请填几幢",
                "3 room 请填几室",
                "5 room 第 4 行已经有这一户了，请删掉一行",
            ]
        );
        assert_eq!(count(&backend, "households").await, 0);
    })
    .await;
}

#[tokio::test]
async fn all_spellings_of_a_door_are_one_household() {
    both(|backend| async move {
        district(&backend).await;
        let take = async |text: &str| import_households(&backend, file("h.csv", text)).await;
        let header = "area,building,unit,room\r\n";
        take(&format!("{header}K10101,12,2,301\r\nK10101,8a,,05\r\n")).await.unwrap();
        let other = format!("{header}K10101,１２号,02单元,３０１室\r\nK10101,8Ａ幢,0,5\r\n");
        assert_eq!(take(&other).await.unwrap(), Imported { unchanged: 2, ..Imported::default() });
        let twice = format!("{header}K10101,12,2,301\r\nK10101,012栋,2,301\r\n");
        let told = errors(take(&twice).await);
        assert_eq!((told.len(), told[0].line), (1, 3));
        assert_eq!(told[0].reason, "第 2 行的 12 幢 2 单元 301 室 和这一行是同一户，只是写法不同，请删掉一行");
        let broken = format!(
            "{header}K10101,3月2日,,101\r\nK10101,46083,,101\r\nK10101,1E+02,,101\r\nK10101,1,#REF!,101\r\nK10101,1,,=1+1\r\n"
        );
        let places: Vec<_> = errors(take(&broken).await).into_iter().map(|error| (error.line, error.column)).collect();
        let building = || "building".to_owned();
        assert_eq!(places, [(2, building()), (3, building()), (4, building()), (5, "unit".into()), (6, "room".into())]);
        assert_eq!(count(&backend, "households").await, 2);
    })
    .await;
}

/// A household as the rule before wrote it: its hash is of the door as typed.
async fn listed_before(backend: &TestBackend, id: &str, building: &str, removed: bool) {
    let estate = AreaCode::parse("K10101").unwrap();
    let home = Address { estate, building: building.into(), unit: String::new(), room: "301".into() };
    let place = "households.door";
    let door =
        backend.vault.encrypt(place, &serde_json::to_string(&home).unwrap(), &backend.entropy).unwrap();
    let hash = backend.vault.fingerprint(place, &["K10101", building, "", "301"].join("\0"));
    let mut tx = backend.store.write().await.unwrap();
    tx
        .run(
            "INSERT INTO households (community, id, area, door, door_hash, added_in, added_at, removed_in, removed_at) \
             VALUES ('K101', $1, 'K10101', $2, $3, 1, 1, $4, $4)",
            values![id, door, hash, removed.then_some(1_i64)],
        )
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_list_of_before_is_hashed_anew_and_loses_nothing() {
    both(|backend| async move {
        district(&backend).await;
        for (id, building, removed) in [
            ("h1", "１２", false),
            ("h2", "12", false),
            ("h3", "12号", false),
            ("h4", "5", false),
            ("h5", "012", true),
        ] {
            listed_before(&backend, id, building, removed).await;
        }
        assert_eq!(hash_doors(&backend).await.unwrap(), 2, "three stand for one door");
        assert_eq!(hash_doors(&backend).await.unwrap(), 2, "and a second look changes nothing");
        assert_eq!(count(&backend, "households WHERE door_rule = 2").await, 5);
        assert_eq!(count(&backend, "households WHERE removed_in IS NULL").await, 4);
        for sql in [
            "UPDATE households SET door_hash = 'x' WHERE id = 'h4'",
            "UPDATE households SET twin = 9 WHERE id = 'h4'",
            "UPDATE households SET removed_in = NULL WHERE id = 'h5'",
        ] {
            assert!(is_refused(&backend, sql).await, "{sql}");
        }
        let take = async |text: &str| import_households(&backend, file("h.csv", text)).await.unwrap();
        let five = take("area,building,unit,room\nK10101,5幢,,301\n").await;
        assert_eq!(five, Imported { unchanged: 1, kept: 3, ..Imported::default() });
        let twelve = take("area,building,unit,room\nK10101,12,,301\n").await;
        assert_eq!(twelve, Imported { changed: 1, twins: 2, kept: 1, ..Imported::default() });
        assert_eq!(count(&backend, "households WHERE removed_in IS NULL").await, 2);
        assert_eq!(count(&backend, "households").await, 5, "nothing is deleted");
        assert_eq!(hash_doors(&backend).await.unwrap(), 0);
    })
    .await;
}
