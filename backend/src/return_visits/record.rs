//! Visits as they are stored, with what decides who may call.

use crate::accounts::Viewer;
use crate::areas::AreaTree;
use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::accounts::TeamId;
use domain::areas::AreaCode;
use domain::orders::OrderNumber;
use domain::return_visits::{Asked, may_call};
use domain::time::Timestamp;

/// An order that was drawn.
pub(super) struct Drawn {
    pub(super) number: OrderNumber,
    pub(super) drawn_at: Timestamp,
    pub(super) service_name: String,
    pub(super) community_name: String,
    pub(super) done_at: Option<Timestamp>,
    team: Option<TeamId>,
    has_part: bool,
}

#[derive(FromRow)]
struct Row {
    number: String,
    drawn_at: i64,
    service_name: String,
    community_name: String,
    done_at: Option<i64>,
    assignee_team: Option<String>,
    parts: i64,
}

/// A query of visits as the person `$1` finds them: the columns of [`Row`], and what follows them.
macro_rules! drawn_sql {
    ($rest:literal) => {
        concat!(
            "SELECT v.number, d.drawn_at, o.service_name, a.name AS community_name, o.done_at, o.assignee_team, ",
            "(SELECT count(*) FROM order_events e WHERE e.community = v.community AND e.number = v.number ",
            "AND e.person = $1) + CASE WHEN o.placed_by = $1 OR o.resident = $1 OR o.entered_by = $1 ",
            "OR o.helper = $1 THEN 1 ELSE 0 END AS parts FROM return_draws d ",
            "JOIN return_visits v ON v.community = d.community AND v.week = d.week ",
            "JOIN orders o ON o.community = v.community AND o.number = v.number ",
            "JOIN areas a ON a.code = v.community ",
            $rest
        )
    };
}

impl TryFrom<Row> for Drawn {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let number = OrderNumber::parse(&row.number);
        Ok(Self {
            number: number.map_err(|error| StoreError::row("return_visits", &row.number, error))?,
            drawn_at: Timestamp(row.drawn_at),
            service_name: row.service_name,
            community_name: row.community_name,
            done_at: row.done_at.map(Timestamp),
            team: row.assignee_team.map(TeamId),
            has_part: row.parts > 0,
        })
    }
}

impl Drawn {
    /// Whether the viewer, who read this row, may call.
    pub(super) fn may_be_called_by(&self, viewer: &Viewer, tree: &AreaTree) -> bool {
        let community = self.number.community().clone();
        let office = tree.get(&community).and_then(|area| area.parent.clone());
        let asked = Asked { community, office, team: self.team.clone(), has_part: self.has_part };
        may_call(viewer.in_use.as_ref(), viewer.grants.iter().map(|held| &held.grant), &asked)
    }
}

/// The visit of an order, if it was drawn.
pub(super) async fn find(
    tx: &mut Transaction,
    viewer: &Viewer,
    number: &OrderNumber,
) -> Result<Option<Drawn>, StoreError> {
    let sql = drawn_sql!("WHERE v.community = $2 AND v.number = $3");
    let row: Option<Row> = tx.one(sql, values![&viewer.person, number.community(), number]).await?;
    row.map(Drawn::try_from).transpose()
}

/// The visits of an area that were drawn since then, the earliest drawn first.
pub(super) async fn since(
    tx: &mut Transaction,
    viewer: &Viewer,
    area: &AreaCode,
    drawn_after: Timestamp,
) -> Result<Vec<Drawn>, StoreError> {
    let sql = drawn_sql!(
        "WHERE substr(d.community, 1, length($2)) = $2 AND d.drawn_at > $3 ORDER BY d.week, v.community, v.number"
    );
    let rows: Vec<Row> = tx.all(sql, values![&viewer.person, area, drawn_after]).await?;
    rows.into_iter().map(Drawn::try_from).collect()
}
