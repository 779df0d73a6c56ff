//! What is told of an account itself, to whoever it concerns: a further way in, a code of paper that was used, a desk that was given
//! to somebody. What is told of orders is another matter (`crate::notifications`).

use super::Viewer;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::accounts::{PersonId, Role};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

/// How many are listed.
const LISTED: i64 = 50;

/// What is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountNotice {
    /// A passkey was added to the account.
    PasskeyAdded,
    /// An authenticator was set up.
    TotpSetUp,
    /// Recovery codes were made, and those from before count no more.
    RecoveryCodesMade,
    /// Somebody signed in with a recovery code.
    RecoveryCodeUsed,
    /// An administrator has given somebody a desk.
    DeskGranted {
        /// To whom.
        name: String,
        /// What they are there.
        role: Role,
        /// Where.
        area_name: String,
        /// Who did.
        by: String,
    },
}

/// One notice of the viewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountNoticeLine {
    /// What is told.
    pub notice: AccountNotice,
    /// When it came about.
    pub at: Timestamp,
    /// Whether nobody has said yet that it was read.
    pub unread: bool,
}

/// Tells somebody, in the caller's transaction.
pub(crate) async fn tell(
    tx: &mut Transaction,
    backend: &Backend,
    person: &PersonId,
    notice: &AccountNotice,
) -> Result<(), AppError> {
    let now = backend.clock.now();
    let about = serde_json::to_string(notice).map_err(|error| AppError::internal(&error))?;
    let sql = "INSERT INTO account_notices (id, person, about, told_at) VALUES ($1, $2, $3, $4)";
    tx.run(sql, values![backend.entropy.id(now), person, about, now]).await?;
    Ok(())
}

/// The viewer's notices, the newest first.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn account_notices(backend: &Backend, viewer: &Viewer) -> Result<Vec<AccountNoticeLine>, AppError> {
    #[derive(FromRow)]
    struct Row {
        about: String,
        told_at: i64,
        read_at: Option<i64>,
    }
    let sql = "SELECT about, told_at, read_at FROM account_notices WHERE person = $1 ORDER BY told_at DESC, id DESC LIMIT $2";
    let rows: Vec<Row> = backend.store.read().await?.all(sql, values![&viewer.person, LISTED]).await?;
    let line = |row: Row| {
        let notice = serde_json::from_str(&row.about)
            .map_err(|error| StoreError::row("account_notices", &viewer.person.0, error))?;
        Ok(AccountNoticeLine { notice, at: Timestamp(row.told_at), unread: row.read_at.is_none() })
    };
    rows.into_iter().map(line).collect()
}

/// Says that all notices until now were read.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn read_account_notices(backend: &Backend, viewer: &Viewer) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    let sql = "UPDATE account_notices SET read_at = $2 WHERE person = $1 AND read_at IS NULL";
    tx.run(sql, values![&viewer.person, backend.clock.now()]).await?;
    tx.commit().await?;
    Ok(())
}
