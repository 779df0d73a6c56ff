//! `cargo xtask serve`: the production build on a real database.

use crate::construction;
use crate::failure::Failure;
use crate::interrupt;
use crate::process;
use crate::progress::Progress;
use crate::workspace::{Profile, Workspace};
use locale::{Text, said, text};
use rustix::process::Signal;
use std::env;
use std::time::Duration;

const LOOK: Duration = Duration::from_millis(200);

/// What the program needs outside the demo: asked for here before anything is built.
const SETTINGS: [(&str, Text); 5] = [
    (
        "DATABASE_URL",
        Text::new(
            "请写上数据库地址，例如 postgres://用户:密码@主机/库名 或 sqlite:/var/lib/diandiantong.db。",
            "give the address of the database, such as postgres://user:password@host/name or sqlite:/var/lib/diandiantong.db.",
        ),
    ),
    (
        "DIANDIANTONG_SECRET",
        Text::new(
            "请用 openssl rand -base64 32 生成一个，妥善保存，以后每次都用同一个。",
            "make one with openssl rand -base64 32, keep it safe, and use the same one every time.",
        ),
    ),
    ("DIANDIANTONG_SMS_URL", SMS),
    ("DIANDIANTONG_SMS_KEY", SMS),
    ("DIANDIANTONG_SMS_TEMPLATE", SMS),
];
const SMS: Text = Text::new(
    "验证码要靠短信网关发送，请写上网关的网址、密钥和模板；只想试用请改用 cargo xtask demo。",
    "sign-in codes are sent by an SMS gateway: give its address, key and template. To try things out, use cargo xtask demo instead.",
);

/// Builds the production program, migrates its database, and runs it until Ctrl-C or SIGTERM.
///
/// # Errors
/// [`Failure::MissingSetting`] before anything is built; later the failing step's reason.
pub fn run(workspace: &Workspace, progress: &Progress) -> Result<(), Failure> {
    require_settings(|name| env::var(name).ok())?;
    let program = construction::everything(workspace, progress, Profile::Release)?;
    let mut serve = workspace.command(&program);
    let mut child = process::start(serve.args(["serve", "--migrate", "--site"]).arg(workspace.site()))?;
    while !interrupt::requested() {
        if let Ok(Some(status)) = child.try_wait() {
            let reason = said!(
                "它自己停了（{status}），请看上面的日志。",
                "it stopped by itself ({status}): see the log above."
            );
            return Err(Failure::ServiceFailed { service: text("服务程序", "The server"), reason });
        }
        std::thread::sleep(LOOK);
    }
    process::stop(&mut child, Signal::TERM);
    Ok(())
}

fn require_settings(read: impl Fn(&str) -> Option<String>) -> Result<(), Failure> {
    for (name, advice) in SETTINGS {
        if read(name).is_none_or(|value| value.trim().is_empty()) {
            return Err(Failure::MissingSetting { name, advice: advice.said() });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_starts_without_its_settings() {
        let refused = |given: &[&str]| {
            let read = |name: &str| given.contains(&name).then(|| "x".to_owned());
            require_settings(read).map_err(|failure| failure.to_string())
        };
        assert!(refused(&[]).is_err_and(|sentence| sentence.contains("DATABASE_URL")));
        assert!(refused(&["DATABASE_URL"]).is_err_and(|sentence| sentence.contains("DIANDIANTONG_SECRET")));
        let all = SETTINGS.map(|(name, _)| name);
        assert!(refused(&all[..4]).is_err_and(|sentence| sentence.contains("DIANDIANTONG_SMS_TEMPLATE")));
        assert_eq!(refused(&all), Ok(()));
        let blank = require_settings(|_| Some("  ".to_owned()));
        assert!(matches!(blank, Err(Failure::MissingSetting { name: "DATABASE_URL", .. })), "{blank:?}");
    }
}
