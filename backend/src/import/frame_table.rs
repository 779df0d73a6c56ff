//! Reading what was published of a survey's draw, to draw again.

use super::table::{Columns, Table};
use super::{ImportFailure, ImportFile};
use domain::import;
use domain::surveys::FrameRow;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

const FRAME: Columns = Columns { needed: &["stratum", "household"], optional: &[] };
const DRAW: Columns = Columns { needed: &["stratum", "draw"], optional: &["households"] };
/// The most characters of a stratum or a household.
const LIMIT: usize = 100;
/// More households than any stratum has.
const HOUSEHOLDS_LIMIT: u32 = 10_000_000;

/// The frame of a draw, `FRAME.csv`.
///
/// # Errors
/// [`ImportFailure::Rows`] with everything that is wrong.
pub fn read_frame(file: ImportFile<'_>) -> Result<Vec<FrameRow>, ImportFailure> {
    let table: Table<FrameRow> = Table::read(file, &FRAME)?;
    let mut errors = Vec::new();
    let mut seen = HashSet::new();
    for (row, record) in table.records.iter().enumerate() {
        for (column, field) in [("stratum", &record.stratum), ("household", &record.household)] {
            if let Err(reason) = import::required(field, LIMIT) {
                errors.push(table.error(row, column, &reason));
            }
        }
        if !seen.insert(&record.household) {
            errors.push(table.error(row, "household", &"这一户前面已经写过，请删掉一行"));
        }
    }
    if errors.is_empty() { Ok(table.records) } else { Err(ImportFailure::rows(errors)) }
}

/// How many of each stratum are drawn, `DRAW.csv`.
///
/// # Errors
/// [`ImportFailure::Rows`] with everything that is wrong.
pub fn read_draw(file: ImportFile<'_>) -> Result<BTreeMap<String, u32>, ImportFailure> {
    #[derive(Deserialize)]
    struct Record {
        stratum: String,
        draw: String,
    }
    let table: Table<Record> = Table::read(file, &DRAW)?;
    let mut errors = Vec::new();
    let mut draw = BTreeMap::new();
    for (row, record) in table.records.iter().enumerate() {
        match import::number(&record.draw, 0..=HOUSEHOLDS_LIMIT) {
            Ok(count) if draw.insert(record.stratum.clone(), count).is_some() => {
                errors.push(table.error(row, "stratum", &"这一层前面已经写过，请删掉一行"));
            }
            Ok(_) => {}
            Err(reason) => errors.push(table.error(row, "draw", &reason)),
        }
    }
    if errors.is_empty() { Ok(draw) } else { Err(ImportFailure::rows(errors)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_rows_are_told_with_line_and_column() {
        let file = |text: &'static str| ImportFile { name: "f.csv", bytes: text.as_bytes() };
        let frame = read_frame(file("stratum,household\nK1,a\nK1,\nK2,a\n")).unwrap_err().to_string();
        assert_eq!(
            frame,
            "f.csv 第 3 行，household 列：这一项要填\nf.csv 第 4 行，household 列：这一户前面已经写过，请删掉一行"
        );
        let draw = read_draw(file("stratum,households,draw\nK1,5,two\nK2,5,2\n")).unwrap_err().to_string();
        assert!(draw.starts_with("f.csv 第 2 行，draw 列：要填 0 到"), "{draw}");
    }
}
