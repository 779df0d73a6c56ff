//! Whether the clocks can be relied on.

use crate::calendar::years_without_holidays;
use crate::store::FromRow;
use crate::{AppError, Backend, values};
use domain::time::{MINUTE, Timestamp};

/// The job that looks at the clocks.
pub const ESCALATION_JOB: &str = "escalate";

/// How long the clocks may go without a look before every desk says so, in milliseconds.
const UNWATCHED: i64 = 5 * MINUTE;

/// Whether the clocks can be relied on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClockHealth {
    /// Since when nobody has looked at them, if that is too long ago.
    pub unwatched_since: Option<Timestamp>,
    /// Years that matter and have no holiday data.
    pub years_without_holidays: Vec<i16>,
}

/// How the clocks are. A database at whose clocks nobody has ever looked counts as unwatched since its
/// first order.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn clock_health(backend: &Backend) -> Result<ClockHealth, AppError> {
    let now = backend.clock.now();
    let looked = last_look(backend).await?;
    Ok(ClockHealth {
        unwatched_since: looked.filter(|looked| now.since(*looked) > UNWATCHED),
        years_without_holidays: years_without_holidays(backend).await?,
    })
}

/// When the clocks were last looked at, by whichever process; if they never were, when the first of them began.
async fn last_look(backend: &Backend) -> Result<Option<Timestamp>, AppError> {
    #[derive(FromRow)]
    struct Row {
        looked: Option<i64>,
    }
    let sql = "SELECT COALESCE((SELECT succeeded_at FROM job_runs WHERE name = $1), \
               (SELECT min(started_at) FROM order_clocks)) AS looked";
    let row: Option<Row> = backend.store.read().await?.one(sql, values![ESCALATION_JOB]).await?;
    Ok(row.and_then(|row| row.looked).map(Timestamp))
}
