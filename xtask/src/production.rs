//! `cargo xtask serve`: the production build on a real database.

use crate::construction;
use crate::failure::Failure;
use crate::interrupt;
use crate::process;
use crate::progress::Progress;
use crate::workspace::{Profile, Workspace};
use rustix::process::Signal;
use std::env;
use std::time::Duration;

const LOOK: Duration = Duration::from_millis(200);

const SETTINGS: [(&str, &str); 2] = [
    (
        "DATABASE_URL",
        "请写上数据库地址，例如 postgres://用户:密码@主机/库名 或 sqlite:/var/lib/diandiantong.db。",
    ),
    ("DIANDIANTONG_SECRET", "请用 openssl rand -base64 32 生成一个，妥善保存，以后每次都用同一个。"),
];

/// Builds the production program, migrates its database, and runs it until Ctrl-C or SIGTERM.
///
/// # Errors
/// [`Failure::MissingSetting`] before anything is built; later the failing step's reason.
pub fn run(workspace: &Workspace, progress: &Progress) -> Result<(), Failure> {
    require_settings(|name| env::var(name).ok())?;
    let program = construction::everything(workspace, progress, Profile::Release)?;
    progress.step("升级数据库结构", |step| {
        process::run(step, workspace.command(&program).arg("migrate"))
    })?;
    let mut child =
        process::start(workspace.command(&program).arg("serve").arg("--site").arg(workspace.site()))?;
    while !interrupt::requested() {
        if let Ok(Some(status)) = child.try_wait() {
            let reason = format!("它自己停了（{status}），请看上面的日志。");
            return Err(Failure::ServiceFailed { service: "服务程序", reason });
        }
        std::thread::sleep(LOOK);
    }
    process::stop(&mut child, Signal::TERM);
    Ok(())
}

fn require_settings(read: impl Fn(&str) -> Option<String>) -> Result<(), Failure> {
    for (name, advice) in SETTINGS {
        if read(name).is_none_or(|value| value.trim().is_empty()) {
            return Err(Failure::MissingSetting { name, advice });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_starts_without_database_and_secret() {
        let refused = |given: &[&str]| {
            let read = |name: &str| given.contains(&name).then(|| "x".to_owned());
            require_settings(read).map_err(|failure| failure.to_string())
        };
        assert!(refused(&[]).is_err_and(|sentence| sentence.contains("DATABASE_URL")));
        assert!(refused(&["DATABASE_URL"]).is_err_and(|sentence| sentence.contains("DIANDIANTONG_SECRET")));
        assert_eq!(refused(&["DATABASE_URL", "DIANDIANTONG_SECRET"]), Ok(()));
        assert!(require_settings(|_| Some("  ".to_owned())).is_err());
    }
}
