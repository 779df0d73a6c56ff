//! How fast pages open on a slow phone: `end2end/bench`, beside the baseline in `end2end/bench/vue-baseline`.

use crate::construction;
use crate::demo;
use crate::failure::Failure;
use crate::process;
use crate::progress::Progress;
use crate::server::{Server, free_port};
use crate::setup::{self, browser, npm};
use crate::title::Title;
use crate::workspace::{Profile, Workspace};

/// Builds the optimised program and the baseline, and visits both; what was found.
///
/// # Errors
/// The failing step's reason.
pub fn measure(workspace: &Workspace, progress: &Progress, runs: u64) -> Result<String, Failure> {
    let chromium = progress.step(Title::Browser, browser::ensure)?.whole;
    progress.step(Title::JourneyTools, |step| npm::ensure_journeys(workspace, step))?;
    let source = progress.step(Title::VueBaseline, |step| npm::ensure_vue_baseline(workspace, step))?;
    let program = construction::everything(workspace, progress, Profile::Release)?;
    let folder = workspace.target("bench/load");
    let baseline = workspace.target("bench/vue-baseline");
    progress.step(Title::VueBaselineBuild, |step| {
        let mut vite = workspace.command(setup::node()?);
        vite.current_dir(&source).args(["node_modules/vite/bin/vite.js", "build", "--emptyOutDir"]);
        process::run(step, vite.arg("--outDir").arg(&baseline)).map(|_| ())
    })?;
    let port = free_port()?;
    let server = progress.step(Title::Serve, |step| {
        demo::remove(&folder)?;
        demo::district(workspace, step, &program, &folder)?;
        let log = folder.join("server.log");
        Server::start(step, workspace, &program, &demo::database(&folder), port, &log)
    })?;
    let found = progress.step(Title::Visits, |step| {
        let mut node = workspace.command(setup::node()?);
        node.arg("end2end/bench/load.mjs").env("BASE_URL", format!("http://127.0.0.1:{port}"));
        node.env("PEOPLE", folder.join("people.tsv")).env("CHROMIUM", &chromium);
        node.env("BASELINE", &baseline).env("RUNS", runs.to_string());
        Ok(process::run(step, &mut node)?.stdout)
    });
    drop(server);
    found
}
