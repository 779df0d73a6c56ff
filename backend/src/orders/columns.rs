//! The columns of an order: how it is read, and how a new one is written.

use super::Order;
use super::once::FormKey;
use super::order::{Details, NearestDeadline};
use crate::areas::AreaTree;
use crate::store::{FromRow, StoreError, Transaction, Value};
use crate::values;
use domain::accounts::{PersonId, TeamId};
use domain::areas::{AreaCode, AreaKind};
use domain::orders::{Assignee, OrderNumber, Parties, TimeWindow};
use domain::time::Timestamp;
use serde::Serialize;
use sqlx::SqlSafeStr;
use std::fmt::Display;

/// Whether a grant `g` holds and serves the order `o`: the same as [`domain::orders::acting_as`] says of it, but for
/// those who only look.
macro_rules! serves_sql {
    () => {
        "g.revoked_at IS NULL AND \
         ((g.role IN ('member', 'volunteer_team', 'property_company', 'staff', 'community_lead') \
         AND substr(o.estate, 1, length(g.area)) = g.area) \
         OR (g.role IN ('member', 'volunteer_team', 'property_company') \
         AND substr(g.area, 1, length(o.community)) = o.community))"
    };
}

/// 1 if whoever has the order `o` in hand can still serve it, or nobody has it: the person who took it or to whom it
/// was dispatched holds a role for it, or somebody of the team does.
macro_rules! helper_holds_sql {
    () => {
        concat!(
            "CAST(CASE WHEN o.state NOT IN ('dispatched', 'accepted', 'on_site', 'paused') THEN 1 ",
            "WHEN COALESCE(o.helper, o.assignee_person, o.assignee_team) IS NULL THEN 1 ",
            "WHEN EXISTS (SELECT 1 FROM grants g WHERE g.person = COALESCE(o.helper, o.assignee_person) AND ",
            $crate::orders::columns::serves_sql!(),
            ") THEN 1 WHEN o.helper IS NULL AND EXISTS (SELECT 1 FROM grants g WHERE g.team = o.assignee_team AND ",
            $crate::orders::columns::serves_sql!(),
            ") THEN 1 ELSE 0 END AS BIGINT)"
        )
    };
}
pub(super) use {helper_holds_sql, serves_sql};

/// A query of orders: the columns of [`OrderRow`], and what follows them. The areas are joined from the left, so that
/// no database begins with them and reads all orders of each.
macro_rules! orders_sql {
    ($rest:literal) => {
        concat!(
            "SELECT o.number, o.estate, o.placed_by, o.resident, o.service, o.service_name, o.list, o.doorstep, ",
            "o.urgent, o.entered_by, o.contact, o.preferred, o.note, o.detail, o.declines, o.reopened, ",
            "o.version, o.placed_at, o.changed_at, o.service_level, o.preferences, o.dispatch_at, COALESCE(o.estate_name, e.name) AS estate_name, COALESCE(o.community_name, c.name) AS community_name, ",
            "(SELECT k.deadline || ' ' || k.estimated || ' ' || k.kind FROM order_clocks k ",
            "WHERE k.community = o.community AND k.number = o.number AND k.stopped_at IS NULL ",
            "AND k.deadline IS NOT NULL ORDER BY k.deadline, k.estimated, k.kind LIMIT 1) AS due, ",
            $crate::orders::columns::helper_holds_sql!(),
            " AS helper_holds ",
            "FROM orders o LEFT JOIN areas e ON e.code = o.estate LEFT JOIN areas c ON c.code = o.community ",
            $rest
        )
    };
}
pub(super) use orders_sql;

/// What is so of the orders of an area, `$1`, where they are listed by time: one community has an index of its
/// own by time; of more, the index over all is read, and what lies elsewhere is passed over. An equality would make
/// PostgreSQL expect next to nothing there and read everything first; an inequality makes it expect a third.
pub(super) fn within(tree: &AreaTree, area: &AreaCode) -> &'static str {
    if tree.get(area).is_some_and(|area| area.kind == AreaKind::Community) {
        "o.community = $1"
    } else {
        "CASE WHEN substr(o.community, 1, length($1)) = $1 THEN 1 ELSE 0 END > 0"
    }
}

#[derive(FromRow)]
pub(super) struct OrderRow {
    number: String,
    estate: String,
    placed_by: String,
    resident: String,
    service: String,
    service_name: String,
    list: String,
    doorstep: i64,
    urgent: i64,
    entered_by: Option<String>,
    contact: String,
    preferred: Option<String>,
    note: String,
    detail: String,
    declines: i64,
    reopened: i64,
    version: i64,
    placed_at: i64,
    changed_at: i64,
    service_level: Option<String>,
    preferences: Option<String>,
    /// Deadline, whether it is estimated, and clock, with spaces between: one look at the clocks brings all three.
    due: Option<String>,
    dispatch_at: Option<i64>,
    helper_holds: i64,
    estate_name: String,
    community_name: String,
}

impl TryFrom<OrderRow> for Order {
    type Error = StoreError;

    fn try_from(row: OrderRow) -> Result<Self, StoreError> {
        let bad = |reason: &dyn Display| StoreError::row("orders", &row.number, reason.to_string());
        let preferred = row.preferred.as_deref().map(TimeWindow::stored).transpose();
        let service_level = row.service_level.as_deref().map(serde_json::from_str).transpose();
        let preferences = row.preferences.as_deref().map(serde_json::from_str).transpose();
        Ok(Self {
            number: OrderNumber::parse(&row.number).map_err(|error| bad(&error))?,
            parties: Parties {
                placed_by: PersonId(row.placed_by.clone()),
                resident: PersonId(row.resident.clone()),
                estate: AreaCode::parse(&row.estate).map_err(|error| bad(&error))?,
            },
            details: Details {
                preferred: preferred.map_err(|error| bad(&error))?,
                preferences: preferences.map_err(|error| bad(&error))?.unwrap_or_default(),
                note: row.note,
            },
            service_level: service_level.map_err(|error| bad(&error))?,
            due: row.due.as_deref().map(|due| nearest(due).ok_or_else(|| bad(&due))).transpose()?,
            dispatch_at: row.dispatch_at.map(Timestamp),
            helper_holds: row.helper_holds != 0,
            state: serde_json::from_str(&row.detail).map_err(|error| bad(&error))?,
            estate_name: row.estate_name,
            community_name: row.community_name,
            service: row.service,
            service_name: row.service_name,
            list: row.list,
            doorstep: row.doorstep != 0,
            urgent: row.urgent != 0,
            entered_by: row.entered_by.map(PersonId),
            contact: row.contact,
            declines: row.declines,
            reopened: row.reopened,
            version: row.version,
            placed_at: Timestamp(row.placed_at),
            changed_at: Timestamp(row.changed_at),
        })
    }
}

/// The nearest deadline as [`orders_sql`] reads it: «1795487400000 0 accepted».
fn nearest(due: &str) -> Option<NearestDeadline> {
    let mut parts = due.split(' ');
    let at = Timestamp(parts.next()?.parse().ok()?);
    let estimated = parts.next()? == "1";
    Some(NearestDeadline { clock: parts.next()?.parse().ok()?, at, estimated })
}

/// The orders of a query made by [`orders_sql`].
pub(super) async fn list(
    tx: &mut Transaction,
    sql: impl SqlSafeStr,
    values: Vec<Value>,
) -> Result<Vec<Order>, StoreError> {
    tx.all::<OrderRow>(sql, values).await?.into_iter().map(Order::try_from).collect()
}

/// Writes how an order stands, if it is still at the version `read`; whether it was.
pub(super) async fn update(tx: &mut Transaction, order: &Order, read: i64) -> Result<bool, StoreError> {
    let (person, team) = assignee(order);
    let touched = tx
        .run(
            "UPDATE orders SET state = $4, detail = $5, assignee_person = $6, assignee_team = $7, helper = $8, \
             declines = $9, reopened = $10, done_at = $11, changed_at = $12, version = $13, dispatch_at = $14 \
             WHERE community = $1 AND number = $2 AND version = $3",
            values![
                order.number.community(),
                &order.number,
                read,
                <&'static str>::from(order.state.kind()),
                json(order, &order.state)?,
                person,
                team,
                order.state.progress().map(|progress| &progress.person),
                order.declines,
                order.reopened,
                order.state.done_at(),
                order.changed_at,
                order.version,
                order.dispatch_at
            ],
        )
        .await?;
    Ok(touched > 0)
}

/// To whom an order is dispatched: to a person, or to a team.
fn assignee(order: &Order) -> (Option<&PersonId>, Option<&TeamId>) {
    match order.state.assignee() {
        Some(Assignee::Person { id, .. }) => (Some(id), None),
        Some(Assignee::Team { id, .. }) => (None, Some(id)),
        None => (None, None),
    }
}

fn json(order: &Order, part: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(part).map_err(|error| StoreError::row("orders", &order.number, error))
}

/// Writes an order as it stands, with the hash of its building; [`StoreError::is_taken`] if its token has made one already.
pub(super) async fn insert(
    tx: &mut Transaction,
    order: &Order,
    form: &FormKey,
    building_hash: &str,
) -> Result<(), StoreError> {
    let details = &order.details;
    let service_level =
        order.service_level.as_ref().map(|service_level| json(order, service_level)).transpose()?;
    let (person, team) = assignee(order);
    tx
        .run(
            "INSERT INTO orders (community, number, estate, service, service_name, list, doorstep, urgent, \
             placed_by, resident, entered_by, contact, preferred, note, state, detail, version, placed_at, \
             changed_at, token, service_level, preferences, assignee_person, assignee_team, helper, declines, reopened, \
             done_at, form_hash, dispatch_at, building_hash) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, \
             $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31)",
            values![
                order.number.community(),
                &order.number,
                &order.parties.estate,
                &order.service,
                &order.service_name,
                &order.list,
                order.doorstep,
                order.urgent,
                &order.parties.placed_by,
                &order.parties.resident,
                order.entered_by.as_ref(),
                &order.contact,
                details.preferred.map(|window| window.to_string()),
                &details.note,
                <&'static str>::from(order.state.kind()),
                json(order, &order.state)?,
                order.version,
                order.placed_at,
                order.changed_at,
                &form.token,
                service_level,
                json(order, &details.preferences)?,
                person,
                team,
                order.state.progress().map(|progress| &progress.person),
                order.declines,
                order.reopened,
                order.state.done_at(),
                form.content.as_deref(),
                order.dispatch_at,
                building_hash
            ],
        )
        .await?;
    Ok(())
}
