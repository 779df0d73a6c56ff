//! How many statements a use case takes: each is a way to the database and back, and of a writer's turn on SQLite.

use crate::cast::{arrives, cast, dispatch, does, form, ordered, request};
use crate::support::{self, TestBackend};
use backend::orders::{CommandForm, OrderFor, PlaceOrder, family, place};

/// How many statements something takes, beginnings and ends of transactions left out.
async fn taken<T>(backend: &TestBackend, doing: impl Future<Output = T>) -> (T, u64) {
    let before = backend.store.statements();
    let done = doing.await;
    (done, backend.store.statements() - before)
}

#[tokio::test]
async fn placing_an_order_takes_ten_statements_at_most() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        // Copies in memory are read once, whoever orders first.
        ordered(&backend, &cast).await;
        let (placed, own) =
            taken(&backend, place(&backend, &cast.resident, OrderFor::Oneself, &request("counted"))).await;
        placed.unwrap();
        assert!(own <= 10, "{own} for oneself");
        let mother = PlaceOrder {
            name: "李桂芳".into(),
            phone: "13800000091".into(),
            estate: "K10101".into(),
            building: "3".into(),
            room: "502".into(),
            ..request("for the mother")
        };
        place(&backend, &cast.resident, OrderFor::Relative, &mother).await.unwrap();
        let again = PlaceOrder { token: request("again").token, ..mother.clone() };
        let (placed, other) =
            taken(&backend, place(&backend, &cast.resident, OrderFor::Relative, &again)).await;
        placed.unwrap();
        assert!(other <= own + 2, "{other}: who it is for is looked up, and named");
        let remember = PlaceOrder { token: request("remember").token, remember: "on".into(), ..mother };
        let (placed, remembered) =
            taken(&backend, place(&backend, &cast.resident, OrderFor::Relative, &remember)).await;
        placed.unwrap();
        assert!(remembered <= other + 2, "{remembered}: who is remembered is read and written");
        let relative = family(&backend, &cast.resident).await.unwrap().remove(0).id;
        let named = PlaceOrder { relative, ..request("named") };
        let (placed, named) =
            taken(&backend, place(&backend, &cast.resident, OrderFor::Relative, &named)).await;
        placed.unwrap();
        assert!(named <= other + 1, "{named}: who is remembered is read");
    })
    .await;
}

#[tokio::test]
async fn what_is_done_to_an_order_takes_few_statements() {
    support::both(|backend| async move {
        let cast = cast(&backend).await;
        let number = ordered(&backend, &cast).await;
        dispatch(&backend, &cast, &number, "李建国").await;
        let (done, accepting) = taken(&backend, does(&backend, &cast.member, &number, form("accept"))).await;
        done.unwrap();
        arrives(&backend, &cast, &number).await;
        let finished = CommandForm { note: "好了".into(), minutes: "5".into(), ..form("finish") };
        let (done, finishing) = taken(&backend, does(&backend, &cast.member, &number, finished)).await;
        done.unwrap();
        let rated = CommandForm { level: "satisfied".into(), ..form("rate") };
        let (done, rating) = taken(&backend, does(&backend, &cast.resident, &number, rated)).await;
        done.unwrap();
        assert!(
            [accepting, finishing, rating].iter().all(|taken| *taken <= 13),
            "{accepting} {finishing} {rating}"
        );
    })
    .await;
}
