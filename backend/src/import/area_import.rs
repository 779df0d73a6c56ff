//! Taking in the tree of areas.

use super::table::{Columns, Table};
use super::{ImportFailure, ImportFile, Imported};
use crate::areas::telephones;
use crate::revision::{self, Subject};
use crate::store::{Session, StoreError};
use crate::{Backend, areas, values};
use domain::areas::{Area, AreaCode, AreaKind, AreaRecord, check_tree, parse_areas, parse_telephones};
use std::collections::{BTreeMap, HashSet};

const COLUMNS: Columns = Columns {
    needed: &["code", "kind", "parent_code", "name", "households"],
    optional: &["note", "telephone"],
};

/// Takes in whole districts. Areas of other districts stay; an area of these that is missing is an
/// error, because homes and orders may hang on it.
///
/// A telephone that somebody has set at the desk stays as it is, whatever the table says.
///
/// # Errors
/// [`ImportFailure`]; then nothing has changed.
pub async fn import_areas(backend: &Backend, file: ImportFile<'_>) -> Result<Imported, ImportFailure> {
    let table: Table<AreaRecord> = Table::read(file, &COLUMNS)?;
    let mut areas = parse_areas(&table.records).map_err(|problems| table.failure(&problems))?;
    let mut session = backend.store.write().await?;
    // First of all: of two imports at once, the second waits here for the end of the first.
    revision::count_change(&mut session, Subject::Areas).await?;
    let known: BTreeMap<AreaCode, Area> =
        areas::all(&mut session).await?.into_iter().map(|area| (area.code.clone(), area)).collect();
    check_against(&table, &areas, &known)?;
    // A parent must be there before its children.
    areas.sort_by_key(|area| area.kind);
    let mut imported = Imported::default();
    for area in &areas {
        if imported.count(known.get(&area.code), area) {
            write(&mut session, area).await?;
        }
    }
    let now = backend.clock.now();
    for (area, telephone) in parse_telephones(&table.records) {
        let renumbered = telephones::import(&mut session, &area, &telephone, now).await?;
        if renumbered && areas.iter().any(|row| row.code == area && known.get(&area) == Some(row)) {
            (imported.changed, imported.unchanged) = (imported.changed + 1, imported.unchanged - 1);
        }
    }
    imported.kept = known.len() - imported.changed - imported.unchanged;
    session.commit().await?;
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
        problems.iter_mut().for_each(|problem| problem.row = problem.row.saturating_sub(others.len()));
        return Err(table.failure(&problems));
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

async fn write(session: &mut Session, area: &Area) -> Result<(), StoreError> {
    session
        .run(
            "INSERT INTO areas (code, kind, parent, name, households, note) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, \
             parent = excluded.parent, name = excluded.name, households = excluded.households, \
             note = excluded.note",
            values![
                &area.code,
                <&'static str>::from(area.kind),
                area.parent.as_ref().map(AreaCode::as_str),
                &area.name,
                i64::from(area.households),
                &area.note
            ],
        )
        .await?;
    Ok(())
}
