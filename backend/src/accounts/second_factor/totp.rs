//! The codes of an authenticator application (RFC 6238, with SHA-1 and six digits, which all of them have).

use super::tries::{about_code, may_try, wrong};
use super::{may_change, raise};
use crate::accounts::Viewer;
use crate::accounts::notices::{AccountNotice, tell};
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, audit, values};
use domain::accounts::{PersonId, SignInCode, SignInMethod, open_steps};
use domain::audit::{Factor, SecurityEvent};
use domain::time::Timestamp;
use ring::hmac;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

/// The bytes of a secret: as many as SHA-1 has.
const SECRET: usize = 20;
/// Additional data of secrets in the database.
const AAD: &str = "totp_secrets.secret";
/// Additional data of a secret that a page shows.
const OFFER_AAD: &str = "totp_secrets.offer";
/// The letters of base32.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// What the application calls this site: «点点通», as addresses write it.
const ISSUER: &str = "%E7%82%B9%E7%82%B9%E9%80%9A";

/// A secret that may become somebody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTotp {
    /// What the code to be scanned says: `otpauth://totp/…`.
    pub address: String,
    /// The secret in letters, to be typed where nothing can be scanned.
    pub letters: String,
    /// The secret as the page's form carries it.
    pub offer: String,
}

/// A secret that was offered, and to whom.
#[derive(Serialize, Deserialize)]
struct Offer {
    person: PersonId,
    secret: [u8; SECRET],
}

impl Offer {
    /// What was offered to the viewer.
    fn open(backend: &Backend, viewer: &Viewer, offer: &str) -> Option<Self> {
        let text = backend.vault.decrypt(OFFER_AAD, offer).ok()?;
        serde_json::from_str(&text).ok().filter(|offer: &Self| offer.person == viewer.person)
    }
}

/// Offers a secret, the same once more to whoever still has the page of it; it counts once a code of it was typed.
///
/// # Errors
/// [`AppError`] if the vault fails.
pub fn offered_totp(backend: &Backend, viewer: &Viewer, before: Option<&str>) -> Result<NewTotp, AppError> {
    let before = before.and_then(|offer| Offer::open(backend, viewer, offer));
    let offer =
        before.unwrap_or_else(|| Offer { person: viewer.person.clone(), secret: backend.entropy.bytes() });
    let letters = base32(&offer.secret);
    let who = viewer.phone.masked().replace('*', "%2A");
    let address = format!("otpauth://totp/{ISSUER}:{who}?secret={letters}&issuer={ISSUER}");
    let text = serde_json::to_string(&offer).map_err(|error| AppError::internal(&error))?;
    Ok(NewTotp { address, letters, offer: backend.vault.encrypt(OFFER_AAD, &text, &backend.entropy)? })
}

/// Makes an offered secret the viewer's, in place of one that they had, once they type its code. The session counts as begun with it.
///
/// # Errors
/// [`AppError`]: the field `code`; `account.not_fresh`, `account.factor_first`; `totp.offer` if it was offered to nobody or to somebody else.
pub async fn set_up_totp(
    backend: &Backend,
    viewer: &Viewer,
    offer: &str,
    code: &str,
) -> Result<(), AppError> {
    let offer = Offer::open(backend, viewer, offer).ok_or_else(|| {
        AppError::new(ErrorKind::Invalid, "totp.offer", "这一页放得太久了，请重新打开再扫一次")
    })?;
    let code = digits(code)?;
    let mut tx = backend.store.write().await?;
    if let Some(known) = stored(&mut tx, backend, &viewer.person).await?
        && known.secret == offer.secret
    {
        // The same press once more.
        return Ok(());
    }
    may_change(&mut tx, backend, viewer).await?;
    may_try(&mut tx, backend, &viewer.person).await?;
    let now = backend.clock.now();
    let Some(step) = matching(&offer.secret, &code, 0, now) else {
        let error = wrong(&mut tx, backend, viewer, Factor::Totp).await?;
        tx.commit().await?;
        return Err(error);
    };
    let secret = serde_json::to_string(&offer.secret).map_err(|error| AppError::internal(&error))?;
    tx.run(
        "INSERT INTO totp_secrets (person, secret, last_step, made_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (person) DO UPDATE SET secret = excluded.secret, last_step = excluded.last_step, \
         made_at = excluded.made_at",
        values![&viewer.person, backend.vault.encrypt(AAD, &secret, &backend.entropy)?, step, now],
    )
    .await?;
    raise(&mut tx, viewer, SignInMethod::Totp).await?;
    tell(&mut tx, backend, &viewer.person, &AccountNotice::TotpSetUp).await?;
    let event = SecurityEvent::FactorAdded { factor: Factor::Totp };
    audit::record(&mut tx, backend, viewer, event).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes the code of the viewer's authenticator: their session counts as begun with it from now on.
///
/// # Errors
/// [`AppError`]: the field `code`: none, a wrong one, one that was used, or too many tries; `totp.none` if they have no authenticator.
pub async fn prove_totp(backend: &Backend, viewer: &Viewer, code: &str) -> Result<(), AppError> {
    if viewer.method.is_strong() {
        return Ok(());
    }
    let code = digits(code)?;
    let mut tx = backend.store.write().await?;
    may_try(&mut tx, backend, &viewer.person).await?;
    let known = stored(&mut tx, backend, &viewer.person)
        .await?
        .ok_or_else(|| AppError::new(ErrorKind::Conflict, "totp.none", "您还没有设动态口令，请先设好"))?;
    let Some(step) = matching(&known.secret, &code, known.last_step, backend.clock.now()) else {
        let error = wrong(&mut tx, backend, viewer, Factor::Totp).await?;
        tx.commit().await?;
        return Err(error);
    };
    tx.run("UPDATE totp_secrets SET last_step = $2 WHERE person = $1", values![&viewer.person, step]).await?;
    raise(&mut tx, viewer, SignInMethod::Totp).await?;
    let event = SecurityEvent::FactorProved { factor: Factor::Totp };
    audit::record(&mut tx, backend, viewer, event).await?;
    tx.commit().await?;
    Ok(())
}

/// Removes the viewer's authenticator; none is none to complain of.
///
/// # Errors
/// [`AppError`] `account.not_fresh`, `account.factor_first`.
pub async fn remove_totp(backend: &Backend, viewer: &Viewer) -> Result<(), AppError> {
    let mut tx = backend.store.write().await?;
    may_change(&mut tx, backend, viewer).await?;
    if tx.run("DELETE FROM totp_secrets WHERE person = $1", values![&viewer.person]).await? > 0 {
        let event = SecurityEvent::FactorRemoved { factor: Factor::Totp };
        audit::record(&mut tx, backend, viewer, event).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Whether the viewer has an authenticator.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn has_totp(backend: &Backend, viewer: &Viewer) -> Result<bool, AppError> {
    let mut tx = backend.store.read().await?;
    Ok(stored(&mut tx, backend, &viewer.person).await?.is_some())
}

struct Stored {
    secret: [u8; SECRET],
    last_step: i64,
}

async fn stored(
    tx: &mut Transaction,
    backend: &Backend,
    person: &PersonId,
) -> Result<Option<Stored>, AppError> {
    #[derive(FromRow)]
    struct Row {
        secret: String,
        last_step: i64,
    }
    let sql = "SELECT secret, last_step FROM totp_secrets WHERE person = $1";
    let row: Option<Row> = tx.one(sql, values![person]).await?;
    let Some(Row { secret, last_step }) = row else { return Ok(None) };
    let secret = serde_json::from_str(&backend.vault.decrypt(AAD, &secret)?)
        .map_err(|error| StoreError::row("totp_secrets", &person.0, error))?;
    Ok(Some(Stored { secret, last_step }))
}

fn digits(code: &str) -> Result<SignInCode, AppError> {
    SignInCode::parse(code).ok_or_else(|| {
        about_code(ErrorKind::Invalid, "totp.malformed", "动态口令是 6 位数字，请再看一看".to_owned())
    })
}

/// The step whose code it is, if it may still be typed.
fn matching(secret: &[u8], code: &SignInCode, used: i64, now: Timestamp) -> Option<i64> {
    let fits = |step: &i64| bool::from(code_of(secret, *step).as_bytes().ct_eq(code.digits().as_bytes()));
    open_steps(used, now).find(fits)
}

/// The six digits of a step.
fn code_of(secret: &[u8], step: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let from = tag.last().map_or(0, |last| usize::from(last & 0x0f));
    let number = tag.iter().skip(from).take(4).fold(0_u32, |number, byte| (number << 8) | u32::from(*byte));
    format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
}

/// Bytes in base32.
fn base32(bytes: &[u8; SECRET]) -> String {
    let letters = |five: &[u8]| {
        let number = five.iter().fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        (0..8).rev().map(move |place| char::from(BASE32[(number >> (5 * place)) as usize & 31]))
    };
    bytes.chunks(5).flat_map(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, of which six digits are shown here.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code_of(b"12345678901234567890", seconds / 30), code, "{seconds}");
        }
    }

    #[test]
    fn secrets_are_written_as_applications_read_them() {
        assert_eq!(base32(b"12345678901234567890"), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }
}
