//! Calling cargo so that people see how far it has come: how many crates of how many, and about how long it still takes.

mod expected;
mod headway;

use crate::failure::Failure;
use crate::process::{self, Output};
use crate::progress::Step;
use crate::workspace::Workspace;
use headway::{Headway, Units};
use locale::text;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// By this, cargo tells of each crate that is ready; what compilers have to say stays on standard error.
pub const MESSAGES: &str = "--message-format=json-render-diagnostics";

/// What is compiled.
pub struct Compilation<'a> {
    /// The name under which its number of crates is kept from one time to the next.
    pub name: &'a str,
    /// The packages that are asked for.
    pub packages: &'a [&'a str],
    /// Whether their tests are, too.
    pub tests: bool,
    /// For which system, where it isn't this one.
    pub target: Option<&'a str>,
}

impl Compilation<'_> {
    /// Runs cargo, whose arguments hold [`MESSAGES`]. How many crates there are is known from the last time that all
    /// went well; the first time it is an estimate from the graph of packages.
    ///
    /// # Errors
    /// What cargo wrote; [`Failure::NoNetwork`] where libraries can't be downloaded.
    pub fn run(&self, workspace: &Workspace, step: &Step, cargo: &mut Command) -> Result<Output, Failure> {
        let expected = self.known(workspace).or_else(|| self.estimated(workspace, step));
        let mut headway = Headway::new(expected);
        let begun = Instant::now();
        let output = process::run_watching(step, cargo, &mut |line| headway.take(line, begun.elapsed()))
            .map_err(|failure| {
                failure.while_downloading(text("依赖的程序库", "the libraries it depends on"))
            })?;
        self.keep(workspace, headway.finished());
        Ok(output)
    }

    fn file(&self, workspace: &Workspace) -> PathBuf {
        workspace.target("crates").join(format!("{}.json", self.name))
    }

    fn known(&self, workspace: &Workspace) -> Option<Units> {
        serde_json::from_str(&fs::read_to_string(self.file(workspace)).ok()?).ok()
    }

    /// Whoever can't keep the number estimates it again next time: no reason to fail.
    fn keep(&self, workspace: &Workspace, units: Units) {
        let file = self.file(workspace);
        if let (Some(folder), Ok(json)) = (file.parent(), serde_json::to_string(&units)) {
            let _ = fs::create_dir_all(folder).and_then(|()| fs::write(&file, json));
        }
    }

    /// Nothing where cargo can't tell: it will say why itself when it compiles.
    fn estimated(&self, workspace: &Workspace, step: &Step) -> Option<Units> {
        let target = match self.target {
            Some(target) => target.to_owned(),
            None => {
                let mut ask = workspace.command("rustc");
                process::run(step, ask.args(["--print", "host-tuple"])).ok()?.stdout.trim().to_owned()
            }
        };
        let mut metadata =
            workspace.cargo(&["metadata", "--format-version", "1", "--filter-platform", &target]);
        let told = process::run(step, &mut metadata).ok()?;
        expected::units(&told.stdout, self.packages, self.tests)
    }
}
