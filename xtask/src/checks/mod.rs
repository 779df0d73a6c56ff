//! `cargo xtask test`: everything that must hold before a change is accepted.

mod binaries;
mod circles;
pub mod cluster;
mod dependencies;
mod journeys;
mod lines;
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
use clap::ValueEnum;
use cluster::{Cluster, FOR_TESTS};
use locale::{said, text};

/// The crates of the server's side, always named together: cargo then compiles their dependencies with one set of
/// features, for the checks, the tests and the program that the journeys use.
const SERVER_SIDE: [&str; 14] = [
    "-p",
    "locale",
    "-p",
    "statistics",
    "-p",
    "domain",
    "-p",
    "backend",
    "-p",
    "language",
    "-p",
    "app",
    "-p",
    "server",
];

/// The tests of the program that want PostgreSQL.
const ON_POSTGRES: [&str; 2] = ["two_processes::", "on_postgresql"];
/// All others.
const WITHOUT_POSTGRES: [&str; 4] = ["--skip", ON_POSTGRES[0], "--skip", ON_POSTGRES[1]];

/// One part of the checks, as `--only` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Selection {
    /// Formatting of code.
    #[value(help = text("代码格式", "Formatting of code"))]
    Fmt,
    /// Length of files.
    #[value(help = text("文件长度", "Length of files"))]
    Lines,
    /// Direction between modules: no circles.
    #[value(help = text("模块之间的方向：没有绕成圈的", "Direction between modules: no circles"))]
    Circles,
    /// Migrations of versions: none was edited.
    #[value(help = text("迁移：已发布版本里的没有改动", "Migrations of versions: none was edited"))]
    Migrations,
    /// Libraries: licences, duplicates, unused ones.
    #[value(help = text("程序库：许可证、重复的、用不着的", "Libraries: licences, duplicates, unused ones"))]
    Dependencies,
    /// clippy, warnings as errors.
    #[value(help = text("clippy，警告即错误", "clippy, warnings as errors"))]
    Clippy,
    /// Unit and property tests.
    #[value(help = text("单元测试与性质测试", "Unit and property tests"))]
    Unit,
    /// Storage tests: SQLite and PostgreSQL.
    #[value(help = text("存储测试：SQLite 与 PostgreSQL", "Storage tests: SQLite and PostgreSQL"))]
    Storage,
    /// Documentation, warnings as errors, and its examples.
    #[value(help = text("文档，警告即错误，和里面的例子", "Documentation, warnings as errors, and its examples"))]
    Doc,
    /// The browser's part.
    #[value(help = text("浏览器部分", "The browser's part"))]
    Build,
    /// Journeys in a real browser.
    #[value(help = text("浏览器里的全流程", "Journeys in a real browser"))]
    Journeys,
}

/// What of the checks is to be done.
#[derive(Debug, clap::Args)]
pub struct Scope {
    /// Whether PostgreSQL is left out.
    #[arg(long, help = text("不在 PostgreSQL 上测试", "Leave PostgreSQL out"))]
    without_postgres: bool,
    /// Whether journeys take pictures.
    #[arg(long, help = text(
        "浏览器测试时给每个页面拍照，存到 end2end/results/",
        "Let journeys take a picture of each page, into end2end/results/"
    ))]
    pictures: bool,
    /// Whether only what takes minutes is done.
    #[arg(long, conflicts_with = "only", help = text(
        "几分钟里做得完的：格式、clippy、单元测试、SQLite、三条流程",
        "What takes minutes: formatting, clippy, unit tests, SQLite, three journeys"
    ))]
    quick: bool,
    /// What is done alone.
    #[arg(long, value_enum, num_args = 1.., value_name = "STEP", help = text("只做这几项", "Do these only"))]
    only: Vec<Selection>,
}

/// What `--quick` does.
const QUICK: [Selection; 8] = [
    Selection::Fmt,
    Selection::Lines,
    Selection::Circles,
    Selection::Migrations,
    Selection::Clippy,
    Selection::Unit,
    Selection::Storage,
    Selection::Journeys,
];
/// The journeys of `--quick`: an order from end to end, the pages that change by themselves, and the way back.
const QUICK_JOURNEYS: [&str; 3] = ["flow.mjs", "live.mjs", "back.mjs"];

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

impl Scope {
    fn wants(&self, part: Selection) -> bool {
        if self.quick { QUICK.contains(&part) } else { self.only.is_empty() || self.only.contains(&part) }
    }

    fn without_postgres(&self) -> bool {
        self.quick || self.without_postgres
    }
}

/// What a run leaves out; empty if nothing.
fn left_out(scope: &Scope) -> String {
    // The journeys build the browser's part.
    let does = |part: &Selection| {
        scope.wants(*part) || (*part == Selection::Build && scope.wants(Selection::Journeys))
    };
    let comma = text("、", ", ");
    let left = Selection::value_variants().iter().filter(|part| !does(part));
    let mut names: Vec<_> = left.map(|part| part.title().to_owned()).collect();
    if scope.without_postgres() && scope.wants(Selection::Storage) {
        names.push(text("存储测试：PostgreSQL", "storage tests on PostgreSQL").to_owned());
    }
    if scope.quick {
        names.push(said!("{} 以外的流程", "journeys other than {}", QUICK_JOURNEYS.join(comma)));
    }
    names.join(comma)
}

impl Selection {
    /// What it is called.
    fn title(self) -> &'static str {
        match self {
            Self::Fmt => text("代码格式", "formatting"),
            Self::Lines => text("文件长度", "length of files"),
            Self::Circles => text("模块的方向", "direction of modules"),
            Self::Migrations => text("冻结的迁移", "frozen migrations"),
            Self::Dependencies => text("程序库", "libraries"),
            Self::Clippy => "clippy",
            Self::Unit => text("单元测试与性质测试", "unit and property tests"),
            Self::Storage => text("存储测试", "storage tests"),
            Self::Doc => text("文档", "documentation"),
            Self::Build => text("浏览器部分", "browser's part"),
            Self::Journeys => text("浏览器里的全流程", "journeys in a browser"),
        }
    }
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
        let files: &[&str] = if scope.quick { &QUICK_JOURNEYS } else { &[] };
        tests += journeys::run(workspace, progress, scope.pictures, files)?;
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
        (Title::TestLanguage, "language", &[]),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(without_postgres: bool, quick: bool, only: &[Selection]) -> Scope {
        Scope { without_postgres, quick, only: only.to_vec(), pictures: false }
    }

    #[test]
    fn what_was_left_out_is_named() {
        assert_eq!(left_out(&scope(false, false, &[])), "");
        assert_eq!(left_out(&scope(true, false, &[])), "存储测试：PostgreSQL");
        let only = [Selection::Fmt, Selection::Lines, Selection::Clippy, Selection::Unit, Selection::Doc];
        assert_eq!(
            left_out(&scope(true, false, &only)),
            "模块的方向、冻结的迁移、程序库、存储测试、浏览器部分、浏览器里的全流程"
        );
        let browser = [Selection::Journeys, Selection::Storage];
        assert_eq!(
            left_out(&scope(false, false, &browser)),
            "代码格式、文件长度、模块的方向、冻结的迁移、程序库、clippy、单元测试与性质测试、文档"
        );
        assert_eq!(
            left_out(&scope(false, true, &[])),
            "程序库、文档、存储测试：PostgreSQL、flow.mjs、live.mjs、back.mjs 以外的流程"
        );
    }
}
