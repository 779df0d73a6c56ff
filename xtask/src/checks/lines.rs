//! No source file is longer than a person reads in one go.

use crate::failure::{Act, Failure};
use crate::workspace::{Workspace, files_below};
use locale::said;
use std::fs;
use std::path::PathBuf;

const LIMIT: usize = 400;
const FOLDERS: [&str; 13] = [
    "locale",
    "statistics",
    "domain",
    "store",
    "backend",
    "i18n",
    "app",
    "server",
    "frontend",
    "xtask",
    "style",
    "migrations",
    "end2end",
];
const KINDS: [&str; 4] = ["rs", "css", "sql", "mjs"];
const NOT_OURS: [&str; 3] =
    ["end2end/node_modules", "end2end/results", "end2end/bench/vue-baseline/node_modules"];

/// Looks at every source file.
///
/// # Errors
/// [`Failure::CommandFailed`] listing the files that are too long.
pub fn check(workspace: &Workspace) -> Result<(), Failure> {
    let mut long = Vec::new();
    for path in sources(workspace)? {
        let lines = fs::read_to_string(&path).map_err(Failure::io(Act::Read, &path))?.lines().count();
        if lines > LIMIT {
            long.push(said!("{}：{lines} 行", "{}: {lines} lines", path.display()));
        }
    }
    if long.is_empty() {
        return Ok(());
    }
    Err(Failure::CommandFailed {
        command: said!("每个文件不超过 {LIMIT} 行", "no file of more than {LIMIT} lines"),
        output: long.join("\n"),
    })
}

fn sources(workspace: &Workspace) -> Result<Vec<PathBuf>, Failure> {
    let not_ours = NOT_OURS.map(|folder| workspace.file(folder));
    let mut sources = Vec::new();
    for folder in FOLDERS {
        for kind in KINDS {
            sources.extend(files_below(&workspace.file(folder), kind)?);
        }
    }
    sources.retain(|path| not_ours.iter().all(|folder| !path.starts_with(folder)));
    Ok(sources)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_very_file_is_among_the_sources_and_foreign_ones_are_not() {
        let sources = sources(&Workspace::find()).unwrap();
        assert!(sources.iter().any(|path| path.ends_with("xtask/src/checks/lines.rs")));
        assert!(sources.iter().all(|path| !path.components().any(|part| part.as_os_str() == "node_modules")));
    }
}
