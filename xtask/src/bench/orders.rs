//! How many orders a second: `server/examples/orders_bench`.

use super::example;
use crate::checks::cluster::{self, Cluster};
use crate::failure::Failure;
use crate::process;
use crate::progress::Progress;
use crate::setup::postgres;
use crate::title::Title;
use crate::workspace::Workspace;

/// The program that orders.
const ORDERS: &str = "orders_bench";

/// Builds and runs it, with a PostgreSQL of its own; what it found.
///
/// # Errors
/// The failing step's reason.
pub fn measure(
    workspace: &Workspace,
    progress: &Progress,
    seconds: u64,
    connections: u64,
) -> Result<String, Failure> {
    let mut program = workspace.command(example(workspace, progress, &["-p", "server"], ORDERS)?);
    program.args(["--seconds", &seconds.to_string(), "--connections", &connections.to_string()]);
    let programs = progress.step(Title::Postgres, postgres::ensure)?;
    let cluster = progress
        .step(Title::Cluster, |step| Cluster::start(workspace, step, &programs, &cluster::AS_SERVED))?;
    program.env(cluster::ADDRESS, cluster.url());
    Ok(progress.step(Title::Ordering, |step| process::run(step, &mut program))?.stdout)
}
