//! Signing in with a passkey.

use super::challenge::{Challenge, Purpose};
use super::verify::{Ceremony, Credential, Fault, bytes};
use super::{PasskeyAnswer, PasskeyRequest, handle, refused};
use crate::accounts::Origin;
use crate::accounts::devices::OriginHashes;
use crate::accounts::sign_in::{SignedIn, begin, end};
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, values};
use domain::accounts::{CredentialKey, PASSKEY_PATIENCE, PersonId, RelyingParty, count_is_plausible};
use domain::audit::SignInWay;
use serde_json::json;

/// Asks a browser for any passkey of this site: which, and so who it is, the person says to their device.
///
/// # Errors
/// [`AppError`] if the vault fails.
pub fn ask_for_passkey(
    backend: &Backend,
    party: &RelyingParty,
    origin: Origin<'_>,
) -> Result<PasskeyRequest, AppError> {
    let origin = OriginHashes::of(backend, &origin)?;
    let (asked, challenge) = Challenge::issue(backend, Purpose::SignIn, &origin)?;
    let options = json!({
        "challenge": asked.challenge,
        "rpId": party.id,
        "timeout": PASSKEY_PATIENCE,
        "userVerification": "required",
    });
    Ok(PasskeyRequest { options: options.to_string(), challenge })
}

#[derive(FromRow)]
struct Row {
    person: String,
    phone_hash: String,
    public_key: String,
    sign_count: i64,
}

/// Signs in whoever a passkey belongs to: once with each answer, or again if the first response never arrived.
///
/// # Errors
/// [`AppError`] `passkey.refused` and its like if the answer doesn't hold; `passkey.unknown` if there is no such passkey (any more);
/// `sign_in.locked`.
pub async fn sign_in_by_passkey(
    backend: &Backend,
    party: &RelyingParty,
    answered: PasskeyAnswer<'_>,
    origin: Origin<'_>,
) -> Result<SignedIn, AppError> {
    let origin = OriginHashes::of(backend, &origin)?;
    let asked = Challenge::open(backend, answered.challenge, &Purpose::SignIn, &origin)?;
    let credential = Credential::read(answered.credential).map_err(refused)?;
    let answer = credential.answer().map_err(refused)?;
    let data = answer.check(Ceremony::Get, &asked.challenge, party).map_err(refused)?;
    let mut tx = backend.store.write().await?;
    let row = find(&mut tx, &credential.id).await?.ok_or_else(unknown)?;
    let key = bytes(&row.public_key).map_err(|error| StoreError::row("passkeys", &credential.id, error))?;
    let (key, _) = CredentialKey::read(&key).ok_or(Fault::OtherKey).map_err(refused)?;
    answer.is_signed_by(key).map_err(refused)?;
    let person = PersonId(row.person);
    let whose = bytes(&handle(backend, &person)).map_err(refused)?;
    if answer.handle.as_ref().is_none_or(|handle| *handle != whose) {
        return Err(refused(Fault::OtherPerson));
    }
    let is_first = asked.answer(&mut tx, backend, answered.credential).await?;
    let known = u32::try_from(row.sign_count).unwrap_or(u32::MAX);
    if is_first && !count_is_plausible(known, data.sign_count) {
        return Err(refused(Fault::Count));
    }
    tx.run(
        "UPDATE passkeys SET sign_count = $2, backed_up = $3, used_at = $4 WHERE id = $1",
        values![
            &credential.id,
            i64::from(data.sign_count),
            i64::from(data.is_backed_up()),
            backend.clock.now()
        ],
    )
    .await?;
    let begun = begin(&mut tx, backend, &person, (&row.phone_hash, &origin), SignInWay::Passkey).await;
    end(tx, backend, begun, (&person, &origin)).await
}

/// A passkey, held until the transaction ends: of two answers at once the second sees what the first has counted.
async fn find(tx: &mut Transaction, id: &str) -> Result<Option<Row>, StoreError> {
    tx.hold("SELECT id FROM passkeys WHERE id = $1", values![id]).await?;
    tx.one(
        "SELECT k.person, p.phone_hash, k.public_key, k.sign_count FROM passkeys k JOIN people p ON p.id = k.person \
         WHERE k.id = $1 AND k.removed_at IS NULL",
        values![id],
    )
    .await
}

fn unknown() -> AppError {
    let sentence = "这里没有这把通行密钥，或者已经删掉了，请用短信登录";
    AppError::new(ErrorKind::Invalid, "passkey.unknown", sentence)
}
