//! Browsers for the journeys, and a font with Chinese characters for their pictures.

use crate::failure::Failure;
use crate::interrupt;
use crate::process;
use crate::progress::Step;
use crate::setup::debian;
use locale::{said, text};
use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Chromium without windows.
const SHELL: &str = "chromium-headless-shell";
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The browsers that there are.
pub struct Browsers {
    /// The one that opens a page in a tenth of the time, where it could be had; or else the other.
    pub light: PathBuf,
    /// One as people have it, which keeps the page that one leaves for the way back.
    pub whole: PathBuf,
}

/// Finds Chromium with and without windows (`CHROMIUM` names another one for both), or installs them.
///
/// # Errors
/// One of the failures of [`debian::install`], if there is no browser to be had.
pub fn ensure(step: &Step) -> Result<Browsers, Failure> {
    let mut missing = Vec::new();
    if whole().is_none() {
        missing.push("chromium");
    }
    if named().is_none() && process::find(SHELL).is_none() {
        missing.push(SHELL);
    }
    if !shows_chinese() {
        missing.push("fonts-wqy-microhei");
    }
    if !missing.is_empty() {
        match debian::install(step, &missing) {
            Ok(()) => step.remark(text("已装好", "installed")),
            Err(failure) if whole().is_none() || !shows_chinese() => return Err(failure),
            Err(_) => {
                interrupt::check()?;
                step.remark(said!(
                    "没装上 {SHELL}，用别的浏览器，慢一些",
                    "{SHELL} could not be installed; another browser is used, more slowly"
                ));
            }
        }
    }
    let whole = whole().ok_or_else(|| Failure::MissingTool {
        tool: "Chromium",
        advice: text(
            "请安装 chromium，或用环境变量 CHROMIUM 指明它的位置，然后再试一次。",
            "install chromium, or say with the variable CHROMIUM where it is, then try again.",
        )
        .to_owned(),
    })?;
    let light = named().or_else(|| process::find(SHELL)).unwrap_or_else(|| whole.clone());
    Ok(Browsers { light, whole })
}

fn named() -> Option<PathBuf> {
    env::var_os("CHROMIUM").map(PathBuf::from).filter(|file| process::is_program(file))
}

fn whole() -> Option<PathBuf> {
    named().or_else(|| NAMES.iter().find_map(|name| process::find(name)))
}

fn shows_chinese() -> bool {
    let mut list = Command::new("fc-list");
    list.args([":lang=zh-cn", "family"]).stdin(Stdio::null()).stderr(Stdio::null());
    list.output().is_ok_and(|output| !output.stdout.trim_ascii().is_empty())
}
