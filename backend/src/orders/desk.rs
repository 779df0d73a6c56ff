//! The desk: the orders of a community, by state, oldest first.

use super::order::{self, orders_sql};
use super::own::{page, parse_key};
use super::{Contact, ContactView, Order};
use crate::accounts::Viewer;
use crate::store::{PAGE, Session, StoreError};
use crate::{AppError, Backend, values};
use domain::accounts::Role;
use domain::areas::AreaCode;
use domain::text::without_numbers;
use sqlx::FromRow;
use std::collections::BTreeMap;
use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};

/// The states as the desk groups them.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, EnumString, EnumIter, IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum DeskGroup {
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
            Self::Placed => "待派单",
            Self::Dispatched => "待接单",
            Self::Active => "在办",
            Self::Done => "待评价",
            Self::Over => "已办完",
        }
    }

    /// Its states; shorter groups repeat one, since a statement takes three.
    fn states(self) -> [&'static str; 3] {
        match self {
            Self::Placed => ["placed"; 3],
            Self::Dispatched => ["dispatched"; 3],
            Self::Active => ["accepted", "on_site", "paused"],
            Self::Done => ["done"; 3],
            Self::Over => ["closed", "cancelled", "refused"],
        }
    }
}

/// Which orders are asked for: all of it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskFilter {
    /// The group of states.
    pub group: DeskGroup,
    /// One of the three lists; empty for all.
    pub list: String,
    /// An area within the desk's; empty for all.
    pub area: String,
    /// A number or a part of a service's name; empty for all.
    pub words: String,
    /// The key of the page before; empty for the first page.
    pub after: String,
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
    /// How many orders there are in each group, whatever else is filtered.
    pub counts: BTreeMap<DeskGroup, i64>,
    /// The orders, oldest first, each with what may be seen of who is served.
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
        let read_only = matches!(grant.role, Role::OfficeLead | Role::DistrictLead);
        Ok(Self { area: grant.area.clone(), read_only })
    }
}

/// The viewer's desk.
///
/// # Errors
/// [`AppError::denied`] if the role in use has no desk.
pub async fn desk(backend: &Backend, viewer: &Viewer, filter: &DeskFilter) -> Result<Desk, AppError> {
    let scope = DeskScope::of(viewer)?;
    let mut session = backend.store.read().await?;
    let counts = counts(&mut session, &scope.area).await?;
    let mut orders = rows(&mut session, &scope.area, filter).await?;
    let next = page(&mut orders);
    let mut seen = Vec::with_capacity(orders.len());
    for mut order in orders {
        order.note = without_numbers(&order.note);
        let contact = Contact::unlock(backend, &order)?.masked();
        seen.push((order, contact));
    }
    Ok(Desk { scope, counts, orders: seen, next })
}

/// The orders of a filter, one more than a page.
async fn rows(session: &mut Session, area: &AreaCode, filter: &DeskFilter) -> Result<Vec<Order>, StoreError> {
    // Oldest first where there is work to do, newest first among what is over.
    let newest_first = filter.group == DeskGroup::Over;
    let sql = if newest_first {
        orders_sql!(
            "WHERE o.community IN (SELECT code FROM areas WHERE kind = 'community' \
             AND substr(code, 1, length($1)) = $1) AND o.state IN ($2, $3, $4) \
             AND ($5 = '' OR o.list = $5) AND ($6 = '' OR substr(o.estate, 1, length($6)) = $6) \
             AND ($7 = '' OR o.number = $7 OR o.service_name LIKE $8 ESCAPE '!') \
             AND (o.placed_at, o.number) < ($9, $10) ORDER BY o.placed_at DESC, o.number DESC LIMIT $11"
        )
    } else {
        orders_sql!(
            "WHERE o.community IN (SELECT code FROM areas WHERE kind = 'community' \
             AND substr(code, 1, length($1)) = $1) AND o.state IN ($2, $3, $4) \
             AND ($5 = '' OR o.list = $5) AND ($6 = '' OR substr(o.estate, 1, length($6)) = $6) \
             AND ($7 = '' OR o.number = $7 OR o.service_name LIKE $8 ESCAPE '!') \
             AND (o.placed_at, o.number) > ($9, $10) ORDER BY o.placed_at, o.number LIMIT $11"
        )
    };
    let start = if newest_first { i64::MAX } else { i64::MIN };
    let (at, number) = parse_key(&filter.after).unwrap_or((start, String::new()));
    let [one, two, three] = filter.group.states();
    let words = filter.words.trim().to_uppercase();
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let within = AreaCode::parse(&filter.area).ok().filter(|within| area.covers(within));
    let within = within.map_or_else(String::new, |within| within.to_string());
    let values = values![
        area,
        one,
        two,
        three,
        &filter.list,
        within,
        &words,
        like(filter.words.trim()),
        at,
        number,
        limit
    ];
    order::list(session, sql, values).await
}

/// The most orders that are given out at once.
const QUEUE_LIMIT: i64 = 200;

/// The orders of a community that are in nobody's hand, the oldest first; at most two hundred.
pub(crate) async fn placed_orders(
    session: &mut Session,
    community: &AreaCode,
) -> Result<Vec<Order>, StoreError> {
    let sql =
        orders_sql!("WHERE o.community = $1 AND o.state = 'placed' ORDER BY o.placed_at, o.number LIMIT $2");
    order::list(session, sql, values![community, QUEUE_LIMIT]).await
}

/// A pattern that finds the words anywhere; `!` takes away the meaning of what follows it.
fn like(words: &str) -> String {
    let mut pattern = String::from("%");
    for character in words.chars().take(40) {
        if matches!(character, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(character);
    }
    pattern + "%"
}

/// How many orders each group has.
async fn counts(session: &mut Session, area: &AreaCode) -> Result<BTreeMap<DeskGroup, i64>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        state: String,
        number: i64,
    }
    let rows: Vec<Row> = session
        .all(
            "SELECT state, count(*) AS number FROM orders WHERE community IN \
             (SELECT code FROM areas WHERE kind = 'community' AND substr(code, 1, length($1)) = $1) \
             GROUP BY state",
            values![area],
        )
        .await?;
    Ok(DeskGroup::iter()
        .map(|group| {
            let of_group = |row: &&Row| group.states().contains(&row.state.as_str());
            (group, rows.iter().filter(of_group).map(|row| row.number).sum())
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::like;

    #[test]
    fn signs_of_patterns_are_only_signs() {
        assert_eq!(like("50%_off!"), "%50!%!_off!!%");
    }
}
