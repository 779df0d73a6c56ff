//! What one may mean, while one is still typing: for the island of the search box, and for the fields of estates.

use crate::pages::failure;
use crate::pages::request_context::RequestContext;
use crate::state::AppState;
use crate::translation::said;
use app::catalogue::suggestions;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use backend::areas::estates_meant;
use backend::simplified::simplified;
use domain::areas::AreaCode;
use http::header::{CACHE_CONTROL, HeaderValue};
use serde::Deserialize;

/// What was typed so far, at a desk with whom it is for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    words: String,
    caller: String,
}

/// A piece of HTML, in the reader's language.
pub async fn suggest(
    State(state): State<AppState>,
    Query(typed): Query<Typed>,
    context: RequestContext,
) -> Response {
    let RequestContext { visit, parts } = context;
    let typed = (typed.words.as_str(), typed.caller.as_str());
    match suggestions(&state.backend, state.settings, &visit, &parts.headers, typed).await {
        Ok(html) => {
            let mut response = said(&state, visit.locale, Html(html).into_response()).await;
            response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
        Err(error) => failure(&state, parts, error).await,
    }
}

/// The codes of the estates that one may mean, one a line. Their names stand on the page that asks.
pub async fn suggest_estates(
    State(state): State<AppState>,
    Query(typed): Query<Typed>,
    context: RequestContext,
) -> Response {
    match estates_meant(&state.backend, &simplified(&typed.words)).await {
        Ok(codes) => {
            let lines = codes.iter().map(AreaCode::as_str).collect::<Vec<_>>().join("\n");
            // Nobody's own; and browsers don't keep a page for the way back that was told something not to be kept.
            ([(CACHE_CONTROL, HeaderValue::from_static("max-age=600"))], lines).into_response()
        }
        Err(error) => failure(&state, context.parts, error).await,
    }
}
