//! Reading what households answered.

use super::strata::NAME_LIMIT;
use crate::import::{Columns, ImportError, ImportFailure, ImportFile, Table};
use domain::import::required;
use domain::typed::folded;
use statistics::{Question, Stratum, Unit};
use std::collections::{BTreeMap, HashSet};

const COLUMNS: Columns = Columns { needed: &["household", "stratum"], optional: &["cluster", "weight"] };

/// A row by its columns.
pub(super) type AnswerRecord = BTreeMap<String, String>;

/// What households answered.
pub(super) struct Answers {
    pub(super) table: Table<AnswerRecord>,
    pub(super) units: Vec<Unit>,
}

impl Answers {
    /// Reads it; every stratum must be one of these.
    pub(super) fn read(file: ImportFile<'_>, strata: &[Stratum]) -> Result<Self, ImportFailure> {
        let table: Table<AnswerRecord> = Table::read_open(file, &COLUMNS)?;
        if table.records.is_empty() {
            return Err(ImportFailure::rows(vec![table.error_at(1, "", &"一户也没有")]));
        }
        let (mut units, mut errors) = (Vec::new(), Vec::new());
        let mut households = HashSet::new();
        for (place, record) in table.records.iter().enumerate() {
            match required(field(record, "household"), NAME_LIMIT) {
                Ok(household) if households.insert(household.clone()) => {}
                Ok(_) => {
                    errors.push(table.error(place, "household", &"这一户前面已经写过，请删掉一行"));
                }
                Err(error) => errors.push(table.error(place, "household", &error)),
            }
            match unit(&table, place, record, strata) {
                Ok(unit) => units.push(unit),
                Err(wrong) => errors.extend(wrong),
            }
        }
        if errors.is_empty() { Ok(Self { table, units }) } else { Err(ImportFailure::rows(errors)) }
    }

    /// A column, in the order of the units; `None` if there is none of this name.
    pub(super) fn column(&self, name: &str) -> Option<Vec<String>> {
        let there = self.table.header.iter().any(|column| column == name);
        there.then(|| self.table.records.iter().map(|record| field(record, name).trim().to_owned()).collect())
    }

    /// The questions: all columns but those that say who was asked, and those `known` of everybody.
    pub(super) fn questions(&self, known: &[&str]) -> Vec<Question> {
        let design = |column: &str| COLUMNS.needed.contains(&column) || COLUMNS.optional.contains(&column);
        let asked =
            self.table.header.iter().filter(|column| !design(column) && !known.contains(&column.as_str()));
        asked.filter_map(|name| Some(Question { name: name.clone(), answers: self.column(name)? })).collect()
    }
}

fn field<'a>(record: &'a AnswerRecord, column: &str) -> &'a str {
    record.get(column).map_or("", String::as_str)
}

fn unit(
    table: &Table<AnswerRecord>,
    place: usize,
    record: &AnswerRecord,
    strata: &[Stratum],
) -> Result<Unit, Vec<ImportError>> {
    let mut errors = Vec::new();
    let name = field(record, "stratum").trim();
    let stratum = strata.iter().position(|stratum| stratum.name == name);
    if stratum.is_none() {
        errors.push(table.error(place, "stratum", &format!("层的表里没有“{name}”，请核对")));
    }
    let cluster = record.get("cluster").map(|cluster| cluster.trim().to_owned());
    if cluster.as_ref().is_some_and(String::is_empty) {
        errors.push(table.error(place, "cluster", &"有这一列，每户就都要填"));
    }
    let weight = record.get("weight").map(|weight| folded(weight).parse::<f64>());
    let sound = |weight: &f64| *weight > 0.0 && weight.is_finite();
    if weight.as_ref().is_some_and(|weight| !weight.as_ref().is_ok_and(sound)) {
        errors.push(table.error(place, "weight", &"要填大于 0 的数；不知道的话，把整列删掉"));
    }
    match stratum {
        Some(stratum) if errors.is_empty() => {
            Ok(Unit { stratum, cluster, weight: weight.and_then(Result::ok) })
        }
        _ => Err(errors),
    }
}
