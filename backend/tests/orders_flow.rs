//! From order to doorstep, over the database.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failed test may panic anywhere"
)]

mod support;

use backend::accounts::Viewer;
use backend::orders::{
    ActRequest, DeskFilter, DeskGroup, JobsTab, OrderFor, PlaceRequest, Viewpoint, Wish, act, candidates,
    close_overdue, desk, jobs, own_orders, place, view,
};
use backend::{AppError, ErrorKind, notifications};
use domain::accounts::Role;
use domain::orders::{Acting, CommandKind, StateKind, replay};
use domain::time::DAY;
use support::{Person, TestBackend};

/// Everybody of a small district who has a part in the stories.
struct Cast {
    resident: Person,
    member: Person,
    other_member: Person,
    plumber: Person,
    staff: Person,
    stranger: Person,
    office: Person,
}

async fn cast(backend: &TestBackend) -> Cast {
    support::district(backend).await;
    let with = async |phone, name, role| support::with_grant(backend, phone, name, role).await;
    Cast {
        resident: support::resident(backend, "13800000001", "王秀英", "K10101").await,
        member: with("13800000002", "李建国", (Role::Member, "K10101", "")).await,
        other_member: with("13800000003", "周敏", (Role::Member, "K101", "")).await,
        plumber: with("13800000004", "顾师傅", (Role::PropertyCompany, "K101", "安居物业")).await,
        staff: with("13800000005", "陈静", (Role::Staff, "K101", "")).await,
        stranger: with("13800000006", "孙芳", (Role::Staff, "K102", "")).await,
        office: with("13800000007", "吴科长", (Role::OfficeLead, "K1", "")).await,
    }
}

fn request(token: &str) -> PlaceRequest {
    PlaceRequest { service: "S008".into(), token: format!("{token:>20}"), ..PlaceRequest::default() }
}

async fn ordered(backend: &TestBackend, cast: &Cast) -> String {
    let request = PlaceRequest { note: "厨房水龙头滴水".into(), ..request("order") };
    place(backend, &cast.resident, OrderFor::Oneself, &request).await.unwrap().number.to_string()
}

async fn does(
    backend: &TestBackend,
    viewer: &Viewer,
    number: &str,
    wish: Wish,
) -> Result<CommandKind, AppError> {
    let viewpoint = if viewer.role() == Role::Resident { Viewpoint::Resident } else { Viewpoint::Role };
    let request = ActRequest { number: number.into(), viewpoint, version: String::new(), wish };
    act(backend, viewer, &request).await.map(|acted| acted.command)
}

fn wish(command: &str) -> Wish {
    Wish { command: command.into(), ..Wish::default() }
}

/// The value by which the desk's form names somebody.
async fn value_of(backend: &TestBackend, cast: &Cast, number: &str, name: &str) -> String {
    let seen = view(backend, &cast.staff, number, Viewpoint::Role).await.unwrap();
    let all = candidates(backend, &cast.staff, &seen.order).await.unwrap();
    all.into_iter().find(|candidate| candidate.name == name).expect(name).value
}

async fn dispatch(backend: &TestBackend, cast: &Cast, number: &str, name: &str) {
    let to = value_of(backend, cast, number, name).await;
    does(backend, &cast.staff, number, Wish { to, ..wish("dispatch") }).await.unwrap();
}

async fn code(backend: &TestBackend, cast: &Cast, number: &str) -> String {
    let seen = view(backend, &cast.resident, number, Viewpoint::Resident).await.unwrap();
    seen.arrival_code.expect("the resident reads the code")
}

#[tokio::test]
async fn from_order_to_doorstep() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        dispatch(&backend, &cast, &number, "李建国").await;
        does(&backend, &cast.member, &number, wish("accept")).await.unwrap();
        let code = code(&backend, &cast, &number).await;
        does(&backend, &cast.member, &number, Wish { code, ..wish("arrive") }).await.unwrap();
        let done = Wish { note: "换了垫圈".into(), minutes: "25".into(), ..wish("finish") };
        does(&backend, &cast.member, &number, done).await.unwrap();
        let early = does(&backend, &cast.staff, &number, wish("close")).await.unwrap_err();
        assert_eq!(early.code, "order.not_confirmed");
        let rated = Wish { level: "satisfied".into(), note: "很快".into(), ..wish("rate") };
        does(&backend, &cast.resident, &number, rated).await.unwrap();
        does(&backend, &cast.staff, &number, wish("close")).await.unwrap();

        let seen = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        assert_eq!(seen.order.state.kind(), StateKind::Closed);
        assert_eq!(seen.order.version, 7);
        assert_eq!(seen.events.len(), 7);
        assert_eq!(replay(&seen.events).unwrap().as_ref(), Some(&seen.order.state));
        let told = notifications::inbox(&backend, &cast.resident, "").await.unwrap().lines;
        assert!(told.iter().any(|notice| notice.sentence.contains("李建国接了单")), "{told:?}");
    })
    .await;
}

#[tokio::test]
async fn a_double_click_is_done_once_and_an_old_page_is_told_so() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        let claim = ActRequest {
            number: number.clone(),
            viewpoint: Viewpoint::Role,
            version: "1".into(),
            wish: wish("claim"),
        };
        act(&backend, &cast.member, &claim).await.unwrap();
        act(&backend, &cast.member, &claim).await.expect("the second click is content");
        let seen = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        assert_eq!(seen.events.len(), 2);
        let late = act(&backend, &cast.other_member, &claim).await.unwrap_err();
        assert_eq!(
            (late.kind, late.sentence.as_str()),
            (ErrorKind::Conflict, "这张工单刚被李建国接了，请看看别的工单")
        );
        let pause = |reason: &str| ActRequest {
            version: "2".into(),
            wish: Wish { reason: reason.into(), ..wish("pause") },
            ..claim.clone()
        };
        act(&backend, &cast.member, &pause("weather")).await.unwrap();
        act(&backend, &cast.member, &pause("weather")).await.expect("the same again");
        let other = act(&backend, &cast.member, &pause("resident_asked")).await.unwrap_err();
        assert_eq!(other.code, "order.changed", "another reason is not dropped in silence");
        let old = ActRequest { version: "1".into(), wish: wish("pause"), ..claim };
        assert_eq!(act(&backend, &cast.member, &old).await.unwrap_err().code, "order.changed");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_code_is_counted_even_though_the_form_comes_back() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        does(&backend, &cast.member, &number, wish("claim")).await.unwrap();
        let right = code(&backend, &cast, &number).await;
        let wrong = if right == "0000" { "1111" } else { "0000" };
        let error = does(&backend, &cast.member, &number, Wish { code: wrong.into(), ..wish("arrive") })
            .await
            .unwrap_err();
        assert_eq!(error.fields[0].field, "code");
        assert!(error.fields[0].sentence.contains("4 次"), "{error:?}");
        let letters = does(&backend, &cast.member, &number, Wish { code: "40x2".into(), ..wish("arrive") });
        assert_eq!(letters.await.unwrap_err().fields[0].field, "code", "nonsense isn't counted");
        let seen = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        assert_eq!(seen.order.state.progress().unwrap().wrong_codes, 1);
    })
    .await;
}

#[tokio::test]
async fn the_property_company_serves_as_a_team_and_one_of_them_comes() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        dispatch(&backend, &cast, &number, "安居物业").await;
        let inbox = jobs(&backend, &cast.plumber, JobsTab::Open, None).await.unwrap();
        assert_eq!(inbox.orders.len(), 1);
        does(&backend, &cast.plumber, &number, wish("accept")).await.unwrap();
        let seen = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        let server = seen.server.unwrap();
        assert_eq!((server.name.as_str(), server.from.as_str()), ("顾师傅", "安居物业"));
        assert_eq!(server.phone.as_deref(), Some("13800000004"));
    })
    .await;
}

#[tokio::test]
async fn phone_and_door_are_shown_in_full_only_while_one_serves() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        let seen = async |viewer: &Viewer| view(&backend, viewer, &number, Viewpoint::Role).await.unwrap();
        let pool = seen(&cast.member).await;
        assert_eq!((pool.contact.phone, pool.contact.name.as_str()), (None, "王**"));
        assert!(!pool.contact.place.contains("502"), "no door before acceptance: {}", pool.contact.place);
        does(&backend, &cast.member, &number, wish("claim")).await.unwrap();
        assert_eq!(seen(&cast.member).await.contact.phone.as_deref(), Some("13800000001"));
        assert_eq!(seen(&cast.other_member).await.contact.phone, None);
        assert_eq!(seen(&cast.staff).await.contact.phone, None);
        assert!(seen(&cast.staff).await.arrival_code.is_none(), "the code is the resident's");
        assert!(seen(&cast.member).await.arrival_code.is_none());
        let right = code(&backend, &cast, &number).await;
        does(&backend, &cast.member, &number, Wish { code: right, ..wish("arrive") }).await.unwrap();
        let done = Wish { note: "好了".into(), minutes: "5".into(), ..wish("finish") };
        does(&backend, &cast.member, &number, done).await.unwrap();
        assert_eq!(seen(&cast.member).await.contact.phone, None, "masked again when it is done");
        let looks = support::count(&backend, "number_looks").await;
        assert_eq!(looks, 2, "each look in full is written down");
    })
    .await;
}

#[tokio::test]
async fn another_community_learns_nothing() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        let looked = view(&backend, &cast.stranger, &number, Viewpoint::Role).await.unwrap_err();
        let forged = view(&backend, &cast.stranger, "K101-9999", Viewpoint::Role).await.unwrap_err();
        assert_eq!((looked.status(), &looked), (404, &forged), "both read alike");
        let acted = does(&backend, &cast.stranger, &number, wish("close")).await.unwrap_err();
        assert_eq!(acted.status(), 404);
        let board = desk(&backend, &cast.stranger, &DeskFilter::default()).await.unwrap();
        assert!(board.orders.is_empty() && board.counts.values().all(|count| *count == 0));
        let peek = DeskFilter { area: "K101".into(), ..DeskFilter::default() };
        assert!(desk(&backend, &cast.stranger, &peek).await.unwrap().orders.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_office_looks_and_touches_nothing() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        let board = desk(&backend, &cast.office, &DeskFilter::default()).await.unwrap();
        assert!(board.scope.read_only);
        assert_eq!(board.orders.len(), 1);
        let seen = view(&backend, &cast.office, &number, Viewpoint::Role).await.unwrap();
        assert_eq!((seen.acting, seen.allowed), (Acting::Observer, vec![]));
        let refused = does(&backend, &cast.office, &number, wish("close")).await.unwrap_err();
        assert_eq!(refused.status(), 403);
        assert_eq!(candidates(&backend, &cast.office, &seen.order).await.unwrap_err().status(), 403);
    })
    .await;
}

#[tokio::test]
async fn for_a_relative_both_see_it() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let mother = PlaceRequest {
            name: "李桂芳".into(),
            phone: "13800000099".into(),
            estate: "K10102".into(),
            building: "3".into(),
            unit: String::new(),
            room: "1203".into(),
            ..request("relative")
        };
        let placed = place(&backend, &cast.resident, OrderFor::Relative, &mother).await.unwrap();
        let number = placed.number.to_string();
        let hers = support::sign_in(&backend, "13800000099").await;
        for viewer in [&*cast.resident, &*hers] {
            let own = own_orders(&backend, viewer, None).await.unwrap();
            assert_eq!(own.orders.len(), 1);
            let seen = view(&backend, viewer, &number, Viewpoint::Resident).await.unwrap();
            assert_eq!(seen.contact.name, "李桂芳");
            assert!(seen.contact.place.contains("1203"));
        }
    })
    .await;
}

#[tokio::test]
async fn staff_take_an_order_by_telephone_only_for_their_community() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let caller = PlaceRequest {
            name: "赵大爷".into(),
            phone: "13800000098".into(),
            estate: "K10101".into(),
            building: "8".into(),
            unit: "1".into(),
            room: "101".into(),
            ..request("caller")
        };
        let placed = place(&backend, &cast.staff, OrderFor::Caller, &caller).await.unwrap();
        let seen = view(&backend, &cast.staff, &placed.number.to_string(), Viewpoint::Role).await.unwrap();
        assert_eq!(seen.order.entered_by.as_ref(), Some(&cast.staff.person));
        assert_ne!(seen.order.parties.placed_by, cast.staff.person, "it is the caller's order");
        let elsewhere = place(&backend, &cast.stranger, OrderFor::Caller, &caller).await.unwrap_err();
        assert_eq!(elsewhere.status(), 403);
        let resident = place(&backend, &cast.resident, OrderFor::Caller, &caller).await.unwrap_err();
        assert_eq!(resident.status(), 403);
    })
    .await;
}

#[tokio::test]
async fn every_wrong_field_is_named() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let wrong = PlaceRequest {
            name: String::new(),
            phone: "123".into(),
            estate: "K101".into(),
            window: "2020-01-01.morning".into(),
            note: "长".repeat(201),
            ..request("wrong")
        };
        let error = place(&backend, &cast.resident, OrderFor::Relative, &wrong).await.unwrap_err();
        let mut fields: Vec<_> = error.fields.iter().map(|field| field.field.as_str()).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["building", "name", "note", "phone", "room", "window"]);
        let unknown = PlaceRequest { service: "S999".into(), ..request("unknown") };
        let error = place(&backend, &cast.resident, OrderFor::Oneself, &unknown).await.unwrap_err();
        assert_eq!(error.code, "order.service_not_offered");
        let stale = PlaceRequest { token: String::new(), ..request("stale") };
        let error = place(&backend, &cast.resident, OrderFor::Oneself, &stale).await.unwrap_err();
        assert_eq!(error.code, "order.form_expired");
    })
    .await;
}

#[tokio::test]
async fn unrated_orders_close_after_seven_days_as_not_rated() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        does(&backend, &cast.member, &number, wish("claim")).await.unwrap();
        let code = code(&backend, &cast, &number).await;
        does(&backend, &cast.member, &number, Wish { code, ..wish("arrive") }).await.unwrap();
        let done = Wish { note: "好了".into(), minutes: "5".into(), ..wish("finish") };
        does(&backend, &cast.member, &number, done).await.unwrap();
        backend.clock.advance(7 * DAY);
        assert_eq!(close_overdue(&backend).await.unwrap(), 0, "not a moment too early");
        backend.clock.advance(1);
        assert_eq!(close_overdue(&backend).await.unwrap(), 1);
        assert_eq!(close_overdue(&backend).await.unwrap(), 0);
        let seen = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        assert_eq!((seen.order.state.kind(), seen.order.state.rating()), (StateKind::Closed, None));
    })
    .await;
}

#[tokio::test]
async fn long_lists_are_paged_by_key_and_nothing_is_lost_between() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        for order in 0..117 {
            if order % 3 == 0 {
                backend.clock.advance(1);
            }
            place(&backend, &cast.resident, OrderFor::Oneself, &request(&format!("page {order}")))
                .await
                .unwrap();
        }
        let mut filter = DeskFilter { group: DeskGroup::Placed, ..DeskFilter::default() };
        let mut seen = Vec::new();
        loop {
            let page = desk(&backend, &cast.staff, &filter).await.unwrap();
            assert!(page.orders.len() <= 50);
            seen.extend(page.orders.iter().map(|(order, _)| order.number.to_string()));
            match page.next {
                Some(key) => filter.after = key,
                None => break,
            }
        }
        let expected: Vec<_> = (1..=117).map(|count| format!("K101-{count:04}")).collect();
        assert_eq!(seen, expected, "oldest first, each once");
        let mut own = Vec::new();
        let mut after = None;
        loop {
            let page = own_orders(&backend, &cast.resident, after.as_deref()).await.unwrap();
            own.extend(page.orders.iter().map(|order| order.number.to_string()));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        own.reverse();
        assert_eq!(own, expected, "newest first, each once");
    })
    .await;
}

#[tokio::test]
async fn the_record_cannot_be_changed_behind_the_programs_back() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        ordered(&backend, &cast).await;
        for statement in ["UPDATE order_events SET at = 0", "DELETE FROM order_events"] {
            let mut session = backend.store.write().await.unwrap();
            let error = session.run(statement, vec![]).await.unwrap_err();
            assert!(error.to_string().contains("append-only"), "{error}");
        }
    })
    .await;
}
