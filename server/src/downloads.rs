//! Files that are made when they are asked for.

use crate::denied::record_denied;
use crate::pages::failure;
use crate::pages::request_context::RequestContext;
use crate::state::AppState;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use backend::AppError;
use backend::surveys::{ExportFile, exported_file, frame_file, strata_file};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::request::Parts;

/// The frame of a survey wave, for everybody.
pub async fn frame(State(state): State<AppState>, Path(wave): Path<String>, parts: Parts) -> Response {
    answer(&state, parts, frame_file(&state.backend, &wave).await).await
}

/// How many of each stratum of a survey wave are drawn, for everybody.
pub async fn draw(State(state): State<AppState>, Path(wave): Path<String>, parts: Parts) -> Response {
    answer(&state, parts, strata_file(&state.backend, &wave).await).await
}

/// A file of a closed survey wave, for whoever runs it.
pub async fn exported(
    State(state): State<AppState>,
    Path((wave, name)): Path<(String, String)>,
    context: RequestContext,
) -> Response {
    let file = async { exported_file(&state.backend, context.viewer()?, &wave, &name).await }.await;
    if let Err(error) = &file {
        record_denied(&state, context.visit.viewer.as_deref(), &context.parts, error).await;
    }
    answer(&state, context.parts, file).await
}

async fn answer(state: &AppState, parts: Parts, file: Result<ExportFile, AppError>) -> Response {
    match file {
        Ok(file) => {
            let disposition = format!("attachment; filename=\"{}\"", file.name);
            let headers =
                [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, disposition)];
            (headers, file.bytes()).into_response()
        }
        Err(error) => failure(state, parts, error).await,
    }
}
