//! Asking for a one-time code.

use super::asked::{asked_so_far, has_failed, pass_gate};
use super::devices::{OriginHashes, asker};
use super::people::phone_hash;
use super::sender::SendError;
use crate::store::StoreError;
use crate::{AppError, Backend, ErrorKind, FieldError, values};
use domain::accounts::{
    CODE_LIFETIME, CodeRefusal, Phone, SignInCode, asked_just_now, may_ask_for_code, strangers_share,
};
use domain::rate_limit::wait_words;
use domain::time::Timestamp;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// How many codes are handed to the gateway at once: one that hangs must not take all threads that may block.
static SENDING: Semaphore = Semaphore::const_new(32);

/// Label of the fingerprints of codes.
const CODE_LABEL: &str = "sign_in_codes.code";
/// Label of the codes of the demo.
const SHOWN_LABEL: &str = "sign_in_codes.shown";

/// Where somebody signs in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin<'a> {
    /// The secret that the server gave the browser: codes belong to the browser that asked for them, and one in which a
    /// number has signed in before is not kept out by what strangers do in its name.
    pub device: &'a str,
    /// The client's IP address; `None` where it isn't known, and no limit of networks holds.
    pub network: Option<&'a str>,
    /// What the browser says of itself (`User-Agent`).
    pub agent: &'a str,
}

/// A code was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeSent {
    /// To which number.
    pub phone: Phone,
    /// The code itself, only where the sender shows it: in the demo.
    pub code: Option<String>,
    /// When the code was asked for.
    pub at: Timestamp,
    /// Whether it was sent by an earlier press of the same button, and not by this one.
    pub before: bool,
}

/// What counts as one more press of a button whose first answer may never have arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// Nothing does: whoever asks too soon is told how long to wait.
    None,
    /// The browser asked for the number within the last minute.
    JustNow,
    /// The browser asked for the number within the last minute, and since the code that the page speaks of.
    Since(Timestamp),
}

/// Sends a one-time code to a number, if neither number nor network has asked too often, and today's are not used up. One
/// more press of the same button is led on to the code that is on its way to this browser, and none is sent.
///
/// # Errors
/// [`AppError`]: the number is no number (field `phone`), too many were asked for, or it could not
/// be sent.
pub async fn ask_for_code(
    backend: &Backend,
    phone: &str,
    origin: Origin<'_>,
    repeat: Repeat,
) -> Result<CodeSent, AppError> {
    let phone = Phone::parse_mobile(phone)
        .map_err(|error| AppError::invalid(vec![FieldError::new("phone", error)]))?;
    let Stored { id, code, at, before } = store(backend, &phone, &origin, repeat).await?;
    if before {
        let code = code.map(|code| code.digits().to_owned());
        return Ok(CodeSent { phone, code, at, before });
    }
    let code = code.ok_or_else(|| AppError::internal(&"a new code that is unknown"))?;
    // Outside of the transaction, which must not wait for a gateway. A code that could not be sent
    // still counts: nobody knows whether it arrived after all.
    let sender = Arc::clone(&backend.sender);
    let addressee = phone.clone();
    let turn = SENDING.acquire().await.map_err(|error| AppError::internal(&error))?;
    let sent = tokio::task::spawn_blocking(move || sender.send(&addressee, &code))
        .await
        .map_err(|error| AppError::internal(&error))?;
    drop(turn);
    match sent {
        Ok(code) => Ok(CodeSent { phone, code, at, before }),
        Err(error) => {
            note_failure(backend, &id).await?;
            Err(not_sent(&phone, &error))
        }
    }
}

/// Notes that a code is not on its way.
async fn note_failure(backend: &Backend, id: &str) -> Result<(), StoreError> {
    let mut tx = backend.store.write().await?;
    let sql = "UPDATE sign_in_codes SET failed_at = $2 WHERE id = $1";
    tx.run(sql, values![id, backend.clock.now()]).await?;
    tx.commit().await
}

/// A code that is written down.
struct Stored {
    /// Its row; empty for one from before.
    id: String,
    /// The code; `None` for one from before, but where codes are shown.
    code: Option<SignInCode>,
    at: Timestamp,
    before: bool,
}

/// Writes a new code down, unless too many were asked for, or one is on its way.
async fn store(
    backend: &Backend,
    phone: &Phone,
    origin: &Origin<'_>,
    repeat: Repeat,
) -> Result<Stored, AppError> {
    let now = backend.clock.now();
    let number = phone_hash(backend, phone);
    let origin = OriginHashes::of(backend, origin)?;
    let mut tx = backend.store.write().await?;
    pass_gate(&mut tx, &number, now).await?;
    if !origin.network.is_empty() {
        pass_gate(&mut tx, &origin.network, now).await?;
    }
    let so_far = asked_so_far(&mut tx, &number, &origin, now).await?;
    let last = asked_just_now(&so_far.of_number, now);
    let last = last.filter(|last| match repeat {
        Repeat::None => false,
        Repeat::JustNow => true,
        Repeat::Since(known) => *last > known,
    });
    if let Some(at) = last
        && !has_failed(&mut tx, &number, at).await?
    {
        let code = if backend.sender.shows() { Some(shown_code(backend, &number, at)) } else { None };
        return Ok(Stored { id: String::new(), code, at, before: true });
    }
    let asker = asker(&mut tx, &number, &origin).await?;
    may_ask_for_code(asker, &so_far, backend.codes_a_day, now)
        .map_err(|refusal| refused(backend, refusal))?;
    let code = if backend.sender.shows() {
        shown_code(backend, &number, now)
    } else {
        SignInCode::from_random(backend.entropy.below(1_000_000))
    };
    let id = backend.entropy.id(now);
    let (code_hash, expires_at) = (code_hash(backend, &id, &code), now.plus(CODE_LIFETIME));
    tx.run(
        "INSERT INTO sign_in_codes \
         (id, phone_hash, network_hash, device_hash, by_stranger, code_hash, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![
            &id,
            number,
            &origin.network,
            &origin.device,
            i64::from(!asker.is_known()),
            code_hash,
            now,
            expires_at
        ],
    )
    .await?;
    tx.commit().await?;
    if so_far.today + 1 == strangers_share(backend.codes_a_day) {
        let codes_a_day = backend.codes_a_day;
        tracing::error!(codes_a_day, "FOUR FIFTHS OF TODAY'S SIGN-IN CODES ARE SENT: strangers get no more");
    }
    Ok(Stored { id, code: Some(code), at: now, before: false })
}

/// In the demo, where the page shows it: a code that can be shown again, since it follows from number and time. It is
/// no secret there.
fn shown_code(backend: &Backend, number: &str, at: Timestamp) -> SignInCode {
    let print = backend.vault.fingerprint(SHOWN_LABEL, &format!("{number} {}", at.0));
    let random = print.bytes().fold(0_u32, |sum, byte| (sum * 31 + u32::from(byte)) % 1_000_000);
    SignInCode::from_random(random)
}

/// The fingerprint of a code. The row's id is in it: equal codes don't look alike.
pub(super) fn code_hash(backend: &Backend, id: &str, code: &SignInCode) -> String {
    backend.vault.fingerprint(CODE_LABEL, &format!("{id} {}", code.digits()))
}

/// Asked too often: how long to wait.
fn refused(backend: &Backend, refusal: CodeRefusal) -> AppError {
    let (code, wait, what) = match refusal {
        CodeRefusal::Number { wait } => ("sign_in.number_limit", wait, "验证码要得太频繁了"),
        CodeRefusal::Network { wait } => ("sign_in.network_limit", wait, "这个网络上要验证码的人太多了"),
        CodeRefusal::Budget => {
            tracing::error!(
                codes_a_day = backend.codes_a_day,
                "a sign-in code is refused: today's are used up"
            );
            let sentence = "今天的验证码短信已经发完了，请明天再来；急事请打社区电话";
            return AppError::new(ErrorKind::TooMany, "sign_in.budget", sentence);
        }
    };
    AppError::new(ErrorKind::TooMany, code, format!("{what}，请过 {}再试", wait_words(wait)))
}

fn not_sent(phone: &Phone, error: &SendError) -> AppError {
    tracing::error!(%phone, %error, "sign-in code not sent");
    AppError::new(ErrorKind::Internal, error.code(), "短信没有发出去，请过一分钟再试；一直不行请打社区电话")
}
