//! A form on its way: taken, refused with what was typed, or kept until somebody has signed in.

use crate::support::{OWN_HOST, TestServer, browser};
use axum::body::Body;
use http::header::{CONTENT_TYPE, ORIGIN, REFERER};
use http::{Request, StatusCode};

/// The form that asks for a code, with a number that is none.
const WRONG: &str = "back=%2Fsign-in%3Fnext%3D%252Forders&next=%2Forders&phone=138+%3Cb%3E";

#[tokio::test]
async fn what_was_typed_comes_back_with_the_reason_beside_it() {
    let server = TestServer::start(true).await;
    let answer = server.post("/do/ask_for_code", "", WRONG).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.location(), "/sign-in?next=%2Forders#wrong");
    assert_eq!(answer.header("cache-control"), "no-store");
    let cookies = answer.set_cookies();
    let cookie = *cookies.iter().find(|line| line.starts_with("kept=")).unwrap();
    for flag in ["kept=", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=1800"] {
        assert!(cookie.contains(flag), "{flag} in {cookie}");
    }

    let kept = answer.cookie("kept").to_owned();
    let elsewhere = server.get("/privacy", &kept).await;
    assert_eq!(elsewhere.status, StatusCode::OK, "it waits for its own page");

    let page = server.get(answer.location(), &kept).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("value=\"138 &lt;b&gt;\""), "{}", page.body);
    assert!(page.body.contains("aria-invalid=\"true\"") && page.body.contains("id=\"phone-error\""));
    assert!(page.body.contains("手机号码是 11 位数字"));
    assert_eq!(page.header("cache-control"), "no-store");
    let shown = page.cookie("kept").to_owned();
    let elsewhere = server.get("/privacy", &shown).await;
    assert!(
        elsewhere.set_cookies().iter().any(|line| line.starts_with("kept=;") && line.contains("Max-Age=0"))
    );
}

#[tokio::test]
async fn nobody_else_can_read_what_was_kept() {
    let server = TestServer::start(true).await;
    let kept = server.post("/do/ask_for_code", "", WRONG).await.cookie("kept").to_owned();
    for forged in ["kept=1", "kept=../x", "kept=.", &format!("{kept}x")] {
        let page = server.get("/sign-in?next=%2Forders", forged).await;
        assert_eq!(page.status, StatusCode::OK, "{forged}");
    }
}

#[tokio::test]
async fn a_form_that_is_taken_leads_on_by_see_other() {
    let server = TestServer::start(true).await;
    let answer =
        server.post("/do/ask_for_code", "", "back=%2Fsign-in&next=%2Forders&phone=13800000001").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.location().starts_with("/sign-in/code"), "{}", answer.location());
}

#[tokio::test]
async fn where_it_leads_does_not_hang_on_the_referer() {
    let server = TestServer::start(true).await;
    for referer in ["", "http://localhost:3000/orders", "https://evil.example/"] {
        for accept in ["text/html", "*/*"] {
            let mut request =
                Request::builder().method("POST").uri("/do/ask_for_code").header("host", OWN_HOST);
            request = request.header(ORIGIN, format!("http://{OWN_HOST}")).header("accept", accept);
            request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
            if !referer.is_empty() {
                request = request.header(REFERER, referer);
            }
            let answer = server.send(request.body(Body::from(WRONG)).unwrap()).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{referer} {accept}");
            assert_eq!(answer.location(), "/sign-in?next=%2Forders#wrong", "{referer} {accept}");
            assert_eq!(answer.headers.get_all("location").iter().count(), 1);
        }
    }
}

#[tokio::test]
async fn nobody_is_led_to_another_site() {
    let server = TestServer::start(true).await;
    for back in [
        "https%3A%2F%2Fevil.example",
        "%2F%2Fevil.example",
        "%2F%5Cevil.example",
        "%2F%09%2Fevil.example",
        "%2F%0D%0ASet-Cookie%3A+x%3D1",
        "",
    ] {
        let answer = server.post("/do/ask_for_code", "", &format!("back={back}&phone=1")).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/#wrong"), "{back}");
    }
    for next in ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example"] {
        let answer =
            server.post("/do/ask_for_code", "", &format!("back=%2F&next={next}&phone=13800000001")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(!answer.location().contains("evil"), "{}", answer.location());
        let page = server.get(&format!("/sign-in?next={next}"), "").await;
        assert!(page.body.contains("name=\"next\" value=\"/\""), "{next}: {}", page.body);
    }
}

#[tokio::test]
async fn whoever_must_sign_in_first_comes_back_afterwards() {
    let server = TestServer::start(true).await;
    let page = server.get("/orders?page=2&done=rate", "").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert_eq!(page.location(), "/sign-in?next=%2Forders%3Fpage%3D2");
    let forged = server.get("/orders", "session=forged").await;
    assert_eq!((forged.status, forged.location()), (StatusCode::SEE_OTHER, "/sign-in?next=%2Forders"));
}

#[tokio::test]
async fn a_form_that_cannot_be_read_is_said_to_be_so() {
    let server = TestServer::start(true).await;
    let long = format!("back=%2F&phone={}", "1".repeat(70_000));
    let answer = server.post("/do/ask_for_code", "", &long).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("写得太长了"));

    let request = browser("POST", "/do/ask_for_code", "").header(ORIGIN, format!("http://{OWN_HOST}"));
    let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = server.send(request.body(Body::from(vec![0xff, 0xfe, b'='])).unwrap()).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("表单没有收全"), "{}", answer.body);
}

#[tokio::test]
async fn a_form_without_any_field_is_an_empty_form() {
    let server = TestServer::start(true).await;
    let answer = server.post("/do/ask_for_code", "", "").await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/#wrong"));
    let odd = server.post("/do/ask_for_code", "", "phone=1&phone=2&unknown=3&back=%2Fsign-in").await;
    assert!(
        odd.status == StatusCode::SEE_OTHER || odd.status == StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        odd.status
    );
}

#[tokio::test]
async fn cookies_are_out_of_reach() {
    let production = TestServer::start(false).await;
    let answer = production.post("/do/ask_for_code", "", WRONG).await;
    for cookie in answer.set_cookies() {
        for flag in ["HttpOnly", "SameSite=Lax", "Path=/", "Secure"] {
            assert!(cookie.contains(flag), "{flag} in {cookie}");
        }
    }
    assert!(!answer.set_cookies().is_empty());
    let demo = TestServer::start(true).await;
    let answer = demo.post("/do/ask_for_code", "", WRONG).await;
    assert!(answer.set_cookies().iter().all(|cookie| !cookie.contains("Secure")));
}
