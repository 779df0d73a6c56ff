//! Whether the rows of the catalogue fit together.

use super::{CategoryCode, CategoryRow, Service, Subcategory, SubcategoryCode, TimeLimitsError};
use crate::import::{FieldReason, RowProblem};
use std::collections::HashSet;
use thiserror::Error;

/// Something wrong in one of the two tables of the catalogue. Its columns are those of the table.
pub type CatalogueProblem = RowProblem<CatalogueReason>;

/// Why a row doesn't fit.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CatalogueReason {
    /// The field can't be read at all.
    #[error(transparent)]
    Field(#[from] FieldReason),
    /// Another row has the same code.
    #[error("编码 {0} 前面已经用过，请换一个")]
    DuplicateCode(String),
    /// Another row, under the same parent where there are parents, has the same name.
    #[error("名称“{0}”前面已经用过，请换一个")]
    DuplicateName(String),
    /// A sibling has the same place.
    #[error("同一上级里排序 {0} 已经用过，请换一个数")]
    DuplicateSort(u32),
    /// No row is this category.
    #[error("大类 {0} 不在表里，请先补上")]
    CategoryUnknown(CategoryCode),
    /// There is no such subcategory.
    #[error("没有小类 {0}，请核对小类编码")]
    SubcategoryUnknown(SubcategoryCode),
    /// The time limits are out of order.
    #[error(transparent)]
    Limits(#[from] TimeLimitsError),
}

impl CatalogueReason {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Field(field) => field.code(),
            Self::DuplicateCode(_) => "catalogue.duplicate_code",
            Self::DuplicateName(_) => "catalogue.duplicate_name",
            Self::DuplicateSort(_) => "catalogue.duplicate_sort",
            Self::CategoryUnknown(_) => "catalogue.category_unknown",
            Self::SubcategoryUnknown(_) => "catalogue.subcategory_unknown",
            Self::Limits(limits) => limits.code(),
        }
    }
}

/// Whether categories and subcategories fit together: codes are unique over both levels, names and
/// places among siblings, and every subcategory's category is there.
///
/// # Errors
/// Everything that is wrong, in the order of the rows.
pub fn check_categories(rows: &[CategoryRow]) -> Result<(), Vec<CatalogueProblem>> {
    let known: HashSet<_> = rows
        .iter()
        .filter_map(|row| match row {
            CategoryRow::Category(category) => Some(&category.code),
            CategoryRow::Subcategory(_) => None,
        })
        .collect();
    let (mut codes, mut names, mut places) = (HashSet::new(), HashSet::new(), HashSet::new());
    let mut problems = Vec::new();
    for (row, entry) in rows.iter().enumerate() {
        let (code, parent, name, sort) = match entry {
            CategoryRow::Category(own) => (own.code.as_str(), None, own.name.as_str(), own.sort),
            CategoryRow::Subcategory(own) => {
                (own.code.as_str(), Some(&own.category), own.name.as_str(), own.sort)
            }
        };
        let mut tell = |column, reason| problems.push(RowProblem { row, column, reason });
        if !codes.insert(code) {
            tell("code", CatalogueReason::DuplicateCode(code.to_owned()));
        }
        if !names.insert((parent, name)) {
            tell("name", CatalogueReason::DuplicateName(name.to_owned()));
        }
        if !places.insert((parent, sort)) {
            tell("sort", CatalogueReason::DuplicateSort(sort));
        }
        if let Some(parent) = parent.filter(|parent| !known.contains(parent)) {
            tell("parent_code", CatalogueReason::CategoryUnknown(parent.clone()));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// Whether services fit together: codes and names are unique, every subcategory is known, and the time
/// limits are in order.
///
/// # Errors
/// Everything that is wrong, in the order of the rows.
pub fn check_services(
    services: &[Service],
    subcategories: &[Subcategory],
) -> Result<(), Vec<CatalogueProblem>> {
    let known: HashSet<_> = subcategories.iter().map(|subcategory| &subcategory.code).collect();
    let (mut codes, mut names) = (HashSet::new(), HashSet::new());
    let mut problems = Vec::new();
    for (row, service) in services.iter().enumerate() {
        let mut tell = |column, reason| problems.push(RowProblem { row, column, reason });
        if !codes.insert(&service.code) {
            tell("code", CatalogueReason::DuplicateCode(service.code.to_string()));
        }
        if !names.insert(service.name.as_str()) {
            tell("name", CatalogueReason::DuplicateName(service.name.clone()));
        }
        if !known.contains(&service.subcategory) {
            tell("subcategory_code", CatalogueReason::SubcategoryUnknown(service.subcategory.clone()));
        }
        if let Err(wrong) = service.limits.check() {
            tell(wrong.column(), CatalogueReason::Limits(wrong));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}
