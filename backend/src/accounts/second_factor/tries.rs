//! Wrong second factors are counted: of one person, whichever session they are typed in.

use crate::accounts::Viewer;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, FieldError, audit, values};
use domain::accounts::{FACTOR_TRIES, FACTOR_TRIES_WITHIN, PersonId};
use domain::audit::{Factor, SecurityEvent};
use domain::rate_limit::wait_words;
use domain::time::Timestamp;

#[derive(FromRow)]
struct Tries {
    wrong: i64,
    since: i64,
}

/// Lets somebody try, unless they were wrong too often. Of two at once one waits, and then sees what the other has counted.
pub(in crate::accounts) async fn may_try(
    tx: &mut Transaction,
    backend: &Backend,
    person: &PersonId,
) -> Result<(), AppError> {
    let now = backend.clock.now();
    let begun = now.plus(-FACTOR_TRIES_WITHIN);
    let tries: Option<Tries> = tx
        .one(
            "INSERT INTO factor_tries (person, wrong, since) VALUES ($1, 0, $2) \
             ON CONFLICT (person) DO UPDATE SET \
             wrong = CASE WHEN factor_tries.since <= $3 THEN 0 ELSE factor_tries.wrong END, \
             since = CASE WHEN factor_tries.since <= $3 THEN $2 ELSE factor_tries.since END \
             RETURNING wrong, since",
            values![person, now, begun],
        )
        .await?;
    let Some(Tries { since, .. }) = tries.filter(|tries| tries.wrong >= FACTOR_TRIES) else { return Ok(()) };
    let wait = wait_words(Timestamp(since).plus(FACTOR_TRIES_WITHIN).since(now));
    Err(about_code(ErrorKind::TooMany, "factor.tries", format!("错了太多次，请过 {wait}再试")))
}

/// Counts a wrong one, on record, and says so.
pub(super) async fn wrong(
    tx: &mut Transaction,
    backend: &Backend,
    viewer: &Viewer,
    factor: Factor,
) -> Result<AppError, StoreError> {
    let error = count_wrong(tx, &viewer.person, factor.name()).await?;
    audit::record(tx, backend, viewer, SecurityEvent::FactorFailed { factor }).await?;
    Ok(error)
}

/// Counts a wrong one, and says that `what` was typed isn't so.
pub(in crate::accounts) async fn count_wrong(
    tx: &mut Transaction,
    person: &PersonId,
    what: &str,
) -> Result<AppError, StoreError> {
    let sql = "UPDATE factor_tries SET wrong = wrong + 1 WHERE person = $1 RETURNING wrong, since";
    let tries: Option<Tries> = tx.one(sql, values![person]).await?;
    let left = FACTOR_TRIES - tries.map_or(FACTOR_TRIES, |tries| tries.wrong);
    tracing::warn!(%person, left, "a wrong second factor");
    let sentence = format!("{what}不对，请再看一看（还可以试 {left} 次）");
    Ok(about_code(ErrorKind::Invalid, "factor.wrong", sentence))
}

/// An error that stands beside the field of the code.
pub(super) fn about_code(kind: ErrorKind, code: &str, sentence: String) -> AppError {
    let fields = vec![FieldError::new("code", &sentence)];
    AppError { fields, ..AppError::new(kind, code, sentence) }
}
