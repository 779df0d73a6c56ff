//! Households that are registered, and posters that are opened.

use crate::support::{Person, both, count, district, resident, sign_in, with_grant};
use backend::accounts::{ProfileForm, complete_profile, hash_doors};
use backend::catalogue::publish_service;
use backend::import::{ImportFile, import_households};
use backend::posters::{PosterServices, count_scan, poster_estate, poster_list, posters};
use backend::reports::{public_report, report, tables};
use backend::spreadsheet::Cell;
use backend::{Backend, values};
use domain::accounts::Role;
use domain::reports::{Found, Indicator, IndicatorResult};
use domain::time::DAY;

/// Moves to another door; the estate of an empty code is nowhere.
async fn moves(backend: &Backend, person: &Person, estate: &str, room: &str) {
    let name = if person.name.is_empty() { "王秀英" } else { person.name.as_str() };
    let form = ProfileForm {
        name: name.into(),
        estate: estate.into(),
        building: if estate.is_empty() { String::new() } else { "3 幢".into() },
        unit: String::new(),
        room: room.into(),
        consent: true,
        ..ProfileForm::default()
    };
    complete_profile(backend, person, &form).await.unwrap();
}

/// So many registered, of so many households, in a community.
async fn registered(backend: &Backend, community: &str) -> (u32, u32) {
    let report = public_report(backend, community).await.unwrap();
    let is_it = |result: &&IndicatorResult| result.indicator == Indicator::RegisteredHouseholds;
    match report.results.iter().find(is_it).and_then(|result| result.found) {
        Some(Found::Census(found)) => (found.count.successes(), found.count.n()),
        found => panic!("all households are counted: {found:?}"),
    }
}

async fn list(backend: &Backend, rows: &str) {
    let table = format!("area,building,unit,room\n{rows}");
    import_households(backend, ImportFile { name: "households.csv", bytes: table.as_bytes() }).await.unwrap();
}

#[tokio::test]
async fn a_door_counts_once_however_many_live_there() {
    both(|backend| async move {
        district(&backend).await;
        assert_eq!(registered(&backend, "K101").await, (0, 3));
        let first = sign_in(&backend, "13800000001").await;
        let second = sign_in(&backend, "13800000002").await;
        moves(&backend, &first, "K10101", "301").await;
        moves(&backend, &second, "K10101", "301室").await;
        assert_eq!(registered(&backend, "K101").await, (1, 3), "one household, two people");
        let first = first.again(&backend).await;
        moves(&backend, &first, "K10201", "301").await;
        assert_eq!(registered(&backend, "K101").await, (1, 3), "the other one still lives there");
        assert_eq!(registered(&backend, "K102").await, (1, 4));
        let second = second.again(&backend).await;
        moves(&backend, &second, "K10102", "301").await;
        moves(&backend, &second, "K10102", "302").await;
        assert_eq!(registered(&backend, "K101").await, (1, 3), "who moves counts once");
        for (phone, room) in [("13800000003", "1"), ("13800000004", "2"), ("13800000005", "3")] {
            let person = sign_in(&backend, phone).await;
            moves(&backend, &person, "K10101", room).await;
        }
        assert_eq!(registered(&backend, "K101").await, (3, 3), "never more doors than households");
        let staff = with_grant(&backend, "13800000006", "李敏", (Role::Staff, "K101", "")).await;
        moves(&backend, &staff, "K20101", "1").await;
        assert_eq!(registered(&backend, "K201").await, (1, 3));
        moves(&backend, &staff, "", "").await;
        assert_eq!(registered(&backend, "K201").await, (0, 3), "who only works here lives nowhere");
    })
    .await;
}

#[tokio::test]
async fn a_whole_list_of_households_says_which_doors_there_are() {
    both(|backend| async move {
        district(&backend).await;
        let person = sign_in(&backend, "13800000001").await;
        moves(&backend, &person, "K20101", "301").await;
        let wrong = sign_in(&backend, "13800000002").await;
        moves(&backend, &wrong, "K20101", "9999").await;
        assert_eq!(registered(&backend, "K201").await, (2, 3));
        list(&backend, "K20101,3,,301\nK20101,3,,302\n").await;
        assert_eq!(registered(&backend, "K201").await, (2, 3), "a part of the list changes nothing");
        list(&backend, "K20101,3,,303\nK2010101,3,,304\n").await;
        assert_eq!(registered(&backend, "K201").await, (1, 4), "there is no door 9999");
        moves(&backend, &wrong, "K20101", "304").await;
        assert_eq!(registered(&backend, "K201").await, (2, 4));
    })
    .await;
}

#[tokio::test]
async fn who_was_registered_before_is_counted_when_the_program_starts() {
    both(|backend| async move {
        district(&backend).await;
        resident(&backend, "13800000001", "王秀英", "K10101").await;
        resident(&backend, "13800000002", "李敏", "K10101").await;
        let mut tx = backend.store.write().await.unwrap();
        tx.run("UPDATE people SET door_hash = NULL", values![]).await.unwrap();
        tx.run("DELETE FROM home_counts", values![]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(registered(&backend, "K101").await, (0, 3));
        hash_doors(&backend).await.unwrap();
        assert_eq!(registered(&backend, "K101").await, (1, 3), "the two live at one door");
        hash_doors(&backend).await.unwrap();
        assert_eq!(count(&backend, "home_counts").await, 1);
    })
    .await;
}

#[tokio::test]
async fn two_who_register_at_once_are_both_counted() {
    both(|backend| async move {
        district(&backend).await;
        let people = [sign_in(&backend, "13800000001").await, sign_in(&backend, "13800000002").await];
        let [first, second] = &people;
        tokio::join!(moves(&backend, first, "K10201", "301"), moves(&backend, second, "K10201", "302"));
        assert_eq!(registered(&backend, "K102").await, (2, 4));
    })
    .await;
}

#[tokio::test]
async fn each_opening_is_counted_in_one_row_a_day_and_the_report_says_so() {
    both(|backend| async move {
        district(&backend).await;
        let lead = with_grant(&backend, "13800000003", "周敏", (Role::CommunityLead, "K101", "")).await;
        let office = with_grant(&backend, "13800000004", "沈佳", (Role::OfficeLead, "K1", "")).await;
        let estate = poster_estate(&backend, "k10101").await.unwrap();
        assert_eq!((estate.name.as_str(), estate.community.as_str()), ("中华园", "K101"));
        for nothing in ["K101", "K1010101", "K9", "", "中华园"] {
            assert_eq!(poster_estate(&backend, nothing).await.unwrap_err().status(), 404, "{nothing}");
        }
        count_scan(&backend, &estate, "198.51.100.7").await.unwrap();
        backend.clock.advance(30 * DAY);
        for _ in 0..3 {
            count_scan(&backend, &estate, "198.51.100.7").await.unwrap();
        }
        assert_eq!(count(&backend, "poster_scans").await, 2);
        let other = poster_estate(&backend, "K10102").await.unwrap();
        for _ in 0..50 {
            count_scan(&backend, &other, "203.0.113.9").await.unwrap();
        }
        let made_up = count(&backend, "poster_scans WHERE estate = 'K10102' AND scans = 20").await;
        assert_eq!(made_up, 1, "one network makes no more than twenty a day");
        let mut tx = backend.store.write().await.unwrap();
        tx.run("DELETE FROM poster_scans WHERE estate = 'K10102'", vec![]).await.unwrap();
        tx.commit().await.unwrap();
        let lists = poster_list(&backend, &lead).await.unwrap();
        assert_eq!(lists.len(), 1);
        let lines: Vec<_> =
            lists[0].estates.iter().map(|one| (one.name.as_str(), one.recent, one.all)).collect();
        assert_eq!(lines, [("中华园", 3, 4), ("书香名邸", 0, 0)]);
        assert_eq!(poster_list(&backend, &office).await.unwrap().len(), 2);

        let own = report(&backend, &lead, None, None).await.unwrap();
        let whole = own.coverage.whole;
        assert_eq!((whole.estates, whole.poster_estates, whole.poster_scans), (2, 1, 3));
        let names: Vec<_> = own.coverage.parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["中华园", "书香名邸"]);
        let above = report(&backend, &office, None, None).await.unwrap();
        let names: Vec<_> = above.coverage.parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["樾城社区", "樾河社区"]);
        assert_eq!((above.coverage.whole.estates, above.coverage.whole.poster_scans), (3, 3));
        let table = tables(&above).into_iter().find(|table| table.name == "覆盖").unwrap();
        assert_eq!(table.rows.len(), 3, "the whole and its parts");
        assert!(table.rows.iter().all(|row| row.len() == table.heads.len()));
        assert_eq!(table.rows[0].last(), Some(&Cell::Whole(3)));
        let results = tables(&above).into_iter().find(|table| table.name == "承诺和实际").unwrap();
        let row = results.rows.iter().find(|row| row[0] == Cell::from("住户登记率")).unwrap();
        assert_eq!((&row[1], row.last()), (&Cell::Nothing, Some(&Cell::Nothing)), "no target, no verdict");
    })
    .await;
}

#[tokio::test]
async fn a_poster_names_what_the_community_publishes_and_only_its_desks_print_it() {
    both(|backend| async move {
        district(&backend).await;
        let staff = with_grant(&backend, "13800000003", "周敏", (Role::Staff, "K101", "")).await;
        let elsewhere = with_grant(&backend, "13800000004", "沈佳", (Role::Staff, "K102", "")).await;
        let office = with_grant(&backend, "13800000005", "顾平", (Role::OfficeLead, "K1", "")).await;
        let neighbour = with_grant(&backend, "13800000006", "徐文", (Role::OfficeLead, "K2", "")).await;
        let member = with_grant(&backend, "13800000007", "陆芳", (Role::Member, "K101", "")).await;
        let person = resident(&backend, "13800000001", "王秀英", "K10101").await;
        publish_service(&backend, &staff, "S008", false).await.unwrap();
        let here = posters(&backend, &staff, "K10101").await.unwrap();
        assert_eq!(
            (here.len(), here[0].estate.as_str(), here[0].community.as_str()),
            (1, "中华园", "樾城社区")
        );
        let there = posters(&backend, &office, "K10201").await.unwrap();
        let total = |lists: &[PosterServices]| lists.iter().map(PosterServices::count).sum::<usize>();
        assert_eq!((total(&here[0].lists), total(&there[0].lists)), (7, 8), "S008 is not published here");
        assert_eq!(here[0].lists.len(), 3);
        assert_eq!(posters(&backend, &office, "K101").await.unwrap().len(), 2, "all of a community");
        for (nobody, code) in [
            (&elsewhere, "K10101"),
            (&elsewhere, "K101"),
            (&neighbour, "K10101"),
            (&member, "K10101"),
            (&person, "K10101"),
        ] {
            assert_eq!(posters(&backend, nobody, code).await.unwrap_err().status(), 403, "{code}");
        }
        for nobody in [&member, &person] {
            assert_eq!(poster_list(&backend, nobody).await.unwrap_err().status(), 403);
        }
        for nothing in ["K1", "K1010101", "K9"] {
            assert_eq!(posters(&backend, &office, nothing).await.unwrap_err().status(), 404, "{nothing}");
        }
    })
    .await;
}
