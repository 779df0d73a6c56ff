//! The project's own commands: `cargo xtask demo | serve | build | test | freeze | landed | sbom | bench`.

mod bench;
mod bundle;
mod checks;
mod compilation;
mod construction;
mod demo;
mod failure;
mod frozen;
mod interrupt;
mod landed;
mod metadata;
mod people;
mod process;
mod production;
mod progress;
mod sbom;
mod server;
mod setup;
mod terminal;
mod title;
mod workspace;

use bench::Bench;
use checks::Scope;
use clap::{Parser, Subcommand};
use failure::Failure;
use locale::{said, text};
use progress::Progress;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use workspace::{Profile, Workspace};

/// The command line.
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = text("点点通：编译、演示、运行、测试", "Diandiantong: build, demonstrate, run, test")
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds the demo and serves it.
    #[command(about = text(
        "编译并启动演示：一个带示例数据的城区，打开浏览器就能用",
        "Build and serve a demo: a district with invented people, ready for a browser"
    ))]
    Demo {
        /// Where it listens.
        #[arg(long, default_value_t = 3000, help = text("监听的端口", "The port to listen on"))]
        port: u16,
        /// Whether its data are made anew.
        #[arg(long, help = text("删掉演示数据，重新生成", "Remove the demo data and make them anew"))]
        reset: bool,
    },
    /// Builds the production program and runs it.
    #[command(about = text(
        "编译并运行正式版：设置来自环境变量 DATABASE_URL、DIANDIANTONG_SECRET、DIANDIANTONG_SMS_*",
        "Build and run for production: settings come from DATABASE_URL, DIANDIANTONG_SECRET, DIANDIANTONG_SMS_*"
    ))]
    Serve,
    /// Builds both halves.
    #[command(about = text("编译服务程序和浏览器部分", "Build the server and the browser's part"))]
    Build {
        /// Whether it is optimised.
        #[arg(long, help = text("正式版（优化过的）", "For production (optimised)"))]
        release: bool,
    },
    /// Checks everything.
    #[command(about = text(
        "全部检查：格式、clippy、单元测试、两种数据库、浏览器",
        "Check everything: formatting, clippy, unit tests, both databases, browser"
    ))]
    Test {
        /// What of it.
        #[command(flatten)]
        scope: Scope,
    },
    /// Freezes the migrations of a version.
    #[command(about = text(
        "冻结迁移：把这一版新有的记进 migrations/frozen.toml（发版时用）",
        "Freeze migrations: list those that are new in this version in migrations/frozen.toml (when a version is made)"
    ))]
    Freeze,
    /// Keeps a demo of this version for those after it.
    #[command(about = text(
        "把这一版的演示数据留给以后的版本：以后每次测试都把它升级一遍",
        "Keep a demo of this version for those after it: each test run brings it up to date"
    ))]
    Landed {
        /// The version, or a commit.
        #[arg(value_name = text("版本", "VERSION"), help = text("版本号或提交", "A version's number, or a commit"))]
        version: String,
    },
    /// Lists the libraries of this version.
    #[command(about = text(
        "列出这一版用到的程序库（CycloneDX 1.6，JSON）",
        "List the libraries of this version (CycloneDX 1.6, JSON)"
    ))]
    Sbom {
        /// Where the list is written.
        #[arg(value_name = text("文件", "FILE"), help = text("写到哪里（不写就在 target/ 下）", "Where to write it (below target/ by itself)"))]
        file: Option<PathBuf>,
    },
    /// Measures.
    #[command(about = text("量一量、比一比", "Measure and compare"))]
    Bench {
        /// What.
        #[command(subcommand)]
        what: Bench,
    },
}

fn main() -> ExitCode {
    if let Some(done) = checks::documentation::in_place_of_rustdoc() {
        return done;
    }
    locale::follow_environment();
    let arguments = Arguments::parse();
    match interrupt::listen().and_then(|()| run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Nobody is left to read when standard error is gone.
            let _ = writeln!(std::io::stderr().lock(), "\n{failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let workspace = Workspace::find();
    let progress = Progress::start();
    match &arguments.command {
        Command::Demo { port, reset } => demo::run(&workspace, &progress, *port, *reset),
        Command::Serve => production::run(&workspace, &progress),
        Command::Build { release } => {
            let profile = if *release { Profile::Release } else { Profile::Dev };
            let program = construction::everything(&workspace, &progress, profile)?;
            progress.say(&said!(
                "\n{}，共 {}",
                "\n{}, in {}",
                program.display(),
                terminal::elapsed(progress.elapsed())
            ));
            Ok(())
        }
        Command::Test { scope } => checks::run(&workspace, &progress, scope),
        Command::Freeze => frozen::freeze(&workspace, &progress),
        Command::Landed { version } => landed::run(&workspace, &progress, version),
        Command::Sbom { file } => sbom::write(&workspace, &progress, file.as_deref()),
        Command::Bench { what } => bench::run(&workspace, &progress, what),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;
    use locale::{Language, is_chinese, within};

    /// The help of a command and of all below it.
    fn helps(command: &mut clap::Command, helps: &mut Vec<String>) {
        helps.push(command.render_long_help().to_string());
        helps.push(command.render_help().to_string());
        // What clap adds by itself is English.
        for below in command.get_subcommands_mut().filter(|below| below.get_name() != "help") {
            self::helps(below, helps);
        }
    }

    #[test]
    fn help_is_in_the_language_that_is_spoken() {
        let said = |language| {
            within(language, || {
                let mut all = Vec::new();
                helps(&mut Arguments::command(), &mut all);
                all
            })
        };
        let english = said(Language::English);
        assert!(english.len() > 10);
        for help in &english {
            assert!(!is_chinese(help), "{help}");
        }
        for help in said(Language::Chinese) {
            assert!(help.lines().next().is_some_and(is_chinese), "{help}");
        }
    }
}
