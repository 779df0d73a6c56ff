//! When somebody comes, as a file for calendars.

use crate::pages::request_context::RequestContext;
use crate::state::AppState;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use backend::orders::{Viewpoint, appointment};
use http::StatusCode;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

/// The appointment of an own order.
pub async fn of_order(state: State<AppState>, number: Path<String>, context: RequestContext) -> Response {
    file(state, number, context, Viewpoint::Resident).await
}

/// The appointment of a job.
pub async fn of_job(state: State<AppState>, number: Path<String>, context: RequestContext) -> Response {
    file(state, number, context, Viewpoint::Role).await
}

async fn file(
    State(state): State<AppState>,
    Path(number): Path<String>,
    context: RequestContext,
    viewpoint: Viewpoint,
) -> Response {
    let made = async { appointment(&state.backend, context.viewer()?, &number, viewpoint).await };
    match made.await {
        Ok(appointment) => {
            let headers = [
                (CONTENT_TYPE, "text/calendar; charset=utf-8"),
                (CONTENT_DISPOSITION, "attachment; filename=\"diandiantong.ics\""),
            ];
            (headers, appointment.calendar_file(state.backend.clock.now())).into_response()
        }
        Err(error) => {
            StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response()
        }
    }
}
