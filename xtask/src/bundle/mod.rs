//! The browser's files in `target/site`: module, style sheet, icons, scripts; named by their content, compressed beforehand.

mod icons;
mod published;
mod scripts;
mod style;
mod wasm;

use crate::failure::{Act, Failure};
use crate::progress::Progress;
use crate::setup::{npm, wasm_target};
use crate::title::Title;
use crate::workspace::{Profile, Workspace, files_below};
use locale::text;
use published::{Fingerprint, Part, Published};
use std::fs;
use std::path::Path;

/// The browsers of 2020, which still run inside chat applications on old phones, as esbuild names them.
const TARGET: &str = "--target=chrome87,safari14";

/// Makes all files that the server hands out, each part only where what it is made of has changed.
///
/// # Errors
/// The failing step's reason.
pub fn make(workspace: &Workspace, progress: &Progress, profile: Profile) -> Result<(), Failure> {
    let compiler = progress.step(Title::WasmCompiler, |step| wasm_target::ensure(workspace, step))?;
    let tools = progress.step(Title::BundleTools, |step| npm::ensure_bundle_tools(workspace, step))?;
    progress.step(Title::Wasm, |step| wasm::compile(workspace, step, &compiler))?;

    let tool = Fingerprint::of_the_bundler(workspace)?;
    let part = |name, title: Title, inputs: &[_], work: &dyn Fn(&_) -> Result<Vec<Part>, Failure>| {
        progress.step(title, |step| {
            let fingerprint = tool.with_files(inputs)?;
            if let Some(known) = Published::unchanged(workspace, name, &fingerprint) {
                step.remark(text("没有变化", "unchanged"));
                return Ok(known);
            }
            let parts = work(step)?;
            step.note(text("压缩", "compressing"));
            Published::write(workspace, name, &fingerprint, &parts)
        })
    };
    let module = wasm_target::Compiler::module(workspace);
    let lock = workspace.file("xtask/npm/package-lock.json");
    let mut sheets = files_below(&workspace.file("style"), "css")?;
    sheets.push(lock.clone());
    let drawings = files_below(&workspace.file("style/icons"), "svg")?;
    let mut sources = files_below(&workspace.file("frontend/scripts"), "mjs")?;
    sources.push(lock.clone());
    let published = [
        part("wasm", Title::WasmSmall, &[module, lock], &|step| {
            wasm::optimise(workspace, step, &tools.wasm_opt, &tools.esbuild)
        })?,
        part("style", Title::Style, &sheets, &|step| style::bundle(workspace, step, &tools.esbuild))?,
        part("icons", Title::Icons, &drawings, &|_| icons::sprite(&drawings))?,
        part("scripts", Title::Scripts, &sources, &|step| scripts::bundle(workspace, step, &tools.esbuild))?,
    ];
    progress.step(Title::Published, |step| {
        copy_public(workspace)?;
        // The module is large, and few pages need it: it is kept when it is first used.
        let [_, kept @ ..] = &published;
        let kept: Vec<String> = kept.iter().flat_map(Published::addresses).collect();
        scripts::worker(workspace, step, &tools.esbuild, &kept)?;
        Published::remove_others(workspace, &published)?;
        write_hashes(workspace, profile, &published)
    })
}

/// Files whose names must stay as they are, such as the favicon.
fn copy_public(workspace: &Workspace) -> Result<(), Failure> {
    let folder = workspace.file("style/public");
    for source in files_below(&folder, "")? {
        let Ok(path) = source.strip_prefix(&folder) else { continue };
        let copy = workspace.site().join(path);
        if let Some(parent) = copy.parent() {
            fs::create_dir_all(parent).map_err(Failure::io(Act::MakeFolder, parent))?;
        }
        fs::copy(&source, &copy).map_err(Failure::io(Act::Copy, &source))?;
    }
    Ok(())
}

/// The server reads the names' hashes beside its own program.
fn write_hashes(workspace: &Workspace, profile: Profile, published: &[Published]) -> Result<(), Failure> {
    let text: String = published.iter().flat_map(Published::hash_lines).collect();
    let folder = workspace.target(profile.folder());
    fs::create_dir_all(&folder).map_err(Failure::io(Act::MakeFolder, &folder))?;
    for file in [workspace.site().join("hash.txt"), folder.join("hash.txt")] {
        fs::write(&file, &text).map_err(Failure::io(Act::Write, &file))?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(Failure::io(Act::Read, path))
}
