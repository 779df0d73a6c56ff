//! The desk: the orders of a community, by state or by deadline, the most pressing first; or those that are searched for.

use super::columns::{self, orders_sql};
use super::desk_rows::{over, pressing, rank, within};
use super::desk_search::found;
use super::own::{page, page_by};
use super::priority::{WorkKey, due_sql};
use super::{Contact, ContactView, Order};
use crate::accounts::Viewer;
use crate::simplified::simplified;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, areas, values};
use domain::areas::AreaCode;
use domain::catalogue::ServiceCode;
use domain::clocks::ClockKind;
use domain::orders::{Nearness, OrderNumber, Priority, State, StateKind};
use domain::text::without_numbers;
use domain::time::Timestamp;
use domain::typed::folded;
use std::collections::BTreeMap;
use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};

/// What the desk puts together: orders whose deadline is near, or those of one state.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, EnumString, EnumIter, IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum DeskGroup {
    /// 超时: in whatever state.
    Late,
    /// 一小时内: what runs out within an hour.
    Soon,
    /// 待派单
    #[default]
    Placed,
    /// 待接单
    Dispatched,
    /// 在办
    Active,
    /// 待评价
    Done,
    /// 已办完
    Over,
}

impl DeskGroup {
    /// As it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Late => "超时",
            Self::Soon => "一小时内",
            Self::Placed => "待派单",
            Self::Dispatched => "待接单",
            Self::Active => "在办",
            Self::Done => "待评价",
            Self::Over => "已办完",
        }
    }

    /// The group of states that an order in this state is found in.
    #[must_use]
    pub fn of(state: &State) -> Self {
        match state.kind() {
            StateKind::Placed => Self::Placed,
            StateKind::Dispatched => Self::Dispatched,
            StateKind::Accepted | StateKind::OnSite | StateKind::Paused => Self::Active,
            StateKind::Done => Self::Done,
            StateKind::Closed | StateKind::Cancelled | StateKind::Refused => Self::Over,
        }
    }

    /// How near the deadline of its orders is; `None` for a group of states.
    #[must_use]
    pub fn nearness(self) -> Option<Nearness> {
        match self {
            Self::Late => Some(Nearness::Late),
            Self::Soon => Some(Nearness::Soon),
            Self::Placed | Self::Dispatched | Self::Active | Self::Done | Self::Over => None,
        }
    }

    /// The first and the last of the deadlines of its orders.
    pub(super) fn deadlines(self, now: Timestamp) -> (Timestamp, Timestamp) {
        let all = (Timestamp(i64::MIN), Priority::NO_DEADLINE);
        self.nearness().map_or(all, |nearness| nearness.deadlines(now))
    }

    /// Its states; shorter groups repeat one, since a statement takes five.
    pub(super) fn states(self) -> [&'static str; 5] {
        match self {
            Self::Late | Self::Soon => ["placed", "dispatched", "accepted", "on_site", "paused"],
            Self::Placed => ["placed"; 5],
            Self::Dispatched => ["dispatched"; 5],
            Self::Active => ["accepted", "on_site", "paused", "paused", "paused"],
            Self::Done => ["done"; 5],
            Self::Over => ["closed", "cancelled", "refused", "refused", "refused"],
        }
    }
}

/// Which orders are asked for: all of it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskFilter {
    /// What is put together.
    pub group: DeskGroup,
    /// Of what is late, the clock of which that is so; `None` for all four.
    pub clock: Option<ClockKind>,
    /// One of the three lists; empty for all.
    pub list: String,
    /// An area within the desk's; empty for all.
    pub area: String,
    /// A number or a part of it, a part of a service's name, an estate with or without a building, or the name of whoever has
    /// it: found in every state. Empty for all of the group. Residents are looked for elsewhere, on record
    /// ([`super::find_person`]).
    pub words: String,
    /// The key of the page before; empty for the first page.
    pub after: String,
}

impl DeskFilter {
    /// Whether something is searched for, in whatever state it is.
    #[must_use]
    pub fn searches(&self) -> bool {
        !folded(&self.words).is_empty()
    }

    /// The order that is searched for by its whole number.
    #[must_use]
    pub fn number(&self) -> Option<OrderNumber> {
        OrderNumber::parse(&simplified(&self.words)).ok()
    }
}

/// What a desk spans, and whether one may only look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskScope {
    /// A community, an office or the district.
    pub area: AreaCode,
    /// Whether the viewer may only look.
    pub read_only: bool,
}

/// One page of a desk.
#[derive(Clone, Debug)]
pub struct Desk {
    /// What it spans.
    pub scope: DeskScope,
    /// How many orders there are in each group, whatever else is filtered. What is late or soon is counted with its state too.
    pub counts: BTreeMap<DeskGroup, i64>,
    /// The orders, the most pressing first, or newest first where they are searched for or over; each with what may be
    /// seen of who is served.
    pub orders: Vec<(Order, ContactView)>,
    /// The key of the next page, if there is one.
    pub next: Option<String>,
}

impl DeskScope {
    /// The desk of the viewer's role in use.
    ///
    /// # Errors
    /// [`AppError::denied`] if the role has none.
    pub fn of(viewer: &Viewer) -> Result<Self, AppError> {
        let grant =
            viewer.in_use.as_ref().filter(|grant| grant.role.has_desk()).ok_or_else(AppError::denied)?;
        let read_only = grant.role.reads_desks();
        Ok(Self { area: grant.area.clone(), read_only })
    }
}

/// The viewer's desk.
///
/// # Errors
/// [`AppError::denied`] if the role in use has no desk.
pub async fn desk(backend: &Backend, viewer: &Viewer, filter: &DeskFilter) -> Result<Desk, AppError> {
    let scope = DeskScope::of(viewer)?;
    let mut tx = backend.store.read().await?;
    let now = backend.clock.now();
    let counts = counts(&mut tx, &scope.area, now).await?;
    let tree = areas::tree_in(&mut tx, backend).await?;
    let area = (&*tree, &scope.area);
    let (orders, next) = if filter.searches() {
        let mut orders = found(&mut tx, backend, area, filter, now).await?;
        let next = page(&mut orders);
        (orders, next)
    } else if filter.group == DeskGroup::Over {
        let mut orders = over(&mut tx, area, filter).await?;
        let next = page(&mut orders);
        (orders, next)
    } else {
        let mut orders = pressing(&mut tx, &scope.area, filter, now).await?;
        let next = page_by(&mut orders, |order| WorkKey::after(order, rank(order)).encoded());
        (orders, next)
    };
    let mut seen = Vec::with_capacity(orders.len());
    for mut order in orders {
        order.details.note = without_numbers(&order.details.note);
        let contact = Contact::decrypt(backend, &order)?.masked();
        seen.push((order, contact));
    }
    Ok(Desk { scope, counts, orders: seen, next })
}

/// The most orders that are given out at once.
pub(crate) const QUEUE_LIMIT: usize = 200;

/// The orders of a community that are in nobody's hand, of the list and the area that are filtered, the oldest first; at most
/// two hundred.
pub(crate) async fn placed_orders(
    tx: &mut Transaction,
    community: &AreaCode,
    filter: &DeskFilter,
) -> Result<Vec<Order>, StoreError> {
    let sql = orders_sql!(
        "WHERE o.community = $1 AND o.state = 'placed' AND ($3 = '' OR o.list = $3) \
         AND ($4 = '' OR substr(o.estate, 1, length($4)) = $4) ORDER BY o.placed_at, o.number LIMIT $2"
    );
    let limit = i64::try_from(QUEUE_LIMIT).unwrap_or(i64::MAX);
    columns::list(tx, sql, values![community, limit, &filter.list, within(community, filter)]).await
}

/// All orders of a service that wait for a hand in a community.
pub(crate) async fn waiting_for(
    tx: &mut Transaction,
    community: &AreaCode,
    service: &ServiceCode,
) -> Result<Vec<Order>, StoreError> {
    let sql = orders_sql!(
        "WHERE o.community = $1 AND o.state = 'placed' AND o.service = $2 ORDER BY o.placed_at, o.number"
    );
    columns::list(tx, sql, values![community, service.as_str()]).await
}

/// How many orders each group has. What is over is not counted but what is left of all that were placed: it grows
/// for ever.
async fn counts(
    tx: &mut Transaction,
    area: &AreaCode,
    now: Timestamp,
) -> Result<BTreeMap<DeskGroup, i64>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        state: Option<String>,
        number: i64,
        late: i64,
        soon: i64,
    }
    let (_, late_to) = Nearness::Late.deadlines(now);
    let (_, soon_to) = Nearness::Soon.deadlines(now);
    // Without a state: all that were ever placed.
    let sql = concat!(
        "SELECT state, count(*) AS number, \
         CAST(sum(CASE WHEN due <= $2 THEN 1 ELSE 0 END) AS BIGINT) AS late, \
         CAST(sum(CASE WHEN due > $2 AND due <= $3 THEN 1 ELSE 0 END) AS BIGINT) AS soon \
         FROM (SELECT o.state, ",
        due_sql!(),
        " AS due FROM orders o WHERE o.community IN \
         (SELECT code FROM areas WHERE kind = 'community' AND substr(code, 1, length($1)) = $1) \
         AND o.state IN ('placed', 'dispatched', 'accepted', 'on_site', 'paused', 'done')) AS open GROUP BY state \
         UNION ALL SELECT NULL AS state, CAST(COALESCE(sum(placed), 0) AS BIGINT) AS number, 0 AS late, 0 AS soon \
         FROM order_counts WHERE substr(community, 1, length($1)) = $1"
    );
    let rows: Vec<Row> = tx.all(sql, values![area, late_to, soon_to]).await?;
    let of_group = |group: DeskGroup| {
        let is_in = |row: &&Row| row.state.as_deref().is_some_and(|state| group.states().contains(&state));
        let count = |row: &Row| match group.nearness() {
            Some(Nearness::Late) => row.late,
            Some(_) => row.soon,
            None => row.number,
        };
        rows.iter().filter(is_in).map(count).sum::<i64>()
    };
    let mut counts: BTreeMap<_, _> = DeskGroup::iter().map(|group| (group, of_group(group))).collect();
    let by_state = |row: &&Row| row.state.is_some();
    let open: i64 = rows.iter().filter(by_state).map(|row| row.number).sum();
    let placed: i64 = rows.iter().filter(|row| row.state.is_none()).map(|row| row.number).sum();
    // Another may have been placed between the two looks.
    counts.insert(DeskGroup::Over, (placed - open).max(0));
    Ok(counts)
}
