//! Taking in people and what they are.

use super::table::{Columns, Table};
use super::{ImportError, ImportFailure, ImportFile, Imported};
use crate::accounts::{TEAM_NAME_LIMIT, ensure_team, find_person_by_phone, hold, known, misfit};
use crate::areas::{self, AreaTree};
use crate::names::set_name;
use crate::store::Transaction;
use crate::{AppError, Backend, audit};
use domain::accounts::{PersonName, Phone, Role};
use domain::areas::AreaCode;
use domain::audit::{Doer, ImportedTable, SecurityEvent};
use domain::text;
use domain::typed::folded;
use serde::Deserialize;
use std::collections::HashMap;

const COLUMNS: Columns = Columns { needed: &["phone", "name", "role", "area", "team"], optional: &[] };

/// A row of `people.csv`; the fields are named as its columns.
#[derive(Clone, Debug, Deserialize)]
struct PersonRecord {
    phone: String,
    name: String,
    /// Blank for somebody who is to be known, no more.
    role: String,
    area: String,
    team: String,
}

/// A row that can be taken.
#[derive(Clone, Debug, PartialEq)]
struct PersonRow {
    phone: Phone,
    name: PersonName,
    held: Option<(Role, AreaCode, Option<String>)>,
}

/// Takes in people by their numbers, each row with at most one role; who has several stands in several
/// rows. Roles that are missing from the table stay.
///
/// # Errors
/// [`ImportFailure`]; then nothing has changed.
pub async fn import_people(backend: &Backend, file: ImportFile<'_>) -> Result<Imported, ImportFailure> {
    let table: Table<PersonRecord> = Table::read(file, &COLUMNS)?;
    let mut tx = backend.store.write().await?;
    let tree = areas::tree_in(&mut tx, backend).await?;
    let rows = check(&table, &tree)?;
    let mut imported = Imported::default();
    for row in &rows {
        match write(&mut tx, backend, row).await? {
            Written::New => imported.added += 1,
            Written::Changed => imported.changed += 1,
            Written::Known => imported.unchanged += 1,
        }
    }
    imported.record(&mut tx, backend, ImportedTable::People).await?;
    tx.commit().await?;
    Ok(imported)
}

enum Written {
    New,
    Changed,
    Known,
}

async fn write(tx: &mut Transaction, backend: &Backend, row: &PersonRow) -> Result<Written, AppError> {
    let before = find_person_by_phone(tx, backend, &row.phone).await?;
    let person = known(tx, backend, &row.phone).await?;
    let console = (None, backend.clock.now());
    let renamed = set_name(tx, &backend.entropy, &person, &row.name, console).await?;
    if let Some((_, area, _)) = row.held.as_ref().filter(|_| renamed && before.is_some()) {
        let event = SecurityEvent::NameSet { subject: person.clone(), area: area.clone() };
        audit::record(tx, backend, Doer::Console, event).await?;
    }
    let granted = match &row.held {
        None => false,
        Some((role, area, team)) => {
            let team = match team {
                Some(team) => Some(ensure_team(tx, backend, *role, area, team).await?),
                None => None,
            };
            hold(tx, backend, &person, (*role, area, team.as_ref()), (None, None)).await?.is_some()
        }
    };
    Ok(match (before, granted || renamed) {
        (None, _) => Written::New,
        (Some(_), true) => Written::Changed,
        (Some(_), false) => Written::Known,
    })
}

/// Takes all rows, or tells everything that is wrong.
fn check(table: &Table<PersonRecord>, tree: &AreaTree) -> Result<Vec<PersonRow>, ImportFailure> {
    let mut rows: Vec<PersonRow> = Vec::with_capacity(table.records.len());
    let mut errors = Vec::new();
    let mut names: HashMap<Phone, (PersonName, u64)> = HashMap::new();
    for (place, record) in table.records.iter().enumerate() {
        let row = match parse(table, place, record, tree) {
            Ok(row) => row,
            Err(wrong) => {
                errors.extend(wrong);
                continue;
            }
        };
        let line = table.line(place);
        let (name, first) = names.entry(row.phone.clone()).or_insert_with(|| (row.name.clone(), line));
        if *name != row.name {
            let reason = format!("这个手机号在第 {first} 行是另一个姓名，请核对");
            errors.push(table.error(place, "name", &reason));
        } else if rows.contains(&row) {
            errors.push(table.error(place, "phone", &"这一行前面已经有一样的了，请删掉"));
        }
        rows.push(row);
    }
    if errors.is_empty() { Ok(rows) } else { Err(ImportFailure::rows(errors)) }
}

fn parse(
    table: &Table<PersonRecord>,
    place: usize,
    record: &PersonRecord,
    tree: &AreaTree,
) -> Result<PersonRow, Vec<ImportError>> {
    let has_role = !folded(&record.role).is_empty();
    let mut errors = Vec::new();
    let mut tell =
        |column: &str, reason: &dyn std::fmt::Display| errors.push(table.error(place, column, reason));
    // Whoever holds a role signs in; others need only be known.
    let number = if has_role { Phone::parse_mobile } else { Phone::parse };
    let phone = number(&record.phone).map_err(|error| tell("phone", &error)).ok();
    let name = PersonName::parse(&record.name).map_err(|error| tell("name", &error)).ok();
    let held = if !has_role {
        if !folded(&record.area).is_empty() || !folded(&record.team).is_empty() {
            tell("role", &"填了区域或队伍，就要填身份");
        }
        Some(None)
    } else {
        held(record, tree, &mut tell).map(Some)
    };
    match (phone, name, held) {
        (Some(phone), Some(name), Some(held)) if errors.is_empty() => Ok(PersonRow { phone, name, held }),
        _ => Err(errors),
    }
}

/// The role of a row, with its area and team.
fn held(
    record: &PersonRecord,
    tree: &AreaTree,
    tell: &mut dyn FnMut(&str, &dyn std::fmt::Display),
) -> Option<(Role, AreaCode, Option<String>)> {
    use strum::IntoEnumIterator;
    let granted = || Role::iter().filter(|role| *role != Role::Resident);
    let role = folded(&record.role).parse::<Role>().ok().filter(|role| *role != Role::Resident);
    if role.is_none() {
        let known: Vec<_> = granted().map(<&'static str>::from).collect();
        tell("role", &format!("只能从这些里选一个：{}", known.join("、")));
    }
    let code = AreaCode::parse(&record.area).ok();
    let area = code.and_then(|code| tree.get(&code));
    match (area, role) {
        (None, _) => tell("area", &"没有这个区域，请填 areas.csv 里的编码"),
        (Some(area), Some(role)) if !role.fits(area.kind) => tell("area", &misfit(role)),
        _ => {}
    }
    let (role, area) = (role?, area.filter(|area| role.is_some_and(|role| role.fits(area.kind)))?);
    let team = if role.needs_team() {
        Some(text::required(&record.team, TEAM_NAME_LIMIT).map_err(|error| tell("team", &error)).ok()?)
    } else if folded(&record.team).is_empty() {
        None
    } else {
        tell("team", &"这个身份没有队伍，这里要空着");
        return None;
    };
    Some((role, area.code.clone(), team))
}
