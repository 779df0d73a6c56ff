//! Who has looked for somebody by their name or number.

use crate::accounts::Viewer;
use crate::names::name_then_sql;
use crate::store::{FromRow, StoreError};
use crate::{AppError, Backend, values};
use domain::orders::SearchReason;
use domain::time::Timestamp;

/// How many are shown.
const SHOWN: i64 = 20;

/// A search that found the viewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchedFor {
    /// When.
    pub at: Timestamp,
    /// By whom, as they were called then.
    pub name: String,
    /// The community at whose desk.
    pub community: String,
    /// Why.
    pub reason: SearchReason,
}

/// The newest searches by person that found the viewer.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn searched_for(backend: &Backend, viewer: &Viewer) -> Result<Vec<SearchedFor>, AppError> {
    #[derive(FromRow)]
    struct Row {
        at: i64,
        name: String,
        community: String,
        reason: String,
    }
    let rows: Vec<Row> = backend
        .store
        .read()
        .await?
        .all(
            concat!(
                "SELECT s.at, ",
                name_then_sql!("s.person", "s.at"),
                " AS name, a.name AS community, s.reason FROM person_search_hits h \
                 JOIN person_searches s ON s.community = h.community AND s.id = h.search \
                 JOIN people p ON p.id = s.person JOIN areas a ON a.code = h.community \
                 WHERE h.person = $1 ORDER BY s.at DESC, s.id DESC LIMIT $2"
            ),
            values![&viewer.person, SHOWN],
        )
        .await?;
    let read = |row: Row| {
        let reason = row.reason.parse();
        let reason = reason.map_err(|error| StoreError::row("person_searches", row.at, error))?;
        Ok(SearchedFor { at: Timestamp(row.at), name: row.name, community: row.community, reason })
    };
    rows.into_iter().map(read).collect()
}
