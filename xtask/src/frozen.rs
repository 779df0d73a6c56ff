//! Migrations of versions that were handed out: districts have run them, so their content stays as it is.
//!
//! `migrations/frozen.toml` lists them by version with their SHA-256; `cargo xtask freeze` adds those of a new version.

use crate::failure::{Act, Failure};
use crate::progress::Progress;
use crate::setup::npm::hex;
use crate::title::Title;
use crate::workspace::{Workspace, files_below};
use locale::{said, text};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

/// The list.
const LIST: &str = "migrations/frozen.toml";
/// What stands at its head.
const HEAD: &str = "\
# Migrations that a version contains: districts have run them, and refuse them if a byte is another. What was wrong is put
# right by the next number. `cargo xtask freeze` adds those of a new version; nothing here is edited by hand.
";
/// The databases, each with a folder of migrations.
const DATABASES: [&str; 2] = ["postgres", "sqlite"];

/// Files with their SHA-256.
type Files = BTreeMap<String, String>;
/// Versions with the files that each was the first to contain.
type Versions = BTreeMap<String, Files>;

/// Fails where a frozen migration is another than it was, or gone.
///
/// # Errors
/// [`Failure::CommandFailed`] with a line for each; a file that can't be read.
pub fn check(workspace: &Workspace) -> Result<usize, Failure> {
    let (versions, found) = (listed(workspace)?, found(workspace)?);
    let faults = faults(&versions, &found);
    if faults.is_empty() {
        return Ok(versions.values().map(BTreeMap::len).sum());
    }
    let command = text("迁移已经冻结", "migrations are frozen").to_owned();
    Err(Failure::CommandFailed { command, output: faults.join("\n") })
}

/// Adds all migrations that no version contains yet, as those of this program's version.
///
/// # Errors
/// As [`check`]; the list can't be written.
pub fn freeze(workspace: &Workspace, progress: &Progress) -> Result<(), Failure> {
    progress.step(Title::Freeze, |step| {
        check(workspace)?;
        let (mut versions, found) = (listed(workspace)?, found(workspace)?);
        let added = add(&mut versions, &found, env!("CARGO_PKG_VERSION"));
        if added > 0 {
            let path = workspace.file(LIST);
            fs::write(&path, written(&versions)).map_err(Failure::io(Act::Write, &path))?;
        }
        step.remark(said!("{added} 个新的", "{added} new"));
        Ok(())
    })
}

fn listed(workspace: &Workspace) -> Result<Versions, Failure> {
    let path = workspace.file(LIST);
    let list = fs::read_to_string(&path).map_err(Failure::io(Act::Read, &path))?;
    toml::from_str(&list)
        .map_err(|error| Failure::BadInput { path: LIST.to_owned(), reason: error.to_string() })
}

fn found(workspace: &Workspace) -> Result<Files, Failure> {
    let mut files = Files::new();
    for database in DATABASES {
        let folder = workspace.file("migrations").join(database);
        for path in files_below(&folder, "sql")? {
            let content = fs::read(&path).map_err(Failure::io(Act::Read, &path))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            files.insert(format!("{database}/{name}"), hex(&Sha256::digest(content)));
        }
    }
    Ok(files)
}

/// A line for each frozen migration that isn't as it was, with what to do.
fn faults(versions: &Versions, found: &Files) -> Vec<String> {
    let frozen = versions.iter().flat_map(|(version, files)| files.iter().map(move |file| (version, file)));
    let fault = |(version, (file, hash)): (&String, (&String, &String))| match found.get(file) {
        Some(now) if now == hash => None,
        Some(_) => Some(said!(
            "migrations/{file} 被改过：{version} 版里有它，有的区已经运行过。请恢复原样（git checkout v{version} -- migrations/{file}），要改的写进下一个编号的迁移。",
            "migrations/{file} was edited: version {version} contains it, and districts have run it. Bring it back (git checkout v{version} -- migrations/{file}) and write the change into a migration of the next number."
        )),
        None => Some(said!(
            "migrations/{file} 不见了：{version} 版里有它，有的区已经运行过。请恢复（git checkout v{version} -- migrations/{file}）。",
            "migrations/{file} is gone: version {version} contains it, and districts have run it. Bring it back (git checkout v{version} -- migrations/{file})."
        )),
    };
    let mut faults: Vec<_> = frozen.filter_map(fault).collect();
    faults.extend(late(versions, found));
    faults
}

/// New migrations whose number isn't above those that are frozen: a district that has run these would run them afterwards.
fn late(versions: &Versions, found: &Files) -> Vec<String> {
    let number = |file: &String| file.split(['/', '_']).nth(1).and_then(|digits| digits.parse::<u32>().ok());
    let frozen = || versions.values().flat_map(BTreeMap::keys);
    let last = frozen().filter_map(number).max();
    let is_late = |file: &&String| number(file) <= last && frozen().all(|known| known != *file);
    let late = found.keys().filter(is_late);
    late.map(|file| {
        said!(
            "migrations/{file} 的编号不比已冻结的大：请改用下一个编号。",
            "migrations/{file} has no number above those that are frozen: take the next one."
        )
    })
    .collect()
}

/// Adds what no version contains; how many those are.
fn add(versions: &mut Versions, found: &Files, version: &str) -> usize {
    let is_new = |file: &String| versions.values().all(|files| !files.contains_key(file));
    let new: Files = found
        .iter()
        .filter(|(file, _)| is_new(file))
        .map(|(file, hash)| (file.clone(), hash.clone()))
        .collect();
    let count = new.len();
    if count > 0 {
        versions.entry(version.to_owned()).or_default().extend(new);
    }
    count
}

/// The list as [`listed`] reads it.
fn written(versions: &Versions) -> String {
    let mut list = HEAD.to_owned();
    // Writing into a String never fails.
    for (version, files) in versions {
        let _ = writeln!(list, "\n[\"{version}\"]");
        for (file, hash) in files {
            let _ = writeln!(list, "\"{file}\" = \"{hash}\"");
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use locale::{Language, within};

    fn files(pairs: &[(&str, &str)]) -> Files {
        pairs.iter().map(|(file, hash)| ((*file).to_owned(), (*hash).to_owned())).collect()
    }

    fn one_version() -> Versions {
        [("0.2.0".to_owned(), files(&[("sqlite/0001_a.sql", "1"), ("sqlite/0002_b.sql", "2")]))].into()
    }

    #[test]
    fn what_a_version_contains_stays_as_it_was() {
        let workspace = Workspace::find();
        let frozen = check(&workspace).unwrap_or_else(|failure| panic!("{failure}\n{:?}", failure.output()));
        assert!(frozen >= 2 * 29, "{frozen}");
        let list = fs::read_to_string(workspace.file(LIST)).unwrap();
        assert_eq!(list, written(&listed(&workspace).unwrap()), "as `cargo xtask freeze` writes it");
    }

    #[test]
    fn an_edited_or_lost_migration_is_named_with_what_to_do() {
        let found = files(&[("sqlite/0001_a.sql", "another"), ("sqlite/0003_c.sql", "3")]);
        let said = |language| within(language, || faults(&one_version(), &found));
        let [edited, gone] = &said(Language::English)[..] else { panic!("two") };
        assert!(
            edited.contains("sqlite/0001_a.sql was edited: version 0.2.0") && edited.contains("next number")
        );
        assert!(gone.contains("git checkout v0.2.0 -- migrations/sqlite/0002_b.sql"), "{gone}");
        assert!(said(Language::Chinese)[0].contains("被改过"));
    }

    #[test]
    fn a_new_migration_is_free_until_a_version_contains_it() {
        let mut found = one_version()["0.2.0"].clone();
        found.insert("sqlite/0003_c.sql".to_owned(), "3".to_owned());
        let mut versions = one_version();
        assert_eq!(faults(&versions, &found), Vec::<String>::new());
        assert_eq!(add(&mut versions, &found, "0.3.0"), 1);
        assert_eq!(versions["0.3.0"], files(&[("sqlite/0003_c.sql", "3")]));
        assert_eq!((versions["0.2.0"].len(), add(&mut versions, &found, "0.4.0")), (2, 0));
        found.insert("sqlite/0003_c.sql".to_owned(), "4".to_owned());
        assert_eq!(faults(&versions, &found).len(), 1);
    }

    #[test]
    fn a_new_number_is_above_the_frozen_ones() {
        let mut found = one_version()["0.2.0"].clone();
        found.insert("sqlite/0003_c.sql".to_owned(), "3".to_owned());
        assert_eq!(faults(&one_version(), &found), Vec::<String>::new());
        for taken in ["sqlite/0001_z.sql", "sqlite/0002_z.sql", "sqlite/z.sql"] {
            let mut found = found.clone();
            found.insert(taken.to_owned(), "4".to_owned());
            let faults = faults(&one_version(), &found);
            assert!(matches!(&faults[..], [one] if one.contains(taken)), "{faults:?}");
        }
    }

    #[test]
    fn the_list_is_read_back() {
        assert_eq!(toml::from_str::<Versions>(&written(&one_version())).unwrap(), one_version());
    }
}
