//! What `cargo metadata` tells of our packages and of the libraries that come along.

use crate::failure::Failure;
use crate::process;
use crate::progress::Step;
use crate::workspace::Workspace;
use locale::text;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// How cargo calls crates.io.
pub const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// All packages, and what depends on what.
#[derive(Deserialize)]
pub struct Metadata {
    /// Ours and others'.
    pub packages: Vec<Package>,
    /// The ids of ours.
    pub workspace_members: BTreeSet<String>,
    /// What they depend on.
    pub resolve: Resolve,
}

/// A package of one version.
#[derive(Deserialize)]
pub struct Package {
    /// Its name for cargo alone.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence as its manifest says it; see [`Self::licence`].
    pub license: Option<String>,
    /// Where it comes from; `None` for a folder of this machine, as ours are.
    pub source: Option<String>,
    /// Its `Cargo.toml`.
    pub manifest_path: PathBuf,
    /// What its `Cargo.toml` asks for.
    pub dependencies: Vec<Asked>,
    /// What its `Cargo.toml` tells other programs.
    pub metadata: Option<Notes>,
}

impl Package {
    /// Its licence, as an expression of SPDX.
    pub fn licence(&self) -> Option<String> {
        // «MIT/Apache-2.0» was once written for «MIT OR Apache-2.0».
        let either = self.license.as_ref()?.split('/').map(str::trim);
        Some(either.collect::<Vec<_>>().join(" OR "))
    }

    /// A package of crates.io that depends on nothing.
    #[cfg(test)]
    pub fn example(name: &str, version: &str, license: &str) -> Self {
        Self {
            id: format!("{name} {version}"),
            name: name.to_owned(),
            version: version.to_owned(),
            license: Some(license.to_owned()),
            source: Some(CRATES_IO.to_owned()),
            manifest_path: PathBuf::from("Cargo.toml"),
            dependencies: Vec::new(),
            metadata: None,
        }
    }
}

/// A dependency as a `Cargo.toml` names it.
#[derive(Deserialize)]
pub struct Asked {
    /// The package's name.
    pub name: String,
    /// What it is called instead.
    pub rename: Option<String>,
}

/// `[package.metadata.cargo-machete]`, by which cargo-machete is told as well of what no source names.
#[derive(Default, Deserialize)]
pub struct Notes {
    /// What is told.
    #[serde(rename = "cargo-machete", default)]
    pub machete: Machete,
}

/// What cargo-machete is told.
#[derive(Default, Deserialize)]
pub struct Machete {
    /// Dependencies that no source names, and that are needed.
    #[serde(default)]
    pub ignored: Vec<String>,
}

/// What depends on what.
#[derive(Deserialize)]
pub struct Resolve {
    /// A node for each package.
    pub nodes: Vec<Node>,
}

/// What a package depends on.
#[derive(Deserialize)]
pub struct Node {
    /// The package's id.
    pub id: String,
    /// What it needs.
    pub deps: Vec<Needed>,
}

/// A package that another needs.
#[derive(Deserialize)]
pub struct Needed {
    /// Its id.
    pub pkg: String,
    /// What for; several where several sections of a `Cargo.toml` name it.
    pub dep_kinds: Vec<Kind>,
}

/// What a package is needed for.
#[derive(Deserialize)]
pub struct Kind {
    /// `dev`, `build`, or nothing.
    pub kind: Option<String>,
}

/// Asks cargo; where platforms are named, without what they don't need.
///
/// # Errors
/// What cargo wrote; [`Failure::BadInput`] where it can't be read.
pub fn told(workspace: &Workspace, step: &Step, platforms: &[&str]) -> Result<Metadata, Failure> {
    let mut cargo = workspace.cargo(&["metadata", "--format-version", "1", "--locked"]);
    for platform in platforms {
        cargo.args(["--filter-platform", platform]);
    }
    let told = process::run(step, &mut cargo)
        .map_err(|failure| failure.while_downloading(text("依赖的程序库", "the libraries it depends on")))?;
    serde_json::from_str(&told.stdout)
        .map_err(|error| Failure::BadInput { path: "cargo metadata".to_owned(), reason: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_way_to_write_licences_is_read() {
        let licence = |written| Package::example("one", "1.0.0", written).licence();
        assert_eq!(licence("MIT / Apache-2.0").as_deref(), Some("MIT OR Apache-2.0"));
        assert_eq!(licence("MIT AND ISC").as_deref(), Some("MIT AND ISC"));
    }
}
