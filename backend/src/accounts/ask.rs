//! Asking for a one-time code.

use super::people::phone_hash;
use super::sender::SendError;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, FieldError, values};
use domain::accounts::{
    CODE_LIFETIME, CodeRefusal, Phone, SignInCode, asked_just_now, may_ask_for_code, network_of,
};
use domain::time::{DAY, Timestamp};
use std::sync::Arc;

/// Label of the fingerprints of network addresses.
const NETWORK_LABEL: &str = "sign_in_codes.network";
/// Label of the fingerprints of codes.
const CODE_LABEL: &str = "sign_in_codes.code";
/// Label of the codes of the demo.
const SHOWN_LABEL: &str = "sign_in_codes.shown";

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
    /// The number was asked for within the last minute.
    JustNow,
    /// The number was asked for within the last minute, and since the code that the page speaks of.
    Since(Timestamp),
}

/// Sends a one-time code to a number, if neither the number nor the network has asked too often.
///
/// # Errors
/// [`AppError`]: the number is no number (field `phone`), too many were asked for, or it could not
/// be sent.
pub async fn ask_for_code(backend: &Backend, phone: &str, network: &str) -> Result<CodeSent, AppError> {
    ask_once(backend, phone, network, Repeat::None).await
}

/// As [`ask_for_code`]; one more press of the same button is led on to the code that is on its way, and none is sent.
///
/// Whoever presses so for somebody else's number learns what the limit of one a minute told them before: that the number
/// was asked for within the minute. Whether its code was used, or tried, makes no difference to the answer.
///
/// # Errors
/// As [`ask_for_code`].
pub async fn ask_once(
    backend: &Backend,
    phone: &str,
    network: &str,
    repeat: Repeat,
) -> Result<CodeSent, AppError> {
    let phone = Phone::parse_mobile(phone)
        .map_err(|error| AppError::invalid(vec![FieldError::new("phone", error)]))?;
    let Stored { id, code, at, before } = store(backend, &phone, network, repeat).await?;
    if before {
        let code = code.map(|code| code.digits().to_owned());
        return Ok(CodeSent { phone, code, at, before });
    }
    let code = code.ok_or_else(|| AppError::internal(&"a new code that is unknown"))?;
    // Outside of the transaction, which must not wait for a gateway. A code that could not be sent
    // still counts: nobody knows whether it arrived after all.
    let sender = Arc::clone(&backend.sender);
    let addressee = phone.clone();
    let sent = tokio::task::spawn_blocking(move || sender.send(&addressee, &code))
        .await
        .map_err(|error| AppError::internal(&error))?;
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
async fn store(backend: &Backend, phone: &Phone, network: &str, repeat: Repeat) -> Result<Stored, AppError> {
    let now = backend.clock.now();
    let number = phone_hash(backend, phone);
    let network = network_hash(backend, network);
    let mut tx = backend.store.write().await?;
    pass_gate(&mut tx, &number, now).await?;
    pass_gate(&mut tx, &network, now).await?;
    let since = now.plus(-DAY);
    let by_number = moments(
        &mut tx,
        "SELECT created_at FROM sign_in_codes WHERE phone_hash = $1 AND created_at > $2",
        &number,
        since,
    )
    .await?;
    let by_network = moments(
        &mut tx,
        "SELECT created_at FROM sign_in_codes WHERE network_hash = $1 AND created_at > $2",
        &network,
        since,
    )
    .await?;
    let last = asked_just_now(&by_number, now);
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
    may_ask_for_code(&by_number, &by_network, now).map_err(refused)?;
    let code = if backend.sender.shows() {
        shown_code(backend, &number, now)
    } else {
        SignInCode::from_random(backend.entropy.below(1_000_000))
    };
    let id = backend.entropy.id(now);
    tx.run(
        "INSERT INTO sign_in_codes (id, phone_hash, network_hash, code_hash, created_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        values![&id, number, network, code_hash(backend, &id, &code), now, now.plus(CODE_LIFETIME)],
    )
    .await?;
    tx.commit().await?;
    Ok(Stored { id, code: Some(code), at: now, before: false })
}

/// Whether the code that a number was asked for at that moment could not be sent.
async fn has_failed(tx: &mut Transaction, number: &str, at: Timestamp) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Row {
        failed: i64,
    }
    let row: Option<Row> = tx
        .one(
            "SELECT count(*) AS failed FROM sign_in_codes \
             WHERE phone_hash = $1 AND created_at = $2 AND failed_at IS NOT NULL",
            values![number, at],
        )
        .await?;
    Ok(row.is_some_and(|row| row.failed > 0))
}

/// In the demo, where the page shows it: a code that can be shown again, since it follows from number and time. It is
/// no secret there.
fn shown_code(backend: &Backend, number: &str, at: Timestamp) -> SignInCode {
    let print = backend.vault.fingerprint(SHOWN_LABEL, &format!("{number} {}", at.0));
    let random = print.bytes().fold(0_u32, |sum, byte| (sum * 31 + u32::from(byte)) % 1_000_000);
    SignInCode::from_random(random)
}

/// Lets one session at a time ask for a number, and for a network.
///
/// On PostgreSQL two sessions could both read that nothing was sent yet. Writing the same row first
/// makes the second wait until the first has ended, and then see what it wrote. Numbers always come
/// before networks, so no two sessions wait for each other. SQLite has one writer anyway.
async fn pass_gate(tx: &mut Transaction, place: &str, now: Timestamp) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO sign_in_gates (place, asked_at) VALUES ($1, $2) \
             ON CONFLICT (place) DO UPDATE SET asked_at = excluded.asked_at",
        values![place, now],
    )
    .await?;
    Ok(())
}

/// When codes were asked for, in any order.
async fn moments(
    tx: &mut Transaction,
    sql: &'static str,
    hash: &str,
    since: Timestamp,
) -> Result<Vec<Timestamp>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        created_at: i64,
    }
    let rows: Vec<Row> = tx.all(sql, values![hash, since]).await?;
    Ok(rows.into_iter().map(|row| Timestamp(row.created_at)).collect())
}

/// The fingerprint of a code. The row's id is in it: equal codes don't look alike.
pub(super) fn code_hash(backend: &Backend, id: &str, code: &SignInCode) -> String {
    backend.vault.fingerprint(CODE_LABEL, &format!("{id} {}", code.digits()))
}

/// The fingerprint of a network, by the address that somebody asks from.
pub(super) fn network_hash(backend: &Backend, network: &str) -> String {
    let network = network.trim();
    let place =
        network.parse().map_or_else(|_| network.to_owned(), |address| network_of(address).to_string());
    backend.vault.fingerprint(NETWORK_LABEL, &place)
}

/// Asked too often: how long to wait.
fn refused(refusal: CodeRefusal) -> AppError {
    let (code, wait, what) = match refusal {
        CodeRefusal::Number { wait } => ("sign_in.number_limit", wait, "验证码要得太频繁了"),
        CodeRefusal::Network { wait } => ("sign_in.network_limit", wait, "这个网络上要验证码的人太多了"),
    };
    AppError::new(ErrorKind::TooMany, code, format!("{what}，请过{}再试", wait_words(wait)))
}

/// A wait, rounded up: whoever waits as long is let through.
fn wait_words(milliseconds: i64) -> String {
    let seconds = (milliseconds + 999) / 1000;
    match seconds {
        ..=60 => format!(" {seconds} 秒"),
        61..=3600 => format!(" {} 分钟", (seconds + 59) / 60),
        _ => format!(" {} 小时", (seconds + 3599) / 3600),
    }
}

fn not_sent(phone: &Phone, error: &SendError) -> AppError {
    tracing::error!(%phone, %error, "sign-in code not sent");
    AppError::new(ErrorKind::Internal, error.code(), "短信没有发出去，请过一分钟再试；一直不行请打社区电话")
}

#[cfg(test)]
mod tests {
    use super::wait_words;

    #[test]
    fn waits_are_rounded_up() {
        for (milliseconds, words) in [
            (1, " 1 秒"),
            (60_000, " 60 秒"),
            (60_001, " 2 分钟"),
            (3_600_000, " 60 分钟"),
            (3_600_001, " 2 小时"),
        ] {
            assert_eq!(wait_words(milliseconds), words);
        }
    }
}
