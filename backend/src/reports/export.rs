//! That the tables of a report were fetched.

use crate::accounts::Viewer;
use crate::counters::Span;
use crate::{AppError, Backend, audit};
use domain::audit::{DownloadKind, SecurityEvent};

/// Records that the viewer takes the tables of a report away, before they are handed out.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn record_export(
    backend: &Backend,
    viewer: &Viewer,
    span: &Span,
    file: DownloadKind,
) -> Result<(), AppError> {
    let (from, to, area) = (span.from.to_string(), span.to.to_string(), span.area.clone());
    let mut tx = backend.store.write().await?;
    audit::record(&mut tx, backend, viewer, SecurityEvent::ReportExported { file, from, to, area }).await?;
    tx.commit().await?;
    Ok(())
}
