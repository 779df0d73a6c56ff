//! From the crate `frontend` to the module that browsers load.

use crate::bundle::published::Part;
use crate::bundle::read;
use crate::compilation::{Compilation, MESSAGES};
use crate::failure::{Act, Failure};
use crate::process;
use crate::progress::Step;
use crate::setup;
use crate::setup::wasm_target::{Compiler, TARGET};
use crate::workspace::Workspace;
use locale::said;
use std::fs;
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

const NAME: &str = "diandiantong";

/// What browsers have had for years, one by one: with every feature on, wasm-opt writes what they refuse.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Compiles the crate; cargo knows what has changed.
///
/// # Errors
/// What cargo wrote.
pub fn compile(workspace: &Workspace, step: &Step, compiler: &Compiler) -> Result<(), Failure> {
    let compilation =
        Compilation { name: "wasm", packages: &["frontend"], tests: false, target: Some(TARGET) };
    compilation.run(workspace, step, compiler.command(workspace).arg(MESSAGES)).map(|_| ())
}

/// Writes the JavaScript around the compiled module, and makes the module small.
///
/// # Errors
/// [`Failure::BadInput`] when wasm-bindgen refuses the module; what wasm-opt or esbuild wrote.
pub fn optimise(
    workspace: &Workspace,
    step: &Step,
    wasm_opt: &Path,
    esbuild: &Path,
) -> Result<Vec<Part>, Failure> {
    let module = Compiler::module(workspace);
    let out = workspace.target("bundle/bindgen");
    if out.exists() {
        fs::remove_dir_all(&out).map_err(Failure::io(Act::Remove, &out))?;
    }
    step.note("wasm-bindgen");
    bind(&module, &out).map_err(|reason| Failure::BadInput {
        path: module.display().to_string(),
        reason: said!("wasm-bindgen 处理不了：{reason}", "wasm-bindgen refuses it: {reason}"),
    })?;
    publish_snippets(workspace, &out.join("snippets"))?;

    step.note("wasm-opt -Oz");
    let (before, after) = (out.join(format!("{NAME}_bg.wasm")), out.join("optimised.wasm"));
    let mut optimiser = workspace.command(setup::node()?);
    optimiser
        .arg(wasm_opt)
        .arg(&before)
        .arg("-Oz")
        .arg("--converge")
        .arg("--traps-never-happen")
        .args(FEATURES)
        .arg("-o")
        .arg(&after);
    process::run(step, &mut optimiser)?;

    let (script, small) = (out.join(format!("{NAME}.js")), out.join("small.js"));
    let mut minifier = workspace.command(setup::node()?);
    minifier.arg(esbuild).arg(&script).args(["--minify", "--charset=utf8", "--log-level=warning"]);
    process::run(step, minifier.arg(format!("--outfile={}", small.display())))?;
    let script = read(&small)?;
    let module = read(&after)?;
    step.remark(format!("{} KB", module.len() / 1024));
    Ok(vec![
        Part { kind: "js", stem: NAME, extension: "js", bytes: script },
        Part { kind: "wasm", stem: NAME, extension: "wasm", bytes: module },
    ])
}

fn bind(module: &Path, out: &Path) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name(NAME).typescript(false).omit_default_module_path(true);
    let made = bindgen.web(true).and_then(|bindgen| bindgen.generate(out));
    made.map_err(|error| format!("{error:#}"))
}

/// Scripts that a crate brings along are imported by paths of their own, which hold a hash already.
fn publish_snippets(workspace: &Workspace, snippets: &Path) -> Result<(), Failure> {
    let published = workspace.site().join("pkg/snippets");
    if published.exists() {
        fs::remove_dir_all(&published).map_err(Failure::io(Act::Remove, &published))?;
    }
    for source in crate::workspace::files_below(snippets, "")? {
        let Ok(path) = source.strip_prefix(snippets) else { continue };
        let copy = published.join(path);
        if let Some(folder) = copy.parent() {
            fs::create_dir_all(folder).map_err(Failure::io(Act::MakeFolder, folder))?;
        }
        fs::copy(&source, &copy).map_err(Failure::io(Act::Copy, &source))?;
    }
    Ok(())
}
