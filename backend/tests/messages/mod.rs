//! Short messages, through a small gateway of the tests' own.

mod bounds;
#[path = "../orders/cast.rs"]
#[allow(dead_code, reason = "shared with the tests of orders, which need all of it")]
mod cast;
mod gateway;
mod recipients;
mod sending;
mod switching;

use crate::support::{self, TestBackend};
use backend::messages::{Sent, send_due};
use domain::messages::HOLD;
use domain::time::Timestamp;
use gateway::Gateway;
use serde_json::Value;
use std::future::Future;

/// A time of the day on which the tests begin, or of a later one.
fn at(time: &str) -> Timestamp {
    format!("2026-11-{time}").parse().unwrap()
}

/// Runs a test on each database, with a gateway of its own.
async fn both<F, T>(test: F)
where
    F: Fn(TestBackend, Gateway) -> T,
    T: Future<Output = ()> + Send + 'static,
{
    support::both(|backend| {
        let gateway = Gateway::open();
        let backend = backend.sending(gateway.sender());
        test(backend, gateway)
    })
    .await;
}

/// One look at the messages once what came lately is no longer held back, as [`looked`].
async fn looked_later(backend: &TestBackend) -> (usize, usize, usize) {
    backend.clock.advance(HOLD);
    looked(backend).await
}

/// One look at the messages, without how long they waited: sent, failed, given up.
async fn looked(backend: &TestBackend) -> (usize, usize, usize) {
    let Sent { sent, failed, given_up, .. } = send_due(backend).await.unwrap();
    (sent, failed, given_up)
}

/// Phone and sentence of each request, in order of the phones.
fn said<'a>(asked: &'a [Value]) -> Vec<(&'a str, &'a str)> {
    let text = |value: &'static str, asked: &'a Value| asked.pointer(value).unwrap().as_str().unwrap();
    let mut said: Vec<_> =
        asked.iter().map(|asked| (text("/phone", asked), text("/parameters/sentence", asked))).collect();
    said.sort_unstable();
    said
}
