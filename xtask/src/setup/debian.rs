//! Debian packages.

use crate::failure::{Act, Failure, is_network_trouble};
use crate::process;
use crate::progress::Step;
use crate::workspace::Workspace;
use locale::{said, text};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Whether all packages are installed. False on a system without Debian's package manager.
pub fn has(packages: &[&str]) -> bool {
    let mut query = Command::new("dpkg-query");
    query.args(["-W", "-f=${Status}\n"]).args(packages).env("LC_ALL", "C");
    query.stdin(Stdio::null()).stderr(Stdio::null()).output().is_ok_and(|output| {
        let installed =
            String::from_utf8_lossy(&output.stdout).lines().filter(|line| is_installed(line)).count();
        installed == packages.len()
    })
}

fn is_installed(status: &str) -> bool {
    status == "install ok installed"
}

/// Installs packages as root, or with sudo where it asks for no password.
///
/// # Errors
/// [`Failure::MissingTool`] where there is no apt-get, [`Failure::NoRightToInstall`], [`Failure::NoNetwork`], or
/// [`Failure::InstallFailed`].
pub fn install(step: &Step, packages: &[&str]) -> Result<(), Failure> {
    let names = packages.join(" ");
    if process::find("apt-get").is_none() {
        let advice = said!(
            "请用本系统的软件管理工具安装与 Debian 的 {names} 相当的软件，然后再试一次。",
            "install what Debian calls {names} with the package manager of this system, then try again."
        );
        return Err(Failure::MissingTool { tool: "apt-get", advice });
    }
    let Some(right) = right_to_install() else {
        return Err(Failure::NoRightToInstall { packages: names });
    };
    step.note(&said!("安装 {names}", "installing {names}"));
    if process::run(step, apt(right, "install").args(packages)).is_ok() {
        return Ok(());
    }
    crate::interrupt::check()?;
    // A fresh machine has no package lists yet, and an old one has stale ones.
    step.note(text("更新软件包列表", "updating the lists of packages"));
    let updated = process::run(step, &mut apt(right, "update"));
    let installed = updated.and_then(|_| process::run(step, apt(right, "install").args(packages)));
    installed.map(|_| ()).map_err(|failure| explain(step, failure, names))
}

/// Unpacks a package into a folder without installing it: nothing of it is started, and nobody needs to be root. What it
/// depends on is not fetched.
///
/// # Errors
/// What apt-get or dpkg wrote, or [`Failure::Io`].
pub fn unpack(workspace: &Workspace, step: &Step, package: &str, folder: &Path) -> Result<(), Failure> {
    let download = folder.join("packages").join(package);
    fs::create_dir_all(&download).map_err(Failure::io(Act::MakeFolder, &download))?;
    step.note(&said!("下载 {package}", "downloading {package}"));
    let mut fetch = workspace.command("apt-get");
    process::run(step, fetch.current_dir(&download).env("LC_ALL", "C").args(["download", package]))?;
    for file in fs::read_dir(&download).map_err(Failure::io(Act::Read, &download))?.flatten() {
        process::run(step, workspace.command("dpkg").arg("-x").arg(file.path()).arg(folder))?;
    }
    Ok(())
}

fn explain(step: &Step, failure: Failure, packages: String) -> Failure {
    match failure.output() {
        Some(output) if is_network_trouble(output) => Failure::NoNetwork { what: packages },
        Some(output) => {
            step.say(output);
            Failure::InstallFailed { packages }
        }
        None => failure,
    }
}

#[derive(Clone, Copy)]
enum Right {
    Root,
    Sudo,
}

fn right_to_install() -> Option<Right> {
    if rustix::process::geteuid().is_root() {
        return Some(Right::Root);
    }
    let mut sudo = Command::new("sudo");
    sudo.args(["-n", "true"]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    sudo.status().is_ok_and(|status| status.success()).then_some(Right::Sudo)
}

fn apt(right: Right, action: &str) -> Command {
    let mut command = match right {
        Right::Root => Command::new("env"),
        Right::Sudo => {
            let mut sudo = Command::new("sudo");
            sudo.args(["-n", "env"]);
            sudo
        }
    };
    command.args(["LC_ALL=C", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=120"]);
    command.arg(action).arg("-y");
    if action == "install" {
        command.arg("--no-install-recommends");
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_installation_counts() {
        assert!(is_installed("install ok installed"));
        assert!(!is_installed("deinstall ok config-files"));
        assert!(!has(&["no-such-package-here"]));
    }

    #[test]
    fn sudo_never_asks_for_a_password() {
        let command = apt(Right::Sudo, "install");
        let arguments: Vec<_> =
            command.get_args().map(|argument| argument.to_string_lossy().into_owned()).collect();
        assert_eq!(arguments.first().map(String::as_str), Some("-n"));
        assert!(arguments.contains(&"--no-install-recommends".to_owned()));
    }
}
