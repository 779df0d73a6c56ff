//! Who is told what, and what counts as read.

use crate::cast::{Cast, cast, dispatch, does, form, ordered};
use crate::person_search::mothers;
use crate::support::{self, TestBackend};
use backend::accounts::{GrantForm, Viewer, grant_from_console, grant_role, grants_of_area, use_grant};
use backend::notifications::{self, NotificationTab, unread, unread_at_desk};
use backend::orders::{CommandForm, end_due_grants, revoke_role};
use domain::accounts::Role;
use domain::areas::AreaCode;
use domain::time::{DAY, MINUTE};

/// Takes the role back that somebody holds in the community; how many orders it left in their hands.
async fn taken_back(backend: &TestBackend, lead: &Viewer, name: &str) -> usize {
    let page = grants_of_area(backend, lead, &AreaCode::parse("K101").unwrap(), None).await.unwrap();
    let line = page.lines.into_iter().find(|line| line.name == name).expect(name);
    revoke_role(backend, lead, &line.id).await.unwrap()
}

#[tokio::test]
async fn the_desk_is_told_of_orders_in_hands_that_lost_the_role() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let lead = (Role::CommunityLead, "K101", "");
        let lead = support::with_grant(&backend, "13800000008", "陈国平", lead).await;
        let number = ordered(&backend, &cast).await;
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        assert_eq!(taken_back(&backend, &lead, "周敏").await, 0, "she has nothing in hand");
        assert_eq!(taken_back(&backend, &lead, "李建国").await, 1);
        let told = notifications::list(&backend, &cast.staff, "").await.unwrap().lines;
        let line = told.iter().find(|line| line.sentence.contains("李建国的身份收回了"));
        assert_eq!(line.expect("the desk is told").number, number);
    })
    .await;
}

#[tokio::test]
async fn the_desk_is_told_of_orders_in_hands_whose_role_has_ended() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let lead = (Role::CommunityLead, "K101", "");
        let lead = support::with_grant(&backend, "13800000008", "陈国平", lead).await;
        let stands_in = GrantForm {
            phone: "13800000055".into(),
            name: "赵勇".into(),
            role: "member".into(),
            area: "K101".into(),
            until: "2026-11-24".into(),
            ..GrantForm::default()
        };
        grant_role(&backend, &lead, &stands_in).await.unwrap();
        let member = support::with_profile(&backend, "13800000055").await;
        let number = ordered(&backend, &cast).await;
        does(&backend, &member, &number, form("claim")).await.unwrap();
        backend.clock.advance(DAY);
        assert_eq!(end_due_grants(&backend).await.unwrap(), 1);
        let staff = support::sign_in(&backend, cast.staff.phone.full()).await;
        let told = notifications::list(&backend, &staff, "").await.unwrap().lines;
        let line = told.iter().find(|line| line.sentence.contains("赵勇的身份收回了"));
        assert_eq!(line.expect("the desk is told").number, number);
    })
    .await;
}

#[tokio::test]
async fn whoever_can_still_serve_keeps_the_order() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let lead = (Role::CommunityLead, "K101", "");
        let lead = support::with_grant(&backend, "13800000008", "陈国平", lead).await;
        let number = ordered(&backend, &cast).await;
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        backend.clock.advance(MINUTE);
        grant_from_console(
            &backend,
            &GrantForm {
                phone: "13800000002".into(),
                role: "member".into(),
                area: "K101".into(),
                ..GrantForm::default()
            },
        )
        .await
        .unwrap();
        assert_eq!(taken_back(&backend, &lead, "李建国").await, 0, "the other grant still covers it");
    })
    .await;
}

#[tokio::test]
async fn each_box_has_its_own_mark() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        backend.clock.advance(MINUTE);
        let Cast { staff, .. } = &cast;
        ordered(&backend, &cast).await;
        assert_eq!(unread(&backend, staff).await.unwrap(), 1, "a new order waits at the desk");
        // The same person as a resident: reading one's own notifications reads none of the desk's.
        let token = staff.token.clone();
        let grant = staff.in_use.as_ref().unwrap().id.clone();
        let now_as = async |grant: Option<&str>| {
            use_grant(&backend, staff, grant).await.unwrap();
            backend::accounts::viewer(&backend, &token).await.unwrap().unwrap()
        };
        let resident = now_as(None).await;
        assert_eq!(unread(&backend, &resident).await.unwrap(), 0);
        notifications::list(&backend, &resident, "").await.unwrap();
        let at_desk = now_as(Some(&grant)).await;
        assert_eq!(unread(&backend, &at_desk).await.unwrap(), 1, "still unread");
        assert!(notifications::list(&backend, &at_desk, "").await.unwrap().lines[0].unread);
        assert_eq!(unread(&backend, &at_desk).await.unwrap(), 0);
        assert!(!notifications::list(&backend, &at_desk, "").await.unwrap().lines[0].unread);
    })
    .await;
}

#[tokio::test]
async fn what_came_before_one_was_staff_counts_as_read() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        backend.clock.advance(MINUTE);
        ordered(&backend, &cast).await;
        backend.clock.advance(MINUTE);
        let staff = support::with_grant(&backend, "13800000009", "高文", (Role::Staff, "K101", "")).await;
        assert_eq!(unread(&backend, &staff).await.unwrap(), 0);
        assert_eq!(unread(&backend, &cast.staff).await.unwrap(), 1);
    })
    .await;
}

/// The orders of a tab with what was told last and how many notices there are.
async fn told(backend: &TestBackend, viewer: &Viewer, tab: NotificationTab) -> Vec<(String, String, i64)> {
    let page = notifications::by_order(backend, viewer, Some(tab), "").await.unwrap();
    notifications::opened(backend, viewer).await.unwrap();
    page.lines.into_iter().map(|line| (line.number, line.sentence, line.count)).collect()
}

#[tokio::test]
async fn an_order_is_one_line_and_stays_until_it_is_done() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        backend.clock.advance(MINUTE);
        let number = ordered(&backend, &cast).await;
        let waits = vec![(number.clone(), "有新工单，请派单".to_owned(), 1)];
        assert_eq!(told(&backend, &cast.staff, NotificationTab::ToDo).await, waits);
        assert_eq!(unread(&backend, &cast.staff).await.unwrap(), 0, "it was read");
        assert_eq!(told(&backend, &cast.staff, NotificationTab::ToDo).await, waits, "and is still to do");
        backend.clock.advance(MINUTE);
        dispatch(&backend, &cast, &number, "李建国").await;
        assert!(told(&backend, &cast.staff, NotificationTab::ToDo).await.is_empty());
        assert_eq!(told(&backend, &cast.staff, NotificationTab::Rest).await, waits);
        assert_eq!(told(&backend, &cast.member, NotificationTab::ToDo).await.len(), 1);
        let all = notifications::by_order(&backend, &cast.resident, None, "").await.unwrap().lines;
        assert_eq!((all.len(), all[0].count, all[0].at_work), (1, 1, false), "{all:?}");
        backend.clock.advance(DAY);
        backend::clocks::escalate(&backend).await.unwrap();
        let late = told(&backend, &cast.staff, NotificationTab::Late).await;
        assert_eq!(late.iter().map(|(number, ..)| number).collect::<Vec<_>>(), [&number], "{late:?}");
        assert_eq!(unread(&backend, &cast.staff).await.unwrap(), 0, "opened again");
        assert!(told(&backend, &cast.stranger, NotificationTab::Rest).await.is_empty());
        let decline = CommandForm { reason: "no_time".into(), ..form("decline") };
        does(&backend, &cast.member, &number, decline).await.unwrap();
        let again = told(&backend, &cast.staff, NotificationTab::ToDo).await;
        let [(of, sentence, count)] = &again[..] else { panic!("{again:?}") };
        assert_eq!((of, sentence.starts_with("李建国把单退了"), *count), (&number, true, 2));
    })
    .await;
}

#[tokio::test]
async fn a_new_order_is_no_news_to_whoever_has_the_desk_open() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        backend.clock.advance(MINUTE);
        let number = ordered(&backend, &cast).await;
        assert_eq!(unread(&backend, &cast.staff).await.unwrap(), 1);
        let other = support::with_grant(&backend, "13800000008", "陈国平", (Role::CommunityLead, "K101", ""));
        let other = other.await;
        assert_eq!(unread_at_desk(&backend, &cast.staff).await.unwrap(), 0);
        assert_eq!(unread(&backend, &cast.staff).await.unwrap(), 0);
        backend.clock.advance(MINUTE);
        mothers(&backend, &cast).await;
        assert_eq!(unread(&backend, &cast.staff).await.unwrap(), 1, "that came after it");
        assert_eq!(unread(&backend, &other).await.unwrap(), 1, "somebody else had it closed");
        unread_at_desk(&backend, &cast.staff).await.unwrap();
        let cancel = CommandForm { reason: "other".into(), ..form("cancel") };
        does(&backend, &cast.resident, &number, cancel).await.unwrap();
        assert_eq!(unread(&backend, &cast.staff).await.unwrap(), 1, "what the list doesn't say is news");
    })
    .await;
}
