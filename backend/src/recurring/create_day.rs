//! The order of one day, made by the same code as one from a form.

use super::reach::reach;
use super::stored::Stored;
use crate::accounts::hold_people;
use crate::catalogue::offer_in;
use crate::orders::{self, Details, FormKey, NewOrder, create, open_of};
use crate::store::Transaction;
use crate::{AppError, Backend};
use domain::catalogue::ServiceCode;
use domain::orders::{
    Actor, EventKind, OrderNumber, OrderedBy, OrdersSoFar, Parties, TimeWindow, may_place_one_more,
};
use jiff::civil::Date;

/// Why no order can be made: the community doesn't publish the service any more.
const NOT_OFFERED: &str = "社区现在没有这项服务了";

/// Why no order is made: so many are under way already that one more helps nobody.
const TOO_MANY: &str = "还没办完的单太多了";

/// Makes the order of a day in the caller's transaction, or says why none can be made.
pub(super) async fn create_day(
    tx: &mut Transaction,
    backend: &Backend,
    stored: &Stored,
    date: Date,
) -> Result<Result<OrderNumber, &'static str>, AppError> {
    let community = stored.id.community();
    let contact = match reach(tx, backend, stored).await? {
        Ok(contact) => contact,
        Err(reason) => return Ok(Err(reason)),
    };
    let Ok(code) = ServiceCode::parse(&stored.service) else { return Ok(Err(NOT_OFFERED)) };
    let Some(offer) = offer_in(tx, backend, community).await?.service(&code) else {
        return Ok(Err(NOT_OFFERED));
    };
    hold_people(tx, [&stored.parties.placed_by; 2]).await?;
    let so_far =
        OrdersSoFar { open: open_of(tx, &stored.parties.placed_by).await?, ..OrdersSoFar::default() };
    if may_place_one_more(OrderedBy::Recurrence, &so_far).is_err() {
        return Ok(Err(TOO_MANY));
    }
    let first = orders::find(tx, &stored.number).await?;
    let first =
        first.ok_or_else(|| AppError::internal(&"a recurrence without the order that it was made from"))?;
    // The same recurrence and day never make a second order, whatever stands in the table of days.
    let token = backend.vault.fingerprint("recurrences.token", &format!("{}\0{date}", stored.id));
    let order = NewOrder {
        parties: Parties { estate: contact.estate().clone(), ..stored.parties.clone() },
        service: offer.service,
        entered_by: stored.entered_by.clone(),
        contact,
        details: Details {
            preferred: Some(TimeWindow { day: date, part: stored.rule.part }),
            ..first.details
        },
        by: Actor::system(),
        placed: EventKind::Placed { by_telephone: false, recurrence: Some(stored.id.clone()) },
    };
    let form = FormKey { token, content: None };
    let made = create(tx, backend, community, (&form, false), order).await?;
    made.map(Ok).ok_or_else(|| AppError::internal(&"a day of a recurrence has an order that it doesn't know"))
}
