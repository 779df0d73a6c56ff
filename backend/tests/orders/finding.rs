//! What is one's to do is found first, and what one asks for is found wherever it stands.

use crate::cast::{arrives, cast, dispatch, does, form, ordered, request};
use crate::person_search::mothers;
use crate::support::{self, TestBackend};
use backend::accounts::Viewer;
use backend::orders::{
    CommandForm, DeskFilter, DeskGroup, JobsTab, OrderFor, Viewpoint, desk, hash_buildings, jobs, place, view,
};
use backend::values;
use domain::areas::AreaCode;

#[tokio::test]
async fn what_is_dispatched_to_a_member_stands_before_a_long_pool() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let mut numbers = Vec::new();
        let residents = crate::support::residents_for(&backend, 58).await;
        for order in 0..58 {
            let asked = request(&format!("pool {order}"));
            let placed = place(&backend, &residents[order % residents.len()], OrderFor::Oneself, &asked);
            numbers.push(placed.await.unwrap().number.to_string());
            backend.clock.advance(1);
        }
        let theirs = [numbers.remove(57), numbers.remove(30)];
        for number in &theirs {
            dispatch(&backend, &cast, number, "李建国").await;
        }
        let first = jobs(&backend, &cast.member, JobsTab::Open, None).await.unwrap();
        assert_eq!((first.dispatched, first.pool, first.mine), (2, 56, 0));
        let read = |jobs: &backend::orders::Jobs| -> Vec<_> {
            jobs.orders.iter().map(|(order, _)| order.number.to_string()).collect()
        };
        let [newest, older] = theirs;
        assert_eq!(
            read(&first)[..3],
            [older, newest, numbers[0].clone()],
            "their own first, the oldest first"
        );
        // Whatever is answered meanwhile, the next page goes on in the pool.
        let second = jobs(&backend, &cast.member, JobsTab::Open, first.next.as_deref()).await.unwrap();
        let mut all = read(&first).split_off(2);
        all.extend(read(&second));
        assert_eq!((all, second.next), (numbers, None), "and then the pool, each once");
        let other = jobs(&backend, &cast.other_member, JobsTab::Open, None).await.unwrap();
        assert_eq!((other.dispatched, other.pool), (0, 56));
    })
    .await;
}

/// The numbers that a search at the desk finds.
async fn found(backend: &TestBackend, viewer: &Viewer, words: &str) -> Vec<String> {
    let filter = DeskFilter { words: words.into(), ..DeskFilter::default() };
    let desk = desk(backend, viewer, &filter).await.unwrap();
    desk.orders.iter().map(|(order, _)| order.number.to_string()).collect()
}

#[tokio::test]
async fn a_search_at_the_desk_looks_into_every_state() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        backend.clock.advance(1);
        mothers(&backend, &cast).await;
        for (words, expected) in [
            (number.to_lowercase().as_str(), vec![number.clone()]),
            ("0001", vec![number.clone()]),
            ("水电", vec![number.clone()]),
            // As whoever reads 繁體 sees it, and as a Chinese keyboard types.
            ("水電", vec![number.clone()]),
            (number.replace('K', "Ｋ").as_str(), vec![number.clone()]),
            (number.replace('-', "－").as_str(), vec![number.clone()]),
            // Residents are looked for elsewhere, on record.
            ("李桂芳", vec![]),
            ("13800000099", vec![]),
            ("%", vec![]),
        ] {
            assert_eq!(found(&backend, &cast.staff, words).await, expected, "{words}");
        }
        assert!(found(&backend, &cast.stranger, &number).await.is_empty());
        assert_eq!(found(&backend, &cast.office, &number).await, vec![number.clone()]);
        let elsewhere = DeskFilter {
            words: number.clone(),
            list: "agency".into(),
            area: "K10102".into(),
            ..DeskFilter::default()
        };
        assert_eq!(
            desk(&backend, &cast.staff, &elsewhere).await.unwrap().orders.len(),
            1,
            "a whole number is enough"
        );
    })
    .await;
}

#[tokio::test]
async fn addresses_are_found_to_the_building_and_whoever_has_an_order_by_name() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        backend.clock.advance(1);
        let hers = mothers(&backend, &cast).await;
        let view = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        let (estate, building) =
            (view.order.estate_name.clone(), view.contact.place.split(' ').next().unwrap().to_owned());
        let of_hers = backend::areas::tree(&backend).await.unwrap();
        let other = of_hers.name(&AreaCode::parse("K10102").unwrap()).to_owned();
        let short: String = other.chars().take(2).collect();
        for (words, expected) in [
            (format!("{estate} {building}"), vec![number.clone()]),
            (format!("{estate}{building}幢"), vec![number.clone()]),
            (estate.clone(), vec![number.clone()]),
            (format!("{other} 3"), vec![hers.clone()]),
            (format!("{short}3幢1203"), vec![hers.clone()]),
            (format!("{other} 1203"), vec![]),
            (format!("{other} 33"), vec![]),
        ] {
            assert_eq!(found(&backend, &cast.staff, &words).await, expected, "{words}");
        }
        assert!(found(&backend, &cast.stranger, &estate).await.is_empty(), "another community");
        assert!(found(&backend, &cast.staff, "李建国").await.is_empty(), "he has none yet");
        does(&backend, &cast.member, &number, form("claim")).await.unwrap();
        assert_eq!(found(&backend, &cast.staff, "李建国").await, std::slice::from_ref(&number));
        dispatch(&backend, &cast, &hers, "安居物业").await;
        assert_eq!(found(&backend, &cast.staff, "安居").await, [hers]);
        assert_eq!(found(&backend, &cast.office, "李建国").await, [number]);
    })
    .await;
}

#[tokio::test]
async fn buildings_of_orders_from_before_are_hashed_once() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        let estate = view(&backend, &cast.resident, &number, Viewpoint::Resident).await.unwrap();
        let words =
            format!("{} {}", estate.order.estate_name, estate.contact.place.split(' ').next().unwrap());
        let mut tx = backend.store.write().await.unwrap();
        tx.run("UPDATE orders SET building_hash = NULL", values![]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(found(&backend, &cast.staff, &words).await.is_empty());
        hash_buildings(&backend).await.unwrap();
        assert_eq!(found(&backend, &cast.staff, &words).await, [number]);
    })
    .await;
}

#[tokio::test]
async fn what_only_waits_to_be_put_away_stands_first() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let mut numbers = Vec::new();
        for order in 0..52 {
            let asked = request(&format!("done {order}"));
            let placed = place(&backend, &cast.resident, OrderFor::Oneself, &asked);
            let number = placed.await.unwrap().number.to_string();
            does(&backend, &cast.member, &number, form("claim")).await.unwrap();
            arrives(&backend, &cast, &number).await;
            let done = CommandForm { note: "好了".into(), minutes: "5".into(), ..form("finish") };
            does(&backend, &cast.member, &number, done).await.unwrap();
            numbers.push(number);
        }
        let rated = numbers.remove(51);
        does(&backend, &cast.resident, &rated, CommandForm { level: "satisfied".into(), ..form("rate") })
            .await
            .unwrap();
        let mut filter = DeskFilter { group: DeskGroup::Done, ..DeskFilter::default() };
        let first = desk(&backend, &cast.staff, &filter).await.unwrap();
        filter.after = first.next.unwrap();
        let second = desk(&backend, &cast.staff, &filter).await.unwrap();
        let orders: Vec<_> = first.orders.into_iter().chain(second.orders).map(|(order, _)| order).collect();
        assert!(orders[0].state.awaits_closing() && !orders[1].state.awaits_closing());
        let read: Vec<_> = orders.iter().map(|order| order.number.to_string()).collect();
        assert_eq!((&read[0], &read[1..]), (&rated, &numbers[..]), "the rest as it was done, each once");
    })
    .await;
}
