//! A browser for the journeys, and a font with Chinese characters for their pictures.

use crate::failure::Failure;
use crate::process;
use crate::progress::Step;
use crate::setup::debian;
use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Finds Chromium (`CHROMIUM` names another one), or installs it.
///
/// # Errors
/// One of the failures of [`debian::install`].
pub fn ensure(step: &Step) -> Result<PathBuf, Failure> {
    let mut missing = Vec::new();
    if installed().is_none() {
        missing.push("chromium");
    }
    if !shows_chinese() {
        missing.push("fonts-wqy-microhei");
    }
    if !missing.is_empty() {
        debian::install(step, &missing)?;
        step.remark("已装好");
    }
    installed().ok_or_else(|| Failure::MissingTool {
        tool: "Chromium",
        advice: "请安装 chromium，或用环境变量 CHROMIUM 指明它的位置，然后再试一次。".to_owned(),
    })
}

fn installed() -> Option<PathBuf> {
    let named = env::var_os("CHROMIUM").map(PathBuf::from).filter(|file| process::is_program(file));
    named.or_else(|| NAMES.iter().find_map(|name| process::find(name)))
}

fn shows_chinese() -> bool {
    let mut list = Command::new("fc-list");
    list.args([":lang=zh-cn", "family"]).stdin(Stdio::null()).stderr(Stdio::null());
    list.output().is_ok_and(|output| !output.stdout.trim_ascii().is_empty())
}
