//! What is counted, and who may read it; and the clock that only a test's demo has.

use crate::support::{NOW, TestServer, browser};
use axum::body::Body;
use http::StatusCode;
use http::header::AUTHORIZATION;
use server::jobs;

#[tokio::test]
async fn jobs_and_answers_are_counted() {
    let server = TestServer::start(true).await;
    jobs::work(&server.backend, server.metrics()).await;
    server.get("/", "").await;
    server.get("/orders/K101-0001", "").await;
    let text = server.get("/metrics", "").await.body;
    for line in [
        "diandiantong_job_runs_total{job=\"escalate\",outcome=\"success\"} 1",
        "diandiantong_job_runs_total{job=\"messages\",outcome=\"success\"} 1",
        "diandiantong_job_runs_total{job=\"close_overdue\",outcome=\"success\"} 1",
        "diandiantong_http_answer_seconds_count{route=\"/orders/{number}\",status=\"303\"} 1",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert!(!text.contains("K101-0001"), "no address stands in it, only the route");
}

#[tokio::test]
async fn a_job_that_fails_is_counted_and_keeps_no_other_from_its_work() {
    let server = TestServer::start(true).await;
    let mut tx = server.backend.store.write().await.unwrap();
    tx.run("ALTER TABLE order_clocks RENAME TO elsewhere", vec![]).await.unwrap();
    tx.commit().await.unwrap();
    jobs::work(&server.backend, server.metrics()).await;
    let text = server.get("/metrics", "").await.body;
    assert!(text.contains("job_runs_total{job=\"escalate\",outcome=\"failure\"} 1"), "{text}");
    assert!(text.contains("job_runs_total{job=\"sweep\",outcome=\"success\"} 1"), "{text}");
}

#[tokio::test]
async fn outside_a_demo_the_metrics_want_a_token() {
    let closed = TestServer::start(false).await;
    assert_eq!(closed.get("/metrics", "").await.status, StatusCode::NOT_FOUND);
    let server = closed.with_metrics_token("let me in");
    let with = |token: &str| {
        let request = browser("GET", "/metrics", "").header(AUTHORIZATION, format!("Bearer {token}"));
        server.send(request.body(Body::empty()).unwrap())
    };
    assert_eq!(with("let me in").await.status, StatusCode::OK);
    assert_eq!(with("let me").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(server.get("/metrics", "").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn only_a_tests_demo_has_a_clock_to_be_moved() {
    let server = TestServer::start(true).await;
    let moved = server.post("/test/clock/90", "", "").await;
    assert_eq!((moved.status, moved.body.as_str()), (StatusCode::OK, "2026-11-24T11:00:00+08:00"));
    assert_eq!(server.post("/test/clock/2026-11-24T09:30", "", "").await.status, StatusCode::OK);
    assert_eq!(server.backend.clock.now(), NOW);
    assert_eq!(server.post("/test/clock/soon", "", "").await.status, StatusCode::BAD_REQUEST);
    let real = TestServer::start(false).await;
    assert_eq!(real.post("/test/clock/90", "", "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(real.backend.clock.now(), NOW);
}
