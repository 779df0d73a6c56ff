//! Whether the clocks can be relied on.

use super::{last_success, years_without_holidays};
use crate::{AppError, Backend};
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
    let looked = match last_success(backend, ESCALATION_JOB).await? {
        Some(looked) => Some(looked),
        None => first_order(backend).await?,
    };
    Ok(ClockHealth {
        unwatched_since: looked.filter(|looked| now.since(*looked) > UNWATCHED),
        years_without_holidays: years_without_holidays(backend).await?,
    })
}

async fn first_order(backend: &Backend) -> Result<Option<Timestamp>, AppError> {
    #[derive(crate::store::FromRow)]
    struct Row {
        first: Option<i64>,
    }
    let mut session = backend.store.read().await?;
    let row: Option<Row> =
        session.one("SELECT min(started_at) AS first FROM order_clocks", crate::values![]).await?;
    Ok(row.and_then(|row| row.first).map(Timestamp))
}
