//! The libraries that come along: under which licences, from where, none twice without being named, none that nobody uses.

use crate::failure::{Act, Failure};
use crate::metadata::{self, Asked, Package};
use crate::progress::Step;
use crate::workspace::{Workspace, files_below};
use locale::{said, text};
use serde::Deserialize;
use spdx::{Expression, Licensee};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The part of `deny.toml` (cargo-deny's file) that is checked here.
#[derive(Deserialize)]
struct Rules {
    licenses: Licenses,
    bans: Bans,
    sources: Sources,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    skip: Vec<String>,
}

/// Where libraries may come from. Those of git are refused whatever stands here.
#[derive(Deserialize)]
struct Sources {
    #[serde(rename = "allow-registry")]
    allow_registry: Vec<String>,
}

/// Looks at all libraries of the lock file.
///
/// # Errors
/// [`Failure::CommandFailed`] with one line for each fault; what cargo wrote.
pub fn check(workspace: &Workspace, step: &Step) -> Result<(), Failure> {
    let path = workspace.file("deny.toml");
    let rules = fs::read_to_string(&path).map_err(Failure::io(Act::Read, &path))?;
    let rules: Rules = toml::from_str(&rules)
        .map_err(|error| Failure::BadInput { path: path.display().to_string(), reason: error.to_string() })?;
    let metadata = metadata::told(workspace, step, &[])?;
    let (own, others): (Vec<_>, Vec<_>) =
        metadata.packages.iter().partition(|package| metadata.workspace_members.contains(&package.id));
    let mut faults = licences(&others, &rules.licenses.allow);
    faults.extend(strangers(&others, &rules.sources.allow_registry));
    faults.extend(duplicates(&others, &rules.bans.skip));
    for package in own {
        faults.extend(unused(package)?);
    }
    step.remark(said!("{} 个程序库", "{} libraries", others.len()));
    if faults.is_empty() {
        return Ok(());
    }
    Err(Failure::CommandFailed {
        command: text("程序库的规矩（deny.toml）", "rules for libraries (deny.toml)").to_owned(),
        output: faults.join("\n"),
    })
}

/// The libraries whose licence isn't allowed.
fn licences(packages: &[&Package], allowed: &[String]) -> Vec<String> {
    let allowed: Vec<_> = allowed.iter().filter_map(|name| Licensee::parse(name).ok()).collect();
    let fits = |package: &Package| {
        Expression::parse(&package.licence().unwrap_or_default()).is_ok_and(|expression| {
            expression.evaluate(|wanted| allowed.iter().any(|licence| licence.satisfies(wanted)))
        })
    };
    let wrong = packages.iter().filter(|package| !fits(package));
    wrong
        .map(|package| {
            said!(
                "{} 的许可证不在单子上：{:?}",
                "{} has a licence that isn't listed: {:?}",
                package.name,
                package.license
            )
        })
        .collect()
}

/// The libraries that come from elsewhere than the registries that are listed.
fn strangers(packages: &[&Package], registries: &[String]) -> Vec<String> {
    let listed = |source: &str| {
        let registry = source.strip_prefix("registry+");
        registry.is_some_and(|registry| registries.iter().any(|known| known == registry))
    };
    let strange = packages.iter().filter(|package| !package.source.as_deref().is_some_and(listed));
    strange
        .map(|package| {
            let source = package.source.as_deref().unwrap_or(text("文件夹", "a folder"));
            said!(
                "{} 的来源不在单子上：{source}",
                "{} comes from a place that isn't listed: {source}",
                package.name
            )
        })
        .collect()
}

/// The libraries that come in several versions without being named, and those that are named without need.
fn duplicates(packages: &[&Package], named: &[String]) -> Vec<String> {
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in packages {
        versions.entry(&package.name).or_default().insert(&package.version);
    }
    versions.retain(|_, versions| versions.len() > 1);
    let unnamed = versions.iter().filter(|(name, _)| !named.iter().any(|known| known == *name));
    let unnamed = unnamed.map(|(name, versions)| {
        said!("{name} 有几个版本：{versions:?}", "{name} comes in several versions: {versions:?}")
    });
    let needless = named.iter().filter(|name| !versions.contains_key(name.as_str()));
    unnamed
        .chain(needless.map(|name| {
            said!(
                "{name} 只剩一个版本了，请从 skip 里删掉",
                "{name} has one version only: remove it from skip"
            )
        }))
        .collect()
}

/// The dependencies of one of our crates that none of its sources names.
fn unused(package: &Package) -> Result<Vec<String>, Failure> {
    let folder = package.manifest_path.parent().unwrap_or(&package.manifest_path);
    let mut sources = String::new();
    for path in files_below(folder, "rs")? {
        sources.push_str(&fs::read_to_string(&path).map_err(Failure::io(Act::Read, &path))?);
    }
    let ignored = package.metadata.as_ref().map_or(&[][..], |notes| &notes.machete.ignored);
    let names = |dependency: &&Asked| {
        let name = dependency.rename.as_ref().unwrap_or(&dependency.name).replace('-', "_");
        ["::", ";", "]", ",", " as "].iter().any(|end| sources.contains(&format!("{name}{end}")))
    };
    let wrong = package.dependencies.iter().filter(|dependency| !ignored.contains(&dependency.name));
    let wrong = wrong.filter(|dependency| !names(dependency));
    Ok(wrong
        .map(|dependency| said!("{} 用不着 {}", "{} does not use {}", package.name, dependency.name))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::{CRATES_IO, Machete, Notes};

    #[test]
    fn a_licence_is_read_as_an_expression() {
        let allowed = ["MIT".to_owned(), "Unicode-3.0".to_owned()];
        let fits = |text: &str| licences(&[&Package::example("one", "1.0.0", text)], &allowed).is_empty();
        assert!(fits("MIT OR GPL-3.0-only") && fits("Apache-2.0/MIT") && fits("MIT AND Unicode-3.0"));
        assert!(!fits("GPL-3.0-only") && !fits("MIT AND GPL-3.0-only") && !fits(""));
    }

    #[test]
    fn a_library_comes_from_a_registry_that_is_listed() {
        let listed = [CRATES_IO.trim_start_matches("registry+").to_owned()];
        let faults = |source: Option<&str>| {
            let package =
                Package { source: source.map(str::to_owned), ..Package::example("one", "1.0.0", "MIT") };
            strangers(&[&package], &listed)
        };
        assert_eq!(faults(Some(CRATES_IO)), Vec::<String>::new());
        let git = format!("git+{}?rev=1", listed[0]);
        assert_eq!(faults(Some(&git)), [format!("one 的来源不在单子上：{git}")]);
        for other in ["registry+https://example.org/index", "sparse+https://example.org/index/"] {
            assert_eq!(faults(Some(other)).len(), 1, "{other}");
        }
        assert_eq!(faults(None), ["one 的来源不在单子上：文件夹"]);
    }

    #[test]
    fn a_second_version_is_named_and_only_while_there_is_one() {
        let (old, new) = (Package::example("syn", "2.0.0", "MIT"), Package::example("syn", "3.0.0", "MIT"));
        assert_eq!(duplicates(&[&old, &new], &[]).len(), 1);
        assert_eq!(duplicates(&[&old, &new], &["syn".to_owned()]), Vec::<String>::new());
        assert_eq!(duplicates(&[&new], &["syn".to_owned()]), ["syn 只剩一个版本了，请从 skip 里删掉"]);
    }

    #[test]
    fn what_no_source_names_is_found() {
        let mut own = Package::example("xtask", "0.1.0", "Apache-2.0");
        own.manifest_path = Workspace::find().file("xtask/Cargo.toml");
        let named = |name: &str| Asked { name: name.to_owned(), rename: None };
        own.dependencies = vec![named("spdx"), named("no-such-library")];
        assert_eq!(unused(&own).unwrap(), ["xtask 用不着 no-such-library"]);
        let machete = Machete { ignored: vec!["no-such-library".to_owned()] };
        own.metadata = Some(Notes { machete });
        assert_eq!(unused(&own).unwrap(), Vec::<String>::new());
    }
}
