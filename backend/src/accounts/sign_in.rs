//! Signing in with a one-time code.

use super::ask::{Origin, Repeat, ask_for_code, code_hash};
use super::claim::{asked_whose, is_asked_whose};
use super::devices::{self, OriginHashes};
use super::locks::is_locked;
use super::people::{find_person_by_phone, known, phone_hash};
use super::{session, viewer};
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, FieldError, areas, audit, values};
use domain::accounts::{GUESSING, PRIVACY_NOTICE, PersonId, Phone, SignInCode, code_tries};
use domain::audit::{Doer, SecurityEvent, SignInFailure, SignInWay};
use domain::time::{HOUR, Timestamp};
use subtle::ConstantTimeEq;

/// The code of what those read whose account is locked.
const LOCKED: &str = "sign_in.locked";

/// Somebody has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The secret of the session, for a cookie.
    pub token: String,
    /// Whether name, home or consent are to be asked for now.
    pub needs_profile: bool,
}

/// Signs in with the newest code of a number that this browser asked for. At the first time the person is made.
///
/// The browser that signed in with a code may do so once more while the code lives: on a slow network somebody presses
/// twice, and the browser drops the first answer with the session in it. What belonging to a browser means:
/// - Whoever asks in somebody else's name has codes and tries of their own, and takes neither from the owner.
/// - Whoever read the code over somebody's shoulder, or in their messages, has another browser, for which it is no code.
/// - Whoever can copy the browser's secret out of its cookie, out of reach of scripts, could as well copy the session. They
///   still need the code, and have no more than its tries, those of the owner counted.
/// - At a shared computer whoever comes next needs the code from somebody else's phone, within its five minutes.
///
/// # Errors
/// [`AppError`] with the field `phone` or `code`: not a number, not a code, a wrong one, one that is
/// used or too old, or too many tries; [`super::ASKED_WHOSE`] if the code is right, and the account might be somebody else's, to whom the
/// number belonged before ([`super::claim_account`]).
pub async fn sign_in(
    backend: &Backend,
    phone: &str,
    code: &str,
    origin: Origin<'_>,
) -> Result<SignedIn, AppError> {
    let phone = Phone::parse_mobile(phone)
        .map_err(|error| AppError::invalid(vec![FieldError::new("phone", error)]))?;
    let code = SignInCode::parse(code).ok_or_else(|| {
        refused(ErrorKind::Invalid, "sign_in.code_malformed", "验证码是 6 位数字，请再看一看".to_owned())
    })?;
    let now = backend.clock.now();
    let number = phone_hash(backend, &phone);
    let origin = OriginHashes::of(backend, &origin)?;
    let mut tx = backend.store.write().await?;
    let wrong_before = wrong_within_hour(&mut tx, now).await?;
    let Some(tried) = try_newest(&mut tx, &number, &origin.device, wrong_before, now).await? else {
        return Err(why_not(&mut tx, &number, &origin.device, now).await?);
    };
    let typed = code_hash(backend, &tried.id, &code);
    if !bool::from(typed.as_bytes().ct_eq(tried.code_hash.as_bytes())) {
        let subject = find_person_by_phone(&mut tx, backend, &phone).await?;
        let event = SecurityEvent::SignInFailed { subject, reason: SignInFailure::WrongCode };
        audit::record_at(&mut tx, backend, (Doer::Nobody, &origin.network_words), event).await?;
        tx.commit().await?;
        let network = &origin.network[..origin.network.len().min(8)];
        tracing::warn!(%phone, network, tries = tried.tries, "wrong sign-in code");
        if wrong_before + 1 == GUESSING {
            tracing::error!(
                wrong_before,
                "somebody is guessing sign-in codes: strangers have fewer tries now"
            );
        }
        return Err(wrong(code_tries(tried.by_stranger != 0, wrong_before) - tried.tries));
    }
    tx.run(
        "UPDATE sign_in_codes SET used_at = $2 WHERE id = $1 AND used_at IS NULL",
        values![&tried.id, now],
    )
    .await?;
    let person = known(&mut tx, backend, &phone).await?;
    if is_asked_whose(&mut tx, &person, (&number, &origin.device), now).await? {
        tx.commit().await?;
        return Err(asked_whose());
    }
    let way = if tried.used_at.is_some() { SignInWay::LostAnswer } else { SignInWay::Code };
    let begun = begin(&mut tx, backend, &person, (&number, &origin), way).await;
    end(tx, backend, begun, (&person, &origin)).await
}

/// Signs in by the code that is shown in place of being sent, in a browser of the number's own: for the people of the demo,
/// of benches and of tests.
///
/// # Errors
/// As [`ask_for_code`] and [`sign_in`]; codes are sent here, not shown.
pub async fn sign_in_by_shown_code(backend: &Backend, phone: &str) -> Result<SignedIn, AppError> {
    let origin = Origin { device: phone, network: Some(phone), agent: "" };
    let sent = ask_for_code(backend, phone, origin, Repeat::JustNow).await?;
    let code = sent.code.ok_or_else(|| AppError::internal(&"codes are not shown"))?;
    sign_in(backend, phone, &code, origin).await
}

/// Begins a session of a person, with what is still to be asked of them.
///
/// # Errors
/// [`AppError`] `sign_in.locked` if the account is.
pub(super) async fn begin(
    tx: &mut Transaction,
    backend: &Backend,
    person: &PersonId,
    (number, origin): (&str, &OriginHashes),
    way: SignInWay,
) -> Result<SignedIn, AppError> {
    if is_locked(tx, person).await? {
        let sentence = "这个账号停用了，请找管理员";
        return Err(AppError::new(ErrorKind::Denied, LOCKED, sentence));
    }
    let now = backend.clock.now();
    let new_device = devices::is_new(tx, (number, person), origin, now).await?;
    devices::remember(tx, number, origin, now).await?;
    let tree = areas::tree_in(tx, backend).await?;
    let grants = viewer::grants_of(tx, &tree, person, now).await?;
    let token = session::begin(tx, backend, person, &grants, (origin, new_device, way.method())).await?;
    let doer = Doer::holding(person, session::first_in_use(&grants).map(|held| &held.grant));
    let event = SecurityEvent::SignedIn { way, new_device };
    audit::record_at(tx, backend, (doer, &origin.network_words), event).await?;
    let needs_profile = needs_profile(tx, person, !grants.is_empty()).await?;
    Ok(SignedIn { token, needs_profile })
}

/// Ends the transaction of a sign-in: what it wrote stays, or nothing but that a locked account was not let in.
pub(super) async fn end(
    tx: Transaction,
    backend: &Backend,
    begun: Result<SignedIn, AppError>,
    (person, origin): (&PersonId, &OriginHashes),
) -> Result<SignedIn, AppError> {
    match &begun {
        Ok(_) => tx.commit().await?,
        Err(error) if error.code == LOCKED => {
            drop(tx);
            let mut tx = backend.store.write().await?;
            let (subject, reason) = (Some(person.clone()), SignInFailure::Locked);
            let event = SecurityEvent::SignInFailed { subject, reason };
            audit::record_at(&mut tx, backend, (Doer::Nobody, &origin.network_words), event).await?;
            tx.commit().await?;
        }
        Err(_) => {}
    }
    begun
}

/// How many wrong tries were made within the last hour, of all numbers.
pub(super) async fn wrong_within_hour(tx: &mut Transaction, now: Timestamp) -> Result<i64, StoreError> {
    #[derive(FromRow)]
    struct Row {
        wrong: i64,
    }
    // Of a code that was used the last try was right.
    let row: Option<Row> = tx
        .one(
            "SELECT CAST(COALESCE(sum(tries - CASE WHEN used_at IS NULL THEN 0 ELSE 1 END), 0) AS BIGINT) AS wrong \
             FROM sign_in_codes WHERE created_at > $1 AND tries > 0",
            values![now.plus(-HOUR)],
        )
        .await?;
    Ok(row.map_or(0, |row| row.wrong))
}

#[derive(FromRow)]
struct Tried {
    id: String,
    code_hash: String,
    tries: i64,
    by_stranger: i64,
    used_at: Option<i64>,
}

/// Counts a try of the newest code that a browser asked for; `None` if it can't be tried (any more).
///
/// One statement: of two that try the last time at once, one finds it gone.
async fn try_newest(
    tx: &mut Transaction,
    number: &str,
    device: &str,
    wrong_before: i64,
    now: Timestamp,
) -> Result<Option<Tried>, StoreError> {
    tx.one(
        "UPDATE sign_in_codes SET tries = tries + 1 \
         WHERE id = (SELECT id FROM sign_in_codes WHERE phone_hash = $1 AND device_hash = $2 \
                     ORDER BY created_at DESC, id DESC LIMIT 1) \
         AND expires_at > $3 AND tries < CASE WHEN by_stranger = 0 THEN $4 ELSE $5 END \
         RETURNING id, code_hash, tries, by_stranger, used_at",
        values![number, device, now, code_tries(false, wrong_before), code_tries(true, wrong_before)],
    )
    .await
}

/// Why the browser's newest code can't be tried.
async fn why_not(
    tx: &mut Transaction,
    number: &str,
    device: &str,
    now: Timestamp,
) -> Result<AppError, StoreError> {
    #[derive(FromRow)]
    struct Row {
        expires_at: i64,
    }
    let newest: Option<Row> = tx
        .one(
            "SELECT expires_at FROM sign_in_codes WHERE phone_hash = $1 AND device_hash = $2 \
             ORDER BY created_at DESC, id DESC LIMIT 1",
            values![number, device],
        )
        .await?;
    let (kind, code, sentence) = match newest {
        None => (ErrorKind::Invalid, "sign_in.no_code", "请先获取验证码"),
        Some(row) if row.expires_at <= now.0 => {
            (ErrorKind::Invalid, "sign_in.code_expired", "验证码过了 5 分钟，已经失效，请重新获取")
        }
        Some(_) => (ErrorKind::TooMany, "sign_in.too_many_tries", "验证码错了太多次，请重新获取"),
    };
    Ok(refused(kind, code, sentence.to_owned()))
}

fn wrong(left: i64) -> AppError {
    if left > 0 {
        let sentence = format!("验证码不对，请再看一看（还可以试 {left} 次）");
        refused(ErrorKind::Invalid, "sign_in.code_wrong", sentence)
    } else {
        let sentence = "验证码错了太多次，请重新获取".to_owned();
        refused(ErrorKind::TooMany, "sign_in.too_many_tries", sentence)
    }
}

/// An error that stands beside the field of the code.
fn refused(kind: ErrorKind, code: &str, sentence: String) -> AppError {
    let fields = vec![FieldError::new("code", &sentence)];
    AppError { fields, ..AppError::new(kind, code, sentence) }
}

/// Whether something is still to be asked of the person: as [`super::Viewer::needs_profile`].
async fn needs_profile(
    tx: &mut Transaction,
    person: &PersonId,
    holds_grant: bool,
) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Row {
        name: String,
        estate: Option<String>,
        consent_version: Option<i64>,
    }
    let row: Option<Row> =
        tx.one("SELECT name, estate, consent_version FROM people WHERE id = $1", values![person]).await?;
    Ok(row.is_none_or(|row| {
        row.name.is_empty()
            || row.consent_version.is_none_or(|version| version < PRIVACY_NOTICE)
            || (row.estate.is_none() && !holds_grant)
    }))
}
