//! Signing in: the cookie, and what waited for it.

use crate::support::TestServer;
use http::StatusCode;

/// The code that stands on the page where messages are not really sent.
fn code_on(page: &str) -> &str {
    let code = page.split("data-testid=\"demo-code\">").nth(1).expect("the code stands on the page");
    &code[..6]
}

/// Signs in by number and code; the cookie, and where it led.
async fn sign_in(server: &TestServer, phone: &str, next: &str, cookies: &str) -> (String, String) {
    let asked = server.post("/do/ask_for_code", cookies, &format!("phone={phone}&next={next}")).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    let pending = format!("{}; {}", asked.cookie("sign_in"), asked.cookie("device"));
    let page = server.get(asked.location(), &pending).await;
    let form = format!("code={}&next={next}", code_on(&page.body));
    let signed = server.post("/do/sign_in", &format!("{pending}; {cookies}"), &form).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER);
    let session = signed.set_cookies().into_iter().find(|line| line.contains("session=")).unwrap();
    (session.to_owned(), signed.location().to_owned())
}

#[tokio::test]
async fn the_session_is_out_of_reach_of_scripts_and_other_sites() {
    let demo = TestServer::start(true).await;
    let (cookie, _) = sign_in(&demo, "13800000001", "%2F", "").await;
    assert!(cookie.starts_with("session="), "{cookie}");
    for flag in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(flag), "{flag} in {cookie}");
    }
    assert!(!cookie.contains("Secure"), "the demo runs without TLS: {cookie}");

    let production = TestServer::start(false).await;
    let (cookie, _) = sign_in(&production, "13800000001", "%2F", "").await;
    assert!(cookie.starts_with("__Host-session="), "{cookie}");
    for flag in ["HttpOnly", "SameSite=Lax", "Path=/", "Secure"] {
        assert!(cookie.contains(flag), "{flag} in {cookie}");
    }
    assert!(!cookie.contains("Domain"));
}

#[tokio::test]
async fn what_a_signed_in_person_sees_is_kept_nowhere() {
    let server = TestServer::start(true).await;
    let (cookie, landed) = sign_in(&server, "13800000001", "%2Forders", "").await;
    let session = cookie.split(';').next().unwrap();
    assert!(landed.starts_with("/welcome"), "the first sign-in asks for the address: {landed}");
    let welcome = server.get(&landed, session).await;
    assert_eq!((welcome.status, welcome.header("cache-control")), (StatusCode::OK, "no-store"));
    let orders = server.get("/orders", session).await;
    assert_eq!((orders.status, orders.location()), (StatusCode::SEE_OTHER, "/welcome?next=%2Forders"));

    let out = server.post("/do/sign_out", session, "").await;
    assert_eq!(out.status, StatusCode::SEE_OTHER);
    assert!(out.set_cookies().iter().any(|line| line.starts_with("session=;") && line.contains("Max-Age=0")));
    let after = server.get("/orders", session).await;
    assert_eq!(after.location(), "/sign-in?next=%2Forders", "the old cookie is worth nothing");
}

#[tokio::test]
async fn a_form_waits_while_somebody_signs_in() {
    let server = TestServer::start(true).await;
    let order = server.post("/do/place_order", "", "back=%2Forders%3Fx%3D1&note=%E6%B0%B4%E7%AE%A1").await;
    assert_eq!((order.status, order.location()), (StatusCode::SEE_OTHER, "/sign-in?next=%2Forders%3Fx%3D1"));
    let kept = order.cookie("kept").to_owned();

    // A wrong number on the way loses neither form.
    let wrong = server.post("/do/ask_for_code", &kept, "phone=1&back=%2Fsign-in").await;
    let both = wrong.cookie("kept").to_owned();
    let page = server.get("/sign-in", &both).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let kept = server.get("/sign-in/code", page.cookie("kept")).await.cookie("kept").to_owned();
    assert!(kept.len() < both.len() && kept.len() > 100, "the order's form waits on");

    // Its page needs the profile first: the form is not lost over that.
    let (cookie, _) = sign_in(&server, "13800000001", "%2F", &kept).await;
    let session = cookie.split(';').next().unwrap();
    let led_on = server.get("/orders?x=1", &format!("{session}; {kept}")).await;
    assert_eq!(led_on.status, StatusCode::SEE_OTHER);
    assert!(!led_on.set_cookies().iter().any(|line| line.starts_with("kept=")), "it stays as it is");
}

#[tokio::test]
async fn elder_mode_is_remembered_by_the_browser() {
    let server = TestServer::start(true).await;
    let page = server.get("/sign-in", "").await;
    assert!(!page.body.contains("data-elder"));
    let switched = server.post("/do/set_elder", "", "elder=on&back=%2Fsign-in").await;
    assert_eq!(switched.status, StatusCode::SEE_OTHER);
    let page = server.get(switched.location(), switched.cookie("elder")).await;
    assert!(page.body.contains("data-elder"), "{}", page.body);
}
