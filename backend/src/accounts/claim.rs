//! Saying whose account it is, where a number was not used for so long that an operator may have given it to somebody else.

use super::ask::Origin;
use super::devices::OriginHashes;
use super::people::phone_hash;
use super::second_factor::{count_wrong, may_try};
use super::sign_in::{SignedIn, begin, end};
use super::{find_person_by_phone, home_of};
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, areas, audit, values};
use domain::accounts::{CLAIM_PATIENCE, KnownOwner, PersonId, Phone, may_be_anothers};
use domain::audit::{Doer, SecurityEvent, SignInFailure, SignInWay};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What [`super::sign_in`] says to whoever has typed the right code, and is asked whose account it is: the code of its error.
pub const ASKED_WHOSE: &str = "sign_in.whose";

/// What somebody says of the account of their number: the name, or estate and building.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClaimForm {
    /// The name.
    pub name: String,
    /// The name of the estate.
    pub estate: String,
    /// 幢.
    pub building: String,
}

/// Why nobody is signed in who has typed the right code: the account might be another's.
pub(super) fn asked_whose() -> AppError {
    let sentence = "这个号码有半年没有登录过了，请先说说是谁家的";
    AppError::new(ErrorKind::Conflict, ASKED_WHOSE, sentence)
}

/// Whether the account of a number is only opened to whoever knows whose it is: it was used, but not for long, and never in this
/// browser.
pub(super) async fn is_asked_whose(
    tx: &mut Transaction,
    person: &PersonId,
    (number, device): (&str, &str),
    now: Timestamp,
) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Row {
        consent_at: Option<i64>,
        seen_at: Option<i64>,
        here: i64,
    }
    let row: Option<Row> = tx
        .one(
            "SELECT p.consent_at, (SELECT max(d.seen_at) FROM devices d WHERE d.phone_hash = $2) AS seen_at, \
             (SELECT count(*) FROM devices d WHERE d.phone_hash = $2 AND d.device_hash = $3) AS here \
             FROM people p WHERE p.id = $1 AND p.name <> ''",
            values![person, number, device],
        )
        .await?;
    // Whoever never consented has never been here: they are known by what others have ordered for them.
    let row = row.filter(|row| row.here == 0);
    let last_used = row.and_then(|row| row.consent_at.map(|at| at.max(row.seen_at.unwrap_or(at))));
    Ok(last_used.is_some_and(|last| may_be_anothers(Timestamp(last), now)))
}

/// Signs somebody in who has just typed the right code in this browser, and says whose account it is. Nothing of the account is shown
/// before.
///
/// # Errors
/// [`AppError`]: `sign_in.too_late` without such a code; the field `code` if it isn't so, or was wrong too often.
pub async fn claim_account(
    backend: &Backend,
    phone: &Phone,
    said: &ClaimForm,
    origin: Origin<'_>,
) -> Result<SignedIn, AppError> {
    let late =
        || AppError::new(ErrorKind::Invalid, "sign_in.too_late", "隔得太久了，请重新填手机号，再收一条短信");
    let (number, origin) = (phone_hash(backend, phone), OriginHashes::of(backend, &origin)?);
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    if !has_proved(&mut tx, (&number, &origin.device), now).await? {
        return Err(late());
    }
    let person = find_person_by_phone(&mut tx, backend, phone).await?.ok_or_else(late)?;
    if is_asked_whose(&mut tx, &person, (&number, &origin.device), now).await? {
        may_try(&mut tx, backend, &person).await?;
        if !known(&mut tx, backend, &person).await?.is_said_by(&said.name, &said.estate, &said.building) {
            let error = count_wrong(&mut tx, &person, "填的和登记的").await?;
            let (subject, reason) = (Some(person), SignInFailure::NotTheirs);
            let event = SecurityEvent::SignInFailed { subject, reason };
            audit::record_at(&mut tx, backend, (Doer::Nobody, &origin.network_words), event).await?;
            tx.commit().await?;
            return Err(error);
        }
    }
    let begun = begin(&mut tx, backend, &person, (&number, &origin), SignInWay::Code).await;
    end(tx, backend, begun, (&person, &origin)).await
}

/// Whether a number's code was typed in this browser a short time ago.
async fn has_proved(
    tx: &mut Transaction,
    (number, device): (&str, &str),
    now: Timestamp,
) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Row {
        proved: i64,
    }
    let sql = "SELECT count(*) AS proved FROM sign_in_codes WHERE phone_hash = $1 AND device_hash = $2 AND used_at > $3";
    let row: Option<Row> = tx.one(sql, values![number, device, now.plus(-CLAIM_PATIENCE)]).await?;
    Ok(row.is_some_and(|row| row.proved > 0))
}

/// What the account knows of its owner.
async fn known(tx: &mut Transaction, backend: &Backend, person: &PersonId) -> Result<KnownOwner, AppError> {
    #[derive(FromRow)]
    struct Row {
        name: String,
    }
    let row: Option<Row> = tx.one("SELECT name FROM people WHERE id = $1", values![person]).await?;
    let home = home_of(tx, backend, person).await?;
    let tree = areas::tree_in(tx, backend).await?;
    Ok(KnownOwner {
        name: row.map(|row| row.name).unwrap_or_default(),
        home: home.map(|home| (tree.name(&home.estate).to_owned(), home.building)),
    })
}
