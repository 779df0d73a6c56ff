//! The order of one day, made by the same code as one from a form.

use super::stored::{CONTACT_PLACE, Stored};
use crate::accounts::home_of;
use crate::catalogue::service_on_offer;
use crate::orders::{Contact, FormKey, NewOrder, make};
use crate::store::Session;
use crate::{AppError, Backend, areas};
use domain::catalogue::ServiceCode;
use domain::orders::{Actor, EventKind, OrderNumber, Parties, TimeWindow};
use jiff::civil::Date;

/// Why no order can be made: the community doesn't publish the service any more.
const NOT_OFFERED: &str = "社区现在没有这项服务了";
/// Why no order can be made: who is served lives in another community now.
const MOVED: &str = "住址换到别的社区了，请重新点单";

/// Makes the order of a day in the caller's transaction, or says why none can be made.
pub(super) async fn make_day(
    session: &mut Session,
    backend: &Backend,
    stored: &Stored,
    date: Date,
) -> Result<Result<OrderNumber, &'static str>, AppError> {
    let community = stored.id.community();
    let Some(contact) = contact(session, backend, stored).await? else { return Ok(Err(MOVED)) };
    let Ok(code) = ServiceCode::parse(&stored.service) else { return Ok(Err(NOT_OFFERED)) };
    let Some(offer) = service_on_offer(session, backend, community, &code).await? else {
        return Ok(Err(NOT_OFFERED));
    };
    // The same recurrence and day never make a second order, whatever stands in the table of days.
    let token = backend.vault.fingerprint("recurrences.token", &format!("{}\0{date}", stored.id));
    let order = NewOrder {
        parties: Parties { estate: contact.estate().clone(), ..stored.parties.clone() },
        service: offer.service,
        entered_by: stored.entered_by.clone(),
        contact,
        preferred: Some(TimeWindow { day: date, part: stored.rule.part }),
        wishes: stored.wishes,
        note: stored.note.clone(),
        by: Actor::system(),
        placed: EventKind::Placed { by_telephone: false, recurrence: Some(stored.id.clone()) },
    };
    let form = FormKey { token, content: None };
    let made = make(session, backend, community, &form, order).await?;
    made.map(Ok).ok_or_else(|| AppError::internal(&"a day of a recurrence has an order that it doesn't know"))
}

/// Who is to be reached, and where: the door of somebody who ordered for themselves moves with them, within the
/// community; any other stays as it was typed. `None` if they live elsewhere now.
async fn contact(
    session: &mut Session,
    backend: &Backend,
    stored: &Stored,
) -> Result<Option<Contact>, AppError> {
    let contact = Contact::unlock_from(backend, CONTACT_PLACE, &stored.contact)?;
    if !stored.at_home || !stored.parties.may_follow_home() {
        return Ok(Some(contact));
    }
    let Some(home) = home_of(session, backend, &stored.parties.resident).await? else {
        return Ok(Some(contact));
    };
    let tree = areas::tree_in(session, backend).await?;
    let near = tree.community_of(&home.estate).is_some_and(|area| area.code == *stored.id.community());
    Ok(near.then_some(Contact { address: home, ..contact }))
}
