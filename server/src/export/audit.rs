//! The record of security events as a file for a spreadsheet.

use super::csv_answer;
use crate::denied::record_denied;
use crate::pages::failure;
use crate::pages::request_context::RequestContext;
use crate::state::AppState;
use app::audit::{audit_filter, audit_table};
use axum::extract::{Query, State};
use axum::response::Response;
use std::collections::HashMap;

/// What the page of the record shows, as CSV.
pub async fn audit_file(
    State(state): State<AppState>,
    Query(query): Query<HashMap<String, String>>,
    context: RequestContext,
) -> Response {
    let filter = audit_filter(|key| query.get(key).cloned().unwrap_or_default());
    let made = async {
        let table = audit_table(&state.backend, context.viewer()?, &filter).await?;
        csv_answer("security-events.csv", &[table])
    };
    match made.await {
        Ok(answer) => answer,
        Err(error) => {
            record_denied(&state, context.visit.viewer.as_deref(), &context.parts, &error).await;
            failure(&state, context.parts, error).await
        }
    }
}
