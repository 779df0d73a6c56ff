//! What commands read from files, and write to standard output.

use crate::cli::FileArgs;
use crate::failure::Failure;
use backend::import::{FileEncoding, ImportFile, Recoded, recode};
use locale::said;
use std::io::Write;
use std::path::Path;

/// A file's name and content; by which encoding it was read goes to standard error, with a word by which one sees that
/// it is right.
///
/// # Errors
/// [`Failure::Read`]; it isn't of the encoding that was named.
pub(crate) async fn read(file: &Path, args: FileArgs) -> Result<(String, Vec<u8>), Failure> {
    let bytes = tokio::fs::read(file).await;
    let bytes = bytes.map_err(|reason| Failure::Read { file: file.to_owned(), reason })?;
    let name = file.file_name().unwrap_or(file.as_os_str());
    let name = name.to_string_lossy().into_owned();
    let Some(encoding) = args.encoding.map(FileEncoding::from) else { return Ok((name, bytes)) };
    let Recoded { bytes, sample } = recode(ImportFile { name: &name, bytes: &bytes }, encoding)?;
    let like = if sample.is_empty() {
        String::new()
    } else {
        said!("，例如“{sample}”", ", for example «{sample}»")
    };
    let told = said!("{name} 按 {encoding} 读{like}", "{name} is read as {encoding}{like}");
    writeln!(std::io::stderr(), "{told}").map_err(Failure::Server)?;
    Ok((name, bytes))
}

/// Writes a line to standard output.
///
/// # Errors
/// [`Failure::Server`] if nobody reads it.
pub(crate) fn say(line: &str) -> Result<(), Failure> {
    writeln!(std::io::stdout(), "{line}").map_err(Failure::Server)
}
