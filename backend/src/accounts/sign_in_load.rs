//! How much of what a day may have in codes is used up, for those who look after the program.

use super::asked::codes_today;
use super::sign_in::wrong_within_hour;
use crate::{AppError, Backend};

/// Codes for signing in, as of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignInLoad {
    /// How many were sent since midnight.
    pub codes_today: i64,
    /// How many may be.
    pub codes_a_day: i64,
    /// How many wrong tries were made within the last hour.
    pub wrong_within_hour: i64,
}

/// How codes stand.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn sign_in_load(backend: &Backend) -> Result<SignInLoad, AppError> {
    let now = backend.clock.now();
    let mut tx = backend.store.read().await?;
    Ok(SignInLoad {
        codes_today: codes_today(&mut tx, now).await?,
        codes_a_day: backend.codes_a_day,
        wrong_within_hour: wrong_within_hour(&mut tx, now).await?,
    })
}
