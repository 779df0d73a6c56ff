//! The stream of changes: who may listen, and what they hear.

use crate::support::{TestServer, browser};
use axum::body::{Body, BodyDataStream};
use backend::accounts::{sign_in_by_shown_code, sign_out, viewer};
use backend::demo;
use backend::orders::revoke_role;
use futures::StreamExt;
use http::StatusCode;
use server::streams::{StreamLimits, Streams};
use std::time::Duration;
use tokio::time::timeout;

/// Somebody who has just signed in; their token.
async fn token(server: &TestServer, phone: &str) -> String {
    sign_in_by_shown_code(&server.backend, phone).await.unwrap().token
}

async fn signed_in(server: &TestServer) -> String {
    format!("session={}", token(server, "13900000001").await)
}

/// What a stream tells.
async fn stream(server: &TestServer, cookies: &str) -> BodyDataStream {
    let response = server.open(browser("GET", "/live", cookies).body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::OK);
    response.into_body().into_data_stream()
}

/// Waits until a stream has ended, whatever it tells before.
async fn ended(mut stream: BodyDataStream) {
    let all = async { while stream.next().await.is_some() {} };
    timeout(Duration::from_secs(30), all).await.expect("it ends");
}

#[tokio::test]
async fn nobody_listens_unknown() {
    let server = TestServer::start(true).await;
    assert_eq!(server.get("/live", "").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(server.get("/live", "session=forged").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn whoever_comes_back_is_told_at_once_and_then_of_each_change() {
    let server = TestServer::start(true).await;
    let cookies = signed_in(&server).await;
    let request = browser("GET", "/live", &cookies).header("last-event-id", "7").body(Body::empty());
    let response = server.open(request.unwrap()).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert!(!response.headers().contains_key("content-encoding"), "a compressor would hold it back");
    assert_eq!(response.headers()["x-accel-buffering"], "no", "nginx would hold it back");
    assert_eq!(response.headers()["cache-control"], "no-store, no-transform");
    let mut frames = response.into_body().into_data_stream();
    let frame = frames.next().await.unwrap().unwrap();
    assert_eq!(std::str::from_utf8(&frame).unwrap(), "id: 0\n\n", "so that even a quiet page can come back");
    let frame = frames.next().await.unwrap().unwrap();
    assert_eq!(std::str::from_utf8(&frame).unwrap(), "event: change\nid: 1\ndata: look\n\n");
    // Something that can't be read may be anything: everybody looks.
    let mut tx = server.backend.store.write().await.unwrap();
    tx.announce("?".to_owned());
    tx.commit().await.unwrap();
    let frame = frames.next().await.unwrap().unwrap();
    assert!(std::str::from_utf8(&frame).unwrap().contains("id: 2"));
}

/// A server that looks again at once.
async fn watchful() -> TestServer {
    let limits =
        StreamLimits { of_one: 2, looks_again: Duration::from_millis(10), ..StreamLimits::default() };
    TestServer::start(true).await.with(|state| state.streams = Streams::new(limits))
}

#[tokio::test]
async fn a_stream_ends_with_the_session() {
    let server = watchful().await;
    let token = token(&server, "13900000001").await;
    let open = stream(&server, &format!("session={token}")).await;
    let person = viewer(&server.backend, &token).await.unwrap().unwrap();
    sign_out(&server.backend, &person).await.unwrap();
    ended(open).await;
    assert_eq!(server.get("/live", &format!("session={token}")).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_stream_ends_with_the_grant() {
    let server = watchful().await;
    let people = demo::fill(&server.backend, 0).await.unwrap();
    let phone = |role: &str| people.iter().find(|person| person.role == role).unwrap().phone.clone();
    let staff = token(&server, &phone("社区工作者")).await;
    let open = stream(&server, &format!("session={staff}")).await;
    let lead = token(&server, &phone("社区书记")).await;
    let lead = viewer(&server.backend, &lead).await.unwrap().unwrap();
    let person = viewer(&server.backend, &staff).await.unwrap().unwrap();
    let grant = person.grants.iter().find(|held| held.grant.role.name() == "社区工作者").unwrap();
    revoke_role(&server.backend, &lead, &grant.grant.id).await.unwrap();
    ended(open).await;
}

#[tokio::test]
async fn one_window_too_many_closes_the_oldest() {
    let server = TestServer::start(true).await;
    let limits = StreamLimits { of_one: 2, ..StreamLimits::default() };
    let server = server.with(|state| state.streams = Streams::new(limits));
    let cookies = signed_in(&server).await;
    let oldest = stream(&server, &cookies).await;
    let mut kept = [stream(&server, &cookies).await, stream(&server, &cookies).await];
    ended(oldest).await;
    let mut tx = server.backend.store.write().await.unwrap();
    tx.announce("?".to_owned());
    tx.commit().await.unwrap();
    for stream in &mut kept {
        let first = stream.next().await.unwrap().unwrap();
        assert_eq!(std::str::from_utf8(&first).unwrap(), "id: 0\n\n");
        let told = stream.next().await.unwrap().unwrap();
        assert!(std::str::from_utf8(&told).unwrap().contains("look"));
    }
}

#[tokio::test]
async fn too_many_in_all_are_asked_to_come_back() {
    let limits = StreamLimits { all: 1, ..StreamLimits::default() };
    let server = TestServer::start(true).await.with(|state| state.streams = Streams::new(limits));
    let _open = stream(&server, &signed_in(&server).await).await;
    let other = format!("session={}", token(&server, "13900000002").await);
    let answer = server.open(browser("GET", "/live", &other).body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.headers()["retry-after"], "60");
}
