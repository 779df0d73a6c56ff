//! A browser for the journeys, and a font with Chinese characters for their pictures.

use crate::failure::Failure;
use crate::interrupt;
use crate::process;
use crate::progress::Step;
use crate::setup::debian;
use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Chromium without windows: it opens a page in a tenth of the time.
const SHELL: &str = "chromium-headless-shell";
const NAMES: [&str; 5] = [SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Finds Chromium (`CHROMIUM` names another one), or installs it.
///
/// # Errors
/// One of the failures of [`debian::install`], if there is no other browser to be had.
pub fn ensure(step: &Step) -> Result<PathBuf, Failure> {
    let mut missing = Vec::new();
    if named().is_none() && process::find(SHELL).is_none() {
        missing.push(SHELL);
    }
    if !shows_chinese() {
        missing.push("fonts-wqy-microhei");
    }
    if !missing.is_empty() {
        match debian::install(step, &missing) {
            Ok(()) => step.remark("已装好"),
            Err(failure) if installed().is_none() || !shows_chinese() => return Err(failure),
            Err(_) => {
                interrupt::check()?;
                step.remark(format!("没装上 {SHELL}，用别的浏览器，慢一些"));
            }
        }
    }
    installed().ok_or_else(|| Failure::MissingTool {
        tool: "Chromium",
        advice: "请安装 chromium，或用环境变量 CHROMIUM 指明它的位置，然后再试一次。".to_owned(),
    })
}

fn named() -> Option<PathBuf> {
    env::var_os("CHROMIUM").map(PathBuf::from).filter(|file| process::is_program(file))
}

fn installed() -> Option<PathBuf> {
    named().or_else(|| NAMES.iter().find_map(|name| process::find(name)))
}

fn shows_chinese() -> bool {
    let mut list = Command::new("fc-list");
    list.args([":lang=zh-cn", "family"]).stdin(Stdio::null()).stderr(Stdio::null());
    list.output().is_ok_and(|output| !output.stdout.trim_ascii().is_empty())
}
