//! Adding a passkey to one's account.

use super::challenge::{Challenge, Purpose};
use super::verify::{Ceremony, Credential, Fault, bytes, text};
use super::{PasskeyAnswer, PasskeyRequest, handle, refused};
use crate::accounts::devices::OriginHashes;
use crate::accounts::notices::{AccountNotice, tell};
use crate::accounts::second_factor::{may_change, raise};
use crate::accounts::{Origin, Viewer};
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, FieldError, audit, values};
use domain::accounts::{
    CredentialKey, PASSKEY_PATIENCE, PASSKEYS_MOST, PersonId, RelyingParty, SignInMethod, passkey_name,
};
use domain::audit::{Factor, SecurityEvent};
use serde_json::json;

/// What is called the site where devices list their passkeys.
const SITE: &str = "点点通";

/// A passkey to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewPasskey<'a> {
    /// What the browser has answered.
    pub answer: PasskeyAnswer<'a>,
    /// What it is to be called; blank for what the device is.
    pub name: &'a str,
}

/// Asks a browser to make a passkey.
///
/// # Errors
/// [`AppError`] if the database or the vault fails.
pub async fn ask_for_new_passkey(
    backend: &Backend,
    viewer: &Viewer,
    party: &RelyingParty,
    origin: Origin<'_>,
) -> Result<PasskeyRequest, AppError> {
    let origin = OriginHashes::of(backend, &origin)?;
    let (asked, challenge) = Challenge::issue(backend, Purpose::Add(viewer.person.clone()), &origin)?;
    let mut tx = backend.store.read().await?;
    let known = ids(&mut tx, &viewer.person).await?;
    let known: Vec<_> = known.iter().map(|id| json!({ "type": "public-key", "id": id })).collect();
    let kinds = CredentialKey::ALGORITHMS.map(|kind| json!({ "type": "public-key", "alg": kind }));
    let options = json!({
        "rp": { "id": party.id, "name": SITE },
        "user": { "id": handle(backend, &viewer.person), "name": viewer.phone.masked(), "displayName": viewer.name },
        "challenge": asked.challenge,
        "pubKeyCredParams": kinds,
        "timeout": PASSKEY_PATIENCE,
        "excludeCredentials": known,
        "authenticatorSelection": {
            "residentKey": "required", "requireResidentKey": true, "userVerification": "required"
        },
        "attestation": "none",
    });
    Ok(PasskeyRequest { options: options.to_string(), challenge })
}

/// Adds a passkey. Whoever has just made one has shown that it is in their hands: their session counts as one that was begun
/// with it.
///
/// # Errors
/// [`AppError`]: `account.not_fresh` to whoever has not just signed in, `account.factor_first` at a desk to whoever has a second factor and has
/// not used it; `passkey.refused` and its like if the answer doesn't hold; the
/// field `name`; `passkey.most` if there are [`PASSKEYS_MOST`] already.
pub async fn add_passkey(
    backend: &Backend,
    viewer: &Viewer,
    party: &RelyingParty,
    new: NewPasskey<'_>,
    origin: Origin<'_>,
) -> Result<(), AppError> {
    let origin = OriginHashes::of(backend, &origin)?;
    let name = passkey_name(new.name, &origin.device_words)
        .map_err(|error| AppError::invalid(vec![FieldError::new("name", error.about("名称"))]))?;
    let purpose = Purpose::Add(viewer.person.clone());
    let asked = Challenge::open(backend, new.answer.challenge, &purpose, &origin)?;
    let credential = Credential::read(new.answer.credential).map_err(refused)?;
    let answer = credential.answer().map_err(refused)?;
    let data = answer.check(Ceremony::Create, &asked.challenge, party).map_err(refused)?;
    let made = data.credential.ok_or(Fault::Malformed).map_err(refused)?;
    let (_, length) = CredentialKey::read(made.key).ok_or(Fault::OtherKey).map_err(refused)?;
    if bytes(&credential.id).is_ok_and(|id| id != made.id) {
        return Err(refused(Fault::Malformed));
    }
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    // Pressed twice, the session has been raised by the first.
    if asked.answer(&mut tx, backend, new.answer.credential).await? {
        may_change(&mut tx, backend, viewer).await?;
    }
    let written = tx
        .run(
            "INSERT INTO passkeys (id, person, public_key, sign_count, backed_up, name, made_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
            values![
                text(made.id),
                &viewer.person,
                text(&made.key[..length]),
                i64::from(data.sign_count),
                i64::from(data.is_backed_up()),
                name,
                now
            ],
        )
        .await?;
    let known = ids(&mut tx, &viewer.person).await?;
    if written == 0 && !known.contains(&text(made.id)) {
        return Err(refused(Fault::OtherPerson));
    }
    if known.len() > PASSKEYS_MOST {
        let sentence = format!("通行密钥最多 {PASSKEYS_MOST} 把，请先删掉不用的");
        return Err(AppError::new(ErrorKind::Conflict, "passkey.most", sentence));
    }
    raise(&mut tx, viewer, SignInMethod::Passkey).await?;
    if written > 0 {
        tell(&mut tx, backend, &viewer.person, &AccountNotice::PasskeyAdded).await?;
        let event = SecurityEvent::FactorAdded { factor: Factor::Passkey };
        audit::record(&mut tx, backend, viewer, event).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The ids of somebody's passkeys.
async fn ids(tx: &mut Transaction, person: &PersonId) -> Result<Vec<String>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
    }
    let sql = "SELECT id FROM passkeys WHERE person = $1 AND removed_at IS NULL ORDER BY made_at, id";
    let rows: Vec<Row> = tx.all(sql, values![person]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
