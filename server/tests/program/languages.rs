//! In which language pages come.

use crate::support::{Answer, TestServer, browser};
use axum::body::Body;
use backend::demo;
use http::StatusCode;
use http::header::ACCEPT_LANGUAGE;

async fn asked(server: &TestServer, path: &str, cookies: &str, accepted: &str) -> Answer {
    let request = browser("GET", path, cookies).header(ACCEPT_LANGUAGE, accepted);
    server.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_browser_gets_what_it_asks_for_until_somebody_chooses() {
    let server = TestServer::start(true).await;
    for (accepted, tag, title) in
        [("zh-CN", "zh-CN", "登录"), ("zh-TW,en;q=0.5", "zh-Hant", "登錄"), ("en-GB", "en", "Sign in")]
    {
        let page = asked(&server, "/sign-in", "", accepted).await;
        assert!(page.body.contains(&format!("<html lang=\"{tag}\"")), "{accepted}: {}", page.body);
        assert!(page.body.contains(&format!("<title>{title}")), "{accepted}: {}", page.body);
        assert!(page.headers.get_all("vary").iter().any(|vary| vary == "accept-language, cookie"));
    }
    let chosen = server.post("/do/set_language", "", "language=zh-Hant&back=%2Fsign-in").await;
    assert_eq!((chosen.status, chosen.location()), (StatusCode::SEE_OTHER, "/sign-in?done=language"));
    let page = asked(&server, chosen.location(), chosen.cookie("language"), "en-GB").await;
    assert!(
        page.body.contains("<html lang=\"zh-Hant\"") && page.body.contains("語言換好了"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn no_other_language_can_be_chosen() {
    let server = TestServer::start(true).await;
    let refused = server.post("/do/set_language", "", "language=de&back=%2Fsign-in").await;
    assert!(!refused.set_cookies().iter().any(|line| line.starts_with("language=")));
    let page = asked(&server, "/sign-in", refused.cookie("kept"), "zh-CN").await;
    assert!(page.body.contains("没有这种语言"), "{}", page.body);
}

#[tokio::test]
async fn errors_and_pages_of_nobody_are_said_too() {
    let server = TestServer::start(true).await;
    let page = asked(&server, "/nowhere", "", "en").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(
        page.body.contains("<html lang=\"en\"") && page.body.contains("<title>Not found"),
        "{}",
        page.body
    );
    let pushed = server
        .send(browser("PUT", "/orders", "").header(ACCEPT_LANGUAGE, "en").body(Body::empty()).unwrap())
        .await;
    assert!(pushed.body.contains("<html lang=\"en\""), "{}", pushed.body);
}

#[tokio::test]
async fn what_one_may_mean_comes_in_the_readers_language() {
    let server = TestServer::start(true).await;
    let nothing = asked(&server, "/suggest?words=zzzz", "", "en").await;
    assert_eq!((nothing.status, nothing.body.as_str()), (StatusCode::OK, ""));
    demo::fill(&server.backend, 0).await.unwrap();
    let meant = asked(&server, "/suggest?words=leaking%20tap", "", "en").await;
    assert!(
        meant.body.contains("href=\"/services/S008\"")
            && meant.body.contains("Plumbing and electrical repairs"),
        "{}",
        meant.body
    );
    assert!(!meant.body.contains("水电"), "{}", meant.body);
    let estates = asked(&server, "/suggest/estates?words=zhy", "", "en").await;
    assert_eq!(estates.body.lines().next(), Some("K10101"), "{}", estates.body);
    assert_eq!(estates.header("cache-control"), "max-age=600", "the page that asked stays for the way back");
}

#[tokio::test]
async fn what_somebody_searches_for_is_cut_and_never_translated() {
    let server = TestServer::start(true).await;
    demo::fill(&server.backend, 0).await.unwrap();
    let of = |words: &str| words.repeat(25);
    // Of the words between the holes of a sentence: it once kept a core busy for minutes.
    let asked_for = format!("%，最多 {}{}{}", of(" ×（"), of(" + "), of("）÷（"));
    for (words, shown) in [("登录", "登录"), (asked_for.as_str(), "%，最多  ×（ ×（")] {
        let encoded: String = words.bytes().map(|byte| format!("%{byte:02X}")).collect();
        for language in ["en", "zh-TW", "zh-CN"] {
            let page = asked(&server, &format!("/search?q={encoded}"), "", language).await;
            assert_eq!(page.status, StatusCode::OK);
            let title = page.body.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
            assert!(title.contains(shown), "{language}: {title}");
            assert!(title.chars().count() < 70, "{language}: {title}");
            assert!(!page.body.contains("）÷（"), "{language}: only what the search reads is shown");
        }
    }
}
