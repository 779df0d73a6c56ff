//! Taking in the catalogue.

use super::table::{Columns, Table};
use super::{ImportFailure, ImportFile, Imported};
use crate::revision::{self, Subject};
use crate::store::{StoreError, Transaction};
use crate::{Backend, catalogue, values};
use domain::audit::ImportedTable;
use domain::catalogue::{
    Category, CategoryRecord, Service, ServiceRecord, Subcategory, parse_categories, parse_services,
};

const CATEGORY_COLUMNS: Columns =
    Columns { needed: &["code", "name", "sort", "parent_code", "icon", "description"], optional: &[] };
const SERVICE_COLUMNS: Columns = Columns {
    needed: &[
        "code",
        "name",
        "list",
        "subcategory_code",
        "description",
        "provider_kind",
        "fee_cents",
        "fee_note",
        "materials",
        "needs_photo",
        "doorstep",
        "accept_minutes",
        "first_reply_minutes",
        "onsite_minutes",
        "finish_minutes",
        "keywords",
    ],
    optional: &["urgent", "pause_minutes", "skill_required", "usual_minutes"],
};

/// Takes in services, and before them categories where they are given. What is missing stays: a
/// service that nobody shall order any more is no longer published.
///
/// # Errors
/// [`ImportFailure`]; then nothing has changed.
pub async fn import_services(
    backend: &Backend,
    services: ImportFile<'_>,
    categories: Option<ImportFile<'_>>,
) -> Result<Imported, ImportFailure> {
    let table: Table<ServiceRecord> = Table::read(services, &SERVICE_COLUMNS)?;
    let mut imported = Imported::default();
    let mut tx = backend.store.write().await?;
    // First of all: of two imports at once, the second waits here for the end of the first.
    revision::count_change(&mut tx, Subject::Catalogue).await?;
    if let Some(file) = categories {
        take_categories(&mut tx, file, &mut imported).await?;
    }
    let (_, subcategories) = catalogue::categories(&mut tx).await?;
    if subcategories.is_empty() {
        let reason = "还没有分类，请连同 categories.csv 一起导入";
        return Err(ImportFailure::rows(vec![table.error_at(1, "subcategory_code", &reason)]));
    }
    let services =
        parse_services(&table.records, &subcategories).map_err(|problems| table.failure(&problems))?;
    let known = catalogue::services(&mut tx).await?;
    let mut listed = 0;
    for service in &services {
        let old = known.iter().find(|old| old.code == service.code);
        listed += usize::from(old.is_some());
        if imported.count(old, service) {
            write_service(&mut tx, service).await?;
        }
    }
    imported.kept += known.len() - listed;
    imported.record(&mut tx, backend, ImportedTable::Services).await?;
    tx.commit().await?;
    Ok(imported)
}

async fn take_categories(
    tx: &mut Transaction,
    file: ImportFile<'_>,
    imported: &mut Imported,
) -> Result<(), ImportFailure> {
    let table: Table<CategoryRecord> = Table::read(file, &CATEGORY_COLUMNS)?;
    let (categories, subcategories) =
        parse_categories(&table.records).map_err(|problems| table.failure(&problems))?;
    let (known, known_below) = catalogue::categories(tx).await?;
    let mut listed = 0;
    for category in &categories {
        let old = known.iter().find(|old| old.code == category.code);
        listed += usize::from(old.is_some());
        if imported.count(old, category) {
            write_category(tx, category).await?;
        }
    }
    for subcategory in &subcategories {
        let old = known_below.iter().find(|old| old.code == subcategory.code);
        listed += usize::from(old.is_some());
        if imported.count(old, subcategory) {
            write_subcategory(tx, subcategory).await?;
        }
    }
    imported.kept += known.len() + known_below.len() - listed;
    Ok(())
}

const WRITE_CATEGORY: &str = "INSERT INTO categories (code, parent, name, sort, icon, description) \
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (code) DO UPDATE SET parent = excluded.parent, \
    name = excluded.name, sort = excluded.sort, icon = excluded.icon, description = excluded.description";

async fn write_category(tx: &mut Transaction, own: &Category) -> Result<(), StoreError> {
    let parent: Option<String> = None;
    let values =
        values![own.code.as_str(), parent, &own.name, i64::from(own.sort), &own.icon, &own.description];
    tx.run(WRITE_CATEGORY, values).await?;
    Ok(())
}

async fn write_subcategory(tx: &mut Transaction, own: &Subcategory) -> Result<(), StoreError> {
    let values = values![
        own.code.as_str(),
        own.category.as_str(),
        &own.name,
        i64::from(own.sort),
        &own.icon,
        &own.description
    ];
    tx.run(WRITE_CATEGORY, values).await?;
    Ok(())
}

async fn write_service(tx: &mut Transaction, own: &Service) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO services (code, name, list, subcategory, description, provider_kind, fee_cents, \
             fee_note, materials, needs_photo, doorstep, accept_minutes, first_reply_minutes, \
             onsite_minutes, finish_minutes, urgent, keywords, pause_minutes, skill_required, usual_minutes) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, \
             $20) \
             ON CONFLICT (code) DO UPDATE SET name = excluded.name, list = excluded.list, \
             subcategory = excluded.subcategory, description = excluded.description, \
             provider_kind = excluded.provider_kind, fee_cents = excluded.fee_cents, \
             fee_note = excluded.fee_note, materials = excluded.materials, \
             needs_photo = excluded.needs_photo, doorstep = excluded.doorstep, \
             accept_minutes = excluded.accept_minutes, \
             first_reply_minutes = excluded.first_reply_minutes, \
             onsite_minutes = excluded.onsite_minutes, finish_minutes = excluded.finish_minutes, \
             urgent = excluded.urgent, keywords = excluded.keywords, \
             pause_minutes = excluded.pause_minutes, \
             skill_required = excluded.skill_required, usual_minutes = excluded.usual_minutes",
        values![
            own.code.as_str(),
            &own.name,
            <&'static str>::from(own.list),
            own.subcategory.as_str(),
            &own.description,
            <&'static str>::from(own.provider),
            own.fee_cents,
            &own.fee_note,
            own.materials.join(";"),
            own.needs_photo,
            own.doorstep,
            i64::from(own.limits.accept),
            i64::from(own.limits.first_reply),
            i64::from(own.limits.onsite),
            i64::from(own.limits.finish),
            own.urgent,
            own.keywords.join(";"),
            i64::from(own.pause_minutes),
            own.skill_required,
            i64::from(own.usual_minutes)
        ],
    )
    .await?;
    Ok(())
}
