//! What commands read from files, and write to standard output.

use crate::failure::Failure;
use std::io::Write;
use std::path::Path;

/// A file's name and content.
///
/// # Errors
/// [`Failure::Read`].
pub(crate) async fn read(file: &Path) -> Result<(String, Vec<u8>), Failure> {
    let bytes = tokio::fs::read(file).await;
    let bytes = bytes.map_err(|reason| Failure::Read { file: file.to_owned(), reason })?;
    let name = file.file_name().unwrap_or(file.as_os_str());
    Ok((name.to_string_lossy().into_owned(), bytes))
}

/// Writes a line to standard output.
///
/// # Errors
/// [`Failure::Server`] if nobody reads it.
pub(crate) fn say(line: &str) -> Result<(), Failure> {
    writeln!(std::io::stdout(), "{line}").map_err(Failure::Server)
}
