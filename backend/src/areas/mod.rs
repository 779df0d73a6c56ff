//! The tree of areas, read from the database and kept in memory.

mod choice;
pub(crate) mod telephones;
mod tree;

pub use choice::{CommunityChoice, EstateChoice, OfficeChoice, estates_for_choice, estates_meant};
pub use tree::AreaTree;

use crate::revision::{self, NewestCopy, Subject};
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::areas::{Area, AreaCode};
use std::fmt::Display;
use std::sync::Arc;

/// The tree that this process has read last; cloning shares it.
#[derive(Clone, Debug, Default)]
pub struct Shared(NewestCopy<AreaTree>);

/// The tree as it is now.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn tree(backend: &Backend) -> Result<Arc<AreaTree>, AppError> {
    let mut tx = backend.store.read().await?;
    Ok(tree_in(&mut tx, backend).await?)
}

/// Lets nobody else change what is set for an area until the transaction ends: of two changes the second has the later
/// time, whoever makes them.
pub(crate) async fn hold(tx: &mut Transaction, area: &AreaCode) -> Result<(), StoreError> {
    tx.hold("SELECT code FROM areas WHERE code = $1", values![area]).await
}

/// The tree as a transaction sees it. Use it where a transaction is open: holding two connections at once
/// can use all of them up.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn tree_in(tx: &mut Transaction, backend: &Backend) -> Result<Arc<AreaTree>, StoreError> {
    let number = revision::copy_number(tx, Subject::Areas).await?;
    if let Some(tree) = backend.areas.0.get(number) {
        return Ok(tree);
    }
    let tree = AreaTree::new(all(tx).await?).with_telephones(telephones::all(tx).await?);
    let tree = Arc::new(tree);
    backend.areas.0.put(number, &tree);
    Ok(tree)
}

/// One area, if there is one of that code.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn area(tx: &mut Transaction, code: &AreaCode) -> Result<Option<Area>, StoreError> {
    let row: Option<Row> = tx
        .one("SELECT code, kind, parent, name, households, note, closed, merged_into FROM areas WHERE code = $1", values![code])
        .await?;
    row.map(Area::try_from).transpose()
}

/// All areas as they stand in the database, in the order of their codes.
pub(crate) async fn all(tx: &mut Transaction) -> Result<Vec<Area>, StoreError> {
    let rows: Vec<Row> = tx
        .all(
            "SELECT code, kind, parent, name, households, note, closed, merged_into FROM areas ORDER BY code",
            values![],
        )
        .await?;
    rows.into_iter().map(Area::try_from).collect()
}

#[derive(FromRow)]
struct Row {
    code: String,
    kind: String,
    parent: Option<String>,
    name: String,
    households: i64,
    note: String,
    closed: i64,
    merged_into: Option<String>,
}

impl TryFrom<Row> for Area {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let bad = |reason: &dyn Display| StoreError::row("areas", &row.code, reason);
        Ok(Self {
            code: AreaCode::parse(&row.code).map_err(|error| bad(&error))?,
            kind: row.kind.parse().map_err(|error: strum::ParseError| bad(&error))?,
            parent: row.parent.as_deref().map(AreaCode::parse).transpose().map_err(|error| bad(&error))?,
            households: row.households.try_into().map_err(|_| bad(&"households"))?,
            name: row.name,
            note: row.note,
            closed: row.closed != 0,
            merged_into: row
                .merged_into
                .as_deref()
                .map(AreaCode::parse)
                .transpose()
                .map_err(|error| bad(&error))?,
        })
    }
}
