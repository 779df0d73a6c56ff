//! Who is on the telephone: known by their number where they live or have ordered, on record, and so many an hour.

use crate::cast::{cast, ordered, request};
use crate::person_search::mothers;
use crate::support::{TestBackend, both, count, resident};
use backend::accounts::Viewer;
use backend::orders::{
    Caller, CallerForm, OrderFor, PersonSearchForm, PlaceOrder, caller, find_caller, find_person, place,
    searched_for,
};
use backend::{AppError, ErrorKind};
use domain::orders::SearchReason;
use domain::time::MINUTE;

async fn look(backend: &TestBackend, viewer: &Viewer, phone: &str) -> Result<String, AppError> {
    find_caller(backend, viewer, &CallerForm { phone: phone.into() }).await
}

async fn found(backend: &TestBackend, viewer: &Viewer, phone: &str) -> Caller {
    let id = look(backend, viewer, phone).await.unwrap();
    caller(backend, viewer, &id).await.unwrap().unwrap()
}

#[tokio::test]
async fn whoever_lives_or_has_ordered_there_is_known() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let calls = found(&backend, &cast.staff, "１３８-0000-0001").await;
        let known = calls.known.unwrap();
        let (estate, door) = known.door.unwrap();
        assert_eq!((calls.phone.as_str(), known.name.as_str()), ("13800000001", "王秀英"));
        assert_eq!((estate.is_empty(), door.estate.as_str()), (false, "K10101"));
        assert!(known.orders.is_empty(), "she has ordered nothing yet");
        let number = ordered(&backend, &cast).await;
        backend.clock.advance(1);
        let hers = mothers(&backend, &cast).await;
        let known = found(&backend, &cast.staff, "13800000001").await.known.unwrap();
        let numbers: Vec<_> = known.orders.iter().map(|order| order.number.to_string()).collect();
        assert_eq!(numbers, [hers, number]);
        let mother = found(&backend, &cast.staff, "13800000099").await.known.unwrap();
        let (_, door) = mother.door.unwrap();
        assert_eq!(
            (mother.name.as_str(), door.building.as_str(), door.room.as_str()),
            ("李桂芳", "3", "1203")
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_else_is_told_of() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let elsewhere = resident(&backend, "13800000051", "郑远", "K10201").await;
        ordered(&backend, &cast).await;
        assert!(found(&backend, &cast.staff, "13912345678").await.known.is_none(), "nobody has this number");
        assert!(
            found(&backend, &cast.staff, "13800000051").await.known.is_none(),
            "somebody of another community"
        );
        assert!(found(&backend, &cast.stranger, "13800000001").await.known.is_none());
        // Once they order here they are known, but not where they live.
        let here = PlaceOrder {
            name: "李桂芳".into(),
            phone: "13800000099".into(),
            estate: "K10102".into(),
            building: "3".into(),
            room: "1203".into(),
            service: "S002".into(),
            ..request("for mother")
        };
        place(&backend, &elsewhere, OrderFor::Relative, &here).await.unwrap();
        backend.clock.advance(MINUTE);
        let known = found(&backend, &cast.staff, "13800000051").await.known.unwrap();
        assert_eq!((known.name.as_str(), known.door, known.orders.len()), ("郑远", None, 1));
    })
    .await;
}

#[tokio::test]
async fn it_is_on_record_and_read_for_half_an_hour_by_nobody_else() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        ordered(&backend, &cast).await;
        let id = look(&backend, &cast.staff, "13800000001").await.unwrap();
        assert_eq!(look(&backend, &cast.staff, "13800000001").await.unwrap(), id, "pressed twice");
        let seen = searched_for(&backend, &cast.resident).await.unwrap();
        assert_eq!(seen.iter().map(|search| search.reason).collect::<Vec<_>>(), [SearchReason::CallerOrders]);
        assert!(caller(&backend, &cast.stranger, &id).await.unwrap().is_none());
        for viewer in [&cast.resident, &cast.member, &cast.office] {
            assert_eq!(look(&backend, viewer, "13800000001").await.unwrap_err().kind, ErrorKind::Denied);
            assert_eq!(caller(&backend, viewer, &id).await.unwrap_err().kind, ErrorKind::Denied);
        }
        backend.clock.advance(30 * MINUTE - 1);
        assert!(caller(&backend, &cast.staff, &id).await.unwrap().is_some());
        backend.clock.advance(1);
        assert!(caller(&backend, &cast.staff, &id).await.unwrap().is_none());
        // What was searched for another reason is no caller.
        let form = PersonSearchForm { words: "13800000001".into(), reason: "call".into() };
        let other = find_person(&backend, &cast.staff, &form).await.unwrap();
        assert!(caller(&backend, &cast.staff, &other).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn forty_an_hour_beside_other_searches() {
    both(|backend| async move {
        let cast = cast(&backend).await;
        let wrong = look(&backend, &cast.staff, "1380000").await.unwrap_err();
        assert_eq!((wrong.kind, wrong.fields[0].field.as_str()), (ErrorKind::Invalid, "phone"));
        let mut refused = None;
        for number in 0..60 {
            refused = refused.or(look(&backend, &cast.staff, &format!("138{number:04}0099")).await.err());
        }
        let refused = refused.unwrap();
        assert_eq!((refused.kind, refused.code.as_str()), (ErrorKind::TooMany, "person_search.limit"));
        assert_eq!(count(&backend, "person_searches").await, 40);
        let form = PersonSearchForm { words: "王秀英".into(), reason: "call".into() };
        find_person(&backend, &cast.staff, &form).await.unwrap();
    })
    .await;
}
