//! The sessions of somebody, listed for them and ended by them.

use super::Viewer;
use super::devices::NETWORK_AAD;
use crate::store::{FromRow, StoreError};
use crate::{AppError, Backend, audit, values};
use domain::accounts::SignInMethod;
use domain::audit::SecurityEvent;
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
    /// How its owner signed in.
    pub method: SignInMethod,
    /// When it was last used, as often as that is noted (`SessionLimits::noted_every`).
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
        new_device: i64,
        made_by: String,
    }
    let rows: Vec<Row> = backend
        .store
        .read()
        .await?
        .all(
            "SELECT token_hash, device, network, created_at, seen_at, new_device, made_by FROM sessions \
             WHERE person = $1 AND expires_at > $2 \
             ORDER BY CASE WHEN token_hash = $3 THEN 0 ELSE 1 END, seen_at DESC, token_hash",
            values![&viewer.person, backend.clock.now(), &viewer.session],
        )
        .await?;
    let line = |row: Row| {
        let network = Some(row.network).filter(|network| !network.is_empty());
        let network = network.map(|network| backend.vault.decrypt(NETWORK_AAD, &network)).transpose()?;
        let method = row.made_by.parse().map_err(|error| StoreError::row("sessions", "made_by", error))?;
        Ok(SessionLine {
            method,
            is_this: row.token_hash == viewer.session,
            is_new: row.new_device != 0 && row.token_hash != viewer.session,
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
    let sql = "DELETE FROM sessions WHERE token_hash = $1 AND person = $2";
    end(backend, viewer, sql, id).await
}

/// Ends all sessions of the viewer but the one that asks.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn end_other_sessions(backend: &Backend, viewer: &Viewer) -> Result<(), AppError> {
    let sql = "DELETE FROM sessions WHERE token_hash <> $1 AND person = $2";
    end(backend, viewer, sql, &viewer.session).await
}

/// Ends sessions of the viewer, `$2`, by the fingerprint of a token, `$1`.
async fn end(
    backend: &Backend,
    viewer: &Viewer,
    sql: &'static str,
    token_hash: &str,
) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    let sessions = tx.run(sql, values![token_hash, &viewer.person]).await?;
    if sessions > 0 {
        audit::record(&mut tx, backend, viewer, SecurityEvent::SessionsEnded { sessions }).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Says that all other sign-ins until now were the viewer's own. Of the session that says so the others are still told: it
/// might be a stranger's.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn acknowledge_sessions(backend: &Backend, viewer: &Viewer) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    let sql = "UPDATE sessions SET new_device = 0 WHERE person = $1 AND token_hash <> $2";
    tx.run(sql, values![&viewer.person, &viewer.session]).await?;
    tx.commit().await?;
    Ok(())
}
