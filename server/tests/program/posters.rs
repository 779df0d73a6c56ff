//! Posters as a browser without scripts meets them: what the code leads to, and who may print.

use crate::support::{TestServer, as_one, browser};
use axum::body::Body;
use backend::accounts::sign_in_by_shown_code;
use backend::demo;
use backend::store::FromRow;
use backend::values;
use domain::accounts::Role;
use domain::time::DAY;
use http::StatusCode;

async fn demo() -> TestServer {
    let server = TestServer::start(true).await;
    demo::fill(&server.backend, 0).await.unwrap();
    server
}

/// What was counted: estate, day, scans.
async fn counted(server: &TestServer) -> Vec<(String, String, i64)> {
    #[derive(FromRow)]
    struct Row {
        estate: String,
        day: String,
        scans: i64,
    }
    let mut tx = server.backend.store.read().await.unwrap();
    let sql = "SELECT estate, day, scans FROM poster_scans ORDER BY estate, day";
    let rows: Vec<Row> = tx.all(sql, values![]).await.unwrap();
    rows.into_iter().map(|row| (row.estate, row.day, row.scans)).collect()
}

#[tokio::test]
async fn a_scan_is_counted_once_and_leads_to_the_first_page() {
    let server = demo().await;
    let row = |estate: &str, day: &str, scans| (estate.to_owned(), day.to_owned(), scans);
    let scan = server.get("/p/K10103", "").await;
    assert_eq!((scan.status, scan.location()), (StatusCode::SEE_OTHER, "/"));
    assert_eq!(scan.header("cache-control"), "no-store");
    assert_eq!(counted(&server).await, [row("K10103", "2026-11-24", 1)]);
    let (estate, seen) = (scan.cookie("estate").to_owned(), scan.cookie("scanned_K10103").to_owned());
    assert_eq!((estate.as_str(), seen.as_str()), ("estate=K10103", "scanned_K10103=1"));
    assert!(scan.set_cookies().iter().all(|line| line.contains("HttpOnly; SameSite=Lax")));

    let again = server.get("/p/K10103", &seen).await;
    assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, "/"));
    assert_eq!(again.cookie("estate"), "estate=K10103");
    assert_eq!(again.set_cookies().len(), 1, "the hour isn't begun anew");
    for (method, name, value) in [
        ("HEAD", "accept", "*/*"),
        ("GET", "purpose", "prefetch"),
        ("GET", "sec-purpose", "prefetch;prerender"),
        ("GET", "user-agent", "Baiduspider/2.0"),
    ] {
        let request = browser(method, "/p/K10103", "").header(name, value).body(Body::empty()).unwrap();
        let answer = server.send(request).await;
        assert_eq!(
            (answer.status, answer.set_cookies().len()),
            (StatusCode::SEE_OTHER, 0),
            "{name}: {value}"
        );
    }
    assert_eq!(counted(&server).await, [row("K10103", "2026-11-24", 1)]);

    server.get("/p/k10103", "").await;
    server.get("/p/K10101", &seen).await;
    server.backend.clock.advance(DAY);
    server.get("/p/K10103", "").await;
    let rows =
        [row("K10101", "2026-11-24", 1), row("K10103", "2026-11-24", 2), row("K10103", "2026-11-25", 1)];
    assert_eq!(counted(&server).await, rows, "typed in small letters, another estate, another day");
}

#[tokio::test]
async fn what_is_no_poster_is_not_found_and_leaves_no_row() {
    let server = demo().await;
    for code in
        ["K99999", "K101", "K1010101", "K", "%20", "K1%27%20OR", "nonsense-and-much-too-long-for-a-code"]
    {
        let page = server.get(&format!("/p/{code}"), "stylesheet=c1").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{code}");
        assert!(page.body.contains("没有找到") && page.set_cookies().is_empty(), "{code}");
    }
    assert_eq!(counted(&server).await, []);
}

#[tokio::test]
async fn whoever_scanned_finds_their_estate_chosen() {
    let server = demo().await;
    let home = server.get("/", "estate=K10103").await;
    assert!(home.body.contains("樾城社区") && home.body.contains("荷香佳苑的邻居您好"), "{}", home.body);
    for nonsense in ["estate=K101", "estate=K99999", "estate=%3Cb%3E"] {
        let home = server.get("/", nonsense).await;
        assert_eq!(home.status, StatusCode::OK, "{nonsense}");
        assert!(!home.body.contains("邻居您好"), "{nonsense}");
    }
    let token = sign_in_by_shown_code(&server.backend, "13900000001").await.unwrap().token;
    let session = format!("session={token}");
    let chosen = |body: &str| {
        let option = body.split("<option").find(|option| option.contains("selected"));
        option.is_some_and(|option| option.contains("value=\"K10103\""))
    };
    let welcome = server.get("/welcome", &format!("{session}; estate=K10103")).await;
    assert!(chosen(&welcome.body) && welcome.body.contains("您扫的是荷香佳苑的海报"), "{}", welcome.body);
    assert!(!chosen(&server.get("/welcome", &session).await.body));
    let resident = as_one(&server, "13800000012", Role::Staff).await;
    let staff = server.get("/welcome?next=%2Fme", &format!("{resident}; estate=K10103")).await;
    assert!(!chosen(&staff.body), "who works here may live elsewhere");
}

#[tokio::test]
async fn only_the_desks_of_the_area_print() {
    let server = demo().await;
    server.get("/p/K10103", "").await;
    let staff = as_one(&server, "13800000012", Role::Staff).await;
    let list = server.get("/desk/posters", &staff).await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(list.body.contains("/desk/posters/K10103") && list.body.contains("/desk/posters/K101\""));
    assert!(list.body.contains("1 次"), "{}", list.body);
    let sheet = server.get("/desk/posters/K10103", &staff).await;
    assert_eq!(sheet.body.matches("class=\"poster\"").count(), 1);
    assert!(sheet.body.contains("您点单，我上门") && sheet.body.contains("localhost:3000/p/K10103"));
    assert!(!sheet.body.contains("<script"), "no island, no script");
    let all = server.get("/desk/posters/K101", &staff).await;
    assert_eq!(all.body.matches("class=\"poster\"").count(), 3);
    assert!(server.get("/desk/more", &staff).await.body.contains("href=\"/desk/posters\""));
    for (code, status) in
        [("K10201", StatusCode::FORBIDDEN), ("K102", StatusCode::FORBIDDEN), ("K9", StatusCode::NOT_FOUND)]
    {
        assert_eq!(server.get(&format!("/desk/posters/{code}"), &staff).await.status, status, "{code}");
    }
    let elsewhere = as_one(&server, "13800000019", Role::Staff).await;
    assert_eq!(server.get("/desk/posters/K10103", &elsewhere).await.status, StatusCode::FORBIDDEN);
    let member = as_one(&server, "13800000004", Role::Member).await;
    for path in ["/desk/posters", "/desk/posters/K10101"] {
        assert_eq!(server.get(path, &member).await.status, StatusCode::FORBIDDEN, "{path}");
        assert!(server.get(path, "").await.location().starts_with("/sign-in"), "{path}");
    }
    let report = server.get("/desk/figures", &staff).await;
    assert!(report.body.contains("住户登记率") && report.body.contains("没有定目标"), "{}", report.body);
    assert!(report.body.contains("href=\"/desk/posters\""));
    let public = server.get("/figures?community=K101", "").await;
    assert!(public.body.contains("住户登记率") && !public.body.contains("/desk/posters"));
}
