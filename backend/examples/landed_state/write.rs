//! A fixture as a file.

use crate::fixture::Fixture;
use brotli::enc::BrotliEncoderParams;
use serde::Serialize;
use std::io::{Error, Write};
use std::path::Path;

/// Writes a file, which must not be there yet.
///
/// # Errors
/// If it can't be written.
pub fn write(fixture: &Fixture, file: &Path) -> Result<(), Error> {
    let mut text = line(&fixture.head)?;
    for ran in &fixture.ran {
        text.push_str(&line(ran)?);
    }
    for table in &fixture.tables {
        text.push_str(&line(table)?);
        for column in &table.columns {
            text.push_str(&line(&column.cells)?);
        }
    }
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 24, ..BrotliEncoderParams::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut text.as_bytes(), &mut compressed, &parameters)?;
    std::fs::File::create_new(file)?.write_all(&compressed)
}

fn line(what: &impl Serialize) -> Result<String, Error> {
    Ok(format!("{}\n", serde_json::to_string(what)?))
}
