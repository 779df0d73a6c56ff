//! The sessions of somebody, listed for them and ended by them.

use super::Viewer;
use super::devices::NETWORK_AAD;
use crate::store::FromRow;
use crate::{AppError, Backend, values};
use domain::time::Timestamp;

/// One session of the viewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionLine {
    /// The session, by the fingerprint of its token.
    pub id: String,
    /// What the browser is called; empty for sessions from before that was noted.
    pub device: String,
    /// The first half of the network's address; empty where it isn't known.
    pub network: String,
    /// When it began.
    pub begun: Timestamp,
    /// When it was last used, to ten minutes or an hour.
    pub seen: Timestamp,
    /// Whether it is the one that asks.
    pub is_this: bool,
    /// Whether the number had signed in before, and never there, and nobody has said that it was them.
    pub is_new: bool,
}

/// The viewer's sessions, the one that asks first, then those last used.
///
/// # Errors
/// [`AppError`] if the database or the vault fails.
pub async fn sessions(backend: &Backend, viewer: &Viewer) -> Result<Vec<SessionLine>, AppError> {
    #[derive(FromRow)]
    struct Row {
        token_hash: String,
        device: String,
        network: String,
        created_at: i64,
        seen_at: i64,
        is_new: i64,
    }
    let rows: Vec<Row> = backend
        .store
        .read()
        .await?
        .all(
            "SELECT n.token_hash, n.device, n.network, n.created_at, n.seen_at, \
             CAST(CASE WHEN n.new_device = 1 AND n.created_at > s.acknowledged_at THEN 1 ELSE 0 END AS BIGINT) AS is_new \
             FROM sessions s JOIN sessions n ON n.person = s.person \
             WHERE s.token_hash = $1 AND n.expires_at > $2 \
             ORDER BY CASE WHEN n.token_hash = $1 THEN 0 ELSE 1 END, n.seen_at DESC, n.token_hash",
            values![&viewer.session, backend.clock.now()],
        )
        .await?;
    let line = |row: Row| {
        let network = Some(row.network).filter(|network| !network.is_empty());
        let network = network.map(|network| backend.vault.decrypt(NETWORK_AAD, &network)).transpose()?;
        Ok(SessionLine {
            is_this: row.token_hash == viewer.session,
            is_new: row.is_new != 0 && row.token_hash != viewer.session,
            id: row.token_hash,
            device: row.device,
            network: network.unwrap_or_default(),
            begun: Timestamp(row.created_at),
            seen: Timestamp(row.seen_at),
        })
    };
    rows.into_iter().map(line).collect()
}

/// Ends one of the viewer's sessions; one that has ended already is none to complain of.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn end_session(backend: &Backend, viewer: &Viewer, id: &str) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    let sql = "DELETE FROM sessions WHERE token_hash = $1 AND person = $2";
    tx.run(sql, values![id, &viewer.person]).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends all sessions of the viewer but the one that asks.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn end_other_sessions(backend: &Backend, viewer: &Viewer) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    let sql = "DELETE FROM sessions WHERE person = $1 AND token_hash <> $2";
    tx.run(sql, values![&viewer.person, &viewer.session]).await?;
    tx.commit().await?;
    Ok(())
}

/// Says that all sign-ins until now were the viewer's own.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn acknowledge_sessions(backend: &Backend, viewer: &Viewer) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    let sql = "UPDATE sessions SET acknowledged_at = $2 WHERE person = $1";
    tx.run(sql, values![&viewer.person, backend.clock.now()]).await?;
    tx.commit().await?;
    Ok(())
}
