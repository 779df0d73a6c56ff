//! Reading a table: its encoding, its header, and its records with their lines.

use super::{ImportError, ImportFailure, ImportFile};
use csv::{ReaderBuilder, StringRecord};
use domain::import::RowProblem;
use serde::de::DeserializeOwned;
use std::collections::HashSet;
use std::fmt::Display;

/// The columns of a table.
pub(crate) struct Columns {
    /// Those that must be there.
    pub(crate) needed: &'static [&'static str],
    /// Those that may be there.
    pub(crate) optional: &'static [&'static str],
}

/// A table that could be read: its records, and the line of each.
#[derive(Debug)]
pub(crate) struct Table<R> {
    file: String,
    /// The columns, as they stand in the header.
    pub(crate) header: Vec<String>,
    /// The records in the order of the file.
    pub(crate) records: Vec<R>,
    lines: Vec<u64>,
}

impl<R: DeserializeOwned> Table<R> {
    /// Reads a table. Lines without any text are passed over.
    pub(crate) fn read(file: ImportFile<'_>, columns: &Columns) -> Result<Self, ImportFailure> {
        Self::read_columns(file, columns, false)
    }

    /// Reads a table that may have other columns too.
    pub(crate) fn read_open(file: ImportFile<'_>, columns: &Columns) -> Result<Self, ImportFailure> {
        Self::read_columns(file, columns, true)
    }

    fn read_columns(file: ImportFile<'_>, columns: &Columns, open: bool) -> Result<Self, ImportFailure> {
        let text = decode(file).map_err(|error| ImportFailure::rows(vec![error]))?;
        let (file, header) = (file.name.to_owned(), Vec::new());
        let mut table = Self { file, header, records: Vec::new(), lines: Vec::new() };
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut rows = reader.records();
        let header = match rows.next() {
            Some(Ok(row)) => row.iter().map(str::trim).collect(),
            _ => StringRecord::new(),
        };
        table.check_header(&header, columns, open)?;
        table.header = header.iter().map(str::to_owned).collect();
        let mut errors = Vec::new();
        for row in rows {
            let row = match row {
                Ok(row) => row,
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    errors.push(table.error_at(line, "", &error));
                    continue;
                }
            };
            if row.iter().all(|field| field.trim().is_empty()) {
                continue;
            }
            let line = row.position().map_or(0, csv::Position::line);
            if row.len() != header.len() {
                let reason = format!(
                    "这一行有 {} 格，表头有 {} 格；内容里有逗号的，要用英文双引号括起来",
                    row.len(),
                    header.len()
                );
                errors.push(table.error_at(line, "", &reason));
                continue;
            }
            match row.deserialize(Some(&header)) {
                Ok(record) => {
                    table.records.push(record);
                    table.lines.push(line);
                }
                Err(error) => errors.push(table.error_at(line, "", &error)),
            }
        }
        if errors.is_empty() { Ok(table) } else { Err(ImportFailure::rows(errors)) }
    }
}

impl<R> Table<R> {
    /// An error of a record, counted from 0.
    pub(crate) fn error(&self, row: usize, column: &str, reason: &dyn Display) -> ImportError {
        self.error_at(self.line(row), column, reason)
    }

    /// The line of a record, counted from 0.
    pub(crate) fn line(&self, row: usize) -> u64 {
        self.lines.get(row).copied().unwrap_or(0)
    }

    /// The problems that the domain found, at their lines.
    pub(crate) fn failure<Reason: Display>(&self, problems: &[RowProblem<Reason>]) -> ImportFailure {
        let errors = problems.iter().map(|problem| self.error(problem.row, problem.column, &problem.reason));
        ImportFailure::rows(errors.collect())
    }

    pub(crate) fn error_at(&self, line: u64, column: &str, reason: &dyn Display) -> ImportError {
        ImportError { file: self.file.clone(), line, column: column.to_owned(), reason: reason.to_string() }
    }

    fn check_header(
        &self,
        header: &StringRecord,
        columns: &Columns,
        open: bool,
    ) -> Result<(), ImportFailure> {
        let mut errors = Vec::new();
        let mut seen = HashSet::new();
        let mut tell = |column: &str, reason: &str| errors.push(self.error_at(1, column, &reason));
        for column in header {
            if open && column.is_empty() {
                tell(column, "表头里有一格是空的，请写上名称，或删掉这一列");
            } else if !open && !columns.needed.contains(&column) && !columns.optional.contains(&column) {
                tell(column, "不认识这一列，请照样表的表头来写");
            } else if !seen.insert(column) {
                tell(column, "这一列有两个，请删掉一个");
            }
        }
        for column in columns.needed.iter().filter(|column| !seen.contains(**column)) {
            tell(column, "表头里少了这一列，请补上");
        }
        if errors.is_empty() { Ok(()) } else { Err(ImportFailure::rows(errors)) }
    }
}

/// The text of a file, without the mark that spreadsheets put in front of it.
fn decode(file: ImportFile<'_>) -> Result<&str, ImportError> {
    let error = |line: usize, reason: &str| ImportError {
        file: file.name.to_owned(),
        line: line as u64,
        column: String::new(),
        reason: reason.to_owned(),
    };
    if file.bytes.starts_with(b"PK\x03\x04") {
        return Err(error(1, "这是 Excel 文件，请在表格软件里另存为“CSV UTF-8”再导入"));
    }
    let text = std::str::from_utf8(file.bytes).map_err(|wrong| {
        let before = file.bytes.get(..wrong.valid_up_to()).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        error(line, "不是 UTF-8 编码（多半是 GBK），请在表格软件里另存为“CSV UTF-8”再导入")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}
