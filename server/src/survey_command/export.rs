//! `diandiantong survey export`: the files of a closed wave.

use super::SurveyFailure;
use crate::cli::ExportArgs;
use crate::console::say;
use crate::failure::Failure;
use backend::Backend;
use backend::surveys::export_wave;
use locale::{said, text};
use std::path::Path;
use tokio::io::AsyncWriteExt;

/// Writes the files of a wave into a folder. What is there already is not written over.
///
/// # Errors
/// [`Failure`], one sentence.
pub async fn export(backend: &Backend, args: &ExportArgs) -> Result<(), Failure> {
    let files = export_wave(backend, &args.wave).await?;
    let folder = tokio::fs::create_dir_all(&args.folder).await;
    folder.map_err(|reason| SurveyFailure::Write { file: args.folder.clone(), reason })?;
    for file in &files {
        let path = args.folder.join(file.name);
        let written = write(&path, &file.bytes()).await;
        written.map_err(|reason| SurveyFailure::Write { file: path, reason })?;
    }
    let names: Vec<_> = files.iter().map(|file| file.name).collect();
    say(&said!("已写到 {}：{}", "Written to {}: {}", args.folder.display(), names.join(text("、", ", "))))
}

async fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = tokio::fs::OpenOptions::new().write(true).create_new(true).open(path).await?;
    file.write_all(bytes).await?;
    file.flush().await
}
