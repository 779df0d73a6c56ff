//! Reading what is known of everybody.

use super::answers::Answers;
use super::strata::{HOUSEHOLDS_LIMIT, NAME_LIMIT};
use crate::import::{Columns, ImportFailure, ImportFile, Table};
use domain::import::{number, required};
use serde::Deserialize;
use statistics::{Cell, Margin};

const COLUMNS: Columns = Columns { needed: &["variable", "level", "households"], optional: &[] };

#[derive(Clone, Debug, Deserialize)]
pub(super) struct MarginRecord {
    variable: String,
    level: String,
    households: String,
}

/// Margins, and the table for errors that are found later.
pub(super) struct Margins {
    table: Table<MarginRecord>,
    pub(super) margins: Vec<Margin>,
}

impl Margins {
    /// Reads it; every variable must be a column of the answers, filled in for each household.
    pub(super) fn read(file: ImportFile<'_>, answers: &Answers) -> Result<Self, ImportFailure> {
        let table: Table<MarginRecord> = Table::read(file, &COLUMNS)?;
        let (mut margins, mut errors) = (Vec::<Margin>::new(), Vec::new());
        for (place, record) in table.records.iter().enumerate() {
            let mut tell = |column: &str, reason: &dyn std::fmt::Display| {
                errors.push(table.error(place, column, reason))
            };
            let variable = record.variable.trim();
            let level = required(&record.level, NAME_LIMIT).map_err(|error| tell("level", &error));
            let households = number(&record.households, 0..=HOUSEHOLDS_LIMIT);
            let households = households.map_err(|error| tell("households", &error));
            let known = margins.iter().position(|margin| margin.variable == variable);
            let margin = known.or_else(|| {
                let levels = answers.column(variable)?;
                margins.push(Margin { variable: variable.to_owned(), cells: Vec::new(), levels });
                Some(margins.len() - 1)
            });
            match (margin.and_then(|margin| margins.get_mut(margin)), level, households) {
                (None, ..) => tell("variable", &format!("答案的表里没有“{variable}”这一列")),
                (Some(margin), Ok(level), Ok(households)) => margin.cells.push(Cell { level, households }),
                _ => {}
            }
        }
        for margin in &margins {
            for (place, _) in margin.levels.iter().enumerate().filter(|(_, level)| level.is_empty()) {
                errors.push(answers.table.error(
                    place,
                    &margin.variable,
                    &"总体的表里有这一项，每户就都要填",
                ));
            }
        }
        if margins.is_empty() && errors.is_empty() {
            errors.push(table.error_at(1, "", &"一个变量也没有"));
        }
        if errors.is_empty() { Ok(Self { table, margins }) } else { Err(ImportFailure::rows(errors)) }
    }

    /// The line of the table where a level of a variable stands; else its first.
    pub(super) fn line(&self, variable: &str, level: &str) -> u64 {
        let there =
            |record: &MarginRecord| record.variable.trim() == variable && record.level.trim() == level;
        self.table.records.iter().rposition(there).map_or(1, |place| self.table.line(place))
    }

    /// An error at a line.
    pub(super) fn failure(&self, line: u64, column: &str, reason: &dyn std::fmt::Display) -> ImportFailure {
        ImportFailure::rows(vec![self.table.error_at(line, column, reason)])
    }
}
