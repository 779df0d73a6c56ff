//! A clock that journeys move, so that they live through days in seconds. Only a demo that asks for it
//! has one; in any other program there is no such address.

use crate::jobs;
use crate::state::AppState;
use axum::extract::{Path, State};
use domain::time::{MINUTE, Timestamp};
use http::StatusCode;

/// Moves the clock on by so many minutes or to a moment, does the jobs that have become due, and tells
/// the new time.
///
/// # Errors
/// 404 where the clock can't be moved, 400 for anything but minutes or a moment.
pub async fn advance(State(state): State<AppState>, Path(how): Path<String>) -> Result<String, StatusCode> {
    let clock = &state.backend.clock;
    if !clock.can_be_moved() || !state.settings.demo {
        return Err(StatusCode::NOT_FOUND);
    }
    match (how.parse::<u32>(), how.parse::<Timestamp>()) {
        (Ok(minutes), _) => clock.advance(i64::from(minutes) * MINUTE),
        (_, Ok(moment)) => clock.set(moment),
        _ => return Err(StatusCode::BAD_REQUEST),
    }
    jobs::work(&state.backend, &state.metrics).await;
    Ok(state.backend.clock.now().rfc3339())
}
