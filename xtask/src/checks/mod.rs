//! `cargo xtask test`: everything that must hold before a change is accepted.

mod binaries;
mod circles;
pub mod cluster;
mod dependencies;
mod journeys;
mod lines;
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
pub const SERVER_SIDE: [&str; 14] = [
    "-p",
    "locale",
    "-p",
    "statistics",
    "-p",
    "domain",
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
    if wanted(Selection::Dependencies) {
        progress.step(Title::Dependencies, |step| dependencies::check(workspace, step))?;
    }
    if wanted(Selection::Clippy) {
        clippy(workspace, progress)?;
    }
    if wanted(Selection::Unit) || wanted(Selection::Storage) || wanted(Selection::Journeys) {
        let binaries = progress.step(Title::Tests, |step| Binaries::build(workspace, step, &SERVER_SIDE))?;
        if wanted(Selection::Unit) {
            tests += unit(workspace, progress, &binaries)?;
        }
        if wanted(Selection::Storage) {
            tests += storage(workspace, progress, &binaries, scope.without_postgres())?;
        }
    }
    if wanted(Selection::Doc) {
        tests += documentation(workspace, progress)?;
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

/// The browser's part is looked at alone: its crate `app` has other features than the server's.
fn clippy(workspace: &Workspace, progress: &Progress) -> Result<(), Failure> {
    let parts: [(Title, &[&str]); 3] = [
        (Title::ClippyServer, &SERVER_SIDE),
        (Title::ClippyTools, &["-p", "xtask"]),
        (Title::ClippyBrowser, &["-p", "frontend"]),
    ];
    for (title, packages) in parts {
        progress.step(title, |step| {
            let mut cargo = workspace.cargo(&["clippy", "--all-targets", MESSAGES]);
            cargo.args(packages).args(["--", "-D", "warnings"]);
            let names: Vec<_> = packages.iter().copied().filter(|word| *word != "-p").collect();
            let compilation = Compilation { name: title.id(), packages: &names, tests: true, target: None };
            compilation.run(workspace, step, &mut cargo).map(|_| ())
        })?;
    }
    Ok(())
}

fn unit(workspace: &Workspace, progress: &Progress, binaries: &Binaries) -> Result<usize, Failure> {
    let tools = progress.step(Title::TestTools, |step| {
        let output = process::run(step, &mut workspace.cargo(&["test", "-p", "xtask"]))?;
        let passed = binaries::passed(&output.stdout);
        step.remark(binaries::tests(passed));
        Ok(passed)
    })?;
    let mut all = tools + scripts(workspace, progress)?;
    // What wants PostgreSQL runs where there is one, and counts there alone.
    let packages: [(Title, &str, &[&str]); 6] = [
        (Title::TestLocale, "locale", &[]),
        (Title::TestStatistics, "statistics", &[]),
        (Title::TestDomain, "domain", &[]),
        (Title::TestI18n, "i18n", &[]),
        (Title::TestApp, "app", &[]),
        (Title::TestServer, "server", &WITHOUT_POSTGRES),
    ];
    for (title, package, chosen) in packages {
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
        return progress.step(Title::TestSqlite, |step| binaries.run(workspace, step, "backend", &[], None));
    }
    let programs = progress.step(Title::Postgres, postgres::ensure)?;
    let cluster =
        progress.step(Title::Cluster, |step| Cluster::start(workspace, step, &programs, &FOR_TESTS))?;
    let url = Some(cluster.url());
    let suite = progress.step(Title::TestBoth, |step| binaries.run(workspace, step, "backend", &[], url))?;
    let together = progress
        .step(Title::TestPostgres, |step| binaries.run(workspace, step, "server", &ON_POSTGRES, url))?;
    Ok(suite + together)
}

fn documentation(workspace: &Workspace, progress: &Progress) -> Result<usize, Failure> {
    progress.step(Title::Documentation, |step| {
        let mut cargo = workspace.cargo(&["doc", "--no-deps"]);
        process::run(step, cargo.args(SERVER_SIDE).env("RUSTDOCFLAGS", "-D warnings")).map(|_| ())
    })?;
    progress.step(Title::DocumentationExamples, |step| {
        let output = process::run(step, workspace.cargo(&["test", "--doc"]).args(SERVER_SIDE))?;
        let passed = binaries::passed(&output.stdout);
        step.remark(binaries::tests(passed));
        Ok(passed)
    })
}
