//! An order that comes again: made ahead one by one, once, and never without a word.

use crate::cast::{Cast, cast, request};
use crate::support::{self, TestBackend};
use backend::accounts::{ProfileForm, Viewer, complete_profile};
use backend::catalogue::publish_service;
use backend::import::{ImportFile, import_holidays};
use backend::notifications;
use backend::orders::{OrderFor, PlaceOrder, Viewpoint, own_orders, place, view};
use backend::recurring::{
    CreatedDue, DayFate, OfOrder, RecurrenceForm, create_due, of_community, of_order, own, start,
};
use domain::orders::{EventKind, OrderNumber};
use domain::time::{DAY, Timestamp};

pub fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

/// Every Tuesday in the afternoon, until it is stopped.
pub fn tuesdays() -> RecurrenceForm {
    RecurrenceForm {
        rhythm: "week".into(),
        weekdays: [2].into(),
        month_day: "24".into(),
        part: "afternoon".into(),
        on_holiday: "skip".into(),
        until: "always".into(),
        ..RecurrenceForm::default()
    }
}

/// An order of the resident, for a visit on Tuesday, 24 November.
pub async fn visit(backend: &TestBackend, cast: &Cast) -> String {
    let request = PlaceOrder {
        window: "2026-11-24.afternoon".into(),
        note: "耳朵背，请敲门重一点".into(),
        service: "S031".into(),
        ..request("visit")
    };
    place(backend, &cast.resident, OrderFor::Oneself, &request).await.unwrap().number.to_string()
}

/// The numbers of the resident's orders, the oldest first.
pub async fn numbers(backend: &TestBackend, viewer: &Viewer) -> Vec<String> {
    let own = own_orders(backend, viewer, None, None).await.unwrap().orders;
    own.iter().rev().map(|order| order.number.to_string()).collect()
}

pub async fn sentences(backend: &TestBackend, viewer: &Viewer) -> Vec<String> {
    let lines = notifications::list(backend, viewer, "").await.unwrap().lines;
    lines.into_iter().map(|line| line.sentence).filter(|sentence| sentence.contains("定期点单")).collect()
}

/// Imports the holidays that are shipped, and more.
async fn holidays(backend: &TestBackend, more: &str) {
    let table = format!("{}{more}", include_str!("../../../data/holidays.csv"));
    import_holidays(backend, ImportFile { name: "holidays.csv", bytes: table.as_bytes() }).await.unwrap();
}

fn made(count: usize) -> CreatedDue {
    CreatedDue { made: count, ..CreatedDue::default() }
}

#[tokio::test]
async fn it_is_made_days_ahead_as_a_single_order_and_says_where_it_came_from() {
    support::both(|backend| async move {
        holidays(&backend, "").await;
        let cast = cast(&backend).await;
        let first = visit(&backend, &cast).await;
        let id = start(&backend, &cast.resident, &first, Viewpoint::Resident, &tuesdays()).await.unwrap();
        let seen = view(&backend, &cast.resident, &first, Viewpoint::Resident).await.unwrap();
        assert_eq!(of_order(&backend, &seen).await.unwrap(), Some(OfOrder::RunsFrom(id.clone())));
        backend.clock.set(at("2026-11-27T07:59"));
        assert_eq!(create_due(&backend).await.unwrap(), CreatedDue::default(), "too early");
        backend.clock.set(at("2026-11-27T08:00"));
        assert_eq!(create_due(&backend).await.unwrap(), made(1));
        assert_eq!(create_due(&backend).await.unwrap(), CreatedDue::default(), "once");
        let all = numbers(&backend, &cast.resident).await;
        assert_eq!(all.len(), 2);
        let seen = view(&backend, &cast.resident, &all[1], Viewpoint::Resident).await.unwrap();
        assert_eq!(seen.order.details.preferred.unwrap().to_string(), "2026-12-01.afternoon");
        assert_eq!(seen.order.details.note, "耳朵背，请敲门重一点");
        assert_eq!(seen.contact.name, "王秀英");
        assert!(seen.contact.place.contains("502"), "{:?}", seen.contact);
        let placed = EventKind::Placed { by_telephone: false, recurrence: Some(id.clone()) };
        assert_eq!(seen.events[0].kind, placed);
        assert!(!seen.clocks.is_empty(), "its clocks run");
        assert_eq!(of_order(&backend, &seen).await.unwrap(), Some(OfOrder::CameOf(id)));
        assert_eq!(sentences(&backend, &cast.resident).await, ["定期点单到日子了，已经替您点好这一单"]);
        assert_eq!(sentences(&backend, &cast.staff).await, ["定期点单到日子了，请派单"]);
        for week in 1..4 {
            backend.clock.set(at("2026-11-28T08:00").plus(week * 7 * DAY));
            assert_eq!(create_due(&backend).await.unwrap(), made(1), "week {week}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_holiday_is_skipped_by_its_name_unless_somebody_is_wanted_all_the_same() {
    support::both(|backend| async move {
        holidays(&backend, "2026-12-01,holiday,敬老节\n").await;
        let cast = cast(&backend).await;
        let first = visit(&backend, &cast).await;
        start(&backend, &cast.resident, &first, Viewpoint::Resident, &tuesdays()).await.unwrap();
        let listed = own(&backend, &cast.resident).await.unwrap();
        let skipped = DayFate::Skipped("敬老节放假，这次不来".into());
        assert_eq!(listed[0].days[0].fate, skipped, "it is known before");
        assert_eq!(listed[0].days[1].fate, DayFate::Planned { reason: None });
        backend.clock.set(at("2026-11-28T09:00"));
        let looked = create_due(&backend).await.unwrap();
        assert_eq!(looked, CreatedDue { skipped: 1, ..CreatedDue::default() });
        let told = ["定期点单：12月1日敬老节放假，这次不来"];
        assert_eq!(sentences(&backend, &cast.resident).await, told);
        backend.clock.set(at("2026-12-09T09:00"));
        create_due(&backend).await.unwrap();
        let listed = own(&backend, &cast.resident).await.unwrap();
        assert_eq!(listed[0].days[0].fate, skipped, "and stands there afterwards");

        let other = PlaceOrder { service: "S031".into(), ..request("kept") };
        backend.clock.set(at("2026-11-25T09:00"));
        let other = place(&backend, &cast.resident, OrderFor::Oneself, &other).await.unwrap().number;
        let form = RecurrenceForm { on_holiday: "keep".into(), ..tuesdays() };
        start(&backend, &cast.resident, &other.to_string(), Viewpoint::Resident, &form).await.unwrap();
        backend.clock.set(at("2026-11-28T09:00"));
        assert_eq!(create_due(&backend).await.unwrap(), made(1));
        let listed = own(&backend, &cast.resident).await.unwrap();
        let kept = listed.iter().find(|view| view.number == other).unwrap();
        let DayFate::Made { reason, .. } = &kept.days[0].fate else { panic!("{:?}", kept.days) };
        assert_eq!(reason.as_deref(), Some("敬老节放假，照常来"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_processes_make_each_order_once() {
    support::both(|backend| async move {
        holidays(&backend, "").await;
        let cast = cast(&backend).await;
        for order in 0..4 {
            let request = PlaceOrder { service: "S031".into(), ..request(&format!("twice {order}")) };
            let placed = place(&backend, &cast.resident, OrderFor::Oneself, &request).await.unwrap().number;
            start(&backend, &cast.resident, &placed.to_string(), Viewpoint::Resident, &tuesdays())
                .await
                .unwrap();
        }
        let other = backend.other_process().await;
        for week in 0..3 {
            backend.clock.set(at("2026-11-28T08:00").plus(week * 7 * DAY));
            let (one, two) = tokio::join!(create_due(&backend), create_due(&other));
            let (one, two) = (one.unwrap(), two.unwrap());
            assert_eq!((one.made + two.made, one.put_off + two.put_off), (4, 0));
        }
        assert_eq!(support::count(&backend, "recurrence_days").await, 12);
        assert_eq!(numbers(&backend, &cast.resident).await.len(), 16);
        other.store.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_ordered_is_told_once_to_the_resident_and_the_desk() {
    support::both(|backend| async move {
        holidays(&backend, "").await;
        let cast = cast(&backend).await;
        let first = visit(&backend, &cast).await;
        start(&backend, &cast.resident, &first, Viewpoint::Resident, &tuesdays()).await.unwrap();
        publish_service(&backend, &cast.staff, "S031", false).await.unwrap();
        backend.clock.set(at("2026-11-28T09:00"));
        let looked = create_due(&backend).await.unwrap();
        assert_eq!(looked, CreatedDue { failed: 1, ..CreatedDue::default() });
        create_due(&backend).await.unwrap();
        let told = ["定期点单：12月1日没有点上，社区现在没有这项服务了"];
        assert_eq!(sentences(&backend, &cast.resident).await, told);
        let told = ["定期点单12月1日没有点上：社区现在没有这项服务了，请联系居民"];
        assert_eq!(sentences(&backend, &cast.staff).await, told);
        let listed = own(&backend, &cast.resident).await.unwrap();
        assert_eq!(listed[0].days[0].fate, DayFate::Failed("社区现在没有这项服务了".into()));
        publish_service(&backend, &cast.staff, "S031", true).await.unwrap();
        backend.clock.set(at("2026-12-15T18:00"));
        let looked = create_due(&backend).await.unwrap();
        assert_eq!(looked, CreatedDue { failed: 2, ..CreatedDue::default() }, "two afternoons are over");
        let told = "定期点单：12月8日、12月15日没有点上，系统那几天停过";
        assert_eq!(sentences(&backend, &cast.resident).await[0], told);
    })
    .await;
}

#[tokio::test]
async fn whoever_moves_is_visited_at_the_new_door_and_not_in_another_community() {
    support::both(|backend| async move {
        holidays(&backend, "").await;
        let cast = cast(&backend).await;
        let first = visit(&backend, &cast).await;
        start(&backend, &cast.resident, &first, Viewpoint::Resident, &tuesdays()).await.unwrap();
        let home = |estate: &str, room: &str| ProfileForm {
            name: "王秀英".into(),
            estate: estate.into(),
            building: "8".into(),
            unit: String::new(),
            room: room.into(),
            consent: true,
            ..ProfileForm::default()
        };
        complete_profile(&backend, &cast.resident, &home("K10102", "803")).await.unwrap();
        backend.clock.set(at("2026-11-28T09:00"));
        assert_eq!(create_due(&backend).await.unwrap(), made(1));
        let all = numbers(&backend, &cast.resident).await;
        let seen = view(&backend, &cast.resident, &all[1], Viewpoint::Resident).await.unwrap();
        assert_eq!((seen.order.estate_name.as_str(), seen.contact.place.contains("803")), ("书香名邸", true));
        complete_profile(&backend, &cast.resident, &home("K10201", "101")).await.unwrap();
        backend.clock.set(at("2026-12-05T09:00"));
        create_due(&backend).await.unwrap();
        let told = "定期点单：12月8日没有点上，住址换到别的社区了，请重新点单";
        assert_eq!(sentences(&backend, &cast.resident).await[0], told);
    })
    .await;
}

#[tokio::test]
async fn the_desk_sees_those_of_its_community_and_no_more_than_it_may() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let first = visit(&backend, &cast).await;
        start(&backend, &cast.resident, &first, Viewpoint::Resident, &tuesdays()).await.unwrap();
        for desk in [&cast.staff, &cast.office] {
            let listed = of_community(&backend, desk, "").await.unwrap();
            assert_eq!(listed.recurrences.len(), 1);
            let contact = &listed.recurrences[0].contact;
            assert_eq!((contact.name.as_str(), contact.phone.as_ref()), ("王**", None));
            assert!(!contact.place.contains("502"));
        }
        assert!(of_community(&backend, &cast.office, "").await.unwrap().read_only);
        assert!(of_community(&backend, &cast.stranger, "").await.unwrap().recurrences.is_empty());
        assert_eq!(of_community(&backend, &cast.member, "").await.unwrap_err().status(), 403);
        assert!(own(&backend, &cast.member).await.unwrap().is_empty());
        assert!(OrderNumber::parse(&first).is_ok());
        #[derive(backend::store::FromRow)]
        struct Row {
            contact: String,
        }
        let mut tx = backend.store.read().await.unwrap();
        let row: Option<Row> = tx.one("SELECT contact FROM recurrences", Vec::new()).await.unwrap();
        let stored = row.unwrap().contact;
        assert!(!stored.contains("王秀英") && !stored.contains("13800000001") && !stored.contains("502"));
    })
    .await;
}
