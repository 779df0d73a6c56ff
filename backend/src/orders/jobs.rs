//! The jobs of those who go to the door: what they may take, what they have taken, what they have done.

use super::columns::{self, orders_sql};
use super::own::{key, page_by, parse_key};
use super::priority::{WorkKey, priority_sql};
use super::{Contact, ContactView, Order};
use crate::accounts::Viewer;
use crate::store::{FromRow, PAGE, StoreError, Transaction};
use crate::{AppError, Backend, areas, values};
use domain::accounts::{Grant, Role, TeamId};
use domain::orders::{Priority, State};
use domain::text::without_numbers;
use strum::{EnumString, IntoStaticStr};

/// The three lists of jobs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum JobsTab {
    /// 可接: dispatched to one, and after that, for members, the pool of the community.
    #[default]
    Open,
    /// 在办: accepted by one.
    Mine,
    /// 办完: done by one.
    Done,
}

/// One page of jobs.
#[derive(Clone, Debug)]
pub struct Jobs {
    /// How many were dispatched to the viewer or their team, and wait for an answer.
    pub dispatched: i64,
    /// How many of the pool anybody may take; none for those who have no pool.
    pub pool: i64,
    /// How many the viewer has in hand.
    pub mine: i64,
    /// How many the viewer has done.
    pub done: i64,
    /// The jobs, each with what may be seen of who is served.
    pub orders: Vec<(Order, ContactView)>,
    /// The key of the next page, if there is one.
    pub next: Option<String>,
}

/// The viewer's jobs in the role in use.
///
/// # Errors
/// [`AppError::denied`] if the role doesn't go to the door.
pub async fn jobs(
    backend: &Backend,
    viewer: &Viewer,
    tab: JobsTab,
    after: Option<&str>,
) -> Result<Jobs, AppError> {
    let grant = viewer.in_use.as_ref().filter(|grant| grant.role.serves()).ok_or_else(AppError::denied)?;
    let mut tx = backend.store.read().await?;
    let reach = Reach::of(&mut tx, backend, viewer, grant).await?;
    let mut orders = reach.orders(&mut tx, tab, after).await?;
    let next = page_by(&mut orders, |order| match tab {
        JobsTab::Done => key(order),
        JobsTab::Open | JobsTab::Mine => WorkKey::after(order, rank(order)).encoded(),
    });
    let mut seen = Vec::with_capacity(orders.len());
    for mut order in orders {
        order.details.note = without_numbers(&order.details.note);
        let contact = Contact::decrypt(backend, &order)?.masked();
        seen.push((order, contact));
    }
    let Counts { dispatched, pool, mine, done } = reach.counts(&mut tx).await?;
    Ok(Jobs { dispatched, pool, mine, done, orders: seen, next })
}

/// What the viewer goes on with: the most pressing job in their own hands, or else of those that wait for their own answer.
/// Jobs of their team, and those that stand still, are not it.
///
/// # Errors
/// [`AppError::denied`] if the role in use doesn't go to the door.
pub async fn next_job(backend: &Backend, viewer: &Viewer) -> Result<Option<(Order, ContactView)>, AppError> {
    viewer.in_use.as_ref().filter(|grant| grant.role.serves()).ok_or_else(AppError::denied)?;
    let sql = concat!(
        orders_sql!(
            "WHERE (o.helper = $1 AND o.state IN ('accepted', 'on_site')) \
             OR (o.assignee_person = $1 AND o.state = 'dispatched') ORDER BY "
        ),
        priority_sql!("CASE o.state WHEN 'dispatched' THEN 1 ELSE 0 END"),
        " LIMIT 1"
    );
    let mut tx = backend.store.read().await?;
    let Some(mut order) = columns::list(&mut tx, sql, values![&viewer.person]).await?.pop() else {
        return Ok(None);
    };
    order.details.note = without_numbers(&order.details.note);
    let contact = Contact::decrypt(backend, &order)?.masked();
    Ok(Some((order, contact)))
}

/// What waits for one's own answer stands before what anybody may take.
fn rank(order: &Order) -> i64 {
    i64::from(order.state == State::Placed)
}

/// The same in SQL.
macro_rules! rank_sql {
    () => {
        "CASE o.state WHEN 'placed' THEN 1 ELSE 0 END"
    };
}

/// How many jobs there are of each kind.
#[derive(Default, FromRow)]
struct Counts {
    dispatched: i64,
    pool: i64,
    mine: i64,
    done: i64,
}

/// Whose jobs are meant: the person, their team, and for members the pool of their community.
struct Reach {
    person: String,
    team: String,
    /// Empty for those who have no pool.
    pool: String,
}

impl Reach {
    async fn of(
        tx: &mut Transaction,
        backend: &Backend,
        viewer: &Viewer,
        grant: &Grant,
    ) -> Result<Self, StoreError> {
        let team = grant.team.as_ref().map_or_else(String::new, |TeamId(team)| team.clone());
        let pool = if grant.role == Role::Member {
            let tree = areas::tree_in(tx, backend).await?;
            tree.community_of(&grant.area).map_or_else(String::new, |community| community.code.to_string())
        } else {
            String::new()
        };
        Ok(Self { person: viewer.person.0.clone(), team, pool })
    }

    async fn orders(
        &self,
        tx: &mut Transaction,
        tab: JobsTab,
        after: Option<&str>,
    ) -> Result<Vec<Order>, StoreError> {
        let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
        let sql = match tab {
            JobsTab::Open => concat!(
                orders_sql!(
                    "WHERE ((o.state = 'dispatched' AND (o.assignee_person = $1 OR o.assignee_team = $2)) \
                     OR (o.state = 'placed' AND o.community = $3 AND o.placed_by <> $1 AND o.resident <> $1)) AND ("
                ),
                priority_sql!(rank_sql!()),
                ") > ($4, $5, $6, $7, $8) ORDER BY ",
                priority_sql!(rank_sql!()),
                " LIMIT $9"
            ),
            JobsTab::Mine => concat!(
                orders_sql!(
                    "WHERE (o.helper = $1 OR (o.assignee_team = $2 AND o.helper IS NOT NULL) \
                     OR (o.state = 'paused' AND o.assignee_person = $1)) AND $3 = $3 \
                     AND o.state IN ('accepted', 'on_site', 'paused') AND ("
                ),
                priority_sql!(rank_sql!()),
                ") > ($4, $5, $6, $7, $8) ORDER BY ",
                priority_sql!(rank_sql!()),
                " LIMIT $9"
            ),
            JobsTab::Done => return self.done(tx, after, limit).await,
        };
        let WorkKey { priority, number } = after.map_or_else(WorkKey::start, WorkKey::decoded);
        let Priority { rank, unhurried, deadline, placed_at } = priority;
        let values = values![
            &self.person,
            &self.team,
            &self.pool,
            rank,
            unhurried,
            deadline,
            placed_at,
            number,
            limit
        ];
        columns::list(tx, sql, values).await
    }

    /// What the person has done, the newest first.
    async fn done(
        &self,
        tx: &mut Transaction,
        after: Option<&str>,
        limit: i64,
    ) -> Result<Vec<Order>, StoreError> {
        let sql = orders_sql!(
            "WHERE o.helper = $1 AND o.done_at IS NOT NULL AND (o.placed_at, o.number) < ($2, $3) \
             ORDER BY o.placed_at DESC, o.number DESC LIMIT $4"
        );
        let (at, number) = after.and_then(parse_key).unwrap_or((i64::MAX, String::new()));
        columns::list(tx, sql, values![&self.person, at, number, limit]).await
    }

    async fn counts(&self, tx: &mut Transaction) -> Result<Counts, StoreError> {
        let row = tx
            .one(
                "SELECT \
                 (SELECT count(*) FROM orders WHERE state = 'dispatched' \
                  AND (assignee_person = $1 OR assignee_team = $2)) AS dispatched, \
                 (SELECT count(*) FROM orders WHERE state = 'placed' AND community = $3 \
                  AND placed_by <> $1 AND resident <> $1) AS pool, \
                 (SELECT count(*) FROM orders WHERE state IN ('accepted', 'on_site', 'paused') \
                  AND (helper = $1 OR (assignee_team = $2 AND helper IS NOT NULL) \
                  OR (state = 'paused' AND assignee_person = $1))) AS mine, \
                 (SELECT count(*) FROM orders WHERE helper = $1 AND done_at IS NOT NULL) AS done",
                values![&self.person, &self.team, &self.pool],
            )
            .await?;
        Ok(row.unwrap_or_default())
    }
}
