//! The code that the resident reads out at the door: kept encrypted, so that whoever reads the database learns none.

use super::Order;
use crate::{AppError, Backend};
use domain::typed;

/// How many digits it has.
const DIGITS: usize = 4;
/// What the encryption binds it to.
const PLACE: &str = "orders.arrival_code";

/// A code for whoever accepts an order now, as it is kept.
pub(super) fn draw(backend: &Backend) -> Result<String, AppError> {
    let code = format!("{:04}", backend.entropy.below(10_000));
    Ok(backend.vault.encrypt(PLACE, &code, &backend.entropy)?)
}

/// The digits of a code that is kept. Those of orders accepted before codes were encrypted stand there as they are.
pub(super) fn digits(backend: &Backend, kept: &str) -> String {
    backend.vault.decrypt(PLACE, kept).unwrap_or_else(|_| kept.to_owned())
}

/// The code that somebody typed, as it is kept if it is the order's; nothing if it can be no code.
pub(super) fn typed(backend: &Backend, order: &Order, typed: &str) -> Option<String> {
    let typed = typed::code(typed, DIGITS)?;
    let kept = order.state.progress().map(|progress| &progress.arrival_code);
    Some(kept.filter(|kept| digits(backend, kept) == typed).cloned().unwrap_or(typed))
}
