//! What a browser is asked to sign: once, within some minutes, and in this browser.

use crate::accounts::devices::OriginHashes;
use crate::store::{FromRow, Transaction};
use crate::{AppError, Backend, ErrorKind, values};
use domain::accounts::{PASSKEY_PATIENCE, PersonId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Additional data of what a browser carries.
const AAD: &str = "passkeys.challenge";
/// Label of the fingerprints of challenges that were answered.
const LABEL: &str = "passkey_challenges.challenge";

/// What was asked.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Challenge {
    /// 32 random bytes in base64url.
    pub(super) challenge: String,
    purpose: Purpose,
    /// The fingerprint of the browser that was asked.
    browser: String,
    at: Timestamp,
}

/// What for.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Purpose {
    /// To sign in.
    SignIn,
    /// To add a passkey to somebody's account.
    Add(PersonId),
}

impl Challenge {
    /// A new one, and what the browser carries of it.
    pub(super) fn issue(
        backend: &Backend,
        purpose: Purpose,
        origin: &OriginHashes,
    ) -> Result<(Self, String), AppError> {
        let (challenge, at) = (backend.entropy.token(), backend.clock.now());
        let issued = Self { challenge, purpose, browser: origin.device.clone(), at };
        let text = serde_json::to_string(&issued).map_err(|error| AppError::internal(&error))?;
        let carried = backend.vault.encrypt(AAD, &text, &backend.entropy)?;
        Ok((issued, carried))
    }

    /// What a browser brings back, if it was this one that was asked, for this purpose, a short time ago.
    pub(super) fn open(
        backend: &Backend,
        carried: &str,
        purpose: &Purpose,
        origin: &OriginHashes,
    ) -> Result<Self, AppError> {
        let text = backend.vault.decrypt(AAD, carried).ok();
        let issued: Option<Self> = text.and_then(|text| serde_json::from_str(&text).ok());
        let now = backend.clock.now();
        let holds = |issued: &Self| {
            issued.purpose == *purpose
                && issued.browser == origin.device
                && (0..PASSKEY_PATIENCE).contains(&now.since(issued.at))
        };
        issued
            .filter(holds)
            .ok_or_else(|| AppError::new(ErrorKind::Invalid, "passkey.too_late", "隔得太久了，请再按一次"))
    }

    /// Notes that it was answered. Whether it is for the first time: the same press may arrive twice, whose answer was lost.
    ///
    /// # Errors
    /// [`AppError`] if another answer was taken before.
    pub(super) async fn answer(
        &self,
        tx: &mut Transaction,
        backend: &Backend,
        answer: &str,
    ) -> Result<bool, AppError> {
        #[derive(FromRow)]
        struct Row {
            answer_hash: String,
        }
        let hash = backend.vault.fingerprint(LABEL, &self.challenge);
        let answer = backend.vault.fingerprint(LABEL, answer);
        let written = tx
            .run(
                "INSERT INTO passkey_challenges (challenge_hash, answer_hash, expires_at) VALUES ($1, $2, $3) \
                 ON CONFLICT DO NOTHING",
                values![&hash, &answer, self.at.plus(PASSKEY_PATIENCE)],
            )
            .await?;
        if written > 0 {
            return Ok(true);
        }
        let sql = "SELECT answer_hash FROM passkey_challenges WHERE challenge_hash = $1";
        let row: Option<Row> = tx.one(sql, values![&hash]).await?;
        if row.is_some_and(|row| row.answer_hash == answer) {
            return Ok(false);
        }
        Err(AppError::new(ErrorKind::Conflict, "passkey.answered", "这一次已经用过了，请再按一次"))
    }
}
