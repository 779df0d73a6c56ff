//! Holidays and moved working days as they stand in a table.

use crate::import::{self, FieldProblems, FieldReason, RowProblem};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};
use thiserror::Error;

/// The most characters of a day's name.
pub const HOLIDAY_NAME_LIMIT: usize = 20;

/// A row of `holidays.csv`; the fields are named as its columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct HolidayRecord {
    /// The day: `2026-02-16`.
    pub date: String,
    /// `holiday` or `workday`.
    pub kind: String,
    /// The name of the holiday, also for a day worked because of it.
    pub name: String,
}

/// How a day differs from its weekday.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SpecialKind {
    /// 放假: it is off.
    Holiday,
    /// 调休上班: it is worked.
    Workday,
}

/// A day that differs from Monday to Friday. On a weekend a holiday changes nothing, nor does a
/// workday from Monday to Friday; such rows are taken all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialDay {
    /// The day on a calendar in China.
    pub date: Date,
    /// How it differs.
    pub kind: SpecialKind,
    /// The name of the holiday.
    pub name: String,
}

/// Something wrong in the table of holidays. Its columns are those of the table.
pub type HolidayProblem = RowProblem<HolidayReason>;

/// Why a row doesn't fit.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HolidayReason {
    /// The field can't be read at all.
    #[error(transparent)]
    Field(#[from] FieldReason),
    /// Another row is about the same day.
    #[error("{0} 前面已经写过，请删掉一行")]
    DuplicateDate(Date),
}

impl HolidayReason {
    /// A stable code, for logs and for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Field(field) => field.code(),
            Self::DuplicateDate(_) => "holiday.duplicate_date",
        }
    }
}

impl HolidayRecord {
    /// Takes the row for itself.
    ///
    /// # Errors
    /// Every field that can't be taken.
    pub fn parse(&self) -> Result<SpecialDay, FieldProblems> {
        let mut problems = FieldProblems::default();
        let date = problems.take("date", import::date(&self.date));
        let kind = problems.take("kind", import::choice(&self.kind));
        let name = problems.take("name", import::required(&self.name, HOLIDAY_NAME_LIMIT));
        match (date, kind, name) {
            (Some(date), Some(kind), Some(name)) => Ok(SpecialDay { date, kind, name }),
            _ => Err(problems),
        }
    }
}

/// Takes a whole table: every row for itself, then that no day stands in it twice.
///
/// # Errors
/// Everything that is wrong, in the order of the rows.
pub fn parse_holidays(records: &[HolidayRecord]) -> Result<Vec<SpecialDay>, Vec<HolidayProblem>> {
    let mut days = Vec::with_capacity(records.len());
    let mut problems = Vec::new();
    let mut dates = HashSet::new();
    for (row, record) in records.iter().enumerate() {
        match record.parse() {
            Ok(day) if dates.insert(day.date) => days.push(day),
            Ok(day) => {
                let reason = HolidayReason::DuplicateDate(day.date);
                problems.push(RowProblem { row, column: "date", reason });
            }
            Err(wrong) => problems.extend(wrong.in_row(row)),
        }
    }
    if problems.is_empty() { Ok(days) } else { Err(problems) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn record(fields: [&str; 3]) -> HolidayRecord {
        let [date, kind, name] = fields.map(str::to_owned);
        HolidayRecord { date, kind, name }
    }

    #[test]
    fn takes_a_row() {
        let days = parse_holidays(&[record(["2026-02-16", "holiday", " 春节 "])]).unwrap();
        let kind = SpecialKind::Holiday;
        assert_eq!(days, [SpecialDay { date: date(2026, 2, 16), kind, name: "春节".into() }]);
    }

    #[test]
    fn names_everything_that_is_wrong_with_its_row() {
        let problems = parse_holidays(&[
            record(["2026-02-16", "holiday", "春节"]),
            record(["2026-02-30", "rest", ""]),
            record(["2026/2/16", "workday", "春节"]),
        ])
        .unwrap_err();
        let told: Vec<_> = problems
            .iter()
            .map(|problem| (problem.row, problem.to_string(), problem.reason.code()))
            .collect();
        assert_eq!(
            told,
            [
                (1, "date：日期要写成 2026-02-16 这样".to_owned(), "field.date"),
                (1, "kind：只能从这些里选一个：holiday、workday".to_owned(), "field.choice"),
                (1, "name：这一项要填".to_owned(), "field.missing"),
                (2, "date：2026-02-16 前面已经写过，请删掉一行".to_owned(), "holiday.duplicate_date"),
            ]
        );
    }
}
