//! The catalogue as it stands in two tables.

use super::code::{self, CodeError};
use super::{
    CatalogueProblem, Category, CategoryCode, Service, ServiceCode, Subcategory, SubcategoryCode, TimeLimits,
    check_categories, check_services,
};
use crate::import::{self, FieldProblems, FieldReason};
use crate::text::TextError;
use crate::typed::folded;
use serde::Deserialize;

/// A row of `categories.csv`; the fields are named as its columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct CategoryRecord {
    /// The code of the category or subcategory.
    pub code: String,
    /// The name.
    pub name: String,
    /// The place among its siblings, from 1.
    pub sort: String,
    /// The category that a subcategory belongs to; blank for a category.
    pub parent_code: String,
    /// The name of the icon.
    pub icon: String,
    /// One sentence for residents.
    pub description: String,
}

/// What a row of `categories.csv` is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CategoryRow {
    /// 大类: the parent is blank.
    Category(Category),
    /// 小类: it has a parent.
    Subcategory(Subcategory),
}

/// A row of `services.csv`; the fields are named as its columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[expect(missing_docs, reason = "each is the column of its name, explained at `Service`")]
pub struct ServiceRecord {
    pub code: String,
    pub name: String,
    pub list: String,
    pub subcategory_code: String,
    pub description: String,
    pub provider_kind: String,
    pub fee_cents: String,
    pub fee_note: String,
    pub materials: String,
    pub needs_photo: String,
    pub doorstep: String,
    /// The column may be absent, and the field blank: then the service is not urgent.
    #[serde(default)]
    pub urgent: String,
    pub accept_minutes: String,
    pub first_reply_minutes: String,
    pub onsite_minutes: String,
    pub finish_minutes: String,
    /// The column may be absent, and the field blank: then the usual limit holds.
    #[serde(default)]
    pub pause_minutes: String,
    /// The column may be absent, and the field blank: then no skill is required.
    #[serde(default)]
    pub skill_required: String,
    /// The column may be absent, and the field blank: then it takes as long as usual.
    #[serde(default)]
    pub usual_minutes: String,
    pub keywords: String,
}

impl CategoryRecord {
    /// Takes the row for itself.
    ///
    /// # Errors
    /// Every field that can't be taken.
    pub fn parse(&self) -> Result<CategoryRow, FieldProblems> {
        let mut problems = FieldProblems::default();
        let name = problems.take("name", import::required(&self.name, Category::NAME_LIMIT));
        let sort = problems.take("sort", import::number(&self.sort, 1..=Category::SORT_LIMIT));
        let icon = problems.take("icon", import::required(&self.icon, Category::ICON_LIMIT));
        let description =
            problems.take("description", import::required(&self.description, Category::DESCRIPTION_LIMIT));
        let row = if folded(&self.parent_code).is_empty() {
            let code = problems.take("code", code_field(&self.code, CategoryCode::parse));
            (|| {
                let (code, name, sort, icon, description) = (code?, name?, sort?, icon?, description?);
                Some(CategoryRow::Category(Category { code, name, sort, icon, description }))
            })()
        } else {
            let code = problems.take("code", code_field(&self.code, SubcategoryCode::parse));
            let category = problems.take("parent_code", code_field(&self.parent_code, CategoryCode::parse));
            (|| {
                let (code, category, name) = (code?, category?, name?);
                let (sort, icon, description) = (sort?, icon?, description?);
                Some(CategoryRow::Subcategory(Subcategory { code, category, name, sort, icon, description }))
            })()
        };
        row.ok_or(problems)
    }
}

impl ServiceRecord {
    /// Takes the row for itself.
    ///
    /// # Errors
    /// Every field that can't be taken.
    pub fn parse(&self) -> Result<Service, FieldProblems> {
        let mut problems = FieldProblems::default();
        let code = problems.take("code", code_field(&self.code, ServiceCode::parse));
        let name = problems.take("name", import::required(&self.name, Service::NAME_LIMIT));
        let list = problems.take("list", import::choice(&self.list));
        let subcategory =
            problems.take("subcategory_code", code_field(&self.subcategory_code, SubcategoryCode::parse));
        let description =
            problems.take("description", import::required(&self.description, Service::DESCRIPTION_LIMIT));
        let provider = problems.take("provider_kind", import::choice(&self.provider_kind));
        let fee_cents = problems.take("fee_cents", import::number(&self.fee_cents, 0..=Service::FEE_LIMIT));
        let fee_note = problems.take("fee_note", import::optional(&self.fee_note, Service::FEE_NOTE_LIMIT));
        let materials = problems.take(
            "materials",
            import::list(&self.materials, Service::MATERIALS_LIMIT, Service::MATERIAL_LIMIT),
        );
        let needs_photo = problems.take("needs_photo", import::truth(&self.needs_photo));
        let doorstep = problems.take("doorstep", import::truth(&self.doorstep));
        let or_not = |field: &str| if folded(field).is_empty() { Ok(false) } else { import::truth(field) };
        let urgent = problems.take("urgent", or_not(&self.urgent));
        let skill_required = problems.take("skill_required", or_not(&self.skill_required));
        let usual_minutes = match folded(&self.usual_minutes).as_str() {
            "" => Some(Service::USUAL_MINUTES),
            field => problems.take("usual_minutes", import::number(field, 1..=Service::USUAL_MINUTES_LIMIT)),
        };
        let mut minutes = |column, field| problems.take(column, import::number(field, 1..=TimeLimits::LIMIT));
        let accept = minutes("accept_minutes", &self.accept_minutes);
        let first_reply = minutes("first_reply_minutes", &self.first_reply_minutes);
        let onsite = minutes("onsite_minutes", &self.onsite_minutes);
        let finish = minutes("finish_minutes", &self.finish_minutes);
        let pause = match folded(&self.pause_minutes).as_str() {
            "" => urgent.map(Service::usual_pause_minutes),
            field => problems.take("pause_minutes", import::number(field, 0..=TimeLimits::LIMIT)),
        };
        let keywords = problems
            .take("keywords", import::list(&self.keywords, Service::KEYWORDS_LIMIT, Service::KEYWORD_LIMIT));
        let service = (|| {
            let limits =
                TimeLimits { accept: accept?, first_reply: first_reply?, onsite: onsite?, finish: finish? };
            Some(Service {
                code: code?,
                name: name?,
                list: list?,
                subcategory: subcategory?,
                description: description?,
                provider: provider?,
                fee_cents: fee_cents?,
                fee_note: fee_note?,
                materials: materials?,
                needs_photo: needs_photo?,
                doorstep: doorstep?,
                urgent: urgent?,
                limits,
                pause_minutes: pause?,
                skill_required: skill_required?,
                usual_minutes: usual_minutes?,
                keywords: keywords?,
            })
        })();
        service.ok_or(problems)
    }
}

fn code_field<C>(field: &str, parse: fn(&str) -> Result<C, CodeError>) -> Result<C, FieldReason> {
    if folded(field).is_empty() {
        return Err(TextError::Missing.into());
    }
    parse(field).map_err(|_| FieldReason::Code { limit: code::LIMIT })
}

/// Takes the whole of `categories.csv`; a subcategory may stand before its category.
///
/// # Errors
/// Everything that is wrong. Whether the rows fit together is asked only if each is right for itself.
pub fn parse_categories(
    records: &[CategoryRecord],
) -> Result<(Vec<Category>, Vec<Subcategory>), Vec<CatalogueProblem>> {
    let rows = parse_rows(records, CategoryRecord::parse)?;
    check_categories(&rows)?;
    let (mut categories, mut subcategories) = (Vec::new(), Vec::new());
    for row in rows {
        match row {
            CategoryRow::Category(category) => categories.push(category),
            CategoryRow::Subcategory(subcategory) => subcategories.push(subcategory),
        }
    }
    Ok((categories, subcategories))
}

/// Takes the whole of `services.csv`, whose services belong to known subcategories.
///
/// # Errors
/// Everything that is wrong. Whether the rows fit together is asked only if each is right for itself.
pub fn parse_services(
    records: &[ServiceRecord],
    subcategories: &[Subcategory],
) -> Result<Vec<Service>, Vec<CatalogueProblem>> {
    let services = parse_rows(records, ServiceRecord::parse)?;
    check_services(&services, subcategories)?;
    Ok(services)
}

fn parse_rows<Record, Value>(
    records: &[Record],
    parse: fn(&Record) -> Result<Value, FieldProblems>,
) -> Result<Vec<Value>, Vec<CatalogueProblem>> {
    let mut values = Vec::with_capacity(records.len());
    let mut problems = Vec::new();
    for (row, record) in records.iter().enumerate() {
        match parse(record) {
            Ok(value) => values.push(value),
            Err(wrong) => problems.extend(wrong.in_row(row)),
        }
    }
    if problems.is_empty() { Ok(values) } else { Err(problems) }
}

#[cfg(test)]
mod tests;
