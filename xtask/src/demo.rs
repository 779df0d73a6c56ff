//! `cargo xtask demo`: a district to try everything in.

use crate::construction;
use crate::failure::{Act, Failure};
use crate::people::{self, Person};
use crate::process;
use crate::progress::{Progress, Step};
use crate::server::{self, Server};
use crate::terminal;
use crate::title::Title;
use crate::workspace::{Profile, Workspace};
use locale::{said, text};
use std::fs;
use std::path::Path;

/// Builds, fills the database on the first start, serves until Ctrl-C.
///
/// # Errors
/// The failing step's reason.
pub fn run(workspace: &Workspace, progress: &Progress, port: u16, reset: bool) -> Result<(), Failure> {
    server::require_free(port)?;
    let program = construction::everything(workspace, progress, Profile::Dev)?;
    let folder = workspace.target("demo");
    if reset {
        remove(&folder)?;
    }
    let people = progress.step(Title::District, |step| district(workspace, step, &program, &folder))?;
    let log = folder.join("server.log");
    let mut server = progress.step(Title::Serve, |step| {
        Server::start(step, workspace, &program, &database(&folder), port, &log)
    })?;
    progress.say(&welcome(port, &people, &terminal::elapsed(progress.elapsed()), &log));
    server.wait_for_signal(progress)?;
    progress.say(text("\n正在停止……", "\nStopping…"));
    drop(server);
    progress.say(text("已停止。", "Stopped."));
    Ok(())
}

/// The database in its folder.
pub const FILE: &str = "diandiantong.db";

/// The address of the database in a folder.
pub fn database(folder: &Path) -> String {
    format!("sqlite:{}", folder.join(FILE).display())
}

/// Removes a folder with its database.
///
/// # Errors
/// [`Failure::Io`].
pub fn remove(folder: &Path) -> Result<(), Failure> {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).map_err(Failure::io(Act::Remove, folder))
}

/// Brings the folder's database up to date, and fills a new one; the list of people beside it is written last, so a
/// database without it was left half filled and is made anew.
///
/// # Errors
/// What the program wrote.
pub fn district(
    workspace: &Workspace,
    step: &Step,
    program: &Path,
    folder: &Path,
) -> Result<Vec<Person>, Failure> {
    let list = folder.join("people.tsv");
    let known = fs::read_to_string(&list).ok();
    if known.is_none() {
        remove(folder)?;
        fs::create_dir_all(folder).map_err(Failure::io(Act::MakeFolder, folder))?;
    }
    let run = |action: &[&str]| {
        let mut command = server::demo_command(workspace, program);
        process::run(step, command.args(action).args(["--demo", "--database", &database(folder)]))
    };
    run(&["migrate"])?;
    if let Some(known) = known {
        step.remark(text("沿用上次的，--reset 重新生成", "kept from last time; --reset makes it anew"));
        return people::read(&known);
    }
    let people = people::told(&run(&["demo-data", "--json"])?.stdout)?;
    fs::write(&list, people::list(&people)).map_err(Failure::io(Act::Write, &list))?;
    Ok(people)
}

fn welcome(port: u16, people: &[Person], elapsed: &str, log: &Path) -> String {
    let mut lines = vec![
        String::new(),
        said!(
            "点点通已启动，用时 {elapsed}。请在浏览器打开：",
            "Diandiantong is running after {elapsed}. Open it in a browser:"
        ),
        format!("  http://127.0.0.1:{port}"),
        String::new(),
        text(
            "用下面任一手机号登录，验证码会显示在页面上：",
            "Sign in with any of these telephone numbers; the page shows the code:",
        )
        .to_owned(),
    ];
    lines.extend(people::one_of_each_role(people).into_iter().map(|line| format!("  {line}")));
    lines.extend([
        String::new(),
        said!("日志：{}", "Log: {}", log.display()),
        text("按 Ctrl-C 停止。", "Ctrl-C stops it.").to_owned(),
    ]);
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_welcome_names_address_and_phones() {
        let people = people::read("党员\t13800000009\t赵敏\t樾城社区\n").unwrap();
        let text = welcome(3100, &people, "8.0 秒", Path::new("target/demo/server.log"));
        assert!(
            text.contains("http://127.0.0.1:3100\n")
                && text.contains("  党员  13800000009  赵敏  樾城社区\n"),
            "{text}"
        );
    }
}
