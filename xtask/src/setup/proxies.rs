//! nginx and Caddy, for the journey through a proxy. Debian's packages are unpacked, not installed: installing them would
//! start servers on this machine.

use crate::progress::Step;
use crate::setup::debian;
use crate::workspace::Workspace;
use crate::{interrupt, process};
use locale::said;
use std::path::{Path, PathBuf};

/// The variable that names a program to the journey, and the program, called like its package.
const PROXIES: [(&str, &str); 2] = [("NGINX", "nginx"), ("CADDY", "caddy")];
/// Where programs lie, on the machine and in a package.
const FOLDERS: [&str; 2] = ["usr/sbin", "usr/bin"];

/// The proxies that there are, or that can be fetched, by the variable that names each. The journey fails where one is
/// missing, unless it is told to do without (`WITHOUT_PROXIES=1`).
///
/// # Errors
/// Only if somebody asked to stop.
pub fn ensure(
    workspace: &Workspace,
    step: &Step,
) -> Result<Vec<(&'static str, PathBuf)>, crate::failure::Failure> {
    let folder = workspace.target("proxies");
    let mut found = Vec::new();
    for (variable, name) in PROXIES {
        let there = || process::find(name).or_else(|| program(Path::new("/"), name));
        let program = there().or_else(|| program(&folder, name)).or_else(|| {
            debian::unpack(workspace, step, name, &folder).ok()?;
            program(&folder, name)
        });
        interrupt::check()?;
        match program {
            Some(program) => found.push((variable, program)),
            None => step.remark(said!(
                "没有 {name}：装不上就设 WITHOUT_PROXIES=1，不测代理",
                "no {name}: where it can't be installed, WITHOUT_PROXIES=1 leaves proxies out"
            )),
        }
    }
    Ok(found)
}

fn program(root: &Path, name: &str) -> Option<PathBuf> {
    FOLDERS.iter().map(|folder| root.join(folder).join(name)).find(|file| process::is_program(file))
}
