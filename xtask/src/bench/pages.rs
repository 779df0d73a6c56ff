//! How fast pages are made: `server/examples/page_speed`.

use super::{example, measured};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::title::Title;
use crate::workspace::Workspace;

/// The program that measures.
const PAGE_SPEED: &str = "page_speed";

/// Builds and runs it; what it found.
///
/// # Errors
/// What the build or the program wrote.
pub fn measure(
    workspace: &Workspace,
    progress: &Progress,
    rounds: u64,
    seconds: u64,
) -> Result<String, Failure> {
    let program = example(workspace, progress, &["-p", "server"], PAGE_SPEED)?;
    progress.step(Title::Pages, |step| {
        measured(workspace, step, &program, &[("--rounds", rounds), ("--seconds", seconds)])
    })
}
