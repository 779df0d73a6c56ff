//! Whether the program lives, and whether it can serve.

use crate::assets::PKG;
use crate::routes::AppState;
use axum::extract::State;
use http::StatusCode;

/// The process is alive.
pub async fn alive() -> &'static str {
    "ok"
}

/// The database answers, its tables are up to date, the site is there; and, in words, whether pictures can be shown.
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
        Ok(folder) if folder.is_dir() => Ok("ok"),
        _ => Err(unready("the site folder is missing")),
    }
}
