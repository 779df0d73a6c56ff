//! Documentation, warnings being errors, and its examples: by one call of cargo.
//!
//! `cargo doc` would check all libraries once more, only to document our own crates. `cargo test --doc` takes them as they
//! were compiled, and calls this program in rustdoc's place: it lets the real one document the crate, and then test it.

use super::SERVER_SIDE;
use super::binaries::{self, linted};
use crate::failure::Failure;
use crate::process;
use crate::progress::Step;
use crate::workspace::{Profile, Workspace};
use std::env;
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::{Command, ExitCode};

/// Set where this program stands in for rustdoc: the folder that pages are written to.
const PAGES: &str = "DIANDIANTONG_RUSTDOC_PAGES";
/// What rustdoc calls itself along PATH.
const RUSTDOC: &str = "rustdoc";
/// Arguments that only a test understands, and whether a value follows.
const OF_TESTS: [(&str, bool); 4] =
    [("--test", false), ("--no-run", false), ("--test-args", true), ("--test-run-directory", true)];

/// Documents the crates of the server's side and tests their examples; how many passed.
///
/// # Errors
/// What rustdoc wrote.
pub fn check(workspace: &Workspace, step: &Step) -> Result<usize, Failure> {
    let mut cargo = workspace.cargo(&["test", "--doc"]);
    let stand_in = workspace.target(&format!("{}/xtask", Profile::Dev.folder()));
    linted(cargo.args(SERVER_SIDE)).env("RUSTDOC", stand_in).env(PAGES, workspace.target("doc"));
    let passed = binaries::passed(&process::run(step, &mut cargo)?.stdout);
    step.remark(binaries::tests(passed));
    Ok(passed)
}

/// Does what rustdoc was asked for, where cargo has called this program in its place; nothing otherwise.
#[must_use]
pub fn in_place_of_rustdoc() -> Option<ExitCode> {
    let pages = env::var_os(PAGES)?;
    let asked: Vec<OsString> = env::args_os().skip(1).collect();
    let calls = documenting(&asked, &pages, &|file| file.is_file()).into_iter().chain([asked]);
    let failed = calls.into_iter().any(|call| {
        let status = Command::new(RUSTDOC).env_remove(PAGES).args(call).status();
        !status.is_ok_and(|status| status.success())
    });
    Some(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The calls that document what a call tests: the library, and the program beside it, if there is one.
fn documenting(asked: &[OsString], pages: &OsStr, exists: &dyn Fn(&Path) -> bool) -> Vec<Vec<OsString>> {
    if !asked.iter().any(|argument| argument == "--test") {
        return Vec::new();
    }
    let mut library = Vec::new();
    let mut arguments = asked.iter();
    while let Some(argument) = arguments.next() {
        match OF_TESTS.iter().find(|(name, _)| argument == name) {
            Some((_, true)) => drop(arguments.next()),
            Some((_, false)) => {}
            None => library.push(argument.clone()),
        }
    }
    library.extend(["-D".into(), "warnings".into(), "-o".into(), pages.to_owned()]);
    let program =
        library.iter().position(|argument| Path::new(argument).ends_with("src/lib.rs")).map(|source| {
            let mut program = library.clone();
            program[source] = Path::new(&library[source]).with_file_name("main.rs").into();
            for (name, value) in [("--crate-type", "bin"), ("--crate-name", "main")] {
                if let Some(place) = program.iter().position(|argument| argument == name) {
                    program[place + 1] = value.into();
                }
            }
            (source, program)
        });
    let program = program.filter(|(source, program)| exists(Path::new(&program[*source])));
    [library].into_iter().chain(program.map(|(_, program)| program)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(words: &str) -> Vec<OsString> {
        words.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn what_is_tested_is_documented_first_and_the_program_beside_it() {
        let asked = call(
            "--edition=2024 --crate-type lib --crate-name server --test server/src/lib.rs --test-run-directory /p/server \
             --extern app=/p/app.rlib",
        );
        let library = "--edition=2024 --crate-type lib --crate-name server server/src/lib.rs --extern app=/p/app.rlib \
                       -D warnings -o /p/doc";
        let program = "--edition=2024 --crate-type bin --crate-name main server/src/main.rs --extern app=/p/app.rlib \
                       -D warnings -o /p/doc";
        let pages = OsStr::new("/p/doc");
        assert_eq!(documenting(&asked, pages, &|_| false), [call(library)]);
        assert_eq!(documenting(&asked, pages, &|_| true), [call(library), call(program)]);
        assert!(documenting(&call("-vV"), pages, &|_| true).is_empty(), "no test: nothing to document");
    }
}
