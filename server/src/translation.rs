//! Translates answers into the locale of the reader.

use crate::state::AppState;
use axum::body::{Body, to_bytes};
use axum::response::{IntoResponse, Response};
use domain::accounts::Locale;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue, VARY};
use http::{HeaderMap, StatusCode};
use serde_json::Value;
use std::error::Error;
use std::sync::{Arc, LazyLock};
use std::thread::available_parallelism;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// How many answers are translated at once: one per core at most, so that others find a thread to be answered on.
static AT_ONCE: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(available_parallelism().map_or(1, |cores| cores.get())));

/// Says an answer in a language: a page, or what a script asked for. Everything else stays as it is.
pub async fn said(state: &AppState, locale: Locale, response: Response) -> Response {
    let (mut head, body) = response.into_parts();
    let kind = kind(&head.headers);
    if kind.is_some() {
        head.headers.append(VARY, HeaderValue::from_static("accept-language, cookie"));
    }
    let Some(kind) = kind.filter(|_| locale != Locale::Simplified) else {
        return Response::from_parts(head, body);
    };
    match translated(state, locale, kind, body).await {
        Ok(body) => {
            head.headers.remove(CONTENT_LENGTH);
            Response::from_parts(head, body)
        }
        Err(error) => {
            tracing::error!(error, "answer not translated");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// What can be said in another language.
#[derive(Clone, Copy)]
enum Kind {
    Page,
    Data,
}

fn kind(headers: &HeaderMap) -> Option<Kind> {
    match headers.get(CONTENT_TYPE)?.to_str().ok()?.split(';').next()? {
        "text/html" => Some(Kind::Page),
        "application/json" => Some(Kind::Data),
        _ => None,
    }
}

async fn translated(
    state: &AppState,
    locale: Locale,
    kind: Kind,
    body: Body,
) -> Result<Body, Box<dyn Error + Send + Sync>> {
    let bytes = to_bytes(body, usize::MAX).await?;
    let translator = Arc::clone(&state.translator);
    let permit = AT_ONCE.acquire().await?;
    // It only reckons, for as long as it takes: not where others wait for an answer. The permit goes along, since the work
    // goes on when nobody waits for it any more.
    let translated = spawn_blocking(move || -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
        let _permit = permit;
        Ok(match kind {
            Kind::Page => translator.document(locale, std::str::from_utf8(&bytes)?)?.into_bytes(),
            Kind::Data => {
                let mut value: Value = serde_json::from_slice(&bytes)?;
                translator.value(locale, &mut value);
                serde_json::to_vec(&value)?
            }
        })
    });
    Ok(translated.await??.into())
}
