//! What those ask who run the program: whether it lives, whether it can serve, and what it has counted.

use crate::assets::PKG;
use crate::state::AppState;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use backend::accounts::sign_in_load;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use subtle::ConstantTimeEq;

/// The process is alive.
pub async fn alive() -> &'static str {
    "ok"
}

/// The database answers, its tables are up to date, the site is there; and, in words, whether pictures can be shown,
/// clients be told apart, and records be rewritten.
///
/// # Errors
/// 503 with what is missing.
pub async fn ready(State(state): State<AppState>) -> Result<&'static str, (StatusCode, &'static str)> {
    let unready = |reason| (StatusCode::SERVICE_UNAVAILABLE, reason);
    match state.backend.store.pending_migrations().await {
        Ok(0) => {}
        Ok(_) => return Err(unready("migrations are missing")),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            return Err(unready("the database does not answer"));
        }
    }
    match tokio::fs::metadata(state.site.folder.join(PKG)).await {
        // Everything but pictures works: no reason to send people away.
        Ok(folder) if folder.is_dir() && state.backend.photos.is_gone() => {
            Ok("ok, but the folder of pictures is missing")
        }
        Ok(folder) if folder.is_dir() && state.unknown_proxy.is_seen() => {
            Ok("ok, but --trusted-proxy does not name the proxy: clients can't be told apart")
        }
        Ok(folder) if folder.is_dir() && state.may_rewrite_records => {
            Ok("ok, but the server could rewrite its records: it needs a role of its own on PostgreSQL")
        }
        Ok(folder) if folder.is_dir() => Ok("ok"),
        _ => Err(unready("the site folder is missing")),
    }
}

/// The metrics, for whoever knows the token; in the demo for everybody. Where no token is set there is
/// no such page, so that nothing is told by mistake.
pub async fn metrics(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let allowed = match &state.metrics_token {
        Some(token) => bearer(&headers).is_some_and(|given| given.as_bytes().ct_eq(token.as_bytes()).into()),
        None => state.settings.demo,
    };
    if !allowed {
        let status =
            if state.metrics_token.is_some() { StatusCode::UNAUTHORIZED } else { StatusCode::NOT_FOUND };
        return status.into_response();
    }
    match sign_in_load(&state.backend).await {
        Ok(load) => state.metrics.signing_in(load),
        Err(error) => tracing::warn!(%error, "how sign-in codes stand is unknown"),
    }
    match state.metrics.text() {
        Ok(text) => ([(CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text)
            .into_response(),
        Err(error) => {
            tracing::error!(%error, "metrics could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}
