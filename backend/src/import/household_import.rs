//! Taking in the list of households, from which samples are drawn.

use super::table::{Columns, Table};
use super::{ImportError, ImportFailure, ImportFile, Imported};
use crate::accounts::count_homes;
use crate::accounts::{DOOR_RULE, HOUSEHOLD_AAD, door_hash};
use crate::areas::{self, AreaTree};
use crate::revision::{self, Subject};
use crate::store::{FromRow, Transaction};
use crate::{AppError, Backend, values};
use domain::accounts::Address;
use domain::areas::{AreaCode, AreaKind};
use domain::audit::ImportedTable;
use domain::surveys::hex;
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};

const COLUMNS: Columns = Columns { needed: &["area", "building", "unit", "room"], optional: &[] };

/// A row of `households.csv`; the fields are named as its columns.
#[derive(Clone, Debug, Deserialize)]
struct HouseholdRecord {
    /// The code of a grid, or of an estate whose grids aren't known.
    area: String,
    building: String,
    unit: String,
    room: String,
}

/// A row that can be taken.
struct HouseholdRow {
    community: AreaCode,
    /// The grid or the estate.
    area: AreaCode,
    home: Address,
    door_hash: String,
}

/// Takes in households. Of several that stand in the list for one door, in other spellings, one stays. One that is known
/// under another area is removed and added anew there, under another id; what is missing from the table stays. Waves that are made already keep the list as it was.
///
/// # Errors
/// [`ImportFailure`]; then nothing has changed.
pub async fn import_households(backend: &Backend, file: ImportFile<'_>) -> Result<Imported, ImportFailure> {
    let table: Table<HouseholdRecord> = Table::read(file, &COLUMNS)?;
    let mut tx = backend.store.write().await?;
    // First of all: of two imports at once, the second waits here for the end of the first.
    revision::count_change(&mut tx, Subject::Households).await?;
    let revision = revision::number(&mut tx, Subject::Households).await?;
    let tree = areas::tree_in(&mut tx, backend).await?;
    let rows = check(backend, &table, &tree)?;
    let mut known = known(&mut tx).await?;
    let mut imported = Imported::default();
    let mut estates = BTreeSet::new();
    for row in &rows {
        let listed = known.remove(&row.door_hash).unwrap_or_default();
        let stays = listed.iter().position(|listed| listed.area == row.area.as_str());
        let others = listed.iter().enumerate().filter(|(place, _)| Some(*place) != stays);
        for (_, other) in others {
            remove(&mut tx, backend, other, revision).await?;
        }
        if stays.is_some() && listed.len() == 1 {
            imported.unchanged += 1;
            continue;
        }
        match listed.len() {
            0 => imported.added += 1,
            1 => imported.changed += 1,
            several => {
                imported.changed += 1;
                imported.twins += several - 1;
            }
        }
        estates.insert(&row.home.estate);
        if stays.is_some() {
            continue;
        }
        add(&mut tx, backend, row, revision).await?;
    }
    for estate in estates {
        count_homes(&mut tx, estate).await?;
    }
    imported.kept = known.values().map(Vec::len).sum();
    imported.record(&mut tx, backend, ImportedTable::Households).await?;
    tx.commit().await?;
    Ok(imported)
}

/// A household of the list.
#[derive(FromRow)]
struct Listed {
    community: String,
    id: String,
    area: String,
    door_hash: String,
}

/// The households that are listed now, by their doors. A door has several where it was listed in other spellings before
/// they were told to be the same.
async fn known(tx: &mut Transaction) -> Result<HashMap<String, Vec<Listed>>, AppError> {
    let rows: Vec<Listed> = tx
        .all("SELECT community, id, area, door_hash FROM households WHERE removed_in IS NULL ORDER BY twin, id", values![])
        .await?;
    let mut known: HashMap<String, Vec<Listed>> = HashMap::with_capacity(rows.len());
    for row in rows {
        known.entry(row.door_hash.clone()).or_default().push(row);
    }
    Ok(known)
}

async fn remove(
    tx: &mut Transaction,
    backend: &Backend,
    listed: &Listed,
    revision: i64,
) -> Result<(), AppError> {
    tx.run(
        "UPDATE households SET removed_in = $3, removed_at = $4 WHERE community = $1 AND id = $2",
        values![&listed.community, &listed.id, revision, backend.clock.now()],
    )
    .await?;
    Ok(())
}

async fn add(
    tx: &mut Transaction,
    backend: &Backend,
    row: &HouseholdRow,
    revision: i64,
) -> Result<(), AppError> {
    let home = serde_json::to_string(&row.home).map_err(|error| AppError::internal(&error))?;
    tx.run(
        "INSERT INTO households (community, id, area, door, door_hash, added_in, added_at, door_rule) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        values![
            &row.community,
            // Chance alone: from the id nobody learns where a household lives, nor when it was listed.
            format!("h{}", hex(&backend.entropy.bytes::<10>())),
            &row.area,
            backend.vault.encrypt(HOUSEHOLD_AAD, &home, &backend.entropy)?,
            &row.door_hash,
            revision,
            backend.clock.now(),
            DOOR_RULE
        ],
    )
    .await?;
    Ok(())
}

/// Takes all rows, or tells everything that is wrong.
fn check(
    backend: &Backend,
    table: &Table<HouseholdRecord>,
    tree: &AreaTree,
) -> Result<Vec<HouseholdRow>, ImportFailure> {
    let mut rows: Vec<HouseholdRow> = Vec::with_capacity(table.records.len());
    let mut errors = Vec::new();
    let mut first: HashMap<String, (u64, Address)> = HashMap::new();
    for (place, record) in table.records.iter().enumerate() {
        match parse(backend, table, place, record, tree) {
            Ok(row) => {
                let line = table.line(place);
                let (before, home) = first.entry(row.door_hash.clone()).or_insert((line, row.home.clone()));
                if *before != line {
                    let reason = if *home == row.home {
                        format!("第 {before} 行已经有这一户了，请删掉一行")
                    } else {
                        format!(
                            "第 {before} 行的 {} 和这一行是同一户，只是写法不同，请删掉一行",
                            home.door_words()
                        )
                    };
                    errors.push(table.error(place, "room", &reason));
                }
                rows.push(row);
            }
            Err(wrong) => errors.extend(wrong),
        }
    }
    if errors.is_empty() { Ok(rows) } else { Err(ImportFailure::rows(errors)) }
}

fn parse(
    backend: &Backend,
    table: &Table<HouseholdRecord>,
    place: usize,
    record: &HouseholdRecord,
    tree: &AreaTree,
) -> Result<HouseholdRow, Vec<ImportError>> {
    let area = AreaCode::parse(&record.area).ok().and_then(|code| tree.get(&code));
    let estate = match area.map(|area| (area.kind, area)) {
        Some((AreaKind::Estate, area)) => Some(area.code.clone()),
        Some((AreaKind::Grid, area)) => area.parent.clone(),
        _ => None,
    };
    let community = area.and_then(|area| tree.community_of(&area.code));
    let (Some(area), Some(estate), Some(community)) = (area, estate, community) else {
        return Err(vec![table.error(place, "area", &"请填小区或网格的编码，和 areas.csv 里一样")]);
    };
    let home = Address::parse_listed(estate, &record.building, &record.unit, &record.room);
    let home = home.map_err(|errors| {
        errors.into_iter().map(|error| table.error(place, error.field, &error)).collect::<Vec<_>>()
    })?;
    Ok(HouseholdRow {
        community: community.code.clone(),
        area: area.code.clone(),
        door_hash: door_hash(backend, &home),
        home,
    })
}
