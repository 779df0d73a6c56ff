//! Who comes, as the resident sees them.

use super::Order;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::orders::{Acting, Event};

/// Who comes, as the resident sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelperView {
    /// Their name.
    pub name: String,
    /// What they come as: «党员», «安居物业».
    pub from: String,
    /// Their number, in full, while they serve.
    pub phone: Option<String>,
    /// How many orders they have done.
    pub done: i64,
}

/// Who comes; their number only while they serve. Nobody, if whoever took it can't serve it any more.
pub(super) async fn helper(
    tx: &mut Transaction,
    backend: &Backend,
    order: &Order,
) -> Result<Option<HelperView>, AppError> {
    #[derive(FromRow)]
    struct Row {
        phone: String,
        done: i64,
        accepted: Option<String>,
    }
    let Some(progress) = order.state.progress().filter(|_| order.helper_holds) else { return Ok(None) };
    let row: Option<Row> = tx
        .one(
            "SELECT p.phone, (SELECT count(*) FROM orders o WHERE o.helper = p.id AND o.done_at IS NOT NULL) AS done, \
             (SELECT e.event FROM order_events e WHERE e.community = $2 AND e.number = $3 \
             AND e.kind IN ('accepted', 'claimed') ORDER BY e.sequence DESC LIMIT 1) AS accepted \
             FROM people p WHERE p.id = $1",
            values![&progress.person, order.number.community(), &order.number],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let phone = if order.state.is_being_served() {
        Some(backend.vault.decrypt(crate::accounts::PHONE_AAD, &row.phone)?)
    } else {
        None
    };
    let accepted = row.accepted.map(|event| serde_json::from_str::<Event>(&event)).transpose();
    let accepted = accepted.map_err(|error| StoreError::row("order_events", &order.number, error))?;
    let from = match accepted.map(|event| event.actor.acting) {
        Some(Acting::Volunteer { .. } | Acting::Property { .. }) => progress.assignee.name().to_owned(),
        Some(Acting::Staff | Acting::CommunityLead) => "社区".to_owned(),
        _ => "党员".to_owned(),
    };
    Ok(Some(HelperView { name: progress.name.clone(), from, phone, done: row.done }))
}
