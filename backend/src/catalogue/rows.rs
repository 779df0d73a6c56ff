//! Categories and services as they are stored.

use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::catalogue::{
    Category, CategoryCode, Service, ServiceCode, Subcategory, SubcategoryCode, TimeLimits,
};
use std::fmt::Display;

#[derive(FromRow)]
struct CategoryRow {
    code: String,
    parent: Option<String>,
    name: String,
    sort: i64,
    icon: String,
    description: String,
}

/// Categories in their order; subcategories in that of their categories, and then their own.
pub(crate) async fn categories(
    tx: &mut Transaction,
) -> Result<(Vec<Category>, Vec<Subcategory>), StoreError> {
    let rows: Vec<CategoryRow> = tx
        .all(
            "SELECT c.code, c.parent, c.name, c.sort, c.icon, c.description FROM categories c \
             LEFT JOIN categories p ON p.code = c.parent \
             ORDER BY COALESCE(p.sort, c.sort), c.parent IS NOT NULL, c.sort, c.code",
            values![],
        )
        .await?;
    let (mut categories, mut subcategories) = (Vec::new(), Vec::new());
    for row in rows {
        let bad = |reason: &dyn Display| StoreError::row("categories", &row.code, reason);
        let sort = row.sort.try_into().map_err(|_| bad(&"sort"))?;
        let (name, icon, description) = (row.name, row.icon, row.description);
        match row.parent {
            None => {
                let code = CategoryCode::parse(&row.code).map_err(|error| bad(&error))?;
                categories.push(Category { code, name, sort, icon, description });
            }
            Some(parent) => {
                let code = SubcategoryCode::parse(&row.code).map_err(|error| bad(&error))?;
                let category = CategoryCode::parse(&parent).map_err(|error| bad(&error))?;
                subcategories.push(Subcategory { code, category, name, sort, icon, description });
            }
        }
    }
    Ok((categories, subcategories))
}

#[derive(FromRow)]
struct ServiceRow {
    code: String,
    name: String,
    list: String,
    subcategory: String,
    description: String,
    provider_kind: String,
    fee_cents: i64,
    fee_note: String,
    materials: String,
    needs_photo: i64,
    doorstep: i64,
    urgent: i64,
    accept_minutes: i64,
    first_reply_minutes: i64,
    onsite_minutes: i64,
    finish_minutes: i64,
    pause_minutes: i64,
    skill_required: i64,
    usual_minutes: i64,
    keywords: String,
}

/// All services in the order of their codes.
pub(crate) async fn services(tx: &mut Transaction) -> Result<Vec<Service>, StoreError> {
    let rows: Vec<ServiceRow> = tx
        .all(
            "SELECT code, name, list, subcategory, description, provider_kind, fee_cents, fee_note, \
             materials, needs_photo, doorstep, urgent, accept_minutes, first_reply_minutes, \
             onsite_minutes, finish_minutes, pause_minutes, skill_required, usual_minutes, keywords \
             FROM services ORDER BY code",
            values![],
        )
        .await?;
    rows.into_iter().map(Service::try_from).collect()
}

impl TryFrom<ServiceRow> for Service {
    type Error = StoreError;

    fn try_from(row: ServiceRow) -> Result<Self, StoreError> {
        let bad = |reason: &dyn Display| StoreError::row("services", &row.code, reason);
        let minutes = |minutes: i64| u32::try_from(minutes).map_err(|_| bad(&"minutes"));
        Ok(Self {
            code: ServiceCode::parse(&row.code).map_err(|error| bad(&error))?,
            list: row.list.parse().map_err(|error: strum::ParseError| bad(&error))?,
            subcategory: SubcategoryCode::parse(&row.subcategory).map_err(|error| bad(&error))?,
            provider: row.provider_kind.parse().map_err(|error: strum::ParseError| bad(&error))?,
            limits: TimeLimits {
                accept: minutes(row.accept_minutes)?,
                first_reply: minutes(row.first_reply_minutes)?,
                onsite: minutes(row.onsite_minutes)?,
                finish: minutes(row.finish_minutes)?,
            },
            pause_minutes: minutes(row.pause_minutes)?,
            skill_required: row.skill_required != 0,
            usual_minutes: minutes(row.usual_minutes)?,
            materials: entries(&row.materials),
            keywords: entries(&row.keywords),
            name: row.name,
            description: row.description,
            fee_cents: row.fee_cents,
            fee_note: row.fee_note,
            needs_photo: row.needs_photo != 0,
            doorstep: row.doorstep != 0,
            urgent: row.urgent != 0,
        })
    }
}

/// What stands between semicolons; nothing in an empty text.
fn entries(text: &str) -> Vec<String> {
    text.split(';').filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
}
