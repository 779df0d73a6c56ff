//! One line in the log for each request, and a number to find it by. No personal data: neither
//! address nor query, neither cookie nor body.

use crate::state::AppState;
use axum::body::Body;
use axum::extract::{MatchedPath, State};
use axum::middleware::Next;
use axum::response::Response;
use http::Request;
use http::header::{HeaderName, HeaderValue};
use std::time::Instant;
use tracing::Instrument;

/// The header that carries the request's number.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Numbers a request and logs how it went.
pub async fn observe(State(state): State<AppState>, request: Request<Body>, next: Next) -> Response {
    let id: String = state.backend.entropy.bytes::<8>().iter().map(|byte| format!("{byte:02x}")).collect();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", id, %method, route = route.as_str());
    let began = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    state.metrics.answered(&route, response.status().as_u16(), began.elapsed());
    let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(status = response.status().as_u16(), milliseconds, "answered"));
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}
