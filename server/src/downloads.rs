//! Files that are made when they are asked for.

use crate::pages::failure;
use crate::routes::AppState;
use crate::visit::visit;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use backend::AppError;
use backend::surveys::{ExportFile, exported_file, frame_file, strata_file};
use http::Request;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

/// The frame of a survey wave, for everybody.
pub async fn frame(
    State(state): State<AppState>,
    Path(wave): Path<String>,
    request: Request<Body>,
) -> Response {
    answer(&state, request, frame_file(&state.backend, &wave).await).await
}

/// How many of each stratum of a survey wave are drawn, for everybody.
pub async fn draw(
    State(state): State<AppState>,
    Path(wave): Path<String>,
    request: Request<Body>,
) -> Response {
    answer(&state, request, strata_file(&state.backend, &wave).await).await
}

/// A file of a closed survey wave, for whoever runs it.
pub async fn exported(
    State(state): State<AppState>,
    Path((wave, name)): Path<(String, String)>,
    request: Request<Body>,
) -> Response {
    let (parts, body) = request.into_parts();
    let file = match visit(&state, &parts).await {
        Ok(visit) => match visit.viewer {
            Some(viewer) => exported_file(&state.backend, &viewer, &wave, &name).await,
            None => Err(AppError::signed_out()),
        },
        Err(error) => Err(error),
    };
    answer(&state, Request::from_parts(parts, body), file).await
}

async fn answer(state: &AppState, request: Request<Body>, file: Result<ExportFile, AppError>) -> Response {
    match file {
        Ok(file) => {
            let disposition = format!("attachment; filename=\"{}\"", file.name);
            let headers =
                [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, disposition)];
            (headers, file.text).into_response()
        }
        Err(error) => failure(state, request.into_parts().0, error).await,
    }
}
