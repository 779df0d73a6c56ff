//! PostgreSQL's own programs, which Debian keeps off PATH.

use crate::failure::Failure;
use crate::process;
use crate::progress::Step;
use crate::setup::debian;
use locale::text;
use std::fs;
use std::path::{Path, PathBuf};

const DEBIAN: &str = "/usr/lib/postgresql";

/// Finds the folder with `initdb` and `postgres`, or installs PostgreSQL.
///
/// # Errors
/// One of the failures of [`debian::install`].
pub fn ensure(step: &Step) -> Result<PathBuf, Failure> {
    if let Some(folder) = installed() {
        return Ok(folder);
    }
    debian::install(step, &["postgresql"])?;
    step.remark(text("已装好", "installed"));
    installed().ok_or_else(|| Failure::MissingTool {
        tool: "PostgreSQL",
        advice: text(
            "请安装 postgresql，或加上 --without-postgres 跳过它，然后再试一次。",
            "install postgresql, or leave it out with --without-postgres, then try again.",
        )
        .to_owned(),
    })
}

fn installed() -> Option<PathBuf> {
    let versions = fs::read_dir(DEBIAN).into_iter().flatten().flatten();
    let names: Vec<String> = versions.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    let newest = newest(&names).map(|version| Path::new(DEBIAN).join(version).join("bin"));
    let on_path = || process::find("initdb").and_then(|file| file.parent().map(Path::to_owned));
    newest.filter(|folder| is_whole(folder)).or_else(on_path).filter(|folder| is_whole(folder))
}

fn is_whole(folder: &Path) -> bool {
    ["initdb", "postgres"].iter().all(|name| process::is_program(&folder.join(name)))
}

/// The highest version among folder names; what is no number does not count.
fn newest(names: &[String]) -> Option<&String> {
    names.iter().filter(|name| name.parse::<u32>().is_ok()).max_by_key(|name| name.parse::<u32>().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_number_is_the_newest() {
        let names: Vec<String> = ["9", "15", "common", "7"].map(str::to_owned).into();
        assert_eq!(newest(&names).map(String::as_str), Some("15"));
        assert_eq!(newest(&[]), None);
    }
}
