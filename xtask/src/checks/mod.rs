//! `cargo xtask test`: everything that must hold before a change is accepted.

mod binaries;
mod circles;
pub mod cluster;
mod dependencies;
mod journeys;
mod lines;
mod times;

use crate::bundle;
use crate::failure::Failure;
use crate::process;
use crate::progress::Progress;
use crate::setup::{self, postgres};
use crate::text;
use crate::workspace::{Profile, Workspace, files_below};
use binaries::Binaries;
use clap::ValueEnum;
use cluster::{Cluster, FOR_TESTS};

/// The crates of the server's side, always named together: cargo then compiles their dependencies with one set of
/// features, for the checks, the tests and the program that the journeys use.
const SERVER_SIDE: [&str; 12] =
    ["-p", "statistics", "-p", "domain", "-p", "backend", "-p", "i18n", "-p", "app", "-p", "server"];

/// The tests of the program that want PostgreSQL.
const ON_POSTGRES: [&str; 2] = ["two_processes::", "on_postgresql"];
/// All others.
const WITHOUT_POSTGRES: [&str; 4] = ["--skip", ON_POSTGRES[0], "--skip", ON_POSTGRES[1]];

/// One part of the checks, as `--only` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Selection {
    /// 代码格式
    Fmt,
    /// 文件长度
    Lines,
    /// 模块之间的方向：没有绕成圈的
    Circles,
    /// 程序库：许可证、重复的、用不着的
    Dependencies,
    /// clippy，警告即错误
    Clippy,
    /// 单元测试与性质测试
    Unit,
    /// 存储测试：SQLite 与 PostgreSQL
    Storage,
    /// 文档，警告即错误，和里面的例子
    Doc,
    /// 浏览器部分
    Build,
    /// 浏览器里的全流程
    Journeys,
}

/// What of the checks is to be done.
#[derive(Debug, clap::Args)]
pub struct Scope {
    /// 不在 PostgreSQL 上测试
    #[arg(long)]
    without_postgres: bool,
    /// 浏览器测试时给每个页面拍照，存到 end2end/results/
    #[arg(long)]
    pictures: bool,
    /// 几分钟里做得完的：格式、clippy、单元测试、SQLite、三条流程
    #[arg(long, conflicts_with = "only")]
    quick: bool,
    /// 只做这几项
    #[arg(long, value_enum, num_args = 1.., value_name = "STEP")]
    only: Vec<Selection>,
}

/// What `--quick` does.
const QUICK: [Selection; 7] = [
    Selection::Fmt,
    Selection::Lines,
    Selection::Circles,
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
    let elapsed = text::elapsed(progress.elapsed());
    progress.say(&match (passed?, left_out.as_str()) {
        (tests, "") => format!("\n全部通过：{tests} 个测试，共 {elapsed}"),
        (tests, left_out) => format!("\n做了的都通过：{tests} 个测试，共 {elapsed}；没有做：{left_out}"),
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
    let left = Selection::value_variants().iter().filter(|part| !does(part));
    let mut names: Vec<_> = left.map(|part| part.title().to_owned()).collect();
    if scope.without_postgres() && scope.wants(Selection::Storage) {
        names.extend(["存储测试：PostgreSQL".to_owned()]);
    }
    if scope.quick {
        names.push(format!("{} 以外的流程", QUICK_JOURNEYS.join("、")));
    }
    names.join("、")
}

impl Selection {
    /// What it is called.
    fn title(self) -> &'static str {
        match self {
            Self::Fmt => "代码格式",
            Self::Lines => "文件长度",
            Self::Circles => "模块的方向",
            Self::Dependencies => "程序库",
            Self::Clippy => "clippy",
            Self::Unit => "单元测试与性质测试",
            Self::Storage => "存储测试",
            Self::Doc => "文档",
            Self::Build => "浏览器部分",
            Self::Journeys => "浏览器里的全流程",
        }
    }
}

/// Runs what is wanted; how many tests passed.
fn all(workspace: &Workspace, progress: &Progress, scope: &Scope) -> Result<usize, Failure> {
    let wanted = |part: Selection| scope.wants(part);
    let mut tests = 0;
    if wanted(Selection::Fmt) {
        progress.step("代码格式", |step| {
            process::run(step, &mut workspace.cargo(&["fmt", "--all", "--check"])).map(|_| ())
        })?;
    }
    if wanted(Selection::Lines) {
        progress.step("文件长度", |_| lines::check(workspace))?;
    }
    if wanted(Selection::Circles) {
        progress.step("模块的方向", |_| circles::check(workspace))?;
    }
    if wanted(Selection::Dependencies) {
        progress.step("程序库", |step| dependencies::check(workspace, step))?;
    }
    if wanted(Selection::Clippy) {
        clippy(workspace, progress)?;
    }
    if wanted(Selection::Unit) || wanted(Selection::Storage) || wanted(Selection::Journeys) {
        let binaries = progress
            .step("编译测试与服务程序", |step| Binaries::build(workspace, step, &SERVER_SIDE))?;
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
    let parts: [(&str, &[&str]); 3] =
        [("服务端", &SERVER_SIDE), ("工具", &["-p", "xtask"]), ("浏览器部分", &["-p", "frontend"])];
    for (title, packages) in parts {
        progress.step(&format!("clippy：{title}"), |step| {
            let mut cargo = workspace.cargo(&["clippy", "--all-targets"]);
            cargo.args(packages).args(["--", "-D", "warnings"]);
            process::run(step, &mut cargo).map_err(|failure| failure.while_downloading("依赖的程序库"))
        })?;
    }
    Ok(())
}

fn unit(workspace: &Workspace, progress: &Progress, binaries: &Binaries) -> Result<usize, Failure> {
    let tools = progress.step("测试：工具", |step| {
        let output = process::run(step, &mut workspace.cargo(&["test", "-p", "xtask"]))?;
        let passed = binaries::passed(&output.stdout);
        step.remark(format!("{passed} 个测试"));
        Ok(passed)
    })?;
    let mut all = tools + scripts(workspace, progress)?;
    // What wants PostgreSQL runs where there is one, and counts there alone.
    let packages: [(&str, &[&str]); 5] =
        [("statistics", &[]), ("domain", &[]), ("i18n", &[]), ("app", &[]), ("server", &WITHOUT_POSTGRES)];
    for (package, chosen) in packages {
        all += progress.step(&format!("测试：{package}"), |step| {
            binaries.run(workspace, step, package, chosen, None)
        })?;
    }
    Ok(all)
}

/// The plain scripts of the browser, under Node.
fn scripts(workspace: &Workspace, progress: &Progress) -> Result<usize, Failure> {
    progress.step("测试：浏览器脚本", |step| {
        let mut tests = files_below(&workspace.file("frontend/scripts/tests"), "mjs")?;
        tests.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
        let output = process::run(step, workspace.command(setup::node()?).arg("--test").args(tests))?;
        let passed = journeys::passed(&output.stdout);
        step.remark(format!("{passed} 个测试"));
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
        return progress.step("测试：backend（SQLite）", |step| {
            binaries.run(workspace, step, "backend", &[], None)
        });
    }
    let programs = progress.step("准备 PostgreSQL", postgres::ensure)?;
    let cluster = progress
        .step("启动临时 PostgreSQL", |step| Cluster::start(workspace, step, &programs, &FOR_TESTS))?;
    let url = Some(cluster.url());
    let suite = progress.step("测试：backend（两种数据库）", |step| {
        binaries.run(workspace, step, "backend", &[], url)
    })?;
    let together = progress.step("测试：server（PostgreSQL）", |step| {
        binaries.run(workspace, step, "server", &ON_POSTGRES, url)
    })?;
    Ok(suite + together)
}

fn documentation(workspace: &Workspace, progress: &Progress) -> Result<usize, Failure> {
    progress.step("文档", |step| {
        let mut cargo = workspace.cargo(&["doc", "--no-deps"]);
        process::run(step, cargo.args(SERVER_SIDE).env("RUSTDOCFLAGS", "-D warnings")).map(|_| ())
    })?;
    progress.step("文档里的例子", |step| {
        let output = process::run(step, workspace.cargo(&["test", "--doc"]).args(SERVER_SIDE))?;
        let passed = binaries::passed(&output.stdout);
        step.remark(format!("{passed} 个测试"));
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
            "模块的方向、程序库、存储测试、浏览器部分、浏览器里的全流程"
        );
        let browser = [Selection::Journeys, Selection::Storage];
        assert_eq!(
            left_out(&scope(false, false, &browser)),
            "代码格式、文件长度、模块的方向、程序库、clippy、单元测试与性质测试、文档"
        );
        assert_eq!(
            left_out(&scope(false, true, &[])),
            "程序库、文档、存储测试：PostgreSQL、flow.mjs、live.mjs、back.mjs 以外的流程"
        );
    }
}
