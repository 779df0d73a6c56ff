//! Which of several processes does a job: whoever holds the lease, and nobody in memory.

use crate::{AppError, Backend, values};

/// Takes or keeps a lease for so many milliseconds; whether this process holds it now.
///
/// A process that dies keeps its lease until it expires, and then another takes it over. The lease
/// saves work, no more: what a job does must be right even if two do it at once.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn take_lease(backend: &Backend, name: &str, milliseconds: i64) -> Result<bool, AppError> {
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    let taken = tx
        .run(
            "INSERT INTO leases (name, holder, expires_at) VALUES ($1, $2, $3) \
             ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at \
             WHERE leases.expires_at <= $4 OR leases.holder = excluded.holder",
            values![name, &*backend.process, now.plus(milliseconds), now],
        )
        .await?;
    tx.commit().await?;
    Ok(taken > 0)
}

/// Writes down that a job succeeded or failed.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn record_run(backend: &Backend, name: &str, succeeded: bool) -> Result<(), AppError> {
    let now = backend.clock.now();
    let (success, failure) = if succeeded { (Some(now), None) } else { (None, Some(now)) };
    let mut tx = backend.store.write().await?;
    tx.run(
        "INSERT INTO job_runs (name, succeeded_at, failed_at) VALUES ($1, $2, $3) \
             ON CONFLICT (name) DO UPDATE SET \
             succeeded_at = COALESCE(excluded.succeeded_at, job_runs.succeeded_at), \
             failed_at = COALESCE(excluded.failed_at, job_runs.failed_at)",
        values![name, success, failure],
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
