//! Signing in by a link that the console opened: the way in where no message arrives.

use super::ask::Origin;
use super::devices::OriginHashes;
use super::sign_in::{SignedIn, begin, end};
use crate::store::FromRow;
use crate::{AppError, Backend, ErrorKind, audit, values};
use domain::accounts::{PersonId, Phone};
use domain::audit::{Doer, SecurityEvent, SignInWay};
use domain::time::MINUTE;

/// How long a link can be used, in milliseconds.
pub const SIGN_IN_LINK_LIFETIME: i64 = 10 * MINUTE;

/// Label of the fingerprints of links.
const LINK_LABEL: &str = "sign_in_links.token";

/// Makes a link for somebody who is known by their number, in place of one that was not used; its token, which is stored
/// nowhere.
///
/// # Errors
/// [`AppError`]: the number is no number, or nobody has it.
pub async fn make_sign_in_link(backend: &Backend, phone: &str) -> Result<String, AppError> {
    let invalid = |code: &str, sentence: String| AppError::new(ErrorKind::Invalid, code, sentence);
    let phone =
        Phone::parse_mobile(phone).map_err(|error| invalid("sign_in_link.phone", error.to_string()))?;
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    let person = super::find_person_by_phone(&mut tx, backend, &phone)
        .await?
        .ok_or_else(|| invalid("sign_in_link.nobody", "没有人用这个手机号，请先授予身份".to_owned()))?;
    let token = backend.entropy.token();
    tx.run("DELETE FROM sign_in_links WHERE person = $1 AND used_at IS NULL", values![&person]).await?;
    tx.run(
        "INSERT INTO sign_in_links (token_hash, person, created_at, expires_at) VALUES ($1, $2, $3, $4)",
        values![backend.vault.fingerprint(LINK_LABEL, &token), &person, now, now.plus(SIGN_IN_LINK_LIFETIME)],
    )
    .await?;
    let made = SecurityEvent::SignInLinkMade { subject: person.clone() };
    audit::record(&mut tx, backend, Doer::Console, made).await?;
    tx.commit().await?;
    tracing::warn!(person = %person, "the console has made a link to sign in");
    Ok(token)
}

/// Signs in whoever a link was made for: once, or again in the browser that used it, which may not have had the answer.
///
/// # Errors
/// [`AppError`] `sign_in_link.gone`: it was used, or its time is over, or there never was one.
pub async fn sign_in_by_link(
    backend: &Backend,
    token: &str,
    origin: Origin<'_>,
) -> Result<SignedIn, AppError> {
    #[derive(FromRow)]
    struct Link {
        person: String,
    }
    #[derive(FromRow)]
    struct Number {
        phone_hash: String,
    }
    let origin = OriginHashes::of(backend, &origin)?;
    let now = backend.clock.now();
    let mut tx = backend.store.write().await?;
    let link: Option<Link> = tx
        .one(
            "UPDATE sign_in_links SET used_at = $2, used_by = $3 \
             WHERE token_hash = $1 AND (used_by IS NULL OR used_by = $3) AND expires_at > $2 RETURNING person",
            values![backend.vault.fingerprint(LINK_LABEL, token), now, &origin.device],
        )
        .await?;
    let Some(link) = link else {
        let sentence = "这个登录链接用过了，或者过期了，请让管系统的人再给一个";
        return Err(AppError::new(ErrorKind::Invalid, "sign_in_link.gone", sentence));
    };
    let sql = "SELECT phone_hash FROM people WHERE id = $1";
    let number: Option<Number> = tx.one(sql, values![&link.person]).await?;
    let number = number.map(|number| number.phone_hash).unwrap_or_default();
    let person = PersonId(link.person);
    let begun = begin(&mut tx, backend, &person, (&number, &origin), SignInWay::Link).await;
    end(tx, backend, begun, (&person, &origin)).await
}
