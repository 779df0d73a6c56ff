//! What is wrong with a table, so that whoever made it finds the place.

use crate::AppError;
use crate::store::StoreError;
use std::fmt;
use thiserror::Error;

/// The most errors that are told of one table; with more, something larger is wrong.
pub const ERRORS_LIMIT: usize = 50;

/// One thing that is wrong in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportError {
    /// The file's name.
    pub file: String,
    /// The line of the file, from 1; where a record spans several, its first.
    pub line: u64,
    /// The column, as it stands in the header; empty if it is about the whole line.
    pub column: String,
    /// What is wrong, and what to do.
    pub reason: String,
}

impl fmt::Display for ImportError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} 第 {} 行", self.file, self.line)?;
        if !self.column.is_empty() {
            write!(out, "，{} 列", self.column)?;
        }
        write!(out, "：{}", self.reason)
    }
}

/// Why nothing of a table was taken. It shows itself as one line for each error.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportFailure {
    /// The table is wrong.
    #[error("{}", lines(errors, *more))]
    Rows {
        /// What is wrong, in the order of the lines; at most [`ERRORS_LIMIT`].
        errors: Vec<ImportError>,
        /// How many more there are.
        more: usize,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] AppError),
}

impl ImportFailure {
    /// A table with these errors, of which there must be one.
    pub(crate) fn rows(mut errors: Vec<ImportError>) -> Self {
        // Stable: what is told of one line stays in the order of its columns.
        errors.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
        let more = errors.len().saturating_sub(ERRORS_LIMIT);
        errors.truncate(ERRORS_LIMIT);
        Self::Rows { errors, more }
    }
}

impl From<StoreError> for ImportFailure {
    fn from(error: StoreError) -> Self {
        Self::Store(error.into())
    }
}

fn lines(errors: &[ImportError], more: usize) -> String {
    let mut lines: Vec<_> = errors.iter().map(ToString::to_string).collect();
    if more > 0 {
        lines.push(format!("还有 {more} 处，请改好上面这些再试"));
    }
    lines.join("\n")
}
