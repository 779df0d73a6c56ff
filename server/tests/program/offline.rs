//! What a phone goes by when there is no network: its files, whose a page is, and what a form sent by a script comes to.

use crate::support::{Answer, OWN_HOST, TestServer, browser};
use axum::body::Body;
use backend::accounts::sign_in_by_shown_code;
use http::StatusCode;
use http::header::{CONTENT_TYPE, ORIGIN};

/// Somebody who has just signed in for the first time.
async fn signed_in(server: &TestServer, phone: &str) -> String {
    format!("session={}", sign_in_by_shown_code(&server.backend, phone).await.unwrap().token)
}

/// A form as a script sends it, `now` or `later`, for somebody with this mark.
async fn sent(server: &TestServer, cookies: &str, how: &str, mark: &str, path: &str, form: &str) -> Answer {
    let request = browser("POST", path, cookies).header(ORIGIN, format!("http://{OWN_HOST}"));
    let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = request.header("x-sent", how).header("x-person", mark);
    server.send(request.body(Body::from(form.to_owned())).unwrap()).await
}

#[tokio::test]
async fn the_worker_answers_for_all_and_is_looked_for_anew() {
    let server = TestServer::start(true).await;
    let worker = server.get("/service-worker.js", "").await;
    assert_eq!(worker.status, StatusCode::OK);
    assert!(worker.header("content-type").contains("javascript"));
    assert_eq!(worker.header("cache-control"), "no-cache");
    assert_eq!(worker.header("service-worker-allowed"), "/");
    let policy = worker.header("content-security-policy");
    assert_eq!(policy, "default-src 'none'; script-src 'self'; connect-src 'self'");
    let manifest = server.get("/manifest.webmanifest", "").await;
    assert_eq!(manifest.header("content-type"), "application/manifest+json");
    let page = server.get("/", "").await;
    for part in ["manifest-src 'self'", "worker-src 'self'"] {
        assert!(page.header("content-security-policy").contains(part), "{part}");
    }
    assert!(page.body.contains("rel=\"manifest\" href=\"/manifest.webmanifest\""), "{}", page.body);
}

#[tokio::test]
async fn a_page_says_whose_it_is_and_only_some_may_be_kept() {
    let server = TestServer::start(true).await;
    let cookies = signed_in(&server, "13900000001").await;
    let other = signed_in(&server, "13900000002").await;
    let mark = server.get("/", &cookies).await.header("x-person").to_owned();
    assert_eq!(server.get("/me", &cookies).await.header("x-person"), mark);
    assert_ne!(server.get("/", &other).await.header("x-person"), mark);
    assert_eq!(server.get("/", "").await.header("x-person"), "-");
    for path in ["/", "/lists/routine", "/offline"] {
        let page = server.get(path, &cookies).await;
        assert_eq!(page.header("x-keep"), "1", "{path}");
        assert!(page.body.contains(&format!("data-person=\"{mark}\"")), "{path}: {}", page.body);
        assert!(page.body.contains("/pkg/offline.o1.js"));
        assert!(!page.body.contains("13900000001"));
    }
    for path in ["/welcome", "/privacy", "/nowhere", "/s/abc", "/figures"] {
        let page = server.get(path, &cookies).await;
        assert_eq!(page.header("x-keep"), "", "{path}");
    }
    for path in ["/welcome", "/s/abc"] {
        let page = server.get(path, &cookies).await;
        assert!(!page.body.contains("/pkg/offline.o1.js"), "{path}");
    }
}

#[tokio::test]
async fn a_form_is_taken_for_the_person_who_filled_it_in_and_for_nobody_else() {
    let server = TestServer::start(true).await;
    let cookies = signed_in(&server, "13900000001").await;
    let other = signed_in(&server, "13900000002").await;
    let mark = server.get("/", &cookies).await.header("x-person").to_owned();
    let elder = |answer: &Answer| answer.body.contains("data-elder");
    let form = "elder=on&back=%2F";

    let foreign = sent(&server, &other, "later", &mark, "/do/set_elder", form).await;
    assert_eq!(foreign.body, "{\"outcome\":\"another_person\"}");
    assert!(!elder(&server.get("/", &other).await), "nothing was done");
    let nobody = sent(&server, "", "later", &mark, "/do/set_elder", form).await;
    assert_eq!(nobody.body, "{\"outcome\":\"signed_out\",\"to\":\"\"}");

    let own = sent(&server, &cookies, "later", &mark, "/do/set_elder", form).await;
    assert_eq!((own.status, own.location()), (StatusCode::OK, ""));
    assert_eq!(own.body, "{\"outcome\":\"taken\",\"to\":\"/?done=elder_on\"}");
    assert!(elder(&server.get("/", &cookies).await));
}

#[tokio::test]
async fn what_is_refused_is_kept_only_where_somebody_waits_for_it() {
    let server = TestServer::start(true).await;
    let cookies = signed_in(&server, "13900000001").await;
    let mark = server.get("/", &cookies).await.header("x-person").to_owned();
    for (how, kept) in [("now", true), ("later", false)] {
        let refused = sent(&server, &cookies, how, &mark, "/do/use_grant", "grant=none&back=%2Fme").await;
        assert_eq!(refused.status, StatusCode::OK);
        assert!(
            refused.body.starts_with("{\"outcome\":\"refused\",\"to\":\"/me\",\"sentence\":\"这个身份"),
            "{}",
            refused.body
        );
        assert_eq!(refused.set_cookies().iter().any(|line| line.starts_with("kept=")), kept, "{how}");

        // Address and consent are still to be given: the phone keeps the form until then.
        let act = "number=K101-0001&command=rate&back=%2Forders";
        let unfinished = sent(&server, &cookies, how, &mark, "/do/act_on_order", act).await;
        assert_eq!(unfinished.body, "{\"outcome\":\"signed_out\",\"to\":\"/welcome?next=%2Forders\"}");
        assert!(unfinished.set_cookies().is_empty(), "{how}");
    }
    let english = format!("{cookies}; language=en");
    let refused = sent(&server, &english, "later", &mark, "/do/use_grant", "grant=none&back=%2Fme").await;
    assert!(refused.body.contains("\"sentence\":\"This role"), "{}", refused.body);
    let plain = server.post("/do/use_grant", &cookies, "grant=none&back=%2Fme").await;
    assert_eq!((plain.status, plain.location()), (StatusCode::SEE_OTHER, "/me"));
}

#[tokio::test]
async fn what_fails_is_worth_another_try() {
    let server = TestServer::start(true).await;
    let cookies = signed_in(&server, "13900000001").await;
    let mark = server.get("/", &cookies).await.header("x-person").to_owned();
    server.backend.store.close().await;
    let failed = sent(&server, &cookies, "later", &mark, "/do/set_elder", "elder=on&back=%2F").await;
    assert!(failed.status.is_server_error(), "{}", failed.status);
}
