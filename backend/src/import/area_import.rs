//! Taking in the tree of areas.

use super::table::{Columns, Table};
use super::{ImportFailure, ImportFile, Imported};
use crate::accounts::move_homes;
use crate::areas::telephones;
use crate::revision::{self, Subject};
use crate::store::{StoreError, Transaction};
use crate::{Backend, areas, values};
use domain::areas::{
    Area, AreaCode, AreaKind, AreaRecord, check_tree, left_open, parse_areas, parse_telephones,
};
use domain::audit::ImportedTable;
use domain::import::RowProblem;
use std::collections::{BTreeMap, HashMap, HashSet};

const COLUMNS: Columns = Columns {
    needed: &["code", "kind", "parent_code", "name", "households"],
    optional: &["note", "telephone", "closed", "merged_into"],
};

/// What becomes of a table in which an area has the name that another had until now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameSwaps {
    /// It is refused: homes and orders hang on the codes, so that everybody would live elsewhere.
    Refused,
    /// It is meant.
    Meant,
}

/// As [`import_areas_swapping`], where no name goes over to another area.
///
/// # Errors
/// [`ImportFailure`]; then nothing has changed.
pub async fn import_areas(backend: &Backend, file: ImportFile<'_>) -> Result<Imported, ImportFailure> {
    import_areas_swapping(backend, file, NameSwaps::Refused).await
}

/// Takes in whole districts. Areas of other districts stay; an area of these that is missing is an
/// error, because homes and orders may hang on it.
///
/// An estate that is closed stays in the table; of one that has become a part of another, those who live there live in
/// the other from then on. What was ordered keeps the name that its estate and community had until
/// they were renamed.
///
/// A telephone that somebody has set at the desk stays as it is, whatever the table says.
///
/// # Errors
/// [`ImportFailure`]; then nothing has changed.
pub async fn import_areas_swapping(
    backend: &Backend,
    file: ImportFile<'_>,
    swaps: NameSwaps,
) -> Result<Imported, ImportFailure> {
    let table: Table<AreaRecord> = Table::read(file, &COLUMNS)?;
    let mut areas = parse_areas(&table.records).map_err(|problems| table.failure(&problems))?;
    let mut tx = backend.store.write().await?;
    // First of all: of two imports at once, the second waits here for the end of the first.
    revision::count_change(&mut tx, Subject::Areas).await?;
    let known: BTreeMap<AreaCode, Area> =
        areas::all(&mut tx).await?.into_iter().map(|area| (area.code.clone(), area)).collect();
    check_against(&table, &areas, &known)?;
    if swaps == NameSwaps::Refused {
        check_names(&table, &areas, &known)?;
    }
    let silent: HashSet<_> = left_open(&table.records).into_iter().collect();
    for area in areas.iter_mut().filter(|area| silent.contains(&area.code)) {
        if let Some(before) = known.get(&area.code) {
            (area.closed, area.merged_into) = (before.closed, before.merged_into.clone());
        }
    }
    check_merged(&table, &areas, &known)?;
    // A parent must be there before its children.
    areas.sort_by_key(|area| area.kind);
    let (mut imported, mut moved) = (Imported::default(), Vec::new());
    for area in &areas {
        if imported.count(known.get(&area.code), area) {
            if let Some(before) = known.get(&area.code).filter(|before| before.name != area.name) {
                keep_name(&mut tx, before).await?;
            }
            write(&mut tx, area).await?;
            let before = known.get(&area.code).and_then(|before| before.merged_into.as_ref());
            moved.extend(
                area.merged_into.as_ref().filter(|into| before != Some(*into)).map(|into| (&area.code, into)),
            );
        }
    }
    for (from, to) in moved {
        move_homes(&mut tx, backend, from, to).await?;
    }
    let now = backend.clock.now();
    for (area, telephone) in parse_telephones(&table.records) {
        let renumbered = telephones::import(&mut tx, &area, &telephone, now).await?;
        if renumbered && areas.iter().any(|row| row.code == area && known.get(&area) == Some(row)) {
            (imported.changed, imported.unchanged) = (imported.changed + 1, imported.unchanged - 1);
        }
    }
    imported.kept = known.len() - imported.changed - imported.unchanged;
    imported.record(&mut tx, backend, ImportedTable::Areas).await?;
    tx.commit().await?;
    Ok(imported)
}

/// Whether the table and the districts that it isn't about are one tree, and none of its areas is gone.
fn check_against(
    table: &Table<AreaRecord>,
    areas: &[Area],
    known: &BTreeMap<AreaCode, Area>,
) -> Result<(), ImportFailure> {
    let districts: Vec<_> = areas.iter().filter(|area| area.kind == AreaKind::District).collect();
    let (own, others): (Vec<&Area>, Vec<&Area>) =
        known.values().partition(|area| districts.iter().any(|district| district.code.covers(&area.code)));
    let together: Vec<Area> = others.iter().copied().chain(areas).cloned().collect();
    if let Err(mut problems) = check_tree(&together) {
        // What was wrong with the others before is no fault of this table.
        problems.retain(|problem| problem.row >= others.len());
        problems.iter_mut().for_each(|problem| problem.row -= others.len());
        if !problems.is_empty() {
            return Err(table.failure(&problems));
        }
    }
    let listed: HashSet<_> = areas.iter().map(|area| &area.code).collect();
    let gone = own.into_iter().filter(|area| !listed.contains(&area.code));
    let errors: Vec<_> = gone
        .map(|area| {
            let reason = format!("表里少了{}（{}），已有的区域不能拿掉，请补上", area.name, area.code);
            table.error_at(1, "code", &reason)
        })
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(ImportFailure::rows(errors)) }
}

/// Whether no area gets the name that another of its level has given up: most often two rows of a column have slipped.
fn check_names(
    table: &Table<AreaRecord>,
    areas: &[Area],
    known: &BTreeMap<AreaCode, Area>,
) -> Result<(), ImportFailure> {
    let renamed = |area: &Area| known.get(&area.code).is_some_and(|before| before.name != area.name);
    let given_up: HashMap<(AreaKind, &str), &AreaCode> = areas
        .iter()
        .filter(|area| renamed(area))
        .filter_map(|area| known.get(&area.code))
        .map(|before| ((before.kind, before.name.as_str()), &before.code))
        .collect();
    let slipped = areas.iter().enumerate().filter(|(_, area)| renamed(area)).filter_map(|(row, area)| {
        let before = *given_up.get(&(area.kind, area.name.as_str()))?;
        (*before != area.code).then(|| {
            let reason = format!(
                "“{}”原来是 {before} 的名称。住户和工单都跟着编码走，名称一换，大家就都换了地方；\
                 真要这样改，请加上 --swap-names",
                area.name
            );
            table.error(row, "name", &reason)
        })
    });
    let errors: Vec<_> = slipped.collect();
    if errors.is_empty() { Ok(()) } else { Err(ImportFailure::rows(errors)) }
}

/// Whether what becomes a part of another now becomes a part of an estate that is there.
fn check_merged(
    table: &Table<AreaRecord>,
    areas: &[Area],
    known: &BTreeMap<AreaCode, Area>,
) -> Result<(), ImportFailure> {
    let there = |code: &AreaCode| {
        areas.iter().any(|area| area.code == *code && area.kind == AreaKind::Estate && !area.closed)
    };
    let wrong = areas.iter().enumerate().filter_map(|(row, area)| {
        let before = known.get(&area.code).and_then(|before| before.merged_into.as_ref());
        let into = area.merged_into.as_ref().filter(|into| before != Some(*into) && !there(into))?;
        let reason = format!("{into} 不是还在的小区，不能并到那里去");
        Some(RowProblem { row, column: "merged_into", reason })
    });
    let wrong: Vec<_> = wrong.collect();
    if wrong.is_empty() { Ok(()) } else { Err(table.failure(&wrong)) }
}

/// Keeps the name of an area with what was ordered there until now, as it is about to get another.
async fn keep_name(tx: &mut Transaction, area: &Area) -> Result<(), StoreError> {
    match (area.kind, &area.parent) {
        (AreaKind::Estate, Some(community)) => {
            let sql = "UPDATE orders SET estate_name = $3 WHERE community = $1 AND estate = $2 AND estate_name IS NULL";
            tx.run(sql, values![community, &area.code, &area.name]).await?;
        }
        (AreaKind::Community, _) => {
            let sql = "UPDATE orders SET community_name = $2 WHERE community = $1 AND community_name IS NULL";
            tx.run(sql, values![&area.code, &area.name]).await?;
        }
        _ => {}
    }
    Ok(())
}

async fn write(tx: &mut Transaction, area: &Area) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO areas (code, kind, parent, name, households, note, closed, merged_into) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, \
             parent = excluded.parent, name = excluded.name, households = excluded.households, \
             note = excluded.note, closed = excluded.closed, \
             merged_into = excluded.merged_into",
        values![
            &area.code,
            <&'static str>::from(area.kind),
            area.parent.as_ref().map(AreaCode::as_str),
            &area.name,
            i64::from(area.households),
            &area.note,
            area.closed,
            area.merged_into.as_ref().map(AreaCode::as_str)
        ],
    )
    .await?;
    Ok(())
}
