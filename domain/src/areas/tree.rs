//! Whether areas make a tree, and whether their codes say so truly.

use super::{Area, AreaCode, AreaKind};
use crate::import::{FieldReason, RowProblem};
use crate::typed::folded;
use std::collections::HashMap;
use thiserror::Error;

/// Something wrong in a table of areas. Its columns are those of `areas.csv`.
pub type AreaProblem = RowProblem<AreaReason>;

/// Why an area doesn't fit.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AreaReason {
    /// The field can't be read at all.
    #[error(transparent)]
    Field(#[from] FieldReason),
    /// Another row has the same code.
    #[error("编码 {0} 前面已经用过，请换一个")]
    DuplicateCode(AreaCode),
    /// Another area beside it is called the same, so that nobody can tell the two apart.
    #[error("同一个上级下面已经有“{name}”（{code}），请写得分得开，例如加上期数")]
    DuplicateName {
        /// The name.
        name: String,
        /// The code of the other.
        code: AreaCode,
    },
    /// Codes of one level differ in length, so a prefix would not mean descent.
    #[error("同一级的编码要一样长：{}的编码应为 {expected} 位，这里是 {found} 位", kind.name())]
    CodeLength {
        /// The level.
        kind: AreaKind,
        /// The length of the first code of this level.
        expected: usize,
        /// The length of this one.
        found: usize,
    },
    /// The code doesn't begin with the parent's.
    #[error("编码要以上级的编码 {0} 开头，再往后加")]
    NotPrefixed(AreaCode),
    /// Only a district has no parent.
    #[error("{}要填上级的编码", .0.name())]
    ParentMissing(AreaKind),
    /// A district has no parent.
    #[error("区没有上级，这里要空着")]
    ParentOfDistrict,
    /// No row has the parent's code.
    #[error("上级 {0} 不在表里，请先补上")]
    ParentUnknown(AreaCode),
    /// The parent isn't on the level above.
    #[error("{}的上级应当是{}，{parent} 却是{}", child.name(), expected.name(), found.name())]
    ParentKind {
        /// The level of the area.
        child: AreaKind,
        /// The parent that it names.
        parent: AreaCode,
        /// The level that the parent should have.
        expected: AreaKind,
        /// The level that it has.
        found: AreaKind,
    },
    /// An upper area has other households than its children together.
    #[error("户数应等于下级之和 {expected}，这里是 {found}")]
    Households {
        /// The sum of the children.
        expected: u64,
        /// What stands in the row.
        found: u32,
    },
}

impl AreaReason {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Field(field) => field.code(),
            Self::DuplicateCode(_) => "area.duplicate_code",
            Self::DuplicateName { .. } => "area.duplicate_name",
            Self::CodeLength { .. } => "area.code_length",
            Self::NotPrefixed(_) => "area.not_prefixed",
            Self::ParentMissing(_) => "area.parent_missing",
            Self::ParentOfDistrict => "area.parent_of_district",
            Self::ParentUnknown(_) => "area.parent_unknown",
            Self::ParentKind { .. } => "area.parent_kind",
            Self::Households { .. } => "area.households",
        }
    }
}

/// Whether areas make one or more trees whose codes tell the descent.
///
/// Codes are unique, and so are names below one parent; all but a district have a parent, one level up, whose code
/// theirs begins with; codes of one level are equally long; households of all but a grid are the sum of the children's.
/// The order of the rows doesn't matter.
///
/// # Errors
/// Everything that is wrong, in the order of the rows.
pub fn check_tree(areas: &[Area]) -> Result<(), Vec<AreaProblem>> {
    let mut first: HashMap<&AreaCode, &Area> = HashMap::with_capacity(areas.len());
    let mut lengths: HashMap<AreaKind, usize> = HashMap::new();
    let mut sums: HashMap<&AreaCode, u64> = HashMap::new();
    for area in areas {
        first.entry(&area.code).or_insert(area);
        lengths.entry(area.kind).or_insert(area.code.as_str().len());
        if let Some(parent) = &area.parent {
            *sums.entry(parent).or_default() += u64::from(area.households);
        }
    }

    let mut names: HashMap<(Option<&AreaCode>, String), &AreaCode> = HashMap::with_capacity(areas.len());
    let mut problems = Vec::new();
    for (row, area) in areas.iter().enumerate() {
        let mut tell = |column, reason| problems.push(RowProblem { row, column, reason });
        if !first.get(&area.code).is_some_and(|holder| std::ptr::eq(*holder, area)) {
            tell("code", AreaReason::DuplicateCode(area.code.clone()));
            continue;
        }
        let found = area.code.as_str().len();
        match lengths.get(&area.kind) {
            Some(&expected) if expected != found => {
                tell("code", AreaReason::CodeLength { kind: area.kind, expected, found });
            }
            _ => {}
        }
        let holder = *names.entry((area.parent.as_ref(), folded(&area.name))).or_insert(&area.code);
        if *holder != area.code {
            tell("name", AreaReason::DuplicateName { name: area.name.clone(), code: holder.clone() });
        }
        if let Some((column, reason)) = parent_problem(area, &first) {
            tell(column, reason);
        }
        let expected = sums.get(&area.code).copied().unwrap_or_default();
        if area.kind != AreaKind::Grid && expected != u64::from(area.households) {
            tell("households", AreaReason::Households { expected, found: area.households });
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn parent_problem(area: &Area, by_code: &HashMap<&AreaCode, &Area>) -> Option<(&'static str, AreaReason)> {
    let (code, expected) = match (&area.parent, area.kind.above()) {
        (None, None) => return None,
        (None, Some(_)) => return Some(("parent_code", AreaReason::ParentMissing(area.kind))),
        (Some(_), None) => return Some(("parent_code", AreaReason::ParentOfDistrict)),
        (Some(code), Some(expected)) => (code, expected),
    };
    let Some(parent) = by_code.get(code) else {
        return Some(("parent_code", AreaReason::ParentUnknown(code.clone())));
    };
    if parent.kind != expected {
        let (child, parent, found) = (area.kind, code.clone(), parent.kind);
        return Some(("parent_code", AreaReason::ParentKind { child, parent, expected, found }));
    }
    (!code.is_above(&area.code)).then(|| ("code", AreaReason::NotPrefixed(code.clone())))
}

#[cfg(test)]
mod tests;
