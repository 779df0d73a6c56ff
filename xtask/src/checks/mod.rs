//! `cargo xtask test`: everything that must hold before a change is accepted.

mod asvs;
mod binaries;
mod circles;
pub mod cluster;
mod dependencies;
mod document;
pub mod documentation;
mod journeys;
mod lines;
mod references;
mod scope;
mod times;

use crate::bundle;
use crate::compilation::{Compilation, MESSAGES};
use crate::failure::Failure;
use crate::frozen;
use crate::process;
use crate::progress::Progress;
use crate::setup::{self, postgres};
use crate::terminal;
use crate::title::Title;
use crate::workspace::{Profile, Workspace, files_below};
use binaries::Binaries;
use cluster::{Cluster, FOR_TESTS};
use locale::said;
pub use scope::Scope;
use scope::{QUICK_JOURNEYS, Selection, left_out};

/// The crates of the server's side, always named together: cargo then compiles their dependencies with one set of
/// features, for the checks, the tests and the program that the journeys use.
pub const SERVER_SIDE: [&str; 16] = [
    "-p",
    "locale",
    "-p",
    "statistics",
    "-p",
    "domain",
    "-p",
    "store",
    "-p",
    "backend",
    "-p",
    "i18n",
    "-p",
    "app",
    "-p",
    "server",
];

/// The tests of the program that want PostgreSQL.
const ON_POSTGRES: [&str; 2] = ["two_processes::", "on_postgresql"];
/// All others.
const WITHOUT_POSTGRES: [&str; 4] = ["--skip", ON_POSTGRES[0], "--skip", ON_POSTGRES[1]];

/// The packages whose tests want no PostgreSQL, and which of their tests.
const UNIT: [(Title, &str, &[&str]); 8] = [
    (Title::TestTools, "xtask", &[]),
    (Title::TestLocale, "locale", &[]),
    (Title::TestStatistics, "statistics", &[]),
    (Title::TestDomain, "domain", &[]),
    (Title::TestStore, "store", &[]),
    (Title::TestI18n, "i18n", &[]),
    (Title::TestApp, "app", &[]),
    (Title::TestServer, "server", &WITHOUT_POSTGRES),
];
/// The package whose tests are those of storage.
const STORAGE: &str = "backend";

/// Where the times of the steps are written.
const TIMES: &str = "test-times.json";

/// Runs the checks in order and stops at the first that fails; how long each took stands in `target/test-times.json`.
///
/// # Errors
/// The failing step's reason.
pub fn run(workspace: &Workspace, progress: &Progress, scope: &Scope) -> Result<(), Failure> {
    let passed = all(workspace, progress, scope);
    times::write(&workspace.target(TIMES), &progress.done())?;
    let left_out = left_out(scope);
    let elapsed = terminal::elapsed(progress.elapsed());
    progress.say(&match (passed?, left_out.as_str()) {
        (tests, "") => {
            said!("\n全部通过：{tests} 个测试，共 {elapsed}", "\nAll passed: {tests} tests, in {elapsed}")
        }
        (tests, left_out) => said!(
            "\n做了的都通过：{tests} 个测试，共 {elapsed}；没有做：{left_out}",
            "\nWhat was done passed: {tests} tests, in {elapsed}; left out: {left_out}"
        ),
    });
    Ok(())
}

/// Runs what is wanted; how many tests passed.
fn all(workspace: &Workspace, progress: &Progress, scope: &Scope) -> Result<usize, Failure> {
    let wanted = |part: Selection| scope.wants(part);
    let mut tests = 0;
    if wanted(Selection::Fmt) {
        progress.step(Title::Format, |step| {
            process::run(step, &mut workspace.cargo(&["fmt", "--all", "--check"])).map(|_| ())
        })?;
    }
    if wanted(Selection::Lines) {
        progress.step(Title::Lines, |_| lines::check(workspace))?;
    }
    if wanted(Selection::Circles) {
        progress.step(Title::Circles, |_| circles::check(workspace))?;
    }
    if wanted(Selection::Migrations) {
        progress.step(Title::Migrations, |step| {
            let frozen = frozen::check(workspace)?;
            step.remark(said!("{frozen} 个", "{frozen} files"));
            Ok(())
        })?;
    }
    if wanted(Selection::References) {
        progress.step(Title::References, |step| references::check(workspace, step))?;
    }
    if wanted(Selection::Dependencies) {
        progress.step(Title::Dependencies, |step| dependencies::check(workspace, step))?;
    }
    if wanted(Selection::Clippy) {
        clippy_of_browser(workspace, progress)?;
    }
    if [Selection::Clippy, Selection::Unit, Selection::Storage, Selection::Journeys].into_iter().any(wanted) {
        let mut binaries = progress.step(Title::Tests, |step| {
            Binaries::build(
                workspace,
                step,
                Title::Tests,
                &["--lib", "--bins", "--tests", "--examples"],
                &SERVER_SIDE,
            )
        })?;
        binaries.add(progress.step(Title::Tools, |step| {
            Binaries::build(workspace, step, Title::Tools, &["--bins", "--tests"], &["-p", "xtask"])
        })?);
        if wanted(Selection::Unit) {
            tests += unit(workspace, progress, &binaries)?;
        }
        if wanted(Selection::Storage) {
            tests += storage(workspace, progress, &binaries, scope.without_postgres())?;
        }
    }
    if wanted(Selection::Doc) {
        tests += progress.step(Title::Documentation, |step| documentation::check(workspace, step))?;
    }
    if wanted(Selection::Build) || wanted(Selection::Journeys) {
        bundle::make(workspace, progress, Profile::Dev)?;
    }
    if wanted(Selection::Journeys) {
        let files: &[&str] = if scope.quick() { &QUICK_JOURNEYS } else { &[] };
        tests += journeys::run(workspace, progress, scope.pictures(), files)?;
    }
    Ok(tests)
}

/// Clippy looks at all other crates while they are compiled. The browser's part is compiled small, which clippy would
/// spoil, and its crate `app` has other features than the server's.
fn clippy_of_browser(workspace: &Workspace, progress: &Progress) -> Result<(), Failure> {
    progress.step(Title::ClippyBrowser, |step| {
        let mut cargo = workspace.cargo(&["clippy", "--all-targets", MESSAGES, "-p", "frontend"]);
        let name = Title::ClippyBrowser.id();
        let compilation = Compilation { name, packages: &["frontend"], tests: true, target: None };
        compilation.run(workspace, step, cargo.args(["--", "-D", "warnings"])).map(|_| ())
    })
}

fn unit(workspace: &Workspace, progress: &Progress, binaries: &Binaries) -> Result<usize, Failure> {
    let mut all = scripts(workspace, progress)?;
    for (title, package, chosen) in UNIT {
        all += progress.step(title, |step| binaries.run(workspace, step, package, chosen, None))?;
    }
    Ok(all)
}

/// The plain scripts of the browser, under Node.
fn scripts(workspace: &Workspace, progress: &Progress) -> Result<usize, Failure> {
    progress.step(Title::TestScripts, |step| {
        let mut tests = files_below(&workspace.file("frontend/scripts/tests"), "mjs")?;
        tests.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
        let output = process::run(step, workspace.command(setup::node()?).arg("--test").args(tests))?;
        let passed = journeys::passed(&output.stdout);
        step.remark(binaries::tests(passed));
        Ok(passed)
    })
}

fn storage(
    workspace: &Workspace,
    progress: &Progress,
    binaries: &Binaries,
    without_postgres: bool,
) -> Result<usize, Failure> {
    if without_postgres {
        return progress.step(Title::TestSqlite, |step| binaries.run(workspace, step, STORAGE, &[], None));
    }
    let programs = progress.step(Title::Postgres, postgres::ensure)?;
    let cluster =
        progress.step(Title::Cluster, |step| Cluster::start(workspace, step, &programs, &FOR_TESTS))?;
    let url = Some(cluster.url());
    let suite = progress.step(Title::TestBoth, |step| binaries.run(workspace, step, STORAGE, &[], url))?;
    let together = progress
        .step(Title::TestPostgres, |step| binaries.run(workspace, step, "server", &ON_POSTGRES, url))?;
    Ok(suite + together)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tests_of_every_package_that_is_built_are_run() {
        let run = |package: &str| package == STORAGE || UNIT.iter().any(|(_, unit, _)| *unit == package);
        let left_out: Vec<_> = SERVER_SIDE.iter().filter(|word| **word != "-p" && !run(word)).collect();
        assert!(left_out.is_empty(), "{left_out:?}");
    }
}
