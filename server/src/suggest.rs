//! What one may mean, while one is still typing: for the island of the search box.

use crate::pages::failure;
use crate::pages::request_context::RequestContext;
use crate::state::AppState;
use crate::translation::said;
use app::catalogue::suggestions;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use http::header::{CACHE_CONTROL, HeaderValue};
use serde::Deserialize;

/// What was typed so far.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    words: String,
}

/// A piece of HTML, in the reader's language.
pub async fn suggest(
    State(state): State<AppState>,
    Query(typed): Query<Typed>,
    context: RequestContext,
) -> Response {
    let RequestContext { visit, parts } = context;
    match suggestions(&state.backend, state.settings, &visit, &parts.headers, &typed.words).await {
        Ok(html) => {
            let mut response = said(&state, visit.locale, Html(html).into_response()).await;
            response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
        Err(error) => failure(&state, parts, error).await,
    }
}
