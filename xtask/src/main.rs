//! The project's own commands: `cargo xtask demo | serve | build | test | bench`.

mod bench;
mod bundle;
mod checks;
mod construction;
mod demo;
mod failure;
mod interrupt;
mod people;
mod process;
mod production;
mod progress;
mod server;
mod setup;
mod text;
mod workspace;

use bench::Bench;
use checks::Scope;
use clap::{Parser, Subcommand};
use failure::Failure;
use progress::Progress;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use workspace::{Profile, Workspace};

/// 点点通：编译、演示、运行、测试。
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 编译并启动演示：一个带示例数据的城区，打开浏览器就能用
    Demo {
        /// 监听的端口
        #[arg(long, default_value_t = 3000)]
        port: u16,
        /// 删掉演示数据，重新生成
        #[arg(long)]
        reset: bool,
    },
    /// 编译并运行正式版：设置来自环境变量 DATABASE_URL、DIANDIANTONG_SECRET、DIANDIANTONG_SMS_*
    Serve,
    /// 编译服务程序和浏览器部分
    Build {
        /// 正式版（优化过的）
        #[arg(long)]
        release: bool,
    },
    /// 全部检查：格式、clippy、单元测试、两种数据库、浏览器
    Test {
        /// 做哪些
        #[command(flatten)]
        scope: Scope,
    },
    /// 量一量、比一比
    Bench {
        /// 比什么
        #[command(subcommand)]
        what: Bench,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match interrupt::listen()
        .map_err(Failure::io("注册信号处理", Path::new("")))
        .and_then(|()| run(&arguments))
    {
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
            progress.say(&format!("\n{}，共 {}", program.display(), text::elapsed(progress.elapsed())));
            Ok(())
        }
        Command::Test { scope } => checks::run(&workspace, &progress, scope),
        Command::Bench { what } => bench::run(&workspace, &progress, what),
    }
}
