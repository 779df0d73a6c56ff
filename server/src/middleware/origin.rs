//! Requests that change something are accepted from pages of this site only.
//!
//! Browsers say where a request comes from, and no page can make them lie; the session's cookie
//! alone would not tell a form of ours from one of a stranger's.

use crate::pages::failure;
use crate::state::AppState;
use axum::body::Body;
use axum::extract::State;
use axum::middleware::Next;
use axum::response::Response;
use backend::{AppError, ErrorKind};
use http::header::{HOST, ORIGIN, REFERER};
use http::request::Parts;
use http::{Method, Request};

/// Refuses what was not sent from this site, unless it only reads.
pub async fn same_origin(State(state): State<AppState>, request: Request<Body>, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    if is_own(&parts, state.public_origin.as_deref()) {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let error = AppError::new(
        ErrorKind::Denied,
        "request.foreign",
        "这次提交不是从本站的页面发出的，没有办理；请打开首页重新操作",
    );
    failure(&state, parts, error).await
}

fn is_own(parts: &Parts, public_origin: Option<&str>) -> bool {
    if matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return true;
    }
    let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let host = header(HOST.as_str()).or_else(|| Some(parts.uri.authority()?.as_str()));
    let is_ours = |origin: &str| match public_origin {
        // A name that somebody else has led here is none of ours.
        Some(public) => origin.eq_ignore_ascii_case(public),
        None => {
            let named = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
            named.zip(host).is_some_and(|(named, host)| named.eq_ignore_ascii_case(host))
        }
    };
    if let Some(origin) = header(ORIGIN.as_str()) {
        is_ours(origin)
    } else if let Some(site) = header("sec-fetch-site") {
        site == "same-origin"
    } else {
        header(REFERER.as_str()).and_then(origin_of).is_some_and(is_ours)
    }
}

/// Scheme, host and port of an address.
fn origin_of(url: &str) -> Option<&str> {
    let host = url.find("://")? + 3;
    let end = url[host..].find(['/', '?', '#']).map_or(url.len(), |length| host + length);
    Some(&url[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(method: &str, headers: &[(&str, &str)]) -> bool {
        let mut request = Request::builder().method(method).uri("/do/place");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        is_own(&request.body(()).unwrap().into_parts().0, None)
    }

    /// The same where the public address is known.
    fn own_in_public(method: &str, headers: &[(&str, &str)]) -> bool {
        let mut request = Request::builder().method(method).uri("/do/place");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        is_own(&request.body(()).unwrap().into_parts().0, Some("https://dian.example.cn"))
    }

    #[test]
    fn reading_is_free() {
        assert!(own("GET", &[("host", "dian.example.cn"), ("origin", "https://evil.example")]));
        assert!(own("HEAD", &[]));
    }

    #[test]
    fn where_the_public_address_is_known_only_that_is_ours() {
        let public = ("origin", "https://dian.example.cn");
        for host in ["dian.example.cn", "inner:3000", "rebound.example"] {
            assert!(own_in_public("POST", &[("host", host), public]));
            for origin in ["http://dian.example.cn", "https://inner:3000", "http://rebound.example", "null"] {
                assert!(!own_in_public("POST", &[("host", host), ("origin", origin)]), "{origin}");
            }
            assert!(own_in_public("POST", &[("host", host), ("referer", "https://dian.example.cn/orders")]));
            assert!(!own_in_public("POST", &[("host", host), ("referer", "http://rebound.example/")]));
        }
    }

    #[test]
    fn else_an_origin_must_be_the_host() {
        for method in ["POST", "PUT", "PATCH", "DELETE"] {
            assert!(own(method, &[("host", "127.0.0.1:3000"), ("origin", "http://127.0.0.1:3000")]));
            for origin in [
                "null",
                "https://evil.example",
                "http://127.0.0.1:3001",
                "http://dian.example.cn",
                "127.0.0.1:3000",
            ] {
                assert!(!own(method, &[("host", "127.0.0.1:3000"), ("origin", origin)]), "{origin}");
            }
        }
    }

    #[test]
    fn without_an_origin_the_browser_may_say_it_otherwise() {
        let host = ("host", "127.0.0.1:3000");
        assert!(own("POST", &[host, ("sec-fetch-site", "same-origin")]));
        assert!(!own(
            "POST",
            &[host, ("sec-fetch-site", "same-site"), ("referer", "http://127.0.0.1:3000/")]
        ));
        assert!(own("POST", &[host, ("referer", "http://127.0.0.1:3000/orders?x=1")]));
        assert!(!own("POST", &[host, ("referer", "http://127.0.0.1:3000.evil.example/")]));
        assert!(!own("POST", &[host, ("referer", "https://evil.example/?http://127.0.0.1:3000/")]));
        assert!(!own("POST", &[host]));
        assert!(!own("POST", &[]));
    }
}
