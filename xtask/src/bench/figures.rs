//! How long reports take over many orders: `backend/examples/figures_bench`.

use super::example;
use crate::checks::cluster::{self, Cluster};
use crate::failure::Failure;
use crate::process;
use crate::progress::Progress;
use crate::setup::postgres;
use crate::title::Title;
use crate::workspace::Workspace;
use clap::ValueEnum;
use locale::text;

/// The program that fills databases and opens reports over them.
const FIGURES: &str = "figures_bench";

/// On which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Databases {
    /// SQLite.
    #[value(help = "SQLite")]
    Sqlite,
    /// PostgreSQL.
    #[value(help = "PostgreSQL")]
    Postgres,
    /// Both, one after the other.
    #[value(help = text("两种都量", "Both"))]
    Both,
}

/// Builds and runs it, with a PostgreSQL of its own where one is wanted; what it found.
///
/// # Errors
/// The failing step's reason.
pub fn measure(
    workspace: &Workspace,
    progress: &Progress,
    orders: &[u64],
    database: Databases,
    seed: u64,
) -> Result<String, Failure> {
    let mut program = workspace.command(example(workspace, progress, &["-p", "backend"], FIGURES)?);
    let orders: Vec<_> = orders.iter().map(u64::to_string).collect();
    let name = database.to_possible_value().map(|value| value.get_name().to_owned());
    program.args(["--orders", &orders.join(","), "--seed", &seed.to_string()]);
    program.args(["--database", &name.unwrap_or_default()]);
    let cluster = match database {
        Databases::Sqlite => None,
        Databases::Postgres | Databases::Both => {
            let programs = progress.step(Title::Postgres, postgres::ensure)?;
            Some(progress.step(Title::Cluster, |step| {
                Cluster::start(workspace, step, &programs, &cluster::AS_SERVED)
            })?)
        }
    };
    if let Some(cluster) = &cluster {
        program.env(cluster::ADDRESS, cluster.url());
    }
    Ok(progress.step(Title::Figures, |step| process::run(step, &mut program))?.stdout)
}
