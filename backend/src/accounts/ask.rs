//! Asking for a one-time code.

use super::people::phone_hash;
use super::sender::SendError;
use crate::store::{Session, StoreError};
use crate::{AppError, Backend, ErrorKind, FieldError, values};
use domain::accounts::{CODE_LIFETIME, CodeRefusal, Phone, SignInCode, may_ask_for_code};
use domain::time::{DAY, Timestamp};
use sqlx::FromRow;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;

/// Where the vault makes fingerprints of network addresses.
const NETWORK_PLACE: &str = "sign_in_codes.network";
/// Where the vault makes fingerprints of codes.
const CODE_PLACE: &str = "sign_in_codes.code";

/// A code was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeSent {
    /// To which number.
    pub phone: Phone,
    /// The code itself, only where the sender shows it: in the demo.
    pub code: Option<String>,
}

/// Sends a one-time code to a number, if neither the number nor the network has asked too often.
///
/// # Errors
/// [`AppError`]: the number is no number (field `phone`), too many were asked for, or it could not
/// be sent.
pub async fn ask_for_code(backend: &Backend, phone: &str, network: &str) -> Result<CodeSent, AppError> {
    let phone =
        Phone::parse(phone).map_err(|error| AppError::invalid(vec![FieldError::new("phone", error)]))?;
    let code = SignInCode::from_random(backend.entropy.below(1_000_000));
    store(backend, &phone, network, &code).await?;
    // Outside of the transaction, which must not wait for a gateway. A code that could not be sent
    // still counts: nobody knows whether it arrived after all.
    let sender = Arc::clone(&backend.sender);
    let addressee = phone.clone();
    let sent = tokio::task::spawn_blocking(move || sender.send(&addressee, &code))
        .await
        .map_err(|error| AppError::internal(&error))?;
    match sent {
        Ok(code) => Ok(CodeSent { phone, code }),
        Err(error) => Err(not_sent(&phone, &error)),
    }
}

/// Writes the code down, unless too many were asked for.
async fn store(backend: &Backend, phone: &Phone, network: &str, code: &SignInCode) -> Result<(), AppError> {
    let now = backend.clock.now();
    let number = phone_hash(backend, phone);
    let network = network_hash(backend, network);
    let mut session = backend.store.write().await?;
    pass_gate(&mut session, &number, now).await?;
    pass_gate(&mut session, &network, now).await?;
    let since = now.plus(-DAY);
    let by_number = moments(
        &mut session,
        "SELECT created_at FROM sign_in_codes WHERE phone_hash = $1 AND created_at > $2",
        &number,
        since,
    )
    .await?;
    let by_network = moments(
        &mut session,
        "SELECT created_at FROM sign_in_codes WHERE network_hash = $1 AND created_at > $2",
        &network,
        since,
    )
    .await?;
    may_ask_for_code(&by_number, &by_network, now).map_err(refused)?;
    let id = backend.entropy.id(now);
    session
        .run(
            "INSERT INTO sign_in_codes (id, phone_hash, network_hash, code_hash, created_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6)",
            values![&id, number, network, code_hash(backend, &id, code), now, now.plus(CODE_LIFETIME)],
        )
        .await?;
    session.commit().await?;
    Ok(())
}

/// Lets one session at a time ask for a number, and for a network.
///
/// On PostgreSQL two sessions could both read that nothing was sent yet. Writing the same row first
/// makes the second wait until the first has ended, and then see what it wrote. Numbers always come
/// before networks, so no two sessions wait for each other. SQLite has one writer anyway.
async fn pass_gate(session: &mut Session, place: &str, now: Timestamp) -> Result<(), StoreError> {
    session
        .run(
            "INSERT INTO sign_in_gates (place, asked_at) VALUES ($1, $2) \
             ON CONFLICT (place) DO UPDATE SET asked_at = excluded.asked_at",
            values![place, now],
        )
        .await?;
    Ok(())
}

/// When codes were asked for, in any order.
async fn moments(
    session: &mut Session,
    sql: &'static str,
    hash: &str,
    since: Timestamp,
) -> Result<Vec<Timestamp>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        created_at: i64,
    }
    let rows: Vec<Row> = session.all(sql, values![hash, since]).await?;
    Ok(rows.into_iter().map(|row| Timestamp(row.created_at)).collect())
}

/// The fingerprint of a code. The row's id is in it: equal codes don't look alike.
pub(super) fn code_hash(backend: &Backend, id: &str, code: &SignInCode) -> String {
    backend.vault.fingerprint(CODE_PLACE, &format!("{id} {}", code.digits()))
}

/// The fingerprint of a network address. One who has an IPv6 address has 2⁶⁴ of them: the first half counts.
pub(super) fn network_hash(backend: &Backend, network: &str) -> String {
    let place = match network.trim().parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).to_string(),
        Ok(IpAddr::V4(address)) => address.to_string(),
        Err(_) => network.trim().to_owned(),
    };
    backend.vault.fingerprint(NETWORK_PLACE, &place)
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
