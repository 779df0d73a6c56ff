//! The whole product: the server's program and the browser's files, built at the same time.

use crate::bundle;
use crate::compilation::{Compilation, MESSAGES};
use crate::failure::Failure;
use crate::interrupt;
use crate::progress::Progress;
use crate::title::Title;
use crate::workspace::{Profile, Workspace};
use std::path::PathBuf;

/// Builds everything and returns the server's program. The two halves share no lock, and each alone leaves a core
/// idle while it links.
///
/// # Errors
/// The first half's reason that failed; the other half is then stopped.
pub fn everything(workspace: &Workspace, progress: &Progress, profile: Profile) -> Result<PathBuf, Failure> {
    let (front, program) = std::thread::scope(|scope| {
        let front = scope.spawn(|| both_or_none(bundle::make(workspace, progress, profile)));
        let program = both_or_none(server(workspace, progress, profile));
        (front.join(), program)
    });
    match (front.unwrap_or(Err(Failure::Interrupted)), program) {
        (Ok(()), program) => program,
        (Err(Failure::Interrupted), Err(reason)) => Err(reason),
        (Err(reason), _) => Err(reason),
    }
}

/// Builds the server's program.
///
/// # Errors
/// What cargo wrote.
pub fn server(workspace: &Workspace, progress: &Progress, profile: Profile) -> Result<PathBuf, Failure> {
    progress.step(Title::Server, |step| {
        let mut cargo = workspace.cargo(&["build", "--package", "server", MESSAGES]);
        if profile == Profile::Release {
            cargo.arg("--release");
        }
        let name = format!("server-{}", profile.folder());
        let compilation = Compilation { name: &name, packages: &["server"], tests: false, target: None };
        compilation.run(workspace, step, &mut cargo)?;
        Ok(program(workspace, profile))
    })
}

/// Where the server's program lies.
pub fn program(workspace: &Workspace, profile: Profile) -> PathBuf {
    workspace.target(profile.folder()).join("diandiantong")
}

fn both_or_none<T>(result: Result<T, Failure>) -> Result<T, Failure> {
    if result.is_err() {
        interrupt::request();
    }
    result
}
