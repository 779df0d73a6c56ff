//! The second factor of those who work at desks: a passkey, or an authenticator's codes where a browser has no passkeys; codes on
//! paper for the day on which neither is at hand.

mod recovery;
mod totp;
mod tries;

pub(super) use tries::{count_wrong, may_try};

pub use recovery::{
    RecoverySet, keep_recovery_codes, new_recovery_codes, recovery_codes_left, use_recovery_code,
};
pub use totp::{NewTotp, has_totp, offered_totp, prove_totp, remove_totp, set_up_totp};

use super::passkeys::just_signed_in;
use super::{SignedIn, Viewer, viewer};
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, ErrorKind, values};
use domain::accounts::{PersonId, SignInMethod};

impl Viewer {
    /// Lets nobody see other people's doors and numbers who has not shown more than that they have the number of somebody who may.
    ///
    /// # Errors
    /// [`AppError`] `account.second_factor`.
    pub fn may_see_contacts(&self) -> Result<(), AppError> {
        if self.is_withheld { Err(asked()) } else { Ok(()) }
    }

    /// Whether the work of somebody asks for a second factor.
    #[must_use]
    pub fn works_with_contacts(&self) -> bool {
        self.grants.iter().any(|held| held.grant.role.asks_second_factor())
    }
}

/// What is to be done first.
fn asked() -> AppError {
    let sentence = "先用通行密钥或动态口令登录，才能看门牌和号码";
    AppError::new(ErrorKind::Denied, "account.second_factor", sentence)
}

/// Lets those change by what they sign in who have just done so; at a desk with their second factor, if they have one.
pub(super) async fn may_change(
    tx: &mut Transaction,
    backend: &Backend,
    viewer: &Viewer,
) -> Result<(), AppError> {
    just_signed_in(backend, viewer)?;
    let is_weak = viewer.works_with_contacts() && !viewer.method.is_strong();
    if is_weak && has_factor(tx, &viewer.person).await? {
        let sentence = "请先用已有的通行密钥、动态口令或备用码核对，再来改";
        return Err(AppError::new(ErrorKind::Denied, "account.factor_first", sentence));
    }
    Ok(())
}

/// Whether somebody has a passkey or an authenticator.
async fn has_factor(tx: &mut Transaction, person: &PersonId) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Row {
        factors: i64,
    }
    let sql = "SELECT (SELECT count(*) FROM passkeys WHERE person = $1 AND removed_at IS NULL) \
               + (SELECT count(*) FROM totp_secrets WHERE person = $1) AS factors";
    let row: Option<Row> = tx.one(sql, values![person]).await?;
    Ok(row.is_some_and(|row| row.factors > 0))
}

/// Lets the viewer's session count as begun with a second factor that was just shown.
pub(super) async fn raise(
    tx: &mut Transaction,
    viewer: &Viewer,
    method: SignInMethod,
) -> Result<(), StoreError> {
    let sql = "UPDATE sessions SET made_by = $2 WHERE token_hash = $1";
    tx.run(sql, values![&viewer.session, <&'static str>::from(method)]).await?;
    Ok(())
}

/// Whether whoever has just signed in is to be asked for their authenticator's code.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn is_asked_for_totp(backend: &Backend, signed: &SignedIn) -> Result<bool, AppError> {
    let viewer = viewer(backend, &signed.token).await?;
    let viewer = viewer.filter(|viewer| viewer.works_with_contacts() && !viewer.method.is_strong());
    match viewer {
        Some(viewer) => has_totp(backend, &viewer).await,
        None => Ok(false),
    }
}
