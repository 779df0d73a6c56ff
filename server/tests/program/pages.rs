//! What stands around every page: health, headers, files, errors.

use crate::support::{TestServer, browser};
use axum::body::Body;
use http::header::{ACCEPT, ACCEPT_ENCODING, ORIGIN};
use http::{Request, StatusCode};

#[tokio::test]
async fn says_whether_it_lives_and_whether_it_can_serve() {
    let server = TestServer::start(true).await;
    let alive = server.get("/healthz", "").await;
    assert_eq!((alive.status, alive.body.as_str()), (StatusCode::OK, "ok"));
    let ready = server.get("/readyz", "").await;
    assert_eq!((ready.status, ready.body.as_str()), (StatusCode::OK, "ok"));

    std::fs::rename(server.folder.path().join("site/pkg"), server.folder.path().join("gone")).unwrap();
    let request = || Request::builder().uri("/readyz").body(Body::empty()).unwrap();
    let unready = server.send(request()).await;
    assert_eq!(unready.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(unready.body, "the site folder is missing");

    server.backend.store.close().await;
    let unready = server.send(request()).await;
    assert_eq!(unready.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(unready.body, "the database does not answer");
    assert_eq!(server.get("/healthz", "").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_page_may_run_only_what_is_its_own() {
    let server = TestServer::start(true).await;
    let page = server.get("/sign-in", "").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    let policy = page.header("content-security-policy");
    for part in [
        "default-src 'self'",
        "'wasm-unsafe-eval'",
        "style-src 'self' 'nonce-",
        "img-src 'self' data:",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "object-src 'none'",
    ] {
        assert!(policy.contains(part), "{part} in {policy}");
    }
    assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"));
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("referrer-policy"), "same-origin");
    assert!(page.header("permissions-policy").contains("geolocation=()"));
    assert_eq!(page.header("cache-control"), "no-cache");
    assert_eq!(page.header("x-request-id").len(), 16);
    assert_eq!(page.header("strict-transport-security"), "", "the demo runs without TLS");

    let nonce = |policy: &str| policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
    let again = server.get("/sign-in", "").await;
    assert_ne!(nonce(policy), nonce(again.header("content-security-policy")));

    let production = TestServer::start(false).await;
    assert_eq!(production.get("/sign-in", "").await.header("strict-transport-security"), "max-age=31536000");
}

#[tokio::test]
async fn a_page_is_whole_without_scripts() {
    let server = TestServer::start(true).await;
    let page = server.get("/sign-in", "stylesheet=c1").await;
    assert!(page.body.starts_with("<!DOCTYPE html>"), "{}", &page.body[..60.min(page.body.len())]);
    assert!(page.body.replace("<!>", "").ends_with("</html>"), "leptos' marks aside: {}", page.body);
    assert!(page.body.contains("lang=\"zh-CN\""));
    assert!(page.body.contains("/pkg/diandiantong.c1.css"), "the stylesheet with its hash");
    assert!(page.body.contains("/pkg/icons.i1.svg#"), "the icons with their hash");
    assert!(page.body.contains("<title>"));
    assert!(!page.body.contains("/pkg/diandiantong.j1.js"), "no island, no WebAssembly");
    for script in page.body.split("<script").skip(1) {
        assert!(
            script.starts_with(" src=\"/pkg/") && script.contains(" defer"),
            "nothing waits for {script}"
        );
    }
    assert!(page.body.contains("method=\"post\""));
}

#[tokio::test]
async fn the_style_comes_with_the_first_page_and_by_its_address_from_then_on() {
    let server = TestServer::start(true).await;
    let linked = "<link rel=\"stylesheet\" href=\"/pkg/diandiantong.c1.css\">";
    for cookies in ["", "stylesheet=c0"] {
        for path in ["/sign-in", "/nowhere"] {
            let first = server.get(path, cookies).await;
            let policy = first.header("content-security-policy");
            let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
            let style = format!("<style nonce=\"{nonce}\">body{{}}</style>");
            assert!(first.body.contains(&style) && !first.body.contains(linked), "{path}: {}", first.body);
            assert_eq!(first.cookie("stylesheet"), "stylesheet=c1");
        }
    }
    let second = server.get("/sign-in", "stylesheet=c1; device=known").await;
    assert!(second.body.contains(linked) && !second.body.contains("<style"), "{}", second.body);
    assert!(second.set_cookies().is_empty());
}

#[tokio::test]
async fn where_no_page_is_the_error_page_says_so() {
    let server = TestServer::start(true).await;
    for path in ["/nowhere", "/nowhere/at/all?x=1", "/do/nothing"] {
        let page = server.get(path, "").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.header("content-type").starts_with("text/html"));
        assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
        assert!(page.body.contains("没有找到") && page.body.contains("href=\"/\""), "{path}: {}", page.body);
    }
    let page = server.post("/sign-in", "", "").await;
    assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(page.body.contains("请从首页进入"));
}

#[tokio::test]
async fn files_with_a_hash_are_kept_for_a_year() {
    let server = TestServer::start(true).await;
    let file = |encoding: &'static str| {
        let request = browser("GET", "/pkg/diandiantong.c1.css", "").header(ACCEPT_ENCODING, encoding);
        server.send(request.body(Body::empty()).unwrap())
    };
    let brotli = file("gzip, br").await;
    assert_eq!((brotli.header("content-encoding"), brotli.body.as_str()), ("br", "brotli"));
    assert_eq!(brotli.header("cache-control"), "public, max-age=31536000, immutable");
    assert!(brotli.header("content-type").starts_with("text/css"));
    let gzip = file("gzip").await;
    assert_eq!((gzip.header("content-encoding"), gzip.body.as_str()), ("gzip", "gzip"));
    let plain = file("identity").await;
    assert_eq!((plain.header("content-encoding"), plain.body.as_str()), ("", "body{}"));

    for missing in ["/pkg/diandiantong.c0.css", "/pkg/", "/pkg/../hash.txt", "/hash.txt"] {
        let answer =
            server.send(browser("GET", missing, "").header(ACCEPT, "*/*").body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{missing}");
        assert!(!answer.header("cache-control").contains("max-age"), "{missing}");
    }
    let favicon = server.get("/favicon.svg", "").await;
    assert_eq!(favicon.status, StatusCode::OK);
    assert_eq!(favicon.header("cache-control"), "public, max-age=86400");
}

#[tokio::test]
async fn pages_are_compressed() {
    let server = TestServer::start(true).await;
    let request = browser("GET", "/sign-in", "").header(ACCEPT_ENCODING, "br");
    let page = server.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(page.header("content-encoding"), "br");
}

#[tokio::test]
async fn a_page_of_ones_own_is_not_compressed_for_whoever_was_led_to_it() {
    let server = TestServer::start(true).await;
    let encoding = async |cookies: &str, site: &'static str| {
        let request = browser("GET", "/sign-in", cookies).header(ACCEPT_ENCODING, "br");
        let page = server.send(request.header("sec-fetch-site", site).body(Body::empty()).unwrap()).await;
        page.header("content-encoding").to_owned()
    };
    assert_eq!(encoding("session=abc", "cross-site").await, "");
    assert_eq!(encoding("session=abc", "same-site").await, "");
    assert_eq!(encoding("session=abc", "same-origin").await, "br");
    assert_eq!(encoding("session=abc", "none").await, "br");
    assert_eq!(encoding("", "cross-site").await, "br");
}

#[tokio::test]
async fn nothing_is_changed_from_elsewhere() {
    let server = TestServer::start_for(false, Some("https://dian.example.cn")).await;
    let post = |name: &'static str, value: &'static str| {
        let request = browser("POST", "/do/ask_for_code", "__Host-stylesheet=c1").header(name, value);
        server.send(
            request
                .header("content-type", "application/x-www-form-urlencoded")
                .body(Body::from("phone=1"))
                .unwrap(),
        )
    };
    for (name, value) in [
        (ORIGIN.as_str(), "https://evil.example"),
        (ORIGIN.as_str(), "null"),
        // The public address is known: a name that leads here is none of ours.
        (ORIGIN.as_str(), "http://localhost:3000"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "none"),
        ("referer", "https://evil.example/http://localhost:3000"),
        ("x-nothing", "at all"),
    ] {
        let answer = post(name, value).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
        assert!(answer.body.contains("不是从本站的页面发出的"), "{name}: {value}");
        assert!(answer.set_cookies().is_empty());
    }
    for (name, value) in [
        (ORIGIN.as_str(), "https://dian.example.cn"),
        ("sec-fetch-site", "same-origin"),
        ("referer", "https://dian.example.cn/sign-in"),
    ] {
        assert_eq!(post(name, value).await.status, StatusCode::SEE_OTHER, "{name}: {value}");
    }
}
