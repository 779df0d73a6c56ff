//! Test programs, built once and run package by package.

use super::cluster::{ADDRESS, NO_POSTGRES};
use crate::compilation::{Compilation, MESSAGES};
use crate::failure::Failure;
use crate::process;
use crate::progress::Step;
use crate::title::Title;
use crate::workspace::Workspace;
use locale::{counted, said};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the cases of property tests are drawn by.
const SEED: &str = "20261124";

/// The test programs that cargo built.
pub struct Binaries {
    built: Vec<Binary>,
}

#[derive(Debug, PartialEq, Eq)]
struct Binary {
    package: PathBuf,
    program: PathBuf,
}

/// Lets clippy look at our own crates while cargo compiles them; its warnings are errors. Called by itself, it would check
/// all libraries once more, which takes as long as compiling them.
pub fn linted(cargo: &mut Command) -> &mut Command {
    cargo.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver").env("CLIPPY_ARGS", "-Dwarnings")
}

impl Binaries {
    /// Builds such targets of the packages in one go, so that they share one set of dependencies; clippy looks on.
    ///
    /// # Errors
    /// What cargo wrote.
    pub fn build(
        workspace: &Workspace,
        step: &Step,
        title: Title,
        targets: &[&str],
        packages: &[&str],
    ) -> Result<Self, Failure> {
        let mut cargo = workspace.cargo(&["build", MESSAGES]);
        linted(cargo.args(targets).args(packages));
        let names: Vec<_> = packages.iter().copied().filter(|word| *word != "-p").collect();
        let compilation = Compilation { name: title.id(), packages: &names, tests: true, target: None };
        let built = compilation.run(workspace, step, &mut cargo)?;
        Ok(Self { built: built.stdout.lines().filter_map(test_binary).collect() })
    }

    /// Takes those of others in.
    pub fn add(&mut self, others: Self) {
        self.built.extend(others.built);
    }

    /// Runs the tests of one package, all or those that `chosen` names (arguments of Rust's test programs), and returns how
    /// many passed.
    ///
    /// # Errors
    /// What the first failing program wrote.
    pub fn run(
        &self,
        workspace: &Workspace,
        step: &Step,
        package: &str,
        chosen: &[&str],
        postgres: Option<&str>,
    ) -> Result<usize, Failure> {
        let folder = workspace.file(package);
        let mut all = 0;
        for binary in self.built.iter().filter(|binary| binary.package == folder) {
            let mut command = workspace.command(&binary.program);
            command.args(chosen);
            command.current_dir(&folder).env("CARGO_MANIFEST_DIR", &folder);
            // The same cases in every run; a plain `cargo test` makes others.
            command.env("PROPTEST_RNG_SEED", SEED);
            // Said in so many words: tests that only lack the address fail.
            command.env(ADDRESS, postgres.unwrap_or(NO_POSTGRES));
            all += passed(&process::run(step, &mut command)?.stdout);
        }
        step.remark(tests(all));
        Ok(all)
    }
}

/// How many tests, for people.
pub fn tests(count: usize) -> String {
    let english = counted(count, "test", "tests");
    said!("{count} 个测试", "{english}")
}

/// The test program that one of cargo's messages tells of.
fn test_binary(message: &str) -> Option<Binary> {
    let message: Value = serde_json::from_str(message).ok()?;
    if message["reason"] != "compiler-artifact" || message["profile"]["test"] != true {
        return None;
    }
    let package = Path::new(message["manifest_path"].as_str()?).parent()?.to_owned();
    Some(Binary { package, program: PathBuf::from(message["executable"].as_str()?) })
}

/// How many tests passed, by the closing lines of Rust's test programs.
pub fn passed(output: &str) -> usize {
    let count = |line: &str| {
        let (_, rest) = line.strip_prefix("test result: ")?.split_once(". ")?;
        rest.split_once(" passed")?.0.parse::<usize>().ok()
    };
    output.lines().filter_map(count).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passed_tests_are_counted_over_all_programs() {
        let output = "running 2 tests\n\ntest result: ok. 2 passed; 0 failed; 0 ignored\n\
                      test result: ok. 40 passed; 0 failed; 1 ignored; finished in 0.01s\n";
        assert_eq!(passed(output), 42);
        assert_eq!(passed("running 0 tests"), 0);
    }

    #[test]
    fn only_test_programs_are_taken() {
        let message = |test: bool| {
            format!(
                r#"{{"reason":"compiler-artifact","manifest_path":"/p/domain/Cargo.toml","profile":{{"test":{test}}},"executable":"/p/target/debug/deps/domain-1"}}"#
            )
        };
        let expected = Binary {
            package: PathBuf::from("/p/domain"),
            program: PathBuf::from("/p/target/debug/deps/domain-1"),
        };
        assert_eq!(test_binary(&message(true)), Some(expected));
        assert_eq!(test_binary(&message(false)), None);
        assert_eq!(test_binary("not json"), None);
    }
}
