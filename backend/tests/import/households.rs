//! The list of households, from which samples are drawn.

use super::{errors, file};
use crate::support::{both, count, district};
use backend::import::{Imported, import_households};

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
        assert_eq!(count(&backend, "households WHERE door LIKE '%502%' OR door_hash LIKE '%502%'").await, 0);
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
