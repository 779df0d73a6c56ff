//! The stream of changes: who may listen, and what they hear.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may fail loudly")]

mod support;

use axum::body::Body;
use backend::accounts::{ask_for_code, sign_in};
use futures::StreamExt;
use http::StatusCode;
use support::{TestServer, browser};

/// Somebody who has just signed in.
async fn signed_in(server: &TestServer) -> String {
    let phone = "13900000001";
    let code = ask_for_code(&server.backend, phone, "test").await.unwrap().code.unwrap();
    format!("session={}", sign_in(&server.backend, phone, &code, "test").await.unwrap().token)
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
    let mut session = server.backend.store.write().await.unwrap();
    session.announce("?".to_owned()).await.unwrap();
    session.commit().await.unwrap();
    let frame = frames.next().await.unwrap().unwrap();
    assert!(std::str::from_utf8(&frame).unwrap().contains("id: 2"));
}
