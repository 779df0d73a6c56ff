//! People are found at the desk by their whole name or number: with a reason, on record, and so many an hour.

use crate::cast::{Cast, cast, ordered, request};
use crate::support::{TestBackend, both, count, with_grant};
use backend::accounts::Viewer;
use backend::orders::{
    OrderFor, PersonSearchForm, PlaceOrder, SearchedFor, find_person, found_person, place, searched_for,
};
use backend::{AppError, ErrorKind};
use domain::accounts::Role;
use domain::orders::SearchReason;
use domain::time::{HOUR, MINUTE};

async fn search(
    backend: &TestBackend,
    viewer: &Viewer,
    words: &str,
    reason: &str,
) -> Result<String, AppError> {
    let form = PersonSearchForm { words: words.into(), reason: reason.into() };
    find_person(backend, viewer, &form).await
}

/// The orders that a search finds.
pub async fn found(backend: &TestBackend, viewer: &Viewer, words: &str) -> Vec<String> {
    let id = search(backend, viewer, words, "call").await.unwrap();
    let found = found_person(backend, viewer, &id, None).await.unwrap();
    found.orders.iter().map(|(order, _)| order.number.to_string()).collect()
}

/// An order for the mother of the resident.
pub async fn mothers(backend: &TestBackend, cast: &Cast) -> String {
    let mother = PlaceOrder {
        name: "李桂芳".into(),
        phone: "13800000099".into(),
        estate: "K10102".into(),
        building: "3".into(),
        room: "1203".into(),
        service: "S002".into(),
        ..request("mother")
    };
    let placed = place(backend, &cast.resident, OrderFor::Relative, &mother).await.unwrap();
    placed.number.to_string()
}

#[tokio::test]
async fn somebody_s_orders_are_found_however_one_types_them() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        backend.clock.advance(1);
        let hers = mothers(&backend, &cast).await;
        let both = vec![hers.clone(), number.clone()];
        for (words, expected) in [
            ("１３８００００００９９", vec![hers.clone()]),
            ("138 0000 0099", vec![hers.clone()]),
            (" 李桂芳", vec![hers.clone()]),
            ("13800000001", both.clone()),
            ("王秀英", both),
            ("李桂", vec![]),
            ("13912345678", vec![]),
        ] {
            assert_eq!(found(&backend, &cast.staff, words).await, expected, "{words}");
        }
        assert!(found(&backend, &cast.stranger, "王秀英").await.is_empty(), "another community");
    })
    .await;
}

#[tokio::test]
async fn what_is_found_is_masked_and_read_for_ten_minutes_by_nobody_else() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        mothers(&backend, &cast).await;
        let id = search(&backend, &cast.staff, "李桂芳", "visit").await.unwrap();
        let seen = found_person(&backend, &cast.staff, &id, None).await.unwrap();
        assert_eq!(seen.sought, "李桂芳");
        let (_, contact) = &seen.orders[0];
        assert_eq!((contact.name.as_str(), contact.phone_masked.as_str()), ("李**", "138****0099"));
        let lead = with_grant(&backend, "13800000021", "钱主任", (Role::CommunityLead, "K101", "")).await;
        let other = found_person(&backend, &lead, &id, None).await.unwrap_err();
        assert_eq!(other.code, "person_search.over", "it is the searcher's");
        backend.clock.advance(10 * MINUTE);
        let late = found_person(&backend, &cast.staff, &id, None).await.unwrap_err();
        assert_eq!(late.code, "person_search.over");
    })
    .await;
}

#[tokio::test]
async fn the_mask_is_not_read_through_by_trying() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        mothers(&backend, &cast).await;
        let mut refused = None;
        for number in 0..120 {
            let asked = search(&backend, &cast.staff, &format!("138{number:04}0099"), "order").await;
            refused = refused.or(asked.err());
        }
        let refused = refused.unwrap();
        assert_eq!((refused.kind, refused.code.as_str()), (ErrorKind::TooMany, "person_search.limit"));
        assert_eq!(refused.sentence, "按姓名、手机找人的次数到了上限，请过 60 分钟再找");
        assert_eq!(count(&backend, "person_searches").await, 20);
        backend.clock.advance(HOUR);
        search(&backend, &cast.staff, "李桂芳", "order").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn whoever_was_found_reads_who_looked_and_why() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        ordered(&backend, &cast).await;
        let at = backend.clock.now();
        let first = search(&backend, &cast.staff, "王秀英", "inquiry").await.unwrap();
        backend.clock.advance(MINUTE - 1);
        let again = search(&backend, &cast.staff, "王秀英", "inquiry").await.unwrap();
        assert_eq!(first, again, "pressed twice, it is one search");
        let seen = searched_for(&backend, &cast.resident).await.unwrap();
        let other = search(&backend, &cast.staff, "王秀英", "call").await.unwrap();
        assert_ne!(first, other, "for another reason it is another");
        let [SearchedFor { at: then, name, community, reason }] = &seen[..] else { panic!("{seen:?}") };
        assert_eq!((*then, name, *reason), (at, &cast.staff.name, SearchReason::Inquiry));
        assert!(!community.is_empty());
        assert!(searched_for(&backend, &cast.member).await.unwrap().is_empty(), "nobody looked for them");
    })
    .await;
}

#[tokio::test]
async fn nobody_searches_without_a_reason_a_whole_name_or_a_desk() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        for (words, reason, fields) in [
            ("", "call", vec!["words"]),
            ("1380000", "call", vec!["words"]),
            ("李桂芳", "", vec!["reason"]),
            ("138", "curiosity", vec!["words", "reason"]),
            ("李桂芳", "caller_orders", vec!["reason"]),
        ] {
            let error = search(&backend, &cast.staff, words, reason).await.unwrap_err();
            let named: Vec<_> = error.fields.iter().map(|field| field.field.as_str()).collect();
            assert_eq!((error.kind, named), (ErrorKind::Invalid, fields), "{words} {reason}");
        }
        for viewer in [&cast.resident, &cast.member, &cast.office] {
            let error = search(&backend, viewer, "王秀英", "call").await.unwrap_err();
            assert_eq!(error.kind, ErrorKind::Denied);
        }
        assert_eq!(count(&backend, "person_searches").await, 0);
    })
    .await;
}
