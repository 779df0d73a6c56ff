//! What one may mean, while one is still typing: for the island of the search box.

use crate::language::said;
use crate::pages::failure;
use crate::routes::AppState;
use crate::visit::visit;
use app::catalogue::suggestions;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use backend::AppError;
use http::Request;
use http::header::{CACHE_CONTROL, HeaderValue};
use http::request::Parts;
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
    request: Request<Body>,
) -> Response {
    let (parts, _) = request.into_parts();
    match suggested(&state, &parts, &typed.words).await {
        Ok(response) => response,
        Err(error) => failure(&state, parts, error).await,
    }
}

async fn suggested(state: &AppState, parts: &Parts, words: &str) -> Result<Response, AppError> {
    let visit = visit(state, parts).await?;
    let html = suggestions(&state.backend, &visit, &parts.headers, words).await?;
    let mut response = said(state, visit.language, Html(html).into_response()).await;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
