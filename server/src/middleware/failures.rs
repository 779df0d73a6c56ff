//! Failures that happen before or outside a page, shown as the one error page.

use crate::pages::{failure, wants_html};
use crate::state::AppState;
use axum::body::Body;
use axum::extract::State;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use backend::{AppError, ErrorKind};
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{Request, StatusCode};
use std::any::Any;

/// Gives a browser the error page where an answer failed without one; the status stays.
pub async fn as_pages(State(state): State<AppState>, request: Request<Body>, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let known = wants_html(&parts.headers).then(|| parts.clone());
    let response = next.run(Request::from_parts(parts, body)).await;
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    match known {
        Some(parts) if failed && !is_html(&response) => {
            let mut page = failure(&state, parts, said(status)).await;
            *page.status_mut() = status;
            if let Some(after) = response.headers().get(RETRY_AFTER) {
                page.headers_mut().insert(RETRY_AFTER, after.clone());
            }
            page
        }
        _ => response,
    }
}

fn is_html(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
}

fn said(status: StatusCode) -> AppError {
    match status {
        StatusCode::NOT_FOUND => AppError::not_found("page.not_found", "这个页面"),
        StatusCode::METHOD_NOT_ALLOWED => {
            AppError::new(ErrorKind::NotFound, "page.method", "这个页面不能这样打开，请从首页进入")
        }
        StatusCode::SERVICE_UNAVAILABLE => {
            AppError::new(ErrorKind::Internal, "page.busy", "系统现在太忙，请过一会儿再试；急事请打社区电话")
        }
        // Whatever it was has been logged where it happened.
        _ => {
            AppError::new(ErrorKind::Internal, "internal", "系统出了点问题，请过一会儿再试；急事请打社区电话")
        }
    }
}

/// What is answered when a request's task panics.
#[must_use]
pub fn after_panic(cause: Box<dyn Any + Send + 'static>) -> Response {
    let text = cause.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("unknown");
    tracing::error!(cause = text, "request panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
