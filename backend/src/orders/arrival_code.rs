//! The code that the resident reads out at the door: kept encrypted, so that whoever reads the database learns none.

use super::Order;
use crate::{AppError, Backend};
use domain::typed;

/// How many digits it has.
const DIGITS: usize = 4;
/// How many there are.
const CODES: u32 = 10_u32.pow(DIGITS as u32);
/// Additional data of codes.
const AAD: &str = "orders.arrival_code";

/// A code for whoever accepts an order now, as it is kept.
pub(super) fn draw(backend: &Backend) -> Result<String, AppError> {
    let code = format!("{:0DIGITS$}", backend.entropy.below(CODES));
    Ok(backend.vault.encrypt(AAD, &code, &backend.entropy)?)
}

/// The digits of a code that is kept. Those of orders accepted before codes were encrypted stand there as they are.
pub(super) fn digits(backend: &Backend, kept: &str) -> Result<String, AppError> {
    if kept.len() == DIGITS {
        return Ok(kept.to_owned());
    }
    Ok(backend.vault.decrypt(AAD, kept)?)
}

/// The code that somebody typed, as it is kept if it is the order's; nothing if it can be no code.
pub(super) fn typed(backend: &Backend, order: &Order, typed: &str) -> Result<Option<String>, AppError> {
    let Some(typed) = typed::code(typed, DIGITS) else { return Ok(None) };
    match order.state.progress().map(|progress| &progress.arrival_code) {
        Some(kept) if digits(backend, kept)? == typed => Ok(Some(kept.clone())),
        _ => Ok(Some(typed)),
    }
}
