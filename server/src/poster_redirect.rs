//! The redirect behind the code on a poster: counts the scan, and leads on to the first page.

use crate::pages::failure;
use crate::pages::request_context::address;
use crate::state::AppState;
use app::context::ESTATE_COOKIE;
use app::paths;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use backend::posters::{count_scan, poster_estate};
use domain::accounts::network_of;
use http::header::{HeaderMap, HeaderValue, LOCATION, SET_COOKIE, USER_AGENT};
use http::request::Parts;
use http::{Method, StatusCode};

/// The cookie that says that this browser was counted; it holds nothing that tells one browser from another.
const COUNTED: &str = "scanned";
/// For how long the same browser isn't counted again, in seconds.
const COUNTED_SECONDS: i64 = 3600;
/// For how long the estate is remembered, in seconds: a week.
const ESTATE_SECONDS: i64 = 7 * 86_400;
/// What programs that only look around call themselves.
const ROBOTS: [&str; 4] = ["bot", "spider", "crawl", "preview"];

/// Counts that a poster was opened, remembers its estate in the browser, and leads on.
pub async fn redirect(State(state): State<AppState>, Path(code): Path<String>, parts: Parts) -> Response {
    let estate = match poster_estate(&state.backend, &code).await {
        Ok(estate) => estate,
        Err(error) => return failure(&state, parts, error).await,
    };
    let mut response = (StatusCode::SEE_OTHER, [(LOCATION, paths::HOME)]).into_response();
    if !is_opened(&parts.method, &parts.headers) {
        return response;
    }
    let mut set = |cookie: String| {
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
    };
    set(state.settings.cookie(ESTATE_COOKIE, estate.code.as_str(), ESTATE_SECONDS));
    let counted = format!("{COUNTED}_{}", estate.code);
    if state.settings.cookie_of(&parts.headers, &counted).is_none() {
        set(state.settings.cookie(&counted, "1", COUNTED_SECONDS));
        if let Err(error) = count_scan(&state.backend, &estate, &network(&state, &parts)).await {
            // Whoever scanned wants to order something, not to be counted.
            tracing::error!(code = error.code, "a scan was not counted");
        }
    }
    response
}

/// The network that it was opened from; empty if that is unknown.
fn network(state: &AppState, parts: &Parts) -> String {
    address(state, parts).map_or_else(String::new, |address| network_of(address).to_string())
}

/// Whether a person opened it, as far as a request tells: neither a program that asks for the headers alone, nor a
/// browser that fetches ahead or puts it into another page, nor what calls itself a robot.
fn is_opened(method: &Method, headers: &HeaderMap) -> bool {
    let says = |name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_ascii_lowercase()
    };
    let ahead = ["purpose", "sec-purpose", "x-purpose", "x-moz"];
    let ahead = ahead.iter().any(|name| ["prefetch", "preview"].iter().any(|word| says(name).contains(word)));
    let part = says("sec-fetch-dest");
    let agent = says(USER_AGENT.as_str());
    method == Method::GET
        && !ahead
        && (part.is_empty() || part == "document")
        && !ROBOTS.iter().any(|robot| agent.contains(robot))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(method: &Method, headers: &[(&'static str, &'static str)]) -> bool {
        let headers = headers
            .iter()
            .map(|(name, value)| (http::HeaderName::from_static(name), HeaderValue::from_static(value)));
        is_opened(method, &headers.collect())
    }

    #[test]
    fn a_phone_opens_it() {
        assert!(opened(&Method::GET, &[]));
        let wechat =
            "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0.50";
        assert!(opened(&Method::GET, &[("user-agent", wechat), ("sec-fetch-dest", "document")]));
    }

    #[test]
    fn what_only_looks_around_does_not() {
        assert!(!opened(&Method::HEAD, &[]));
        for header in [
            ("purpose", "prefetch"),
            ("sec-purpose", "prefetch;prerender"),
            ("x-moz", "prefetch"),
            ("x-purpose", "preview"),
            ("sec-fetch-dest", "image"),
            ("sec-fetch-dest", "iframe"),
            (
                "user-agent",
                "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
            ),
            ("user-agent", "Mozilla/5.0 (compatible; bingbot/2.0)"),
        ] {
            assert!(!opened(&Method::GET, &[header]), "{header:?}");
        }
    }
}
