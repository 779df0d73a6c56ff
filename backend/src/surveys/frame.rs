//! The frame: the households of an area, as the list was when a wave was made.

use super::StrataKind;
use crate::areas::AreaTree;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, ErrorKind, values};
use domain::areas::{AreaCode, AreaKind};
use domain::surveys::FrameRow;
use std::collections::BTreeMap;

/// A household of the list: where it lies, by codes.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(super) struct Listed {
    pub(super) id: String,
    pub(super) community: String,
    pub(super) area: String,
}

/// The households of an area at a revision of the list, in the order of their ids.
pub(super) async fn listed(
    tx: &mut Transaction,
    area: &AreaCode,
    revision: i64,
) -> Result<Vec<Listed>, StoreError> {
    tx.all(
        "SELECT id, community, area FROM households WHERE area >= $1 AND area < $2 AND added_in <= $3 \
             AND (removed_in IS NULL OR removed_in > $3) ORDER BY id",
        values![area, area.end(), revision],
    )
    .await
}

/// The frame that households make: each in its stratum.
///
/// # Errors
/// `Conflict` if the strata are grids and the list doesn't say of every household in which it lies.
pub(super) fn frame(
    tree: &AreaTree,
    listed: &[Listed],
    strata: StrataKind,
) -> Result<Vec<FrameRow>, AppError> {
    let mut frame = Vec::with_capacity(listed.len());
    let mut without_grid = 0;
    for household in listed {
        match stratum(tree, &household.area, strata) {
            Some(stratum) => frame.push(FrameRow { stratum, household: household.id.clone() }),
            None => without_grid += 1,
        }
    }
    if without_grid > 0 {
        let sentence =
            format!("名册里有 {without_grid} 户没有写网格，不能按网格抽；请补好名册，或改成按小区抽");
        return Err(AppError::new(ErrorKind::Conflict, "survey.without_grid", sentence));
    }
    Ok(frame)
}

/// The stratum of a household that is listed under this area.
fn stratum(tree: &AreaTree, area: &str, strata: StrataKind) -> Option<String> {
    let area = tree.get(&AreaCode::parse(area).ok()?)?;
    let stratum = match (area.kind, strata) {
        (AreaKind::Grid, StrataKind::Grid) | (AreaKind::Estate, StrataKind::Estate) => &area.code,
        (AreaKind::Grid, StrataKind::Estate) => area.parent.as_ref()?,
        _ => return None,
    };
    Some(stratum.to_string())
}

/// How many households each stratum has.
pub(super) fn sizes(frame: &[FrameRow]) -> BTreeMap<String, u32> {
    let mut sizes = BTreeMap::new();
    frame.iter().for_each(|row| *sizes.entry(row.stratum.clone()).or_default() += 1);
    sizes
}
