//! Headers that keep a page from being misused, and say how long to keep it.

use crate::state::AppState;
use app::answer::MARK;
use axum::body::Body;
use axum::extract::State;
use axum::middleware::Next;
use axum::response::Response;
use http::header::{
    ACCEPT_ENCODING, ACCEPT_RANGES, CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, HeaderName, HeaderValue,
    LAST_MODIFIED, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use http::{Request, StatusCode};

/// What is no page loads nothing, should a browser ever show it as one.
const POLICY: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
/// Who made the browser ask: this site, another, or the person.
const FETCH_SITE: &str = "sec-fetch-site";
/// A year.
const TRANSPORT: &str = "max-age=31536000";
/// The same for all hosts below this one, where whoever runs it has said that all of them speak HTTPS.
const TRANSPORT_BELOW: &str = "max-age=31536000; includeSubDomains";

/// Adds the mark of this server, and what is not there yet; pages have set their own content security policy.
pub async fn secure(State(state): State<AppState>, request: Request<Body>, next: Next) -> Response {
    let mut response = next.run(request).await;
    let kind = response.headers().get(http::header::CONTENT_TYPE);
    // Only documents heed the two; scripts are lighter without.
    let is_page = kind.is_none_or(|kind| !kind.as_bytes().starts_with(b"text/javascript"));
    let mut set = |name: HeaderName, value: &'static str| {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(HeaderName::from_static(MARK), "1");
    set(CONTENT_SECURITY_POLICY, POLICY);
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(REFERRER_POLICY, "same-origin");
    if is_page {
        set(HeaderName::from_static("permissions-policy"), PERMISSIONS);
        set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    }
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(CACHE_CONTROL, "no-store");
    if !state.settings.demo {
        set(STRICT_TRANSPORT_SECURITY, if state.https_below { TRANSPORT_BELOW } else { TRANSPORT });
    }
    response
}

/// The service worker fetches pages and files of this site and nothing else, and answers for all of it.
const WORKER_POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'";

/// Lets a service worker answer for the whole site, and be looked for anew each time.
pub async fn service_worker(request: Request<Body>, next: Next) -> Response {
    let mut response = next.run(request).await;
    keep(&mut response, "no-cache");
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(WORKER_POLICY));
    headers.insert(HeaderName::from_static("service-worker-allowed"), HeaderValue::from_static("/"));
    response
}

/// What is somebody's own, and was asked for from another site, goes out uncompressed: an eavesdropper who leads people
/// to pages with words that they chose must not guess from the size of the answers what else stands there (BREACH).
pub async fn plain_when_led_here(mut request: Request<Body>, next: Next) -> Response {
    let headers = request.headers_mut();
    let elsewhere = headers.get(FETCH_SITE).is_some_and(|site| site != "same-origin" && site != "none");
    if elsewhere && headers.contains_key(COOKIE) {
        headers.remove(ACCEPT_ENCODING);
    }
    next.run(request).await
}

/// Files with a hash in their name are kept for a year. A missing one may come with the next version.
pub async fn long_lived(hashed: bool, request: Request<Body>, next: Next) -> Response {
    let mut response = next.run(request).await;
    let cache = if hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
    keep(&mut response, cache);
    if hashed {
        // Never asked for again, and never in parts.
        response.headers_mut().remove(LAST_MODIFIED);
        response.headers_mut().remove(ACCEPT_RANGES);
    }
    response
}

/// Other files are kept for a day.
pub async fn kept_a_day(request: Request<Body>, next: Next) -> Response {
    let mut response = next.run(request).await;
    keep(&mut response, "public, max-age=86400");
    response
}

fn keep(response: &mut Response, cache: &'static str) {
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    }
}
