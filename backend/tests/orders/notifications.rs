//! Who is told what, and what counts as read.

use crate::cast::{Cast, cast, does, form, ordered};
use crate::support::{self, TestBackend};
use backend::accounts::{GrantForm, Viewer, grant_from_console, grants_of_area, use_grant};
use backend::notifications::{self, unread};
use backend::orders::revoke_role;
use domain::accounts::Role;
use domain::areas::AreaCode;
use domain::time::MINUTE;

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
