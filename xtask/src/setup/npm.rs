//! Packages from npm, at the versions of a committed lock file.

use crate::failure::{Act, Failure};
use crate::process;
use crate::progress::Step;
use crate::setup;
use crate::workspace::Workspace;
use locale::text;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// The scripts of what makes the bundle small, to be run by Node.
pub struct BundleTools {
    /// For the WebAssembly.
    pub wasm_opt: PathBuf,
    /// For plain scripts.
    pub esbuild: PathBuf,
}

/// Installs `xtask/npm` below `target/`.
///
/// # Errors
/// [`Failure::MissingTool`] without Node, [`Failure::NoNetwork`], or what npm wrote.
pub fn ensure_bundle_tools(workspace: &Workspace, step: &Step) -> Result<BundleTools, Failure> {
    let folder = workspace.target("npm");
    fs::create_dir_all(&folder).map_err(Failure::io(Act::MakeFolder, &folder))?;
    for name in ["package.json", "package-lock.json"] {
        let source = workspace.file("xtask/npm").join(name);
        fs::copy(&source, folder.join(name)).map_err(Failure::io(Act::Copy, &source))?;
    }
    ensure(workspace, step, &folder, text("打包工具", "the tools for bundling"))?;
    let script = |path| folder.join("node_modules").join(path);
    Ok(BundleTools { wasm_opt: script("binaryen/bin/wasm-opt"), esbuild: script("esbuild/bin/esbuild") })
}

/// Installs what the browser journeys need beside them.
///
/// # Errors
/// As [`ensure_bundle_tools`].
pub fn ensure_journeys(workspace: &Workspace, step: &Step) -> Result<(), Failure> {
    ensure(workspace, step, &workspace.file("end2end"), text("浏览器测试工具", "the tools for journeys"))
}

/// Installs what the Vue baseline is made of, beside it, and returns its folder.
///
/// # Errors
/// As [`ensure_wasm_opt`].
pub fn ensure_vue_baseline(workspace: &Workspace, step: &Step) -> Result<PathBuf, Failure> {
    let folder = workspace.file("end2end/bench/vue-baseline");
    ensure(workspace, step, &folder, text("Vue 和 Vant", "Vue and Vant"))?;
    Ok(folder)
}

fn ensure(workspace: &Workspace, step: &Step, folder: &Path, what: &str) -> Result<(), Failure> {
    let lock = folder.join("package-lock.json");
    let locked = fs::read(&lock).map_err(Failure::io(Act::Read, &lock))?;
    let wanted = hex(&Sha256::digest(&locked));
    // Written last: a broken installation has no stamp.
    let stamp = folder.join("node_modules/.installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let mut install = workspace.command(setup::npm()?);
    install.current_dir(folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    process::run(step, &mut install).map_err(|failure| failure.while_downloading(what))?;
    fs::write(&stamp, wanted).map_err(Failure::io(Act::Write, &stamp))?;
    step.remark(text("已下载", "downloaded"));
    Ok(())
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
