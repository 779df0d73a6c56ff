//! One visit: whom to call, and what was said before.

use super::record::Drawn;
use super::visits::reach;
use super::{calls, record};
use crate::accounts::Viewer;
use crate::orders::{self, Contact, Whose};
use crate::store::Transaction;
use crate::{AppError, Backend, areas};
use domain::orders::OrderNumber;
use domain::return_visits::{Call, NextCall, next_call};
use domain::time::Timestamp;

/// A visit, for somebody who may make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnView {
    /// The order.
    pub number: OrderNumber,
    /// What was served.
    pub service_name: String,
    /// Where.
    pub community_name: String,
    /// When it was finished.
    pub done_at: Option<Timestamp>,
    /// The calls that were made.
    pub calls: Vec<Call>,
    /// Whether and when one calls next.
    pub next: NextCall,
    /// Name and number of the resident, unless the visit is over.
    pub person: Option<(String, String)>,
}

/// A visit that the viewer may make, with the number in full; the look is written down.
///
/// # Errors
/// [`AppError`]: `Denied` for roles that make none, and to whoever lacks a second factor; `NotFound` if the order wasn't drawn, or the viewer belongs to the
/// unit that served or to its community.
pub async fn return_visit(backend: &Backend, viewer: &Viewer, number: &str) -> Result<ReturnView, AppError> {
    let now = backend.clock.now();
    let mut tx = backend.store.read().await?;
    let (drawn, calls) = open_to(&mut tx, backend, viewer, number).await?;
    let next = next_call(&calls, drawn.drawn_at, now);
    let order = orders::find(&mut tx, &drawn.number).await?.ok_or_else(missing)?;
    drop(tx);
    let person = if matches!(next, NextCall::Over(_)) {
        None
    } else {
        viewer.may_see_contacts()?;
        orders::record_access(backend, &order, viewer, orders::RETURN_VISIT, now, &[Whose::Resident]).await?;
        let contact = Contact::decrypt(backend, &order)?;
        Some((contact.name.full().to_owned(), contact.phone.full().to_owned()))
    };
    Ok(ReturnView {
        number: drawn.number,
        service_name: drawn.service_name,
        community_name: drawn.community_name,
        done_at: drawn.done_at,
        calls,
        next,
        person,
    })
}

/// A visit with its calls, if the viewer may make it.
pub(super) async fn open_to(
    tx: &mut Transaction,
    backend: &Backend,
    viewer: &Viewer,
    number: &str,
) -> Result<(Drawn, Vec<Call>), AppError> {
    let tree = areas::tree_in(tx, backend).await?;
    reach(viewer, &tree)?;
    let number = OrderNumber::parse(number).map_err(|_| missing())?;
    let drawn = record::find(tx, viewer, &number).await?;
    let drawn = drawn.filter(|drawn| drawn.may_be_called_by(viewer, &tree)).ok_or_else(missing)?;
    let calls = calls::of_order(tx, &number).await?;
    Ok((drawn, calls))
}

/// What one reads of a visit that isn't there, or isn't one's business.
fn missing() -> AppError {
    AppError::not_found("return_visit.not_found", "这次回访")
}
