//! That somebody who is signed in was refused what their role does not allow.

use crate::state::AppState;
use axum::extract::MatchedPath;
use backend::accounts::Viewer;
use backend::{AppError, ErrorKind, audit};
use http::request::Parts;

/// Records a refusal, if it is one and somebody is signed in: where, by the pattern of the address, and why. What was refused
/// stays refused where that fails.
pub(crate) async fn record_denied(
    state: &AppState,
    viewer: Option<&Viewer>,
    parts: &Parts,
    error: &AppError,
) {
    if error.kind == ErrorKind::Denied {
        record(state, viewer, parts, &error.code).await;
    }
}

/// The same for a page that says so.
pub(crate) async fn record_denied_page(state: &AppState, viewer: Option<&Viewer>, parts: &Parts) {
    record(state, viewer, parts, "page").await;
}

async fn record(state: &AppState, viewer: Option<&Viewer>, parts: &Parts, code: &str) {
    let Some(viewer) = viewer else { return };
    let route = parts.extensions.get::<MatchedPath>().map_or("-", MatchedPath::as_str);
    // All server functions share one pattern; each is called by its name.
    let place = if route.contains("{*") { parts.uri.path() } else { route };
    if let Err(error) = audit::record_denied(&state.backend, viewer, place, code).await {
        tracing::error!(code = error.code, place, "a refusal was not recorded");
    }
}
