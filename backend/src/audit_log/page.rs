//! The record as it is read at a desk.

use super::filter::AuditFilter;
use super::rows::{AuditLine, read};
use crate::accounts::Viewer;
use crate::store::PAGE;
use crate::{AppError, Backend, audit};
use domain::audit::{AuditReach, DownloadKind, SecurityEvent, audit_reach};

/// How many events one file holds at most; more are fetched day by day.
pub const AUDIT_DOWNLOAD_MOST: usize = 20_000;

/// A page of the record, the newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditPage {
    /// At most [`PAGE`] events.
    pub lines: Vec<AuditLine>,
    /// Before which key the next page begins; `None` on the last.
    pub next: Option<String>,
}

/// Whether the role in use reads the record.
#[must_use]
pub fn reads_audit(viewer: &Viewer) -> bool {
    viewer.in_use.as_ref().is_some_and(|grant| audit_reach(grant).is_some())
}

/// One page of the record, as far as the viewer reads it, after the key of the page before. That it was looked at is
/// recorded first.
///
/// # Errors
/// [`AppError::denied`] to whoever reads none of it.
pub async fn audit_page(
    backend: &Backend,
    viewer: &Viewer,
    filter: &AuditFilter,
    after: Option<&str>,
) -> Result<AuditPage, AppError> {
    let reach = reach(viewer)?;
    let kind = filter.kind_code();
    let (about, day) = (filter.person.clone(), filter.day.map(|day| day.to_string()));
    look(backend, viewer, SecurityEvent::AuditViewed { kind, about, day }).await?;
    let mut tx = backend.store.read().await?;
    let conditions = filter.conditions(&reach, after);
    // One row more than a page shows whether there is another page.
    let mut lines = read(&mut tx, backend, conditions, "e.id DESC", PAGE + 1).await?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let next = lines.last().filter(|_| more).map(|line| line.id.clone());
    Ok(AuditPage { lines, next })
}

/// The newest events, as far as the viewer reads them, for a file: at most [`AUDIT_DOWNLOAD_MOST`], and whether there are
/// more. That it was fetched is recorded first.
///
/// # Errors
/// [`AppError::denied`] to whoever reads none of it.
pub async fn audit_download(
    backend: &Backend,
    viewer: &Viewer,
    filter: &AuditFilter,
) -> Result<(Vec<AuditLine>, bool), AppError> {
    let reach = reach(viewer)?;
    let (file, kind) = (DownloadKind::Csv, filter.kind_code());
    let (about, day) = (filter.person.clone(), filter.day.map(|day| day.to_string()));
    look(backend, viewer, SecurityEvent::AuditExported { file, kind, about, day }).await?;
    let mut tx = backend.store.read().await?;
    let conditions = filter.conditions(&reach, None);
    let mut lines = read(&mut tx, backend, conditions, "e.id DESC", AUDIT_DOWNLOAD_MOST + 1).await?;
    let more = lines.len() > AUDIT_DOWNLOAD_MOST;
    lines.truncate(AUDIT_DOWNLOAD_MOST);
    Ok((lines, more))
}

fn reach(viewer: &Viewer) -> Result<AuditReach, AppError> {
    viewer.in_use.as_ref().and_then(audit_reach).ok_or_else(AppError::denied)
}

async fn look(backend: &Backend, viewer: &Viewer, event: SecurityEvent) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    audit::record(&mut tx, backend, viewer, event).await?;
    Ok(tx.commit().await?)
}
