//! `cargo xtask landed`: a demo of this version, kept for the versions after it.
//!
//! The tests of the tables bring it up to date from then on (`backend/tests/landed`).

use crate::checks::SERVER_SIDE;
use crate::construction;
use crate::demo;
use crate::failure::Failure;
use crate::process;
use crate::progress::Progress;
use crate::title::Title;
use crate::workspace::{Profile, Workspace};
use locale::text;

/// The program that writes a demo down: an example of `backend`.
const WRITER: &str = "landed_state";
/// The communities whose rows are kept: that of the demo's stories. All would be ten times as many orders.
const COMMUNITIES: &str = "K101";
/// Where fixtures lie.
const FOLDER: &str = "backend/tests/landed";

/// Fills a new demo with the program of this version, and writes it down as a fixture; what came of it is said.
///
/// # Errors
/// The failing step's reason. A fixture that is there already is never written over.
pub fn run(workspace: &Workspace, progress: &Progress, version: &str) -> Result<(), Failure> {
    progress.step(Title::LandedWriter, |step| {
        let mut cargo = workspace.cargo(&["build", "--bins", "--example", WRITER]);
        process::run(step, cargo.args(SERVER_SIDE))
            .map_err(|failure| failure.while_downloading(text("依赖的程序库", "the libraries it depends on")))
    })?;
    let program = construction::program(workspace, Profile::Dev);
    let folder = workspace.target("landed");
    demo::remove(&folder)?;
    progress.step(Title::District, |step| demo::district(workspace, step, &program, &folder))?;
    let found = progress.step(Title::LandedFixture, |step| {
        let writer = format!("{}/examples/{WRITER}", Profile::Dev.folder());
        let mut writer = workspace.command(workspace.target(&writer));
        writer.arg("--database").arg(folder.join(demo::FILE));
        writer.arg("--postgres-migrations").arg(workspace.file("migrations/postgres"));
        writer.args(["--filled-by", version, "--communities", COMMUNITIES]);
        process::run(step, writer.arg("--into").arg(workspace.file(FOLDER)))
    })?;
    demo::remove(&folder)?;
    progress.say(&format!("\n{}", found.stdout.trim_end()));
    Ok(())
}
