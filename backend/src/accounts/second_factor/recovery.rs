//! Recovery codes: ten on paper, each good for one time.

use super::tries::{about_code, may_try, wrong};
use super::{may_change, raise};
use crate::accounts::Viewer;
use crate::accounts::notices::{AccountNotice, tell};
use crate::store::FromRow;
use crate::{AppError, Backend, ErrorKind, audit, values};
use domain::accounts::{PersonId, RECOVERY_CODES, RECOVERY_DIGITS, SignInMethod};
use domain::audit::{Factor, SecurityEvent};
use domain::typed;
use serde::{Deserialize, Serialize};

/// Label of the fingerprints of codes.
const LABEL: &str = "recovery_codes.code";
/// Additional data of a set that a page shows.
const AAD: &str = "recovery_codes.offer";
/// Half of a code: what stands before and behind its hyphen.
const HALF: u32 = 100_000;

/// A set of codes that may become somebody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoverySet {
    /// The codes: «12345-67890».
    pub codes: Vec<String>,
    /// The set as the page's form carries it.
    pub offer: String,
}

#[derive(Serialize, Deserialize)]
struct Offer {
    person: PersonId,
    codes: Vec<String>,
}

/// Offers a new set. Its codes count once their owner says that they have written them down, and are shown nowhere from then on.
///
/// # Errors
/// [`AppError`] if the vault fails.
pub fn new_recovery_codes(backend: &Backend, viewer: &Viewer) -> Result<RecoverySet, AppError> {
    let half = || backend.entropy.below(HALF);
    let codes: Vec<_> = (0..RECOVERY_CODES).map(|_| format!("{:05}-{:05}", half(), half())).collect();
    let offer = Offer { person: viewer.person.clone(), codes: codes.clone() };
    let text = serde_json::to_string(&offer).map_err(|error| AppError::internal(&error))?;
    Ok(RecoverySet { codes, offer: backend.vault.encrypt(AAD, &text, &backend.entropy)? })
}

/// Makes an offered set the viewer's, in place of the one that they had.
///
/// # Errors
/// [`AppError`] `account.not_fresh`, `account.factor_first`; `recovery.offer` if it was offered to nobody or to somebody else.
pub async fn keep_recovery_codes(backend: &Backend, viewer: &Viewer, offer: &str) -> Result<(), AppError> {
    let text = backend.vault.decrypt(AAD, offer).ok();
    let offer: Option<Offer> = text.and_then(|text| serde_json::from_str(&text).ok());
    let offer = offer.filter(|offer| offer.person == viewer.person).ok_or_else(|| {
        AppError::new(ErrorKind::Invalid, "recovery.offer", "这一页放得太久了，请重新打开，抄新的一套")
    })?;
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    may_change(&mut tx, backend, viewer).await?;
    let mut added = 0;
    for code in &offer.codes {
        let sql = "INSERT INTO recovery_codes (person, code_hash, made_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        added += tx.run(sql, values![&viewer.person, hash(backend, &viewer.person, code), now]).await?;
    }
    // The same press once more takes nothing away.
    if added > 0 {
        let sql = "DELETE FROM recovery_codes WHERE person = $1 AND made_at < $2";
        tx.run(sql, values![&viewer.person, now]).await?;
        tell(&mut tx, backend, &viewer.person, &AccountNotice::RecoveryCodesMade).await?;
        let event = SecurityEvent::FactorAdded { factor: Factor::RecoveryCode };
        audit::record(&mut tx, backend, viewer, event).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// How many codes the viewer has that were not used.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn recovery_codes_left(backend: &Backend, viewer: &Viewer) -> Result<usize, AppError> {
    #[derive(FromRow)]
    struct Row {
        unused: i64,
    }
    let sql = "SELECT count(*) AS unused FROM recovery_codes WHERE person = $1 AND used_at IS NULL";
    let row: Option<Row> = backend.store.read().await?.one(sql, values![&viewer.person]).await?;
    Ok(row.and_then(|row| usize::try_from(row.unused).ok()).unwrap_or(0))
}

/// Takes a recovery code, once: the viewer's session counts as begun with a second factor from now on, and their account is told.
///
/// # Errors
/// [`AppError`]: the field `code`: none, a wrong or used one, or too many tries.
pub async fn use_recovery_code(backend: &Backend, viewer: &Viewer, code: &str) -> Result<(), AppError> {
    if viewer.method.is_strong() {
        return Ok(());
    }
    let code = typed::code(code, RECOVERY_DIGITS).ok_or_else(|| {
        let sentence = format!("备用码是 {RECOVERY_DIGITS} 位数字，请再看一看");
        about_code(ErrorKind::Invalid, "recovery.malformed", sentence)
    })?;
    let mut tx = backend.store.write().await?;
    may_try(&mut tx, backend, &viewer.person).await?;
    let used = tx
        .run(
            "UPDATE recovery_codes SET used_at = $3 WHERE person = $1 AND code_hash = $2 AND used_at IS NULL",
            values![&viewer.person, hash(backend, &viewer.person, &code), backend.clock.now()],
        )
        .await?;
    if used == 0 {
        let error = wrong(&mut tx, backend, viewer, Factor::RecoveryCode).await?;
        tx.commit().await?;
        return Err(error);
    }
    raise(&mut tx, viewer, SignInMethod::Recovery).await?;
    tell(&mut tx, backend, &viewer.person, &AccountNotice::RecoveryCodeUsed).await?;
    let event = SecurityEvent::FactorProved { factor: Factor::RecoveryCode };
    audit::record(&mut tx, backend, viewer, event).await?;
    tx.commit().await?;
    Ok(())
}

/// The fingerprint of a code: whose it is is in it.
fn hash(backend: &Backend, person: &PersonId, code: &str) -> String {
    backend.vault.fingerprint(LABEL, &format!("{person} {}", code.replace('-', "")))
}
