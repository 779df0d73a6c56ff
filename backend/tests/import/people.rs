//! People and what they are.

use super::{errors, file};
use crate::support::{both, district, resident, sign_in};
use backend::import::{Imported, import_people};
use domain::accounts::Role;
use domain::time::MINUTE;

const PEOPLE: &str = "phone,name,role,area,team\n\
    13800000001,李敏,staff,K101,\n\
    138 0000 0002,张伟,member,K10101,\n\
    13800000002,张伟,volunteer_team,K101,樾城志愿队\n\
    13800000003,吴师傅,property_company,K101,安居物业\n\
    13800000004,王秀英,,,\n";

#[tokio::test]
async fn people_with_their_roles_twice() {
    both(|backend| async move {
        district(&backend).await;
        let take = || import_people(&backend, file("people.csv", PEOPLE));
        assert_eq!(take().await.unwrap(), Imported { added: 4, changed: 1, ..Imported::default() });
        assert_eq!(take().await.unwrap(), Imported { unchanged: 5, ..Imported::default() });
        let both_roles = sign_in(&backend, "13800000002").await;
        let roles: Vec<_> = both_roles.grants.iter().map(|held| held.grant.role).collect();
        assert_eq!(roles, [Role::Member, Role::VolunteerTeam]);
        assert_eq!(both_roles.grants[1].team_name.as_deref(), Some("樾城志愿队"));
        assert!(!both_roles.consented, "nobody consents for another");
        assert_eq!(sign_in(&backend, "13800000004").await.name, "王秀英");
    })
    .await;
}

#[tokio::test]
async fn the_table_corrects_a_name() {
    both(|backend| async move {
        district(&backend).await;
        let person = resident(&backend, "13800000001", "李民", "K10101").await;
        backend.clock.advance(MINUTE);
        import_people(&backend, file("people.csv", PEOPLE)).await.unwrap();
        let person = person.again(&backend).await;
        assert_eq!((person.name.as_str(), person.grants.len()), ("李敏", 1));
        assert!(person.home.is_some() && person.consented);
    })
    .await;
}

#[tokio::test]
async fn every_error_has_its_place_and_nothing_is_taken() {
    both(|backend| async move {
        district(&backend).await;
        let wrong = "phone,name,role,area,team\n\
            13800000001,李敏,staff,K101,\n\
            12345,,king,K999,\n\
            \"13800000002\",\"张\n伟\",staff,K10101,\n\
            13800000003,吴师傅,property_company,K101,\n\
            13800000004,王秀英,member,K101,樾城志愿队\n\
            13800000001,李明,,,\n\
            13800000001,李敏,staff,K101,\n\
            13800000005,赵勇,,K101,\n";
        let told: Vec<_> = errors(import_people(&backend, file("people.csv", wrong)).await)
            .into_iter()
            .map(|error| format!("{} {} {}", error.line, error.column, error.reason))
            .collect();
        assert_eq!(
            told,
            [
                "3 phone 手机号码是 11 位数字，以 1 开头，请再看一看",
                "3 name 这一项要填",
                "3 role 只能从这些里选一个：member、volunteer_team、property_company、staff、community_lead、\
                 office_lead、district_lead、admin",
                "3 area 没有这个区域，请填 areas.csv 里的编码",
                "4 area “社区工作者”这个身份要选社区，请换一个区域",
                "5 team 这一项要填",
                "6 team 这个身份没有队伍，这里要空着",
                "7 name 这个手机号在第 2 行是另一个姓名，请核对",
                "8 phone 这一行前面已经有一样的了，请删掉",
                "9 role 填了区域或队伍，就要填身份",
            ]
        );
        assert!(sign_in(&backend, "13800000001").await.grants.is_empty());
    })
    .await;
}

#[tokio::test]
async fn numbers_and_lines_are_those_that_the_spreadsheet_shows() {
    both(|backend| async move {
        district(&backend).await;
        let shapes = "phone,name,role,area,team\r\n\u{202a}13800000001\u{202c},李敏,staff,K101,\r\n\
            ８６138-0000-0001,李敏,,,\r\n0086 138 0000 0001,李敏,member,K10101,\r\n0512-65211234,王秀英,,,\r\n";
        assert_eq!(import_people(&backend, file("people.csv", shapes)).await.unwrap().added, 2, "two people in four rows");
        let wrong = "phone,name,role,area,team\r\n\r\n13800000001,李敏,staff,K101,\r\n0512-65211234,王秀英,staff,K101,\r\n\
            \"138\r\n00000002\",张伟,,,\r\nabc,甲四,,,\r\n";
        let told: Vec<_> = errors(import_people(&backend, file("people.csv", wrong)).await)
            .into_iter()
            .map(|error| format!("{} {} {}", error.line, error.column, error.reason))
            .collect();
        assert_eq!(
            told,
            [
                "4 phone 座机收不到短信，请填手机号码",
                "6 phone 号码不对，请再看一看：手机是 11 位数字，座机要带区号（0512-65211234），境外号码前面写 + 和国家代码",
            ]
        );
    })
    .await;
}
