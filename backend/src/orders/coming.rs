//! Who comes to an own order: what a resident needs at the door, without all the rest of the order.

use super::access_log::{self, Whose};
use super::helper::{HelperView, helper};
use super::view::{Viewpoint, code_at_door, missing};
use super::{Order, OrderView};
use crate::accounts::Viewer;
use crate::{AppError, Backend};

/// An own order that somebody has in hand, with who it is; whether they are on the way [`Order::attention`] says.
#[derive(Clone, Debug)]
pub struct Coming {
    /// The order.
    pub order: Order,
    /// Who comes, and how to reach them.
    pub helper: HelperView,
    /// The digits for the door, until they have come.
    pub arrival_code: Option<String>,
}

impl Coming {
    /// What the whole view of an order says of it; `None` where nobody has it, or it isn't the viewer's to know.
    #[must_use]
    pub fn of(view: &OrderView) -> Option<Self> {
        let (order, arrival_code) = (view.order.clone(), view.arrival_code.clone());
        Some(Self { order, helper: view.helper.clone()?, arrival_code })
    }
}

/// Who comes to an order of the viewer's own, as [`super::view`] shows it; that their number is looked at is written down.
///
/// # Errors
/// [`AppError::not_found`] if it isn't the viewer's.
pub async fn coming(backend: &Backend, viewer: &Viewer, order: Order) -> Result<Option<Coming>, AppError> {
    if ![&order.parties.placed_by, &order.parties.resident].contains(&&viewer.person) {
        return Err(missing());
    }
    let mut tx = backend.store.read().await?;
    let helper = helper(&mut tx, backend, &order).await?;
    drop(tx);
    let Some(helper) = helper else { return Ok(None) };
    if helper.phone.is_some() {
        let (now, acting) = (backend.clock.now(), Viewpoint::Resident.name());
        access_log::record(backend, &order, viewer, acting, now, &[Whose::Helper]).await?;
    }
    let arrival_code = code_at_door(backend, &order)?;
    Ok(Some(Coming { order, helper, arrival_code }))
}
