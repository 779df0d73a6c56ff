//! Taking in tables: all or nothing, twice the same, and errors that name their place.

mod areas;
mod households;
mod people;
mod services;
mod tables;

use backend::import::{ImportError, ImportFailure, ImportFile, Imported};

/// A table under a name.
fn file<'a>(name: &'a str, text: &'a str) -> ImportFile<'a> {
    ImportFile { name, bytes: text.as_bytes() }
}

/// The errors of an import that must have failed.
fn errors(outcome: Result<Imported, ImportFailure>) -> Vec<ImportError> {
    match outcome {
        Err(ImportFailure::Rows { errors, .. }) => errors,
        other => panic!("expected errors, got {other:?}"),
    }
}

/// Where the errors are: line and column.
fn places(outcome: Result<Imported, ImportFailure>) -> Vec<(u64, String)> {
    errors(outcome).into_iter().map(|error| (error.line, error.column)).collect()
}
