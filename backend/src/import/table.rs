//! Reading a table: its encoding, its header, and its records with their lines.

use super::encoding;
use super::{ImportError, ImportFailure, ImportFile};
use csv::{ReaderBuilder, StringRecord};
use domain::import::RowProblem;
use domain::typed::folded;
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

/// A table that could be read: its records, and the line of each, counted as a spreadsheet counts its rows: blank lines
/// count, and line breaks within quotes don't.
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
        let text = encoding::text(file).map_err(|error| ImportFailure::rows(vec![error]))?;
        let (file, header) = (file.name.to_owned(), Vec::new());
        let mut table = Self { file, header, records: Vec::new(), lines: Vec::new() };
        let mut rows = Rows::of(&text);
        let header = match rows.next() {
            Some((_, Ok(row))) => row.iter().map(str::trim).collect(),
            _ => StringRecord::new(),
        };
        table.check_header(&header, columns, open)?;
        table.header = header.iter().map(str::to_owned).collect();
        let mut errors = Vec::new();
        for (line, row) in rows {
            let row = match row {
                Ok(row) => row,
                Err(error) => {
                    errors.push(table.error_at(line, "", &error));
                    continue;
                }
            };
            if row.iter().all(|field| folded(field).is_empty()) {
                continue;
            }
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

/// The rows of a table with their lines. The reader passes over blank lines and counts the two signs at the end of a line
/// as it likes, so that lines are counted here.
struct Rows<'a> {
    text: &'a str,
    reader: csv::Reader<&'a [u8]>,
    line: u64,
}

impl<'a> Rows<'a> {
    fn of(text: &'a str) -> Self {
        let first = text.lines().next().unwrap_or_default();
        // What a spreadsheet saves as «Unicode text» has tabs.
        let delimiter = if first.contains('\t') && !first.contains(',') { b'\t' } else { b',' };
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        Self { text, reader, line: 0 }
    }

    /// How many blank lines stand before the next row, where the reader has come to.
    fn blank_lines(&self) -> u64 {
        let end = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        let bytes = self.text.as_bytes();
        let mut rest = bytes.get(end..).unwrap_or_default();
        if end > 0 && bytes.get(end - 1) == Some(&b'\r') {
            rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        }
        let mut lines = 0;
        while let [b'\r', b'\n', after @ ..] | [b'\r' | b'\n', after @ ..] = rest {
            (rest, lines) = (after, lines + 1);
        }
        lines
    }
}

impl Iterator for Rows<'_> {
    type Item = (u64, Result<StringRecord, csv::Error>);

    fn next(&mut self) -> Option<Self::Item> {
        self.line += 1 + self.blank_lines();
        let mut row = StringRecord::new();
        match self.reader.read_record(&mut row) {
            Ok(true) => Some((self.line, Ok(row))),
            Ok(false) => None,
            Err(error) => Some((self.line, Err(error))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(u64, String)> {
        Rows::of(text).map(|(line, row)| (line, row.unwrap().iter().collect::<Vec<_>>().join("|"))).collect()
    }

    #[test]
    fn lines_are_those_of_the_spreadsheet_whatever_ends_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "1,2", "", "\"3\n3\",4", "5,6", "7,8"].join(end);
            for text in [text.clone(), text.clone() + end, text + end + end] {
                let found: Vec<u64> = lines(&text).into_iter().map(|(line, _)| line).collect();
                assert_eq!(found, [1, 2, 4, 5, 6], "{text:?}");
            }
        }
        let text = format!("{0}a,b{0}{0}1,2", "\r\n");
        assert_eq!(lines(&text), [(2, "a|b".to_owned()), (4, "1|2".to_owned())]);
    }

    #[test]
    fn tabs_divide_where_no_comma_does() {
        assert_eq!(lines("a\tb\r\n1\t2"), [(1, "a|b".to_owned()), (2, "1|2".to_owned())]);
    }
}
