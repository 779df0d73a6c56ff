//! What can go wrong here, each as one sentence that says what to do next.

use locale::{said, text};
use std::io;
use std::path::Path;

/// A reason for this program to stop.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Another program listens on the wanted port.
    #[error("{}", said!(
        "端口 {port} 已被别的程序占用：请换一个端口（--port {}），或先停掉那个程序。",
        "Port {port} belongs to another program: use another port (--port {}), or stop that program first.",
        other_port(*.port)
    ))]
    PortInUse {
        /// The wanted port.
        port: u16,
    },
    /// A tool is missing that cannot be installed from here.
    #[error("{}", said!("这台机器上没有 {tool}：{advice}", "This machine has no {tool}: {advice}"))]
    MissingTool {
        /// The tool's name.
        tool: &'static str,
        /// How to get it.
        advice: String,
    },
    /// Packages are missing, and the person is neither root nor allowed to use sudo.
    #[error("{}", said!(
        "没有安装软件的权限：请让管理员执行 apt-get install {packages}，然后再试一次。",
        "You may not install software here: ask an administrator for apt-get install {packages}, then try again."
    ))]
    NoRightToInstall {
        /// The packages, separated by spaces.
        packages: String,
    },
    /// Debian's package manager ran and failed.
    #[error("{}", said!(
        "没能装上 {packages}：请按上面的输出排除原因，然后再试一次。",
        "Could not install {packages}: see above why, put it right, then try again."
    ))]
    InstallFailed {
        /// The packages, separated by spaces.
        packages: String,
    },
    /// A download could not reach its server.
    #[error("{}", said!(
        "网络不通，{what}没能下载：请检查网络或代理设置，然后再试一次。",
        "No network: could not download {what}. Check the network and its proxy settings, then try again."
    ))]
    NoNetwork {
        /// What was to be downloaded.
        what: String,
    },
    /// A command ended with an error, or did not end in time.
    #[error("{}", said!(
        "「{command}」没有通过：请看上面的输出，改好后再试一次。",
        "Failed: {command}. See its output above, put it right, then try again."
    ))]
    CommandFailed {
        /// The command, short.
        command: String,
        /// All that it wrote.
        output: String,
    },
    /// A service that was started here did not come up, or stopped by itself.
    #[error("{}", said!("{service}没能运行：{reason}", "{service} does not run: {reason}"))]
    ServiceFailed {
        /// The service's name.
        service: &'static str,
        /// Why, and what to do.
        reason: String,
    },
    /// A file of the project is not as it must be.
    #[error("{}", said!("{path}：{reason}", "{path}: {reason}"))]
    BadInput {
        /// The file.
        path: String,
        /// What is wrong with it, and what to do.
        reason: String,
    },
    /// An environment variable that production needs is not set.
    #[error("{}", said!(
        "没有设置环境变量 {name}：{advice}",
        "The environment variable {name} is not set: {advice}"
    ))]
    MissingSetting {
        /// The variable.
        name: &'static str,
        /// What to put there.
        advice: &'static str,
    },
    /// Ctrl-C or SIGTERM.
    #[error("{}", text("已中止。", "Stopped."))]
    Interrupted,
    /// A file or process operation failed.
    #[error("{}", said!(
        "{doing}时出错：{source}。请检查磁盘空间和文件权限，然后再试一次。",
        "Could not {doing}: {source}. Check disk space and file permissions, then try again."
    ))]
    Io {
        /// What was being done, and to which file.
        doing: String,
        /// The system's reason.
        source: io::Error,
    },
}

/// What was being done to a file.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    /// Its content was read.
    Read,
    /// It was written.
    Write,
    /// It was removed.
    Remove,
    /// It was copied.
    Copy,
    /// A folder was made.
    MakeFolder,
    /// It was given to another user.
    GiveAway,
}

impl Act {
    fn name(self) -> &'static str {
        match self {
            Self::Read => text("读取", "read"),
            Self::Write => text("写入", "write"),
            Self::Remove => text("删除", "remove"),
            Self::Copy => text("复制", "copy"),
            Self::MakeFolder => text("建立文件夹", "make the folder"),
            Self::GiveAway => text("设置属主", "change the owner of"),
        }
    }
}

impl Failure {
    /// The program's exit code: 130 after Ctrl-C, as shells expect, 1 for everything else.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Interrupted => 130,
            _ => 1,
        }
    }

    /// What the failing command wrote, to be shown under its step.
    pub fn output(&self) -> Option<&str> {
        match self {
            Self::CommandFailed { output, .. } if !output.trim().is_empty() => Some(output),
            _ => None,
        }
    }

    /// For `map_err`: a failed file operation with what was being done, such as «读取 style/main.css».
    pub fn io(act: Act, path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let doing = format!("{} {}", act.name(), path.display());
        move |source| Self::Io { doing, source }
    }

    /// Turns a failed download into «no network» where its output says so, and leaves other failures as they are.
    pub fn while_downloading(self, what: &str) -> Self {
        match &self {
            Self::CommandFailed { output, .. } if is_network_trouble(output) => {
                Self::NoNetwork { what: what.to_owned() }
            }
            _ => self,
        }
    }
}

fn other_port(port: u16) -> u16 {
    port.checked_add(1).unwrap_or(3000)
}

/// Whether a tool's output says that it could not reach a server.
pub fn is_network_trouble(output: &str) -> bool {
    const SIGNS: [&str; 11] = [
        "Temporary failure resolving",
        "Could not resolve",
        "Couldn't resolve host",
        "Could not connect",
        "Couldn't connect to server",
        "Failed to connect",
        "Network is unreachable",
        "ENOTFOUND",
        "EAI_AGAIN",
        "ETIMEDOUT",
        "ECONNREFUSED",
    ];
    SIGNS.iter().any(|sign| output.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(output: &str) -> Failure {
        Failure::CommandFailed { command: "npm ci".to_owned(), output: output.to_owned() }
    }

    #[test]
    fn a_port_in_use_names_another_one() {
        let sentence = Failure::PortInUse { port: 3000 }.to_string();
        assert!(sentence.contains("3000") && sentence.contains("--port 3001"), "{sentence}");
        assert!(Failure::PortInUse { port: u16::MAX }.to_string().contains("--port 3000"));
    }

    #[test]
    fn only_network_trouble_becomes_no_network() {
        let lost = failed("npm error code EAI_AGAIN").while_downloading("wasm-opt");
        assert!(matches!(&lost, Failure::NoNetwork { what } if what == "wasm-opt"), "{lost}");
        let other = failed("error[E0308]: mismatched types").while_downloading("依赖");
        assert!(matches!(other, Failure::CommandFailed { .. }));
    }

    #[test]
    fn interruption_has_the_exit_code_shells_expect() {
        assert_eq!(Failure::Interrupted.exit_code(), 130);
        assert_eq!(failed("").exit_code(), 1);
        assert_eq!(failed("  \n").output(), None);
    }
}
