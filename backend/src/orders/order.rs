//! An order as it is stored.

use crate::areas::AreaTree;
use crate::store::{FromRow, Session, StoreError, Value};
use crate::values;
use domain::accounts::PersonId;
use domain::areas::{AreaCode, AreaKind};
use domain::clocks::Promise;
use domain::dispatch::Wishes;
use domain::orders::{Assignee, OrderNumber, Parties, State, TimeWindow};
use domain::time::Timestamp;
use sqlx::SqlSafeStr;
use std::fmt::Display;

/// The nearest deadline of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearestDeadline {
    /// When the clock runs out.
    pub at: Timestamp,
    /// Whether it rests on holidays that haven't been announced.
    pub estimated: bool,
}

/// An order as it is stored. Names and doors stay locked in it until somebody may see them.
#[derive(Clone, Debug)]
pub struct Order {
    /// Its number.
    pub number: OrderNumber,
    /// Whose it is, and where.
    pub parties: Parties,
    /// The estate's name, as it was when ordered if it has another now.
    pub estate_name: String,
    /// The community's name, likewise.
    pub community_name: String,
    /// The service's code.
    pub service: String,
    /// The service's name, as it was when ordered.
    pub service_name: String,
    /// The list that it was ordered from.
    pub list: String,
    /// Whether somebody comes to the door.
    pub doorstep: bool,
    /// Whether its clocks run through nights and holidays.
    pub urgent: bool,
    /// The staff member who typed it in for somebody who telephoned.
    pub entered_by: Option<PersonId>,
    /// Name, phone and door, locked by the vault.
    pub contact: String,
    /// When the resident would like somebody to come; `None` for as soon as possible.
    pub preferred: Option<TimeWindow>,
    /// Whom the resident would like to come.
    pub wishes: Wishes,
    /// What the resident wrote.
    pub note: String,
    /// Where it stands.
    pub state: State,
    /// How often it was given back.
    pub bounces: i64,
    /// How often it was reopened.
    pub reopened: i64,
    /// Counts every change; also the sequence number of the newest event.
    pub version: i64,
    /// By when its steps are to be done, as it was promised when it was placed; `None` for orders from
    /// before there were clocks.
    pub promise: Option<Promise>,
    /// The nearest deadline of a clock that runs; `None` if none does.
    pub due: Option<NearestDeadline>,
    /// When the program dispatches it; `None` if that is left to the desk.
    pub dispatch_at: Option<Timestamp>,
    /// Whether whoever has it in hand can still serve it with a role that holds now; true where nobody has it, or it
    /// is done. What is shown of a helper is held against this, not against the name in the state alone.
    pub helper_holds: bool,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
}

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
            "WHEN COALESCE(o.server, o.assignee_person, o.assignee_team) IS NULL THEN 1 ",
            "WHEN EXISTS (SELECT 1 FROM grants g WHERE g.person = COALESCE(o.server, o.assignee_person) AND ",
            $crate::orders::order::serves_sql!(),
            ") THEN 1 WHEN o.server IS NULL AND EXISTS (SELECT 1 FROM grants g WHERE g.team = o.assignee_team AND ",
            $crate::orders::order::serves_sql!(),
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
            "o.urgent, o.entered_by, o.contact, o.preferred, o.note, o.detail, o.bounces, o.reopened, ",
            "o.version, o.placed_at, o.changed_at, o.promise, o.wishes, o.dispatch_at, COALESCE(o.estate_name, e.name) AS estate_name, COALESCE(o.community_name, c.name) AS community_name, ",
            "(SELECT min(k.deadline) FROM order_clocks k WHERE k.community = o.community ",
            "AND k.number = o.number AND k.stopped_at IS NULL) AS due_at, ",
            "(SELECT k.estimated FROM order_clocks k WHERE k.community = o.community AND k.number = o.number ",
            "AND k.stopped_at IS NULL AND k.deadline IS NOT NULL ORDER BY k.deadline, k.estimated LIMIT 1) AS estimated, ",
            $crate::orders::order::helper_holds_sql!(),
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
    bounces: i64,
    reopened: i64,
    version: i64,
    placed_at: i64,
    changed_at: i64,
    promise: Option<String>,
    wishes: Option<String>,
    due_at: Option<i64>,
    estimated: Option<i64>,
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
        let promise = row.promise.as_deref().map(serde_json::from_str).transpose();
        let wishes = row.wishes.as_deref().map(serde_json::from_str).transpose();
        Ok(Self {
            number: OrderNumber::parse(&row.number).map_err(|error| bad(&error))?,
            parties: Parties {
                placed_by: PersonId(row.placed_by.clone()),
                resident: PersonId(row.resident.clone()),
                estate: AreaCode::parse(&row.estate).map_err(|error| bad(&error))?,
            },
            preferred: preferred.map_err(|error| bad(&error))?,
            promise: promise.map_err(|error| bad(&error))?,
            wishes: wishes.map_err(|error| bad(&error))?.unwrap_or_default(),
            due: row
                .due_at
                .map(|at| NearestDeadline { at: Timestamp(at), estimated: row.estimated == Some(1) }),
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
            note: row.note,
            bounces: row.bounces,
            reopened: row.reopened,
            version: row.version,
            placed_at: Timestamp(row.placed_at),
            changed_at: Timestamp(row.changed_at),
        })
    }
}

/// The orders of a query made by [`orders_sql`].
pub(super) async fn list(
    session: &mut Session,
    sql: impl SqlSafeStr,
    values: Vec<Value>,
) -> Result<Vec<Order>, StoreError> {
    session.all::<OrderRow>(sql, values).await?.into_iter().map(Order::try_from).collect()
}

impl Order {
    /// Who has it in hand but can't serve it any more: the person who took it, or to whom or which team it was
    /// dispatched. `None` if all is well.
    #[must_use]
    pub fn helper_gone(&self) -> Option<&str> {
        let named = || match self.state.progress() {
            Some(progress) => Some(progress.name.as_str()),
            None => self.state.assignee().map(Assignee::name),
        };
        if self.helper_holds { None } else { named() }
    }
}

/// Lets nobody else write the order until the transaction ends.
pub(crate) async fn lock(session: &mut Session, number: &OrderNumber) -> Result<(), StoreError> {
    let sql = "SELECT number FROM orders WHERE community = $1 AND number = $2";
    session.hold(sql, values![number.community(), number]).await
}

/// The order of that number, if there is one.
pub(crate) async fn find(session: &mut Session, number: &OrderNumber) -> Result<Option<Order>, StoreError> {
    let sql = orders_sql!("WHERE o.community = $1 AND o.number = $2");
    Ok(list(session, sql, values![number.community(), number]).await?.pop())
}
