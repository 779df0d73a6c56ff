//! Signing in with a one-time code.

use super::ask::{code_hash, network_hash};
use super::people::{known, phone_hash};
use super::{session, viewer};
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, FieldError, areas, values};
use domain::accounts::{CODE_TRIES, PRIVACY_NOTICE, PersonId, Phone, SignInCode};
use domain::time::Timestamp;
use subtle::ConstantTimeEq;

/// Label of the fingerprints of browsers.
const BROWSER_LABEL: &str = "sign_in_codes.browser";

/// Somebody has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The secret of the session, for a cookie.
    pub token: String,
    /// Whether name, home or consent are to be asked for now.
    pub needs_profile: bool,
}

/// Signs in with the newest code that was sent to a number, where it doesn't matter in which browser: as
/// [`sign_in_from`], and the code works once.
///
/// # Errors
/// As [`sign_in_from`].
pub async fn sign_in(
    backend: &Backend,
    phone: &str,
    code: &str,
    network: &str,
) -> Result<SignedIn, AppError> {
    sign_in_from(backend, None, phone, code, network).await
}

/// Signs in with the newest code that was sent to a number. At the first time the person is made.
///
/// The browser that signed in with a code may do so once more while the code lives: on a slow network somebody presses
/// twice, and the browser drops the first answer with the session in it. `browser` is the secret that the server gave that
/// browser when it asked for the code (the encrypted cookie `sign_in`, out of reach of scripts), of which the row keeps the
/// fingerprint. What this opens, and to whom:
/// - Whoever read the code over somebody's shoulder, or in their messages, asks for a cookie of their own, whose secret is
///   another: a code that was used stays used for them, as before. An unused one was always worth as much to them as to
///   its owner.
/// - Whoever can copy the cookie out of the browser could as well copy the session. They still need the code, and have no
///   more than the five tries of that code, those of the owner counted.
/// - At a shared computer the cookie goes with the answer of a sign-in; if that answer was lost, whoever comes next needs
///   the code from somebody else's phone, within its five minutes.
/// - Of many posts of a right code at once, those from one browser make a session each (five at most, by the tries), those
///   from different browsers one in all.
///
/// # Errors
/// [`AppError`] with the field `phone` or `code`: not a number, not a code, a wrong one, one that is
/// used or too old, or too many tries.
pub async fn sign_in_from(
    backend: &Backend,
    browser: Option<&str>,
    phone: &str,
    code: &str,
    network: &str,
) -> Result<SignedIn, AppError> {
    let phone = Phone::parse_mobile(phone)
        .map_err(|error| AppError::invalid(vec![FieldError::new("phone", error)]))?;
    let code = SignInCode::parse(code).ok_or_else(|| {
        refused(ErrorKind::Invalid, "sign_in.code_malformed", "验证码是 6 位数字，请再看一看".to_owned())
    })?;
    let now = backend.clock.now();
    let number = phone_hash(backend, &phone);
    let mut tx = backend.store.write().await?;
    let browser = browser.map(|secret| backend.vault.fingerprint(BROWSER_LABEL, secret));
    let Some(tried) = try_newest(&mut tx, &number, browser.as_deref(), now).await? else {
        return Err(why_not(&mut tx, &number, now).await?);
    };
    let typed = code_hash(backend, &tried.id, &code);
    if !bool::from(typed.as_bytes().ct_eq(tried.code_hash.as_bytes())) {
        tx.commit().await?;
        let network = network_hash(backend, network);
        tracing::warn!(%phone, network = &network[..8], tries = tried.tries, "wrong sign-in code");
        return Err(wrong(CODE_TRIES - tried.tries));
    }
    tx.run(
        "UPDATE sign_in_codes SET used_at = $2, used_by = $3 WHERE id = $1 AND used_at IS NULL",
        values![&tried.id, now, browser],
    )
    .await?;
    let person = known(&mut tx, backend, &phone).await?;
    let tree = areas::tree_in(&mut tx, backend).await?;
    let grants = viewer::grants_of(&mut tx, &tree, &person).await?;
    let token = session::begin(&mut tx, backend, &person, &grants).await?;
    let needs_profile = needs_profile(&mut tx, &person, !grants.is_empty()).await?;
    tx.commit().await?;
    Ok(SignedIn { token, needs_profile })
}

#[derive(FromRow)]
struct Tried {
    id: String,
    code_hash: String,
    tries: i64,
}

/// Counts a try of the newest code; `None` if it can't be tried (any more). One that is used can be tried by the browser
/// that used it.
///
/// One statement: of two that try the last time, or the right code, at once, one finds it gone.
async fn try_newest(
    tx: &mut Transaction,
    number: &str,
    browser: Option<&str>,
    now: Timestamp,
) -> Result<Option<Tried>, StoreError> {
    tx.one(
        "UPDATE sign_in_codes SET tries = tries + 1 \
             WHERE id = (SELECT id FROM sign_in_codes WHERE phone_hash = $1 \
                         ORDER BY created_at DESC, id DESC LIMIT 1) \
             AND (used_at IS NULL OR used_by = $4) AND expires_at > $2 AND tries < $3 \
             RETURNING id, code_hash, tries",
        values![number, now, CODE_TRIES, browser],
    )
    .await
}

/// Why the newest code can't be tried.
async fn why_not(tx: &mut Transaction, number: &str, now: Timestamp) -> Result<AppError, StoreError> {
    #[derive(FromRow)]
    struct Row {
        tries: i64,
        expires_at: i64,
        used_at: Option<i64>,
    }
    let newest: Option<Row> = tx
        .one(
            "SELECT tries, expires_at, used_at FROM sign_in_codes WHERE phone_hash = $1 \
             ORDER BY created_at DESC, id DESC LIMIT 1",
            values![number],
        )
        .await?;
    let (kind, code, sentence) = match newest {
        None => (ErrorKind::Invalid, "sign_in.no_code", "请先获取验证码"),
        Some(Row { used_at: Some(_), .. }) => {
            (ErrorKind::Invalid, "sign_in.code_used", "这个验证码已经用过了，请重新获取")
        }
        Some(row) if row.expires_at <= now.0 => {
            (ErrorKind::Invalid, "sign_in.code_expired", "验证码过了 5 分钟，已经失效，请重新获取")
        }
        Some(row) if row.tries >= CODE_TRIES => {
            (ErrorKind::TooMany, "sign_in.too_many_tries", "验证码错了太多次，请重新获取")
        }
        // A newer one was sent between the two statements.
        Some(_) => (ErrorKind::Invalid, "sign_in.code_wrong", "验证码不对，请填最新一条短信里的"),
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
