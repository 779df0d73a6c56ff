//! `cargo xtask bench`: what is measured rather than tested.

use crate::checks::cluster::{self, Cluster};
use crate::failure::Failure;
use crate::process;
use crate::progress::Progress;
use crate::setup::postgres;
use crate::workspace::{Profile, Workspace};
use clap::{Subcommand, ValueEnum};
use std::process::Command;

/// The program that lives through the month.
const REPLAY: &str = "dispatch_replay";
/// The program that fills databases and opens reports over them.
const FIGURES: &str = "figures_bench";

/// On which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Databases {
    /// SQLite
    Sqlite,
    /// PostgreSQL
    Postgres,
    /// 两种都量
    Both,
}

/// What can be measured.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum Bench {
    /// 派单：编一个月的工单，比较几种派法；再量指派要多久
    Dispatch {
        /// 种子：同一个数，同样的人和单
        #[arg(long, default_value_t = 20_261_124)]
        seed: u64,
        /// 多少天
        #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=365))]
        days: u64,
        /// 工单是平常的百分之多少
        #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u64).range(1..=10_000))]
        load: u64,
    },
    /// 报表：编一万到一千万张工单，量报表打开要多久、每一步记账要多久
    Figures {
        /// 多少张工单，用逗号隔开
        #[arg(long, value_delimiter = ',', default_values_t = [10_000, 100_000, 1_000_000, 10_000_000],
              value_parser = clap::value_parser!(u64).range(1_000..=20_000_000))]
        orders: Vec<u64>,
        /// 哪种数据库
        #[arg(long, value_enum, default_value_t = Databases::Both)]
        database: Databases,
        /// 种子：同一个数，同样的工单
        #[arg(long, default_value_t = 20_261_124)]
        seed: u64,
    },
}

/// Builds a measuring program optimised, whatever this one is, runs it and shows what it found.
///
/// It is an example of a crate and not part of this program: so it is optimised without the bundler's
/// libraries being built a second time, and is never shipped.
///
/// # Errors
/// What the build or the program wrote.
pub fn run(workspace: &Workspace, progress: &Progress, what: &Bench) -> Result<(), Failure> {
    match what {
        Bench::Dispatch { seed, days, load } => {
            let mut program =
                build(workspace, progress, &["-p", "domain", "--features", "dispatch"], REPLAY)?;
            let options = [("--seed", seed), ("--days", days), ("--load", load)];
            let options = options.map(|(name, value)| [name.to_owned(), value.to_string()]);
            show(progress, "模拟派单", program.args(options.as_flattened()))
        }
        Bench::Figures { orders, database, seed } => {
            let mut program = build(workspace, progress, &["-p", "backend"], FIGURES)?;
            let orders: Vec<_> = orders.iter().map(u64::to_string).collect();
            let name = database.to_possible_value().map(|value| value.get_name().to_owned());
            program.args(["--orders", &orders.join(","), "--seed", &seed.to_string()]);
            program.args(["--database", &name.unwrap_or_default()]);
            if *database == Databases::Sqlite {
                return show(progress, "量报表", &mut program);
            }
            let programs = progress.step("准备 PostgreSQL", postgres::ensure)?;
            let cluster = progress.step("启动临时 PostgreSQL", |step| {
                Cluster::start(workspace, step, &programs, &cluster::AS_SERVED)
            })?;
            show(progress, "量报表", program.env(cluster::ADDRESS, cluster.url()))
        }
    }
}

/// The optimised example of a crate.
fn build(workspace: &Workspace, progress: &Progress, of: &[&str], example: &str) -> Result<Command, Failure> {
    progress.step("编译（优化过的）", |step| {
        let mut cargo = workspace.cargo(&["build", "--release"]);
        process::run(step, cargo.args(of).args(["--example", example]))
            .map_err(|failure| failure.while_downloading("依赖的程序库"))
    })?;
    let program = workspace.target(&format!("{}/examples/{example}", Profile::Release.folder()));
    Ok(workspace.command(program))
}

fn show(progress: &Progress, title: &str, program: &mut Command) -> Result<(), Failure> {
    let found = progress.step(title, |step| process::run(step, program))?;
    progress.say(&format!("\n{}", found.stdout.trim_end()));
    Ok(())
}
