//! What is shown is held against what holds now: roles that were taken back, estates that are no more or have another
//! name, homes that have moved.

use crate::cast::{Cast, arrives, cast, dispatch, does, form, ordered, remove, request};
use crate::recurring::{at, tuesdays, visit};
use crate::support::{self, Person, TestBackend, change_areas, merge_estate};
use backend::accounts::{GrantForm, ProfileForm, complete_profile, grant_from_console};
use backend::areas::estates_for_choice;
use backend::notifications;
use backend::orders::{
    CommandForm, DeskFilter, DeskGroup, OrderFor, OrderView, PlaceOrder, Viewpoint, desk, open_at,
    own_orders, place, view,
};
use backend::posters::{poster_estate, poster_list, posters};
use backend::recurring::{CreatedDue, DayFate, RecurrenceForm, create_due, own, start};
use domain::accounts::Role;

/// What comes every Tuesday, whatever the calendar says.
fn every_tuesday() -> RecurrenceForm {
    RecurrenceForm { on_holiday: "keep".into(), ..tuesdays() }
}

/// An order, and another that comes every Tuesday; the number of the first.
async fn ordered_and_recurring(backend: &TestBackend, cast: &Cast) -> String {
    let number = ordered(backend, cast).await;
    let first = visit(backend, cast).await;
    start(backend, &cast.resident, &first, Viewpoint::Resident, &every_tuesday()).await.unwrap();
    number
}

async fn close_estate(backend: &TestBackend, row: &str) {
    change_areas(backend, |table| table.replace(&format!("{row},\n"), &format!("{row},true\n"))).await;
}

/// What stands in somebody's notifications, the newest first.
async fn sentences(backend: &TestBackend, viewer: &Person) -> Vec<String> {
    notifications::list(backend, viewer, "")
        .await
        .unwrap()
        .lines
        .into_iter()
        .map(|line| line.sentence)
        .collect()
}

async fn seen(backend: &TestBackend, cast: &Cast, number: &str) -> (OrderView, OrderView) {
    let resident = view(backend, &cast.resident, number, Viewpoint::Resident).await.unwrap();
    let desk = view(backend, &cast.staff, number, Viewpoint::Role).await.unwrap();
    (resident, desk)
}

#[tokio::test]
async fn nobody_is_announced_whose_role_was_taken_back() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let mut numbers = Vec::new();
        for token in ["dispatched", "accepted", "at the door", "paused", "done"] {
            let form = request(token);
            let number = place(&backend, &cast.resident, OrderFor::Oneself, &form).await.unwrap().number;
            numbers.push(number.to_string());
        }
        for (stage, number) in numbers.iter().enumerate() {
            dispatch(&backend, &cast, number, "李建国").await;
            if stage > 0 {
                does(&backend, &cast.member, number, form("accept")).await.unwrap();
            }
            if stage == 2 || stage == 4 {
                arrives(&backend, &cast, number).await;
            }
        }
        let paused = CommandForm { reason: "weather".into(), ..form("pause") };
        does(&backend, &cast.member, &numbers[3], paused).await.unwrap();
        let done = CommandForm { note: "好了".into(), minutes: "5".into(), ..form("finish") };
        does(&backend, &cast.member, &numbers[4], done).await.unwrap();
        let (before, _) = seen(&backend, &cast, &numbers[1]).await;
        assert!(before.helper.unwrap().phone.is_some() && before.arrival_code.is_some());
        let in_good_hands = ordered(&backend, &cast).await;
        dispatch(&backend, &cast, &in_good_hands, "周敏").await;
        does(&backend, &cast.other_member, &in_good_hands, form("accept")).await.unwrap();

        remove(&backend, &cast.member).await;
        for number in &numbers[..4] {
            let (resident, desk) = seen(&backend, &cast, number).await;
            assert!(resident.helper.is_none() && resident.arrival_code.is_none(), "{number}");
            assert_eq!(resident.order.orphaned_helper(), Some("李建国"), "{number}");
            assert_eq!(desk.order.orphaned_helper(), Some("李建国"), "{number}");
        }
        let (done, _) = seen(&backend, &cast, &numbers[4]).await;
        assert_eq!((done.order.orphaned_helper(), done.helper.unwrap().name.as_str()), (None, "李建国"));
        let told = sentences(&backend, &cast.resident).await;
        let told = told.iter().filter(|told| *told == "原来的人来不了，社区正在给您换人").count();
        assert_eq!(told, 4, "the residents are told, once an order");

        let filter = DeskFilter { group: DeskGroup::Active, ..DeskFilter::default() };
        let listed = desk(&backend, &cast.staff, &filter).await.unwrap().orders;
        let listed: Vec<_> = listed.iter().map(|(order, _)| order.number.to_string()).collect();
        let [_, accepted, at_the_door, paused, _] = &numbers[..] else { panic!("{numbers:?}") };
        let expected = [accepted, at_the_door, paused, &in_good_hands].map(String::clone);
        assert_eq!(listed, expected, "it stands first");

        // Handed on, all is well again.
        dispatch_to(&backend, &cast, &numbers[1], "周敏").await;
        does(&backend, &cast.other_member, &numbers[1], form("accept")).await.unwrap();
        let (resident, _) = seen(&backend, &cast, &numbers[1]).await;
        assert_eq!(resident.order.orphaned_helper(), None);
        assert_eq!(resident.helper.unwrap().name, "周敏");
    })
    .await;
}

/// Hands an order on that somebody has accepted.
async fn dispatch_to(backend: &TestBackend, cast: &Cast, number: &str, name: &str) {
    let to = crate::cast::value_of(backend, cast, number, name).await;
    does(backend, &cast.staff, number, CommandForm { to, ..form("transfer") }).await.unwrap();
}

#[tokio::test]
async fn a_company_of_which_nobody_is_left_comes_to_nobody() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        dispatch(&backend, &cast, &number, "安居物业").await;
        assert_eq!(seen(&backend, &cast, &number).await.1.order.orphaned_helper(), None);
        backend.clock.advance(domain::time::MINUTE);
        remove(&backend, &cast.plumber).await;
        assert_eq!(seen(&backend, &cast, &number).await.1.order.orphaned_helper(), Some("安居物业"));
        let told = &sentences(&backend, &cast.staff).await[0];
        assert_eq!(told, "安居物业没有人了，这一单还派在那里，请转给别人");
    })
    .await;
}

/// What the program says of who may serve is what it lets them do: the same for every role and area.
#[tokio::test]
async fn who_holds_an_order_is_who_may_act_on_it() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        for (role, area, team, holds) in [
            (Role::Member, "K10101", "", true),
            (Role::Member, "K10102", "", true),
            (Role::Member, "K101", "", true),
            (Role::Member, "K102", "", false),
            (Role::VolunteerTeam, "K101", "爱心队", true),
            (Role::PropertyCompany, "K102", "安居物业", false),
            (Role::Staff, "K101", "", true),
            (Role::Staff, "K102", "", false),
            (Role::CommunityLead, "K101", "", true),
            (Role::OfficeLead, "K1", "", false),
            (Role::DistrictLead, "K", "", false),
        ] {
            let mut tx = backend.store.write().await.unwrap();
            let now = backend.clock.now();
            let sql = "UPDATE grants SET revoked_at = $2 WHERE person = $1 AND revoked_at IS NULL";
            tx.run(sql, backend::values![&cast.member.person, now]).await.unwrap();
            tx.commit().await.unwrap();
            backend.clock.advance(domain::time::HOUR);
            grant_from_console(
                &backend,
                &GrantForm {
                    phone: "13800000002".into(),
                    role: <&str>::from(role).into(),
                    area: area.into(),
                    team: team.into(),
                    ..GrantForm::default()
                },
            )
            .await
            .unwrap();
            let (_, desk) = seen(&backend, &cast, &number).await;
            assert_eq!(desk.order.helper_holds, holds, "{role:?} {area}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_estate_that_is_no_more_is_offered_to_nobody() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered_and_recurring(&backend, &cast).await;
        close_estate(&backend, "K10101,estate,K101,中华园,2").await;

        let offices = estates_for_choice(&backend).await.unwrap();
        let estates: Vec<_> =
            offices[0].communities[0].estates.iter().map(|estate| estate.name.as_str()).collect();
        assert_eq!(estates, ["书香名邸"]);
        let refused =
            place(&backend, &cast.resident, OrderFor::Oneself, &request("later")).await.unwrap_err();
        assert_eq!(refused.fields[0].sentence, "中华园已经撤了，请先在“我的”里改好住址");
        let relative = PlaceOrder {
            name: "李桂芳".into(),
            phone: "13800000099".into(),
            estate: "K10101".into(),
            building: "3".into(),
            room: "1203".into(),
            ..request("relative")
        };
        let refused = place(&backend, &cast.resident, OrderFor::Relative, &relative).await.unwrap_err();
        assert_eq!(refused.fields[0].sentence, "中华园已经撤了，请选现在住的小区");
        let home = ProfileForm {
            name: "王秀英".into(),
            estate: "K10101".into(),
            building: "3".into(),
            room: "502".into(),
            ..ProfileForm::default()
        };
        let refused = complete_profile(&backend, &cast.resident, &home).await.unwrap_err();
        assert_eq!(refused.fields[0].sentence, "中华园已经撤了，请选您现在住的小区");

        let scanned = poster_estate(&backend, "K10101").await.unwrap_err();
        assert_eq!(scanned.code, "poster.estate_closed");
        assert!(scanned.sentence.starts_with("中华园已经撤了，这张海报不再用了"), "{}", scanned.sentence);
        let of_community = posters(&backend, &cast.staff, "K101").await.unwrap();
        assert_eq!(of_community.iter().map(|one| one.estate.as_str()).collect::<Vec<_>>(), ["书香名邸"]);
        assert!(poster_list(&backend, &cast.staff).await.unwrap()[0].estates[0].closed);

        // What was ordered is done as ever.
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        assert_eq!(seen(&backend, &cast, &number).await.0.order.estate_name, "中华园");

        let told = "这个小区已经撤了，定期点单停了，请重新点单";
        let listed = own(&backend, &cast.resident).await.unwrap();
        assert!(listed[0].days.iter().all(|day| day.fate == DayFate::Skipped(told.into())), "{listed:?}");
        backend.clock.set(at("2026-11-28T09:00"));
        assert_eq!(create_due(&backend).await.unwrap(), CreatedDue { failed: 1, ..CreatedDue::default() });
        assert_eq!(
            sentences(&backend, &cast.resident).await[0],
            format!("定期点单：12月1日没有点上，{told}")
        );
        assert!(own(&backend, &cast.resident).await.unwrap()[0].stopped_at.is_some());
        backend.clock.set(at("2026-12-05T09:00"));
        assert_eq!(create_due(&backend).await.unwrap(), CreatedDue::default(), "and it says so once");

        // A table from before says nothing of it: it stays closed. Told otherwise, it opens again.
        change_areas(&backend, |table| table).await;
        assert_eq!(poster_estate(&backend, "K10101").await.unwrap_err().code, "poster.estate_closed");
        change_areas(&backend, |table| table.replace("中华园,2,\n", "中华园,2,false\n")).await;
        assert!(poster_estate(&backend, "K10101").await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn what_was_ordered_keeps_the_name_of_its_place() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        ordered(&backend, &cast).await;
        change_areas(&backend, |table| {
            table.replace("中华园,2", "中华新园,2").replace("樾城社区", "樾新社区")
        })
        .await;
        place(&backend, &cast.resident, OrderFor::Oneself, &request("second")).await.unwrap();
        change_areas(&backend, |table| table.replace("中华园,2", "中华苑,2").replace("樾城社区", "樾新社区"))
            .await;
        let own = own_orders(&backend, &cast.resident, None, None).await.unwrap().orders;
        let names: Vec<_> =
            own.iter().map(|order| (order.estate_name.as_str(), order.community_name.as_str())).collect();
        assert_eq!(names, [("中华新园", "樾新社区"), ("中华园", "樾城社区")]);
    })
    .await;
}

#[tokio::test]
async fn whoever_moves_is_told_of_what_goes_on_to_the_old_door() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        ordered_and_recurring(&backend, &cast).await;
        let moves = async |viewer: &Person, estate: &str, room: &str| {
            let home = ProfileForm {
                name: "王秀英".into(),
                estate: estate.into(),
                building: "3".into(),
                unit: "1".into(),
                room: room.into(),
                consent: true,
                ..ProfileForm::default()
            };
            match complete_profile(&backend, viewer, &home).await.unwrap() {
                Some(door) => open_at(&backend, viewer, &door).await.unwrap(),
                None => 0,
            }
        };
        let resident = cast.resident;
        assert_eq!(moves(&resident, "K10101", "502").await, 0, "nobody has moved");
        assert_eq!(moves(&resident, "K10201", "101").await, 2);
        let resident = resident.again(&backend).await;
        assert_eq!(moves(&resident, "K10201", "102").await, 0, "nothing goes to the door before");
        let listed = own(&backend, &resident).await.unwrap();
        let moved = DayFate::Skipped("住址换到别的社区了，请重新点单".into());
        assert!(listed[0].days.iter().all(|day| day.fate == moved), "no day is promised: {listed:?}");
    })
    .await;
}

#[tokio::test]
async fn those_who_lived_in_an_estate_live_in_the_one_that_it_has_become_a_part_of() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered_and_recurring(&backend, &cast).await;
        let mother = PlaceOrder {
            name: "李桂芳".into(),
            phone: "13800000099".into(),
            estate: "K10101".into(),
            building: "3".into(),
            room: "1203".into(),
            service: "S031".into(),
            ..request("mother")
        };
        let hers = place(&backend, &cast.resident, OrderFor::Relative, &mother).await.unwrap().number;
        start(&backend, &cast.resident, &hers.to_string(), Viewpoint::Resident, &every_tuesday())
            .await
            .unwrap();
        merge_estate(&backend, "K10101", "K10102").await;
        let resident = cast.resident.again(&backend).await;
        assert_eq!(resident.home.as_ref().unwrap().estate.as_str(), "K10102");
        let seen = view(&backend, &resident, &number, Viewpoint::Resident).await.unwrap();
        assert_eq!(seen.order.estate_name, "中华园", "what was ordered stays as it was");
        assert_eq!(poster_estate(&backend, "K10101").await.unwrap().name, "书香名邸", "a poster leads there");
        backend.clock.set(at("2026-11-28T09:00"));
        assert_eq!(create_due(&backend).await.unwrap().made, 2);
        let orders = own_orders(&backend, &resident, None, None).await.unwrap().orders;
        let places: Vec<_> = orders[..2].iter().map(|order| order.estate_name.as_str()).collect();
        assert_eq!(places, ["书香名邸"; 2], "what comes again goes on there");
        #[derive(backend::store::FromRow)]
        struct Row {
            homes: i64,
        }
        let sql = "SELECT registered AS homes FROM home_counts WHERE estate = 'K10102'";
        let row: Row = backend.store.read().await.unwrap().one(sql, Vec::new()).await.unwrap().unwrap();
        assert_eq!(row.homes, 1, "and is counted there");
        // A table that says no more of it leaves it merged.
        change_areas(&backend, |table| table).await;
        assert_eq!(poster_estate(&backend, "K10101").await.unwrap().name, "书香名邸");
    })
    .await;
}
