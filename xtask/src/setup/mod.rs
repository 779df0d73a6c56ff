//! What a fresh machine lacks, installed when it is first needed.

pub mod browser;
pub mod debian;
pub mod npm;
pub mod postgres;
pub mod proxies;
pub mod wasm_target;

use crate::failure::Failure;
use crate::process;
use locale::text;
use std::path::PathBuf;

/// Node's program, or a sentence on how to get it.
///
/// # Errors
/// [`Failure::MissingTool`] when there is none on PATH.
pub fn node() -> Result<PathBuf, Failure> {
    program("node")
}

/// npm's program, or a sentence on how to get it.
///
/// # Errors
/// [`Failure::MissingTool`] when there is none on PATH.
pub fn npm() -> Result<PathBuf, Failure> {
    program("npm")
}

fn program(name: &'static str) -> Result<PathBuf, Failure> {
    process::find(name).ok_or_else(|| Failure::MissingTool {
        tool: name,
        advice: text(
            "请先安装 Node.js 20 或更新的版本（自带 npm），然后再试一次。",
            "install Node.js 20 or newer (npm comes along), then try again.",
        )
        .to_owned(),
    })
}
