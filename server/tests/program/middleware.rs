//! What stands around every route, tried with routes that misbehave.

use crate::support::{Answer, TestServer, browser};
use app::components::Shell;
use app::scripts::IslandScripts;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::get;
use http::StatusCode;
use leptos::prelude::*;
use server::pages::render;
use server::state::{AppState, PATIENCE};
use std::time::Duration;

#[tokio::test]
async fn a_panic_is_one_error_page_not_the_end() {
    async fn boom() -> &'static str {
        panic!("on purpose: 13800000001")
    }
    let server = TestServer::start(true).await.with_routes(Router::new().route("/boom", get(boom)), PATIENCE);
    for _ in 0..2 {
        let answer = server.get("/boom", "").await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(answer.body.contains("系统出了点问题"), "{}", answer.body);
        assert!(!answer.body.contains("on purpose"), "the cause is nobody's business");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
}

#[tokio::test]
async fn nobody_waits_for_ever() {
    async fn slow() -> &'static str {
        std::future::pending().await
    }
    let server = TestServer::start(true)
        .await
        .with_routes(Router::new().route("/slow", get(slow)), Duration::from_millis(20));
    let answer = server.get("/slow", "").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.body.contains("系统现在太忙"), "{}", answer.body);
}

#[tokio::test]
async fn every_answer_bears_the_mark_of_the_server() {
    async fn boom() -> &'static str {
        panic!("on purpose")
    }
    async fn slow() -> &'static str {
        std::future::pending().await
    }
    let marked = |answer: &Answer| answer.header("x-diandiantong") == "1";
    let server = TestServer::start(true).await;
    for path in [
        "/",
        "/nowhere",
        "/me",
        "/healthz",
        "/live",
        "/suggest?words=x",
        "/pkg/diandiantong.c1.css",
        "/pkg/none.js",
        "/offline",
    ] {
        let answer = server.get(path, "").await;
        assert!(marked(&answer), "{path}: {}", answer.status);
    }
    let words = format!("phone={}", "1".repeat(70_000));
    for (path, form) in [
        ("/do/ask_for_code", "phone=1"),
        ("/do/ask_for_code", words.as_str()),
        ("/photos/send?key=a", ""),
        ("/do/none", ""),
    ] {
        let answer = server.post(path, "", form).await;
        assert!(marked(&answer), "{path}: {}", answer.status);
    }
    let foreign = browser("POST", "/do/ask_for_code", "").body(Body::empty()).unwrap();
    let foreign = server.send(foreign).await;
    assert!(foreign.status == StatusCode::FORBIDDEN && marked(&foreign));
    let routes = Router::new().route("/boom", get(boom)).route("/slow", get(slow));
    let server = server.with_routes(routes, Duration::from_millis(20));
    for (path, status) in [("/boom", 500), ("/slow", 503)] {
        let answer = server.get(path, "").await;
        assert!(answer.status.as_u16() == status && marked(&answer), "{path}: {}", answer.status);
    }
}

/// A page with an island, or rather with the scripts for one.
async fn with_scripts(State(state): State<AppState>, request: Request<Body>) -> Response {
    let document = || view! { <Shell><IslandScripts/></Shell> }.into_any();
    render(&state, request.into_parts().0, None, document).await
}

#[tokio::test]
async fn scripts_carry_the_nonce_and_the_hash() {
    let server = TestServer::start(true)
        .await
        .with_routes(Router::new().route("/island", get(with_scripts)), PATIENCE);
    let page = server.get("/island", "stylesheet=c1").await;
    assert_eq!(page.status, StatusCode::OK);
    let policy = page.header("content-security-policy");
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    assert!(page.body.contains("/pkg/diandiantong.j1.js"), "{}", page.body);
    assert!(page.body.contains("diandiantong.w1"), "{}", page.body);
    let scripts = page.body.matches("<script").count();
    assert!(scripts > 0);
    assert_eq!(scripts, page.body.matches(&format!("nonce=\"{nonce}\"")).count(), "{}", page.body);
}
