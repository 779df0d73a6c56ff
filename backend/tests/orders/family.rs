//! Relatives who are remembered, and orders of one's own to another door.

use crate::cast::{Cast, cast, request};
use crate::support::{self, TestBackend, count};
use backend::AppError;
use backend::accounts::Viewer;
use backend::orders::{
    OrderFor, PlaceOrder, Relative, Viewpoint, family, forget_relative, own_orders, place, view,
};
use domain::orders::FAMILY_LIMIT;
use domain::time::DAY;

/// The mother, typed.
fn mother(token: &str) -> PlaceOrder {
    PlaceOrder {
        name: "李桂芳".into(),
        phone: "13800000099".into(),
        estate: "K10102".into(),
        building: "3".into(),
        room: "1203".into(),
        ..request(token)
    }
}

fn remembered(order: PlaceOrder) -> PlaceOrder {
    PlaceOrder { remember: "on".into(), ..order }
}

async fn ordered(backend: &TestBackend, viewer: &Viewer, form: &PlaceOrder) -> Result<String, AppError> {
    place(backend, viewer, OrderFor::Relative, form).await.map(|placed| placed.number.to_string())
}

/// The mother, remembered by the resident.
async fn known(backend: &TestBackend, cast: &Cast) -> Relative {
    ordered(backend, &cast.resident, &remembered(mother("first"))).await.unwrap();
    family(backend, &cast.resident).await.unwrap().remove(0)
}

#[tokio::test]
async fn who_is_remembered_is_ordered_for_with_nothing_typed() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let Relative { id, contact } = known(&backend, &cast).await;
        assert_eq!((contact.name.full(), contact.phone.full()), ("李桂芳", "13800000099"));
        let by_name = PlaceOrder { relative: id.clone(), ..request("second") };
        let number = ordered(&backend, &cast.resident, &by_name).await.unwrap();
        let seen = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        assert_eq!((seen.contact.name.as_str(), seen.contact.place.as_str()), ("李桂芳", "3 幢 1203 室"));
        assert_eq!(seen.order.parties.estate.as_str(), "K10102");
        let hers = support::sign_in(&backend, "13800000099").await;
        assert_eq!(own_orders(&backend, &hers, None, None).await.unwrap().orders.len(), 2);
        let other = PlaceOrder { name: "另外".into(), room: "1".into(), ..by_name };
        assert_eq!(
            ordered(&backend, &cast.resident, &other).await.unwrap(),
            number,
            "who is named isn't typed"
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_is_remembered_unasked_or_twice_or_by_others() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        ordered(&backend, &cast.resident, &mother("unasked")).await.unwrap();
        assert_eq!(count(&backend, "family").await, 0);
        let Relative { id, .. } = known(&backend, &cast).await;
        let again = PlaceOrder { name: "妈妈".into(), room: "１２０３室".into(), ..mother("again") };
        ordered(&backend, &cast.resident, &remembered(again)).await.unwrap();
        let twice = family(&backend, &cast.resident).await.unwrap();
        let names: Vec<_> = twice.iter().map(|relative| relative.contact.name.full()).collect();
        assert_eq!(names, ["妈妈"], "one relative, called as they were called last");
        assert_eq!(twice[0].id, id);

        let elsewhere = PlaceOrder { room: "901".into(), ..mother("moved") };
        ordered(&backend, &cast.resident, &remembered(elsewhere)).await.unwrap();
        assert_eq!(family(&backend, &cast.resident).await.unwrap().len(), 2, "another door is typed anew");

        assert!(family(&backend, &cast.staff).await.unwrap().is_empty());
        let foreign = PlaceOrder { relative: id.clone(), ..request("foreign") };
        let refused = ordered(&backend, &cast.staff, &foreign).await.unwrap_err();
        assert_eq!(refused.fields[0].field, "relative");
        forget_relative(&backend, &cast.staff, &id).await.unwrap();
        assert_eq!(count(&backend, "family").await, 2, "nobody forgets for another");
    })
    .await;
}

#[tokio::test]
async fn who_is_forgotten_is_gone_and_what_was_ordered_stays() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let Relative { id, .. } = known(&backend, &cast).await;
        let by_name = PlaceOrder { relative: id.clone(), ..request("second") };
        let number = ordered(&backend, &cast.resident, &by_name).await.unwrap();
        forget_relative(&backend, &cast.resident, &id).await.unwrap();
        forget_relative(&backend, &cast.resident, &id).await.unwrap();
        assert_eq!(count(&backend, "family").await, 0);
        assert_eq!(ordered(&backend, &cast.resident, &by_name).await.unwrap(), number, "the same form");
        let third = PlaceOrder { token: request("third").token, ..by_name };
        let refused = ordered(&backend, &cast.resident, &third).await.unwrap_err();
        assert_eq!((refused.status(), refused.fields[0].field.as_str()), (422, "relative"));
        view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn ten_are_remembered_and_of_an_eleventh_nothing_is_ordered() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let door = |index: usize| {
            remembered(PlaceOrder { room: format!("{}", 101 + index), ..mother(&format!("door {index}")) })
        };
        for index in 0..FAMILY_LIMIT {
            ordered(&backend, &cast.resident, &door(index)).await.unwrap();
            backend.clock.advance(1);
        }
        // So many are the most that may be ordered for others in a day.
        backend.clock.advance(DAY);
        let orders = count(&backend, "orders").await;
        let refused = ordered(&backend, &cast.resident, &door(FAMILY_LIMIT)).await.unwrap_err();
        assert_eq!((refused.status(), refused.fields[0].field.as_str()), (422, "remember"));
        assert_eq!(count(&backend, "orders").await, orders);
        assert_eq!(count(&backend, "family").await, 10);
        let newest = family(&backend, &cast.resident).await.unwrap().remove(0);
        assert_eq!(newest.contact.address.room, "110");
    })
    .await;
}

#[tokio::test]
async fn where_the_estate_is_gone_whoever_is_remembered_is_typed_anew() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let Relative { id, .. } = known(&backend, &cast).await;
        support::merge_estate(&backend, "K10102", "K10101").await;
        let by_name = PlaceOrder { relative: id, ..request("second") };
        let refused = ordered(&backend, &cast.resident, &by_name).await.unwrap_err();
        assert_eq!(refused.fields[0].field, "relative");
        assert_eq!(refused.fields[0].sentence, "书香名邸已经撤了，请选“别的家人”，填现在住的小区");
    })
    .await;
}

#[tokio::test]
async fn an_order_of_ones_own_goes_to_another_door_this_once() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let there = PlaceOrder {
            estate: "K10201".into(),
            building: "8".into(),
            room: "602".into(),
            ..request("elsewhere")
        };
        let placed = place(&backend, &cast.resident, OrderFor::Elsewhere, &there).await.unwrap();
        assert_eq!(placed.number.community().as_str(), "K102", "the community follows the estate");
        let number = placed.number.to_string();
        let seen = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        assert_eq!((seen.contact.name.as_str(), seen.contact.place.as_str()), ("王秀英", "8 幢 602 室"));
        let parties = &seen.order.parties;
        assert_eq!((&parties.placed_by, &parties.resident), (&cast.resident.person, &cast.resident.person));
        let nowhere = place(&backend, &cast.resident, OrderFor::Elsewhere, &request("nowhere")).await;
        let mut fields: Vec<_> = nowhere.unwrap_err().fields.into_iter().map(|wrong| wrong.field).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["building", "estate", "room"]);
        let home = cast.resident.again(&backend).await.home.clone().unwrap();
        assert_eq!(home.estate.as_str(), "K10101", "the own home stays");
    })
    .await;
}
