//! Sessions: how they begin, last and end, and the role that they use.

use super::Viewer;
use super::devices::OriginHashes;
use super::viewer::HeldGrant;
use crate::store::{StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, audit, values};
use domain::accounts::{DEVICE_LIFETIME, FORM_STATE_LIFETIME, PersonId, Role, SessionLimits, SignInMethod};
use domain::audit::SecurityEvent;
use domain::time::{DAY, Timestamp};

/// Label of the fingerprints of tokens.
const TOKEN_LABEL: &str = "sessions.token";

/// What a token is found by.
pub(super) fn token_hash(backend: &Backend, token: &str) -> String {
    backend.vault.fingerprint(TOKEN_LABEL, token)
}

/// Begins a session of a person; its token, which is stored nowhere.
pub(super) async fn begin(
    tx: &mut Transaction,
    backend: &Backend,
    person: &PersonId,
    grants: &[HeldGrant],
    (origin, new_device, method): (&OriginHashes, bool, SignInMethod),
) -> Result<String, StoreError> {
    let now = backend.clock.now();
    let token = backend.entropy.token();
    tx.run(
        "INSERT INTO sessions (token_hash, person, grant_in_use, created_at, seen_at, expires_at, device, network, \
         new_device, made_by) VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9)",
        values![
            token_hash(backend, &token),
            person,
            first_in_use(grants).map(|held| held.grant.id.as_str()),
            now,
            limits(grants).end(now, now),
            &origin.device_words,
            &origin.network_shown,
            i64::from(new_device),
            <&'static str>::from(method)
        ],
    )
    .await?;
    Ok(token)
}

/// How long sessions last of somebody who holds these.
pub(super) fn limits(grants: &[HeldGrant]) -> SessionLimits {
    SessionLimits::of(grants.iter().map(|held| held.grant.role))
}

/// The grant that a new session uses: the one with the most work waiting, or none for a resident.
pub(super) fn first_in_use(grants: &[HeldGrant]) -> Option<&HeldGrant> {
    let rank = |role: Role| match role {
        Role::CommunityLead => 8,
        Role::Staff => 7,
        Role::DistrictLead => 6,
        Role::OfficeLead => 5,
        Role::PropertyCompany => 4,
        Role::VolunteerTeam => 3,
        Role::Member => 2,
        Role::Admin => 1,
        Role::Resident => 0,
    };
    grants.iter().rev().max_by_key(|held| rank(held.grant.role))
}

/// Notes that a session is alive, now and then.
pub(super) async fn seen(
    backend: &Backend,
    token_hash: &str,
    limits: SessionLimits,
    (begun, last): (Timestamp, Timestamp),
    now: Timestamp,
) -> Result<(), StoreError> {
    if now.since(last) < limits.noted_every {
        return Ok(());
    }
    let mut tx = backend.store.write().await?;
    tx.run(
        "UPDATE sessions SET seen_at = $2, expires_at = $3 WHERE token_hash = $1 AND seen_at < $2",
        values![token_hash, now, limits.end(begun, now)],
    )
    .await?;
    tx.commit().await
}

/// Ends the viewer's session.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn sign_out(backend: &Backend, viewer: &Viewer) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    let ended = tx.run("DELETE FROM sessions WHERE token_hash = $1", values![&viewer.session]).await?;
    if ended > 0 {
        audit::record(&mut tx, backend, viewer, SecurityEvent::SignedOut).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Changes the role in use: to one of the viewer's grants, or to that of a resident.
///
/// # Errors
/// [`AppError`] of kind `Denied` if the grant isn't the viewer's, or was taken back meanwhile.
pub async fn use_grant(backend: &Backend, viewer: &Viewer, grant: Option<&str>) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    let changed = tx
        .run(
            "UPDATE sessions SET grant_in_use = $2 WHERE token_hash = $1 AND ($2 IS NULL OR EXISTS \
             (SELECT 1 FROM grants WHERE id = $2 AND person = $3 AND revoked_at IS NULL \
             AND (ends_at IS NULL OR ends_at > $4)))",
            values![&viewer.session, grant, &viewer.person, backend.clock.now()],
        )
        .await?;
    if changed == 0 {
        return Err(AppError::new(
            ErrorKind::Denied,
            "account.grant_gone",
            "这个身份已经被收回了，请换一个身份；有疑问请联系社区书记",
        ));
    }
    tx.commit().await?;
    Ok(())
}

/// Removes what time has run out for: sessions, codes that no limit counts any more, kept forms.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn sweep(backend: &Backend) -> Result<(), AppError> {
    let now = backend.clock.now();
    let yesterday = now.plus(-DAY);
    let mut tx = backend.store.write().await?;
    tx.run("DELETE FROM sessions WHERE expires_at <= $1", values![now]).await?;
    tx.run("DELETE FROM sign_in_codes WHERE created_at < $1", values![yesterday]).await?;
    tx.run("DELETE FROM sign_in_gates WHERE asked_at < $1", values![yesterday]).await?;
    tx.run("DELETE FROM sign_in_links WHERE created_at < $1", values![yesterday]).await?;
    tx.run("DELETE FROM factor_tries WHERE since < $1", values![yesterday]).await?;
    tx.run("DELETE FROM passkey_challenges WHERE expires_at <= $1", values![now]).await?;
    tx.run("DELETE FROM devices WHERE seen_at < $1", values![now.plus(-DEVICE_LIFETIME)]).await?;
    tx.run("DELETE FROM form_states WHERE created_at <= $1", values![now.plus(-FORM_STATE_LIFETIME)]).await?;
    tx.commit().await?;
    Ok(())
}
