//! Pictures on their way in and out.
//!
//! With scripts the browser sends each by itself, made small, under a key of its own, as often as it takes; without,
//! a form sends up to six as they are.

mod form;

use crate::later::not_theirs;
use crate::pages::failure;
use crate::routes::AppState;
use crate::visit::Asked;
use app::context::Visit;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use backend::orders::Viewpoint;
use backend::photos::{self, Added, Shown, Target};
use backend::{AppError, Backend};
use domain::accounts::Language;
use domain::photos::{PHOTOS_MOST, PhotoError, UPLOAD_BYTES};
use http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

/// The most bytes of a form with pictures.
const FORM_LIMIT: usize = PHOTOS_MOST * UPLOAD_BYTES + 64 * 1024;

/// Where pictures are sent to.
pub fn uploads() -> Router<AppState> {
    Router::new()
        .route("/photos/add", post(form::add).layer(DefaultBodyLimit::max(FORM_LIMIT)))
        .route("/photos/send", post(send))
        .route("/photos/drafts/{id}/drop", post(drop_draft))
}

/// What a script says about the picture that it sends.
#[derive(Debug, Deserialize)]
pub struct Sending {
    key: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    view: String,
    #[serde(default)]
    token: String,
}

/// One picture, from a script: 204 if it is here, with the name to take it away again by if its order isn't; else one
/// sentence.
pub async fn send(
    State(state): State<AppState>,
    Query(sending): Query<Sending>,
    asked: Asked,
    body: Body,
) -> Response {
    if let Some(response) = not_theirs(&state, &asked.parts, asked.visit.viewer.as_deref()) {
        return response;
    }
    let target = if sending.number.is_empty() {
        Target::Form { token: sending.token }
    } else {
        Target::Order { number: sending.number, viewpoint: Viewpoint::parse(&sending.view) }
    };
    let added = async {
        let viewer = asked.viewer()?;
        photos::may_add(&state.backend, viewer, &target).await?;
        let sent = to_bytes(body, UPLOAD_BYTES).await.map_err(|_| PhotoError::TooLarge)?;
        photos::add(&state.backend, viewer, &target, &sending.key, sent.into()).await
    };
    match added.await {
        Ok(Added::ToOrder) => StatusCode::NO_CONTENT.into_response(),
        Ok(Added::Waiting(id)) => (StatusCode::OK, id).into_response(),
        Err(error) => said(&state, &asked.visit, &error),
    }
}

/// Takes a picture away again whose order isn't placed.
pub async fn drop_draft(State(state): State<AppState>, Path(id): Path<String>, asked: Asked) -> Response {
    let dropped = async { photos::drop_draft(&state.backend, asked.viewer()?, &id).await };
    match dropped.await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => said(&state, &asked.visit, &error),
    }
}

/// A picture of an order.
pub async fn of_order(State(state): State<AppState>, Path(id): Path<String>, asked: Asked) -> Response {
    let shown = async { photos::show(&state.backend, asked.viewer()?, &id).await }.await;
    picture(&state, asked, shown).await
}

/// A picture whose order isn't placed, for whoever sent it.
pub async fn draft(State(state): State<AppState>, Path(id): Path<String>, asked: Asked) -> Response {
    let shown = async { photos::show_draft(&state.backend, asked.viewer()?, &id).await }.await;
    picture(&state, asked, shown).await
}

/// The bytes, for this person's browser only, which asks each time whether it may still show them.
async fn picture(state: &AppState, asked: Asked, shown: Result<Shown, AppError>) -> Response {
    match file(&state.backend, &asked.parts.headers, shown).await {
        Ok(response) => response,
        Err(error) if error.code == photos::LOST && wants_picture(&asked.parts.headers) => {
            lost(state, asked.visit.language)
        }
        Err(error) => failure(state, asked.parts, error).await,
    }
}

/// Whether a page asks for it, and not a person who has pressed on it.
fn wants_picture(headers: &HeaderMap) -> bool {
    headers.get(ACCEPT).and_then(|kinds| kinds.to_str().ok()).is_some_and(|kinds| kinds.starts_with("image/"))
}

/// Words in the place of a picture whose bytes are lost; a browser shows them whatever the status.
fn lost(state: &AppState, language: Language) -> Response {
    let words = state.interpreter.text(language, "照片丢失了");
    let picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 240\"><rect width=\"320\" height=\"240\" \
         fill=\"#e8e8e8\"/><text x=\"160\" y=\"128\" text-anchor=\"middle\" font-size=\"24\" fill=\"#333\">{words}</text></svg>"
    );
    let headers = [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "no-store")];
    (StatusCode::NOT_FOUND, headers, picture).into_response()
}

async fn file(
    backend: &Backend,
    headers: &HeaderMap,
    shown: Result<Shown, AppError>,
) -> Result<Response, AppError> {
    let shown = shown?;
    let tag = HeaderValue::from_str(&format!("\"{}\"", shown.sha256));
    let tag = tag.map_err(|error| AppError::internal(&error))?;
    let kept = [(CACHE_CONTROL, HeaderValue::from_static("private, no-cache")), (ETAG, tag.clone())];
    if headers.get(IF_NONE_MATCH) == Some(&tag) {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let bytes = photos::read(backend, &shown).await?;
    Ok((kept, [(CONTENT_TYPE, "image/jpeg")], bytes).into_response())
}

/// An error for a script: the sentence alone.
fn said(state: &AppState, visit: &Visit, error: &AppError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let sentence = state.interpreter.text(visit.language, &error.sentence);
    (status, sentence.into_owned()).into_response()
}
