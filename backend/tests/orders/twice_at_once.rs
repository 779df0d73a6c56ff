//! The second of two clicks, while the first waits to share its commit with others.

use crate::cast::{cast, ordered, request};
use crate::support::{self, TestBackend};
use backend::AppError;
use backend::orders::{CommandForm, OrderFor, Viewpoint, act, place, view};
use std::fmt::Debug;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

type Click<'a, T> = Pin<Box<dyn Future<Output = Result<T, AppError>> + Send + 'a>>;

/// Whether a click has no answer yet.
async fn waits<T>(click: &mut Click<'_, T>) -> bool {
    poll_fn(|context| Poll::Ready(click.as_mut().poll(context).is_pending())).await
}

/// Lets two clicks and somebody else write one after the other in one transaction: while the last one's turn goes on, nothing
/// is on the disk, and so neither click may have an answer.
async fn answered_alike<T: Debug + PartialEq>(
    backend: &TestBackend,
    mut one: Click<'_, T>,
    mut other: Click<'_, T>,
) {
    let before = backend.store.write_shared().await.unwrap();
    assert!(waits(&mut one).await && waits(&mut other).await);
    let mut last = Box::pin(backend.store.write_shared());
    assert!(poll_fn(|context| Poll::Ready(last.as_mut().poll(context).is_pending())).await);
    drop(before);
    let last = tokio::select! {
        told = &mut one => panic!("told too early: {told:?}"),
        told = &mut other => panic!("told too early: {told:?}"),
        last = &mut last => last.unwrap(),
    };
    assert!(waits(&mut one).await && waits(&mut other).await, "nothing is on the disk");
    drop(last);
    let (one, other) = tokio::join!(one, other);
    assert_eq!(one.unwrap(), other.unwrap());
}

#[tokio::test]
async fn is_told_what_the_first_did_once_that_is_on_the_disk() {
    support::both(|backend| async move {
        if backend.is_postgres() {
            return;
        }
        let cast = cast(&backend).await;
        let form = request("clicked twice");
        let click = || Box::pin(place(&backend, &cast.resident, OrderFor::Oneself, &form));
        answered_alike(&backend, click(), click()).await;

        let number = ordered(&backend, &cast).await;
        let seen = view(&backend, &cast.member, &number, Viewpoint::Role).await.unwrap();
        let claim = CommandForm {
            number: number.clone(),
            version: seen.order.version.to_string(),
            view: "role".into(),
            command: "claim".into(),
            ..CommandForm::default()
        };
        let click = || Box::pin(act(&backend, &cast.member, &claim));
        answered_alike(&backend, click(), click()).await;
    })
    .await;
}
