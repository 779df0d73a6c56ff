//! Pictures on their way in and out.
//!
//! With scripts the browser sends each by itself, made small, under a key of its own, as often as it takes; without,
//! a form sends up to six as they are.

mod form;

use crate::offline_replay::not_theirs;
use crate::pages::failure;
use crate::pages::request_context::RequestContext;
use crate::state::AppState;
use crate::uploads::{BUSY, COME_BACK};
use app::context::Visit;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use backend::AppError;
use backend::orders::Viewpoint;
use backend::photos::{self, Added, Shown, Target};
use domain::accounts::Locale;
use domain::photos::{PHOTOS_MOST, PhotoError, UPLOAD_BYTES};
use futures::StreamExt;
use http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use std::time::Duration;
use tokio::time::timeout;

/// The most bytes of a form with pictures.
const FORM_LIMIT: usize = PHOTOS_MOST * UPLOAD_BYTES + 64 * 1024;

/// How long a browser may send nothing before its place goes to another.
const SILENCE: Duration = Duration::from_secs(30);

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
    context: RequestContext,
    body: Body,
) -> Response {
    if let Some(response) = not_theirs(&state, &context.parts, context.visit.viewer.as_deref()) {
        return response;
    }
    let target = if sending.number.is_empty() {
        Target::Form { token: sending.token }
    } else {
        Target::Order { number: sending.number, viewpoint: Viewpoint::parse(&sending.view) }
    };
    let added = async {
        let viewer = context.viewer()?;
        match photos::before(&state.backend, viewer, &target, &sending.key).await {
            Ok(None) => {}
            known => {
                drain(body, UPLOAD_BYTES).await;
                return known?.ok_or_else(|| PhotoError::NotNow.into());
            }
        }
        let _place = state.uploads.begin(&viewer.person).await?;
        let sent = to_bytes(body, UPLOAD_BYTES).await.map_err(|_| PhotoError::TooLarge)?;
        photos::add(&state.backend, viewer, &target, &sending.key, sent.into()).await
    };
    match added.await {
        Ok(Added::ToOrder) => StatusCode::NO_CONTENT.into_response(),
        Ok(Added::Waiting(id)) => (StatusCode::OK, id).into_response(),
        Err(error) => said(&state, &context.visit, &error),
    }
}

/// Reads what somebody known sends and nobody wants, and keeps none of it: a browser whose sending is cut off never sees
/// the answer.
async fn drain(body: Body, most: usize) {
    let (mut chunks, mut length) = (body.into_data_stream(), 0);
    while let Ok(Some(Ok(chunk))) = timeout(SILENCE, chunks.next()).await {
        length += chunk.len();
        if length > most {
            return;
        }
    }
}

/// Takes a picture away again whose order isn't placed.
pub async fn drop_draft(
    State(state): State<AppState>,
    Path(id): Path<String>,
    context: RequestContext,
) -> Response {
    let dropped = async { photos::drop_draft(&state.backend, context.viewer()?, &id).await };
    match dropped.await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => said(&state, &context.visit, &error),
    }
}

/// A picture of an order.
pub async fn of_order(
    State(state): State<AppState>,
    Path(id): Path<String>,
    context: RequestContext,
) -> Response {
    let shown = async { photos::show(&state.backend, context.viewer()?, &id).await }.await;
    picture(&state, context, shown).await
}

/// A picture whose order isn't placed, for whoever sent it.
pub async fn draft(
    State(state): State<AppState>,
    Path(id): Path<String>,
    context: RequestContext,
) -> Response {
    let shown = async { photos::show_draft(&state.backend, context.viewer()?, &id).await }.await;
    picture(&state, context, shown).await
}

/// The bytes, which no browser keeps: each time it is asked whether this person may still see them.
async fn picture(state: &AppState, context: RequestContext, shown: Result<Shown, AppError>) -> Response {
    let bytes = async { photos::read(&state.backend, &shown?).await };
    match bytes.await {
        Ok(bytes) => {
            let kept = HeaderValue::from_static("no-store");
            ([(CACHE_CONTROL, kept), (CONTENT_TYPE, HeaderValue::from_static("image/jpeg"))], bytes)
                .into_response()
        }
        Err(error) if error.code == photos::LOST && wants_picture(&context.parts.headers) => {
            lost(state, context.visit.locale)
        }
        Err(error) => failure(state, context.parts, error).await,
    }
}

/// Whether a page asks for it, and not a person who has pressed on it.
fn wants_picture(headers: &HeaderMap) -> bool {
    headers.get(ACCEPT).and_then(|kinds| kinds.to_str().ok()).is_some_and(|kinds| kinds.starts_with("image/"))
}

/// Words in the place of a picture whose bytes are lost; a browser shows them whatever the status.
fn lost(state: &AppState, locale: Locale) -> Response {
    let words = state.translator.text(locale, "照片丢失了");
    let picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 240\"><rect width=\"320\" height=\"240\" \
         fill=\"#e8e8e8\"/><text x=\"160\" y=\"128\" text-anchor=\"middle\" font-size=\"24\" fill=\"#333\">{words}</text></svg>"
    );
    let headers = [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "no-store")];
    (StatusCode::NOT_FOUND, headers, picture).into_response()
}

/// An error for a script: the sentence alone. Where there was only no place for the picture, the script sends it again
/// by itself.
fn said(state: &AppState, visit: &Visit, error: &AppError) -> Response {
    let sentence = state.translator.text(visit.locale, &error.sentence).into_owned();
    if error.code == BUSY {
        return (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, COME_BACK)], sentence).into_response();
    }
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, sentence).into_response()
}
