//! `cargo xtask bench`: what is measured rather than tested.

mod figures;
mod load;
mod orders;
mod pages;

use crate::compilation::{Compilation, MESSAGES};
use crate::failure::Failure;
use crate::process;
use crate::progress::{Progress, Step};
use crate::title::Title;
use crate::workspace::{Profile, Workspace};
use clap::Subcommand;
pub use figures::Databases;
use locale::text;
use std::path::{Path, PathBuf};

/// The program that lives through the month.
const REPLAY: &str = "dispatch_replay";

/// What can be measured.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum Bench {
    /// Ways of dispatching.
    #[command(about = text(
        "派单：编一个月的工单，比较几种派法；再量指派要多久",
        "Dispatch: invent a month of orders, compare ways of dispatching them, and time the assignment"
    ))]
    Dispatch {
        /// What chance is drawn from.
        #[arg(long, default_value_t = 20_261_124,
              help = text("种子：同一个数，同样的人和单", "Seed: the same number, the same people and orders"))]
        seed: u64,
        /// How many days.
        #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=365),
              help = text("多少天", "How many days"))]
        days: u64,
        /// How many orders, in percent of the usual.
        #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u64).range(1..=10_000),
              help = text("工单是平常的百分之多少", "How many orders, in percent of the usual"))]
        load: u64,
    },
    /// Reports.
    #[command(about = text(
        "报表：编一万到一千万张工单，量报表打开要多久、每一步记账要多久",
        "Reports: invent up to ten million orders, and time opening reports and keeping their sums"
    ))]
    Figures {
        /// How many orders.
        #[arg(long, help = text("多少张工单，用逗号隔开", "How many orders, separated by commas"), value_delimiter = ',', default_values_t = [10_000, 100_000, 1_000_000, 10_000_000],
              value_parser = clap::value_parser!(u64).range(1_000..=20_000_000))]
        orders: Vec<u64>,
        /// On which databases.
        #[arg(long, value_enum, default_value_t = Databases::Both, help = text("哪种数据库", "On which database"))]
        database: Databases,
        /// What chance is drawn from.
        #[arg(long, default_value_t = 20_261_124,
              help = text("种子：同一个数，同样的工单", "Seed: the same number, the same orders"))]
        seed: u64,
    },
    /// First visits.
    #[command(about = text(
        "打开页面：慢网络、慢手机上第一次打开三页，和 Vue 做的同样三页比",
        "Load: open three pages for the first time on a slow network and phone, beside the same in Vue"
    ))]
    Load {
        /// How often.
        #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u64).range(1..=99),
              help = text("每页打开多少次", "How often each page is opened"))]
        runs: u64,
    },
    /// Orders a second.
    #[command(about = text(
        "点单：每秒收多少单，和只写一行就提交的比，两种数据库",
        "Orders: how many a second, beside writers of single rows, on both databases"
    ))]
    Orders {
        /// For how long.
        #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=20),
              help = text("各量多少秒", "How many seconds each"))]
        seconds: u64,
        /// Over how many connections.
        #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u64).range(1..=256),
              help = text("多少个连接", "How many connections"))]
        connections: u64,
    },
    /// Pages a second.
    #[command(about = text(
        "服务程序：每秒出多少页，和 askama、现成的字节比",
        "Pages: how many a second, beside askama and ready-made bytes"
    ))]
    Pages {
        /// How many rounds.
        #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u64).range(1..=99),
              help = text("轮流量多少轮", "How many rounds"))]
        rounds: u64,
        /// For how long.
        #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..=60),
              help = text("一轮多少秒", "How many seconds a round"))]
        seconds: u64,
    },
}

/// Measures what was asked for, and shows what was found.
///
/// # Errors
/// The failing step's reason.
pub fn run(workspace: &Workspace, progress: &Progress, what: &Bench) -> Result<(), Failure> {
    let found = match what {
        Bench::Dispatch { seed, days, load } => dispatch(workspace, progress, *seed, *days, *load)?,
        Bench::Figures { orders, database, seed } => {
            figures::measure(workspace, progress, orders, *database, *seed)?
        }
        Bench::Load { runs } => load::measure(workspace, progress, *runs)?,
        Bench::Orders { seconds, connections } => {
            orders::measure(workspace, progress, *seconds, *connections)?
        }
        Bench::Pages { rounds, seconds } => pages::measure(workspace, progress, *rounds, *seconds)?,
    };
    progress.say(&format!("\n{}", found.trim_end()));
    Ok(())
}

/// Replays a month. What measures is an example of `domain` and not part of this program: so it is optimised
/// without the bundler's libraries being built a second time, and is never shipped.
fn dispatch(
    workspace: &Workspace,
    progress: &Progress,
    seed: u64,
    days: u64,
    load: u64,
) -> Result<String, Failure> {
    let program = example(workspace, progress, &["-p", "domain", "--features", "dispatch"], REPLAY)?;
    progress.step(Title::Dispatching, |step| {
        let options = [("--seed", seed), ("--days", days), ("--load", load)];
        measured(workspace, step, &program, &options)
    })
}

/// Builds an example optimised, whatever this program is.
fn example(
    workspace: &Workspace,
    progress: &Progress,
    package: &[&str],
    name: &str,
) -> Result<PathBuf, Failure> {
    progress.step(Title::Optimised, |step| {
        let mut cargo = workspace.cargo(&["build", "--release", MESSAGES]);
        cargo.args(package).args(["--example", name]);
        let compilation = Compilation { name, packages: &package[1..2], tests: true, target: None };
        compilation.run(workspace, step, &mut cargo).map(|_| ())
    })?;
    Ok(workspace.target(&format!("{}/examples/{name}", Profile::Release.folder())))
}

/// What a measuring program found.
fn measured(
    workspace: &Workspace,
    step: &Step,
    program: &Path,
    options: &[(&str, u64)],
) -> Result<String, Failure> {
    let mut command = workspace.command(program);
    for (name, value) in options {
        command.arg(name).arg(value.to_string());
    }
    Ok(process::run(step, &mut command)?.stdout)
}
