//! Where things are in the project, and how cargo is called on it.

use crate::failure::{Act, Failure};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The project's folder.
pub struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// The workspace that this program was compiled in.
    pub fn find() -> Self {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.parent().unwrap_or(manifest).to_owned();
        let target =
            env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        Self { root, target }
    }

    /// A file or folder of the project, by its path from the root.
    pub fn file(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// A file or folder below `target/`.
    pub fn target(&self, path: &str) -> PathBuf {
        self.target.join(path)
    }

    /// What the server hands out as files: bundle, icons, favicon.
    pub fn site(&self) -> PathBuf {
        self.target("site")
    }

    /// Cargo, called in the project's root.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = self.command(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
        cargo.args(arguments);
        cargo
    }

    /// Any program, called in the project's root, without what cargo told this program about itself.
    pub fn command(&self, program: impl Into<OsString>) -> Command {
        let mut command = Command::new(program.into());
        command.current_dir(&self.root).env_remove("LD_LIBRARY_PATH");
        for (name, _) in env::vars_os() {
            let told = name.to_str().is_some_and(|name| {
                name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "CARGO"
            });
            if told {
                command.env_remove(name);
            }
        }
        command
    }
}

/// The folder of a build profile below `target/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Quick to compile: the demo and the tests.
    Dev,
    /// Optimised: production.
    Release,
}

impl Profile {
    /// The folder's name.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }
}

/// All files below a folder whose names end with `.extension` (any name when it is empty), in a fixed order. A folder
/// that does not exist holds none.
///
/// # Errors
/// [`Failure::Io`] when a folder cannot be read.
pub fn files_below(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&folder).map_err(Failure::io(Act::Read, &folder))? {
            let path = entry.map_err(Failure::io(Act::Read, &folder))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if extension.is_empty() || path.extension().is_some_and(|found| found == extension) {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_in_a_fixed_order() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("parts")).unwrap();
        for name in ["main.css", "parts/a.css", "parts/readme.md"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let names = |extension| files_below(folder.path(), extension).unwrap().len();
        assert_eq!((names("css"), names("md"), names("")), (2, 1, 3));
        assert_eq!(files_below(&folder.path().join("none"), "").unwrap(), Vec::<PathBuf>::new());
    }

    #[test]
    fn what_cargo_told_us_is_not_passed_on() {
        let command = Workspace::find().command("true");
        assert!(command.get_envs().any(|(name, value)| name == "CARGO_MANIFEST_DIR" && value.is_none()));
    }
}
