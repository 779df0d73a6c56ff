//! The plain scripts of `frontend/scripts`, each entry with all that it imports, made small by esbuild.

use crate::bundle::published::Part;
use crate::bundle::{TARGET, read};
use crate::failure::{Act, Failure};
use crate::process;
use crate::progress::Step;
use crate::setup;
use crate::workspace::Workspace;
use sha2::{Digest, Sha256};
use std::path::Path;

/// The scripts that pages load: word in `hash.txt` and file name at once.
const ENTRIES: [&str; 8] = ["copy", "elder", "estates", "offline", "passkeys", "photos", "press", "sign-in"];
/// What the service worker is called, in the folder of sources and in the site.
const WORKER: &str = "service-worker";

/// The scripts of pages.
///
/// # Errors
/// What esbuild wrote.
pub fn bundle(workspace: &Workspace, step: &Step, esbuild: &Path) -> Result<Vec<Part>, Failure> {
    let mut parts = Vec::new();
    for entry in ENTRIES {
        let bytes = compile(workspace, step, esbuild, entry, &[])?;
        parts.push(Part { kind: entry, stem: entry, extension: "js", bytes });
    }
    Ok(parts)
}

/// The service worker, which stands at the root of the site under its own name and knows the bundle's `files`: where
/// one of them changes, so does the worker, and browsers take the new one.
///
/// # Errors
/// What esbuild wrote.
pub fn worker(workspace: &Workspace, step: &Step, esbuild: &Path, files: &[String]) -> Result<(), Failure> {
    let script = compile(workspace, step, esbuild, WORKER, &definitions(files))?;
    let path = workspace.site().join(format!("{WORKER}.js"));
    std::fs::write(&path, script).map_err(Failure::io(Act::Write, &path))
}

/// What esbuild puts in place of the names `FILES` and `VERSION`.
fn definitions(files: &[String]) -> [String; 2] {
    let quoted: Vec<String> = files.iter().map(|file| format!("\"{file}\"")).collect();
    let mut version = setup::npm::hex(&Sha256::digest(files.join("\n")));
    version.truncate(12);
    [format!("--define:FILES=[{}]", quoted.join(",")), format!("--define:VERSION=\"{version}\"")]
}

fn compile(
    workspace: &Workspace,
    step: &Step,
    esbuild: &Path,
    entry: &str,
    definitions: &[String],
) -> Result<Vec<u8>, Failure> {
    let out = workspace.target("bundle").join(format!("{entry}.js"));
    let mut command = workspace.command(setup::node()?);
    command.arg(esbuild).arg(workspace.file("frontend/scripts").join(format!("{entry}.mjs")));
    command.args(["--bundle", "--minify", "--charset=utf8", "--format=iife", "--log-level=warning"]);
    command.arg(TARGET);
    // What only its class uses begins with _: real private fields are lowered to tables, which weigh a tenth more.
    command.arg("--mangle-props=^_[a-z]");
    // Safari 14 errs in a rare case only, and esbuild can't lower it.
    command.args(["--supported:destructuring=true", &format!("--outfile={}", out.display())]);
    process::run(step, command.args(definitions))?;
    read(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_file_is_another_version() {
        let of = |name: &str| definitions(&[format!("/pkg/{name}")]);
        let [files, version] = of("a.0123.css");
        assert_eq!(files, "--define:FILES=[\"/pkg/a.0123.css\"]");
        assert_eq!(version.len(), "--define:VERSION=\"\"".len() + 12);
        assert_ne!(version, of("a.4567.css")[1]);
    }
}
