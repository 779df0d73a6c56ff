//! Orders as dispatch sees them.

use crate::catalogue::Catalogue;
use crate::orders::{Order, events};
use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::accounts::PersonId;
use domain::catalogue::{Service, ServiceCode};
use domain::dispatch::{Demand, Task, hands_of_last_time};
use domain::orders::AssigneeId;

/// The service of an order, if the catalogue still has it.
pub(super) fn service_of<'a>(catalogue: &'a Catalogue, order: &Order) -> Option<&'a Service> {
    catalogue.service(&ServiceCode::parse(&order.service).ok()?)
}

/// An order as dispatch sees it; `None` if its service has left the catalogue.
pub(super) async fn task_of(
    tx: &mut Transaction,
    catalogue: &Catalogue,
    order: &Order,
) -> Result<Option<Task>, StoreError> {
    let Some(service) = service_of(catalogue, order) else { return Ok(None) };
    let subcategory = catalogue.subcategories.iter().find(|own| own.code == service.subcategory);
    let Some(subcategory) = subcategory else { return Ok(None) };
    Ok(Some(Task {
        number: order.number.clone(),
        estate: order.parties.estate.clone(),
        // A door is not yet known to lie in a grid.
        grid: None,
        demand: Demand::of(service, subcategory, service.skill_required),
        doorstep: order.doorstep,
        window: order.details.preferred,
        urgent: order.urgent,
        preferences: order.details.preferences,
        minutes: service.usual_minutes,
        placed_at: order.placed_at,
        own: vec![order.parties.placed_by.clone(), order.parties.resident.clone()],
        declined_by: declined_by(tx, order).await?,
    }))
}

/// Who did a reopened order the last time.
pub(super) async fn last_time(tx: &mut Transaction, order: &Order) -> Result<Vec<AssigneeId>, StoreError> {
    if order.reopened == 0 {
        return Ok(Vec::new());
    }
    Ok(hands_of_last_time(&events(tx, &order.number).await?))
}

/// Who gave the order back.
async fn declined_by(tx: &mut Transaction, order: &Order) -> Result<Vec<PersonId>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        person: Option<String>,
    }
    if order.declines == 0 {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = tx
        .all(
            "SELECT DISTINCT person FROM order_events WHERE community = $1 AND number = $2 \
             AND kind = 'declined'",
            values![order.number.community(), &order.number],
        )
        .await?;
    Ok(rows.into_iter().filter_map(|row| row.person).map(PersonId).collect())
}
