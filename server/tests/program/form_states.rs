//! What was typed comes back to whoever typed it, and to nobody else.

use crate::support::{Answer, TestServer, browser};
use backend::accounts::{sign_in_by_shown_code, sign_out, use_grant, viewer};
use backend::demo;
use backend::store::FromRow;
use backend::values;
use domain::time::MINUTE;
use http::StatusCode;
use std::time::Duration;

/// A stranger's number and note, so that they would be found anywhere.
const ORDER: &str = "back=%2Fservices%2FS008&service=S008&whom=relative&name=%E6%9D%8E%E7%A7%80%E8%8B%B1\
                     &phone=13712345678&note=%E6%B0%B4%E7%AE%A1%E6%BC%8F%E4%BA%86&token=0123456789abcdef0123";
const PAGE: &str = "/services/S008";
const NOTE: &str = "水管漏了";

#[derive(FromRow)]
struct Count {
    rows: i64,
}

async fn rows(server: &TestServer) -> i64 {
    let mut tx = server.backend.store.read().await.unwrap();
    let count: Option<Count> = tx.one("SELECT count(*) AS rows FROM form_states", values![]).await.unwrap();
    count.unwrap().rows
}

/// A demo, and the numbers of two residents and one of the staff.
async fn server() -> (TestServer, [String; 3]) {
    let server = TestServer::start(true).await;
    let people = demo::fill(&server.backend, 0).await.unwrap();
    let phone = |role: &str, nth: usize| {
        people.iter().filter(|person| person.role == role).nth(nth).unwrap().phone.clone()
    };
    let phones = [phone("居民", 0), phone("居民", 1), phone("社区工作者", 0)];
    (server, phones)
}

async fn signed_in(server: &TestServer, phone: &str) -> String {
    // Codes may be asked for once a minute.
    server.backend.clock.advance(MINUTE);
    sign_in_by_shown_code(&server.backend, phone).await.unwrap().token
}

/// What a browser carries of an answer: only the kept forms.
fn kept(answer: &Answer) -> String {
    answer.cookie("kept").to_owned()
}

#[tokio::test]
async fn what_strangers_post_fills_nothing() {
    let (server, _) = server().await;
    let long = format!("{ORDER}{}", "%E6%BC%8F".repeat(6_000));
    let far = format!("back=%2F{}", "x".repeat(20_000));
    for form in [ORDER, &long, &far] {
        for _ in 0..20 {
            let answer = server.post("/do/place_order", "", form).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
            assert!(kept(&answer).len() <= 3_000, "it fits beside the other headers");
        }
    }
    assert_eq!(rows(&server).await, 0);
}

#[tokio::test]
async fn a_cookie_that_is_none_of_ours_asks_no_database() {
    let server = TestServer::start(true).await;
    let writing = server.backend.store.write().await.unwrap();
    for forged in ["kept=a.b.c", "kept=1:AAAA.b.c"] {
        let page = tokio::time::timeout(Duration::from_secs(5), server.get("/privacy", forged)).await;
        assert_eq!(page.expect("it waits for no writer").status, StatusCode::OK);
    }
    drop(writing);
}

#[tokio::test]
async fn a_stranger_gets_it_back_after_signing_in() {
    let (server, [one, ..]) = server().await;
    let posted = server.post("/do/place_order", "", ORDER).await;
    assert_eq!(posted.location(), "/sign-in?next=%2Fservices%2FS008");
    let before = server.get(PAGE, &kept(&posted)).await;
    assert!(!before.set_cookies().iter().any(|line| line.starts_with("kept=")), "nobody has seen it yet");
    let session = format!("session={}", signed_in(&server, &one).await);
    let page = server.get(PAGE, &format!("{session}; {}", kept(&posted))).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains(NOTE) && page.body.contains("13712345678"), "{}", page.body);
    assert!(page.body.contains("刚才填的都还在"));
}

#[tokio::test]
async fn what_somebody_typed_when_their_session_ended_is_not_for_whoever_signs_in_next() {
    let (server, [one, other, _]) = server().await;
    let token = signed_in(&server, &one).await;
    let page = server.get(PAGE, &format!("session={token}")).await;
    let known = page.cookie("person").to_owned();
    let person = viewer(&server.backend, &token).await.unwrap().unwrap();
    sign_out(&server.backend, &person).await.unwrap();

    let posted = server.post("/do/place_order", &format!("session={token}; {known}"), ORDER).await;
    assert_eq!(posted.location(), "/sign-in?next=%2Fservices%2FS008");
    let kept_then = kept(&posted);
    let session = format!("session={}", signed_in(&server, &other).await);
    let page = server.get(PAGE, &format!("{session}; {known}; {kept_then}")).await;
    assert!(!page.body.contains(NOTE) && !page.body.contains("13712345678"), "{}", page.body);
    assert_eq!(page.cookie("kept"), "kept=", "and it is dropped");

    let session = format!("session={}", signed_in(&server, &one).await);
    let page = server.get(PAGE, &format!("{session}; {known}; {kept_then}")).await;
    assert!(page.body.contains(NOTE), "{}", page.body);

    // Where the browser doesn't say who was signed in, it can't be kept for anybody.
    let posted = server.post("/do/place_order", &format!("session={token}"), ORDER).await;
    let page = server.get(PAGE, &format!("{session}; {}", kept(&posted))).await;
    assert!(!page.body.contains(NOTE) && page.body.contains("刚才填的没有留下"), "{}", page.body);
}

#[tokio::test]
async fn signing_out_leaves_nothing() {
    let (server, [one, ..]) = server().await;
    let session = format!("session={}", signed_in(&server, &one).await);
    let out = server.post("/do/sign_out", &session, "").await;
    for name in ["kept", "session", "person"] {
        assert_eq!(out.cookie(name), format!("{name}="), "taken back");
    }
    assert_eq!(out.header("clear-site-data"), "\"cache\"", "what waits on the phone to be sent is no cache");
}

#[tokio::test]
async fn it_stays_while_one_stays_on_its_page() {
    let (server, [one, ..]) = server().await;
    let session = format!("session={}", signed_in(&server, &one).await);
    let wrong = "back=%2Fservices%2FS008&service=S008&whom=relative&phone=1&note=%E6%B0%B4%E7%AE%A1%E6%BC%8F%E4%BA%86";
    let posted = server.post("/do/place_order", &session, wrong).await;
    assert_eq!(posted.location(), PAGE);
    let first = server.get(PAGE, &format!("{session}; {}", kept(&posted))).await;
    assert!(first.status.is_client_error(), "{}", first.status);
    let shown = format!("{session}; {}", kept(&first));
    let again = server.get(PAGE, &shown).await;
    assert_eq!(again.status, first.status, "loaded again");
    assert!(again.body.contains(NOTE));
    let script = browser("GET", PAGE, &shown).header("sec-fetch-mode", "cors");
    let script = server.send(script.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(script.status, StatusCode::OK, "a page that renews itself is as it is now");
    let elsewhere = server.get("/orders", &shown).await;
    assert_eq!(elsewhere.cookie("kept"), "kept=", "one has gone on");
    let done = server.get("/services/S008?done=rate", &shown).await;
    assert_eq!((done.status, done.cookie("kept")), (StatusCode::OK, "kept="), "it has been done");
}

#[tokio::test]
async fn a_page_that_may_not_be_shown_uses_nothing_up() {
    let (server, [.., staff]) = server().await;
    let token = signed_in(&server, &staff).await;
    let session = format!("session={token}");
    let person = viewer(&server.backend, &token).await.unwrap().unwrap();
    let desk = person.grants.iter().find(|held| held.grant.role.name() == "社区工作者").unwrap();
    // In another window the role was changed meanwhile.
    use_grant(&server.backend, &person, None).await.unwrap();
    let form = ORDER.replace("%2Fservices%2FS008", "%2Fdesk%2Fnew");
    let posted = server.post("/do/place_for_caller", &session, &form).await;
    assert_eq!(posted.location(), "/desk/new#wrong", "{}", posted.body);
    let kept_then = kept(&posted);
    let refused = server.get("/desk/new", &format!("{session}; {kept_then}")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(!refused.set_cookies().iter().any(|line| line.starts_with("kept=")), "it waits on");
    use_grant(&server.backend, &person, Some(&desk.grant.id)).await.unwrap();
    let page = server.get("/desk/new", &format!("{session}; {kept_then}")).await;
    assert!(page.body.contains(NOTE) && page.body.contains("13712345678"), "{}", page.body);
}
