//! The journeys in a real browser, each file on a demo server with a fresh database.

use super::binaries::tests;
use crate::construction;
use crate::demo;
use crate::failure::Failure;
use crate::process;
use crate::progress::Progress;
use crate::server;
use crate::setup::{self, browser, npm, proxies};
use crate::title::Title;
use crate::workspace::{Profile, Workspace};

/// How long each file of journeys took.
const TIMES: &str = "journey-times.json";

/// Runs the journeys of these `files`, all without any, and returns how many passed; with `pictures`, each screen is kept
/// as a picture. The program and the browser's files must have been built.
///
/// # Errors
/// What the journeys wrote, or the reason why they could not start.
pub fn run(
    workspace: &Workspace,
    progress: &Progress,
    pictures: bool,
    files: &[&str],
) -> Result<usize, Failure> {
    let browsers = progress.step(Title::Browser, browser::ensure)?;
    progress.step(Title::JourneyTools, |step| npm::ensure_journeys(workspace, step))?;
    let proxies = progress.step(Title::Proxies, |step| proxies::ensure(workspace, step))?;
    let program = construction::program(workspace, Profile::Dev);
    let folder = workspace.target("journeys");
    progress.step(Title::JourneyDistrict, |step| {
        demo::remove(&folder)?;
        demo::district(workspace, step, &program, &folder)
    })?;
    progress.step(Title::Journeys, |step| {
        // Each file starts a server of its own, which must not find the settings of a production.
        let mut node = server::demo_command(workspace, &setup::node()?);
        node.arg("end2end/run.mjs").args(files).env("PROGRAM", &program).env("SITE", workspace.site());
        node.env("DISTRICT", &folder).env("TIMES", workspace.target(TIMES));
        node.env("CHROMIUM", &browsers.light).env("WHOLE_CHROMIUM", &browsers.whole);
        node.envs(proxies);
        if pictures {
            node.env("PICTURES", "1");
        }
        let passed = passed(&process::run(step, &mut node)?.stdout);
        step.remark(tests(passed));
        Ok(passed)
    })
}

/// How many tests passed, by the closing lines of Node's test runner.
pub fn passed(output: &str) -> usize {
    let count = |line: &str| {
        line.strip_prefix("ℹ pass ").or_else(|| line.strip_prefix("# pass "))?.trim().parse().ok()
    };
    output.lines().filter_map(count).next_back().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_summary_is_read() {
        assert_eq!(passed("✔ order\nℹ tests 12\nℹ pass 12\nℹ fail 0\n"), 12);
        assert_eq!(passed("# tests 3\n# pass 2\n# fail 1\n"), 2);
        assert_eq!(passed(""), 0);
    }
}
