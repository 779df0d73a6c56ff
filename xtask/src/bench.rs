//! `cargo xtask bench`: what is measured rather than tested.

use crate::failure::Failure;
use crate::process;
use crate::progress::Progress;
use crate::workspace::{Profile, Workspace};
use clap::Subcommand;

/// The program that lives through the month.
const REPLAY: &str = "dispatch_replay";

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Subcommand)]
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
}

/// Builds the measuring program optimised, whatever this one is, runs it and shows what it found.
///
/// It is an example of `domain` and not part of this program: so it is optimised without the bundler's
/// libraries being built a second time, and is never shipped.
///
/// # Errors
/// What the build or the program wrote.
pub fn run(workspace: &Workspace, progress: &Progress, what: &Bench) -> Result<(), Failure> {
    let Bench::Dispatch { seed, days, load } = what;
    progress.step("编译（优化过的）", |step| {
        let mut cargo = workspace.cargo(&["build", "--release", "-p", "domain", "--features", "dispatch"]);
        process::run(step, cargo.args(["--example", REPLAY]))
            .map_err(|failure| failure.while_downloading("依赖的程序库"))
    })?;
    let program = workspace.target(&format!("{}/examples/{REPLAY}", Profile::Release.folder()));
    let found = progress.step("模拟派单", |step| {
        let options = [("--seed", seed), ("--days", days), ("--load", load)];
        let options = options.map(|(name, value)| [name.to_owned(), value.to_string()]);
        process::run(step, workspace.command(program).args(options.as_flattened()))
    })?;
    progress.say(&format!("\n{}", found.stdout.trim_end()));
    Ok(())
}
