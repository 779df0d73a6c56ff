//! Whom to call.

use crate::support::{both, count, district, resident, with_grant};
use backend::areas::tree;
use backend::import::{ImportFailure, ImportFile, import_areas};
use backend::settings::set_working_hours;
use backend::settings::{contact, set_telephone, telephone_set};
use backend::{Backend, ErrorKind};
use domain::accounts::Role;
use domain::areas::AreaCode;

fn code(text: &str) -> AreaCode {
    AreaCode::parse(text).unwrap()
}

/// «樾城社区 12345 今天 9:00 起有人接».
async fn called(backend: &Backend, area: &str) -> Option<String> {
    let now = backend.clock.now();
    let contact = contact(backend, &code(area), now).await.unwrap()?;
    let when = contact.answering.map_or_else(String::new, |answering| answering.words(now));
    Some(format!("{} {} {when}", contact.place, contact.telephone))
}

#[tokio::test]
async fn the_desk_keeps_its_number_and_the_office_stands_in() {
    both(|backend| async move {
        district(&backend).await;
        let staff = with_grant(&backend, "13900000001", "陈静", (Role::Staff, "K101", "")).await;
        let lead = with_grant(&backend, "13900000002", "周敏", (Role::CommunityLead, "K101", "")).await;
        let office = with_grant(&backend, "13900000003", "吴刚", (Role::OfficeLead, "K1", "")).await;
        assert_eq!(called(&backend, "K10101").await, None, "nobody has a telephone yet");
        set_telephone(&backend, &office, "0512-0000-0100").await.unwrap();
        assert_eq!(called(&backend, "K10101").await.unwrap(), "中华园城市管理办事处 0512-0000-0100 ");
        let other = backend.other_process().await;
        assert!(tree(&other).await.unwrap().own_telephone(&code("K101")).is_none());
        set_telephone(&backend, &staff, " 0512－0000－0101 ").await.unwrap();
        set_working_hours(&backend, &lead, "00:00-24:00").await.unwrap();
        let own = called(&other, "K10101").await.expect("another process sees it at once");
        assert!(own.starts_with("樾城社区 0512-0000-0101 "), "{own}");
        assert!(own.ends_with("有人接") || own.ends_with("现在有人接，到 24:00"), "{own}");
        assert!(called(&backend, "K10201").await.unwrap().starts_with("中华园城市"), "next door");
        let set = telephone_set(&backend, &lead).await.unwrap();
        assert_eq!((set.area, set.by.unwrap().0.as_str()), (code("K101"), "陈静"));
        backend.clock.advance(60_000);
        set_telephone(&backend, &lead, "  ").await.unwrap();
        let set = telephone_set(&backend, &staff).await.unwrap();
        assert_eq!((set.telephone, set.by.unwrap().0.as_str()), (None, "周敏"));
        assert!(called(&backend, "K10101").await.unwrap().starts_with("中华园城市"), "taken away again");
    })
    .await;
}

#[tokio::test]
async fn two_who_change_it_at_the_same_moment_are_two_changes() {
    both(|backend| async move {
        district(&backend).await;
        let staff = with_grant(&backend, "13900000001", "陈静", (Role::Staff, "K101", "")).await;
        let lead = with_grant(&backend, "13900000002", "周敏", (Role::CommunityLead, "K101", "")).await;
        for round in 0..10 {
            let (one, two) = (format!("0512-0000-01{round}1"), format!("0512-0000-01{round}2"));
            let (one, two) =
                tokio::join!(set_telephone(&backend, &staff, &one), set_telephone(&backend, &lead, &two));
            one.and(two).unwrap();
        }
        assert_eq!(count(&backend, "telephones").await, 20, "the clock stood still, and none is lost");
    })
    .await;
}

#[tokio::test]
async fn nobody_else_sets_it_and_what_is_wrong_is_said() {
    both(|backend| async move {
        district(&backend).await;
        let resident = resident(&backend, "13900000001", "王秀英", "K10101").await;
        let member = with_grant(&backend, "13900000002", "李建国", (Role::Member, "K101", "")).await;
        let district = with_grant(&backend, "13900000003", "区里", (Role::DistrictLead, "K", "")).await;
        for nobody in [&resident, &member, &district] {
            let refused = set_telephone(&backend, nobody, "12345").await.unwrap_err();
            assert_eq!(refused.kind, ErrorKind::Denied);
            assert_eq!(telephone_set(&backend, nobody).await.unwrap_err().kind, ErrorKind::Denied);
        }
        let staff = with_grant(&backend, "13900000004", "陈静", (Role::Staff, "K101", "")).await;
        let wrong = set_telephone(&backend, &staff, "打 12345").await.unwrap_err();
        assert_eq!(wrong.fields[0].field, "telephone");
        assert_eq!(telephone_set(&backend, &staff).await.unwrap().telephone, None);
    })
    .await;
}

#[tokio::test]
async fn a_table_brings_numbers_and_never_undoes_what_the_desk_settled() {
    both(|backend| async move {
        district(&backend).await;
        let table = |own: &str| {
            format!(
                "code,kind,parent_code,name,households,telephone\nL,district,,花桥,5,\nL1,office,L,东城,5,12345\n\
                 L101,community,L1,光明社区,5,{own}\nL10101,estate,L101,光明新村,5,\n\
                 L1010101,grid,L10101,第一网格,5,\n"
            )
        };
        let import = async |own: &str| {
            let table = table(own);
            let file = ImportFile { name: "l.csv", bytes: table.as_bytes() };
            import_areas(&backend, file).await.map(|imported| (imported.added, imported.changed, imported.unchanged))
        };
        assert_eq!(import("").await.unwrap(), (5, 0, 0));
        assert_eq!(called(&backend, "L101").await.unwrap(), "东城 12345 ");
        backend.clock.advance(60_000);
        assert_eq!(import("0512-0000").await.unwrap(), (0, 1, 4));
        assert_eq!(import("0512-0000").await.unwrap(), (0, 0, 5));
        assert!(called(&backend, "L101").await.unwrap().starts_with("光明社区 0512-0000 "));
        let staff = with_grant(&backend, "13900000001", "陈静", (Role::Staff, "L101", "")).await;
        backend.clock.advance(60_000);
        set_telephone(&backend, &staff, "12319").await.unwrap();
        assert_eq!(import("0512-0000").await.unwrap(), (0, 0, 5));
        assert!(called(&backend, "L101").await.unwrap().starts_with("光明社区 12319 "));
        let refused = import("电话").await.unwrap_err();
        assert!(matches!(&refused, ImportFailure::Rows { errors, .. } if errors[0].column == "telephone"), "{refused}");
    })
    .await;
}
