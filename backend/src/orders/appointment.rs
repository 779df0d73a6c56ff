//! When somebody comes, for the calendars of those whom it concerns.

use super::view::{is_open_to, load, missing};
use super::{Contact, Order, Viewpoint};
use crate::accounts::Viewer;
use crate::{AppError, Backend};
use domain::appointment::Appointment;
use domain::orders::Acting;
use domain::time::{HOUR, Timestamp};

/// The appointment of an order, for its resident and whoever comes: at the agreed time, or else within the time that was
/// wished for.
///
/// # Errors
/// [`AppError::not_found`] if there is no such order, the viewer has no part in it, or no time is known that lies ahead.
pub async fn appointment(
    backend: &Backend,
    viewer: &Viewer,
    number: &str,
    viewpoint: Viewpoint,
) -> Result<Appointment, AppError> {
    let mut tx = backend.store.read().await?;
    let (order, actor) = load(&mut tx, viewer, number, viewpoint).await?;
    drop(tx);
    let comes = order.state.progress().is_some_and(|progress| actor.is(&progress.person));
    if !is_open_to(&order, &actor) || !(comes || actor.acting == Acting::Resident) {
        return Err(missing());
    }
    let (starts, ends) = appointed(&order, backend.clock.now()).ok_or_else(missing)?;
    let place = Contact::decrypt(backend, &order)?.masked().place;
    Ok(Appointment {
        id: order.number.to_string(),
        starts,
        ends,
        title: order.service_name.clone(),
        place: format!("{} {place}", order.estate_name),
        note: format!("点点通工单 {}", order.number),
    })
}

/// From when to when somebody comes, where that is known and lies ahead; for an agreed time an hour.
#[must_use]
pub fn appointed(order: &Order, now: Timestamp) -> Option<(Timestamp, Timestamp)> {
    let agreed = order.state.arrives_at().map(|at| (at, at.plus(HOUR)));
    let wished = || order.details.preferred.map(|window| (window.start(), window.end()));
    let open = order.state.done_at().is_none() && !order.state.kind().is_over();
    agreed.or_else(wished).filter(|(_, ends)| open && *ends > now)
}
