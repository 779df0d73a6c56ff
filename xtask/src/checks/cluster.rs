//! A PostgreSQL server for one run: in a temporary folder, on a free port, with a password that nobody knows.

use crate::failure::{Act, Failure};
use crate::interrupt;
use crate::process;
use crate::progress::Step;
use crate::server::free_port;
use crate::setup::npm::hex;
use crate::workspace::Workspace;
use locale::text;
use rustix::process::Signal;
use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const READY_LIMIT: Duration = Duration::from_secs(60);
const LOOK: Duration = Duration::from_millis(100);
const ROLE: &str = "diandiantong";

/// What is lost when the machine stops does not matter here; the tests open many connections.
pub const FOR_TESTS: [&str; 5] =
    ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300", "jit=off"];
/// What is measured shall be as it is where people are served: nothing is lost, and a gigabyte is kept in memory.
pub const AS_SERVED: [&str; 2] = ["shared_buffers=1GB", "max_wal_size=2GB"];
/// The variable by which the programs that use it are told where it is.
pub const ADDRESS: &str = "DIANDIANTONG_TEST_POSTGRES";

/// What stands in it where there is none, and none is wanted.
pub const NO_POSTGRES: &str = "none";

/// A running server; dropping it stops it and removes its folder.
pub struct Cluster {
    child: Child,
    url: String,
    _folder: TempDir,
}

/// PostgreSQL refuses to run as root: there it runs as another user.
#[derive(Debug, PartialEq, Eq)]
struct User {
    uid: u32,
    gid: u32,
}

impl Cluster {
    /// Makes a cluster, starts it with these settings and waits until it takes connections.
    ///
    /// # Errors
    /// What `initdb` wrote, or [`Failure::ServiceFailed`] with the server's log above it.
    pub fn start(
        workspace: &Workspace,
        step: &Step,
        programs: &Path,
        settings: &[&str],
    ) -> Result<Self, Failure> {
        let folder = tempfile::Builder::new().prefix("diandiantong-").tempdir();
        let folder = folder.map_err(Failure::io(Act::MakeFolder, &std::env::temp_dir()))?;
        let user = other_user()?;
        let give = |path: &Path| match &user {
            Some(user) => {
                chown(path, Some(user.uid), Some(user.gid)).map_err(Failure::io(Act::GiveAway, path))
            }
            None => Ok(()),
        };
        give(folder.path())?;
        let password = password()?;
        let secret = folder.path().join("password");
        fs::write(&secret, &password).map_err(Failure::io(Act::Write, &secret))?;
        give(&secret)?;

        let command = |name: &str| {
            let mut command = workspace.command(programs.join(name));
            command.current_dir(folder.path()).env("LC_ALL", "C");
            if let Some(user) = &user {
                command.uid(user.uid).gid(user.gid);
            }
            command
        };
        let data = folder.path().join("data");
        step.note("initdb");
        let mut initialise = command("initdb");
        initialise.args(["--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", "--no-sync", "-U", ROLE]);
        process::run(step, initialise.arg("--pwfile").arg(&secret).arg("-D").arg(&data))?;

        let log = folder.path().join("server.log");
        let port = free_port()?;
        let mut serve = command("postgres");
        serve.arg("-D").arg(&data).arg("-k").arg(folder.path()).args([
            "-h",
            "127.0.0.1",
            "-p",
            &port.to_string(),
        ]);
        serve.args(settings.iter().flat_map(|setting| ["-c", setting]));
        let child = start_logged(&mut serve, &log)?;
        let url = format!("postgres://{ROLE}:{password}@127.0.0.1:{port}/postgres");
        let mut cluster = Self { child, url, _folder: folder };
        cluster.wait_until_ready(step, &data, &log)?;
        Ok(cluster)
    }

    /// Where to connect, as the cluster's superuser.
    pub fn url(&self) -> &str {
        &self.url
    }

    fn wait_until_ready(&mut self, step: &Step, data: &Path, log: &Path) -> Result<(), Failure> {
        step.note(text("等待就绪", "waiting for it"));
        let state = data.join("postmaster.pid");
        let deadline = Instant::now() + READY_LIMIT;
        while Instant::now() < deadline && matches!(self.child.try_wait(), Ok(None)) {
            interrupt::check()?;
            if fs::read_to_string(&state).is_ok_and(|text| is_ready(&text)) {
                return Ok(());
            }
            std::thread::sleep(LOOK);
        }
        step.say(&fs::read_to_string(log).unwrap_or_default());
        Err(Failure::ServiceFailed {
            service: text("临时 PostgreSQL ", "The temporary PostgreSQL"),
            reason: text("没有启动成功，请看上面的日志。", "it did not come up: see the log above.")
                .to_owned(),
        })
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // PostgreSQL's «fast» shutdown: open connections are closed.
        process::stop(&mut self.child, Signal::INT);
    }
}

fn start_logged(command: &mut Command, log: &Path) -> Result<Child, Failure> {
    let out = File::create(log).map_err(Failure::io(Act::Write, log))?;
    let err = out.try_clone().map_err(Failure::io(Act::Write, log))?;
    process::start(command.stdout(Stdio::from(out)).stderr(Stdio::from(err)))
}

/// The last line of `postmaster.pid` tells how far the server is.
fn is_ready(state: &str) -> bool {
    state.lines().nth(7).is_some_and(|status| status.trim() == "ready")
}

/// `postgres` or `nobody` when this program runs as root; nobody else otherwise.
fn other_user() -> Result<Option<User>, Failure> {
    if !rustix::process::geteuid().is_root() {
        return Ok(None);
    }
    let accounts = Path::new("/etc/passwd");
    let known = fs::read_to_string(accounts).map_err(Failure::io(Act::Read, accounts))?;
    let user = ["postgres", "nobody"].iter().find_map(|name| account(&known, name));
    user.map(Some).ok_or_else(|| Failure::MissingTool {
        tool: text("postgres 用户", "user postgres"),
        advice: text(
            "PostgreSQL 不能以 root 运行，请换一个普通用户，然后再试一次。",
            "PostgreSQL refuses to run as root: use an ordinary user, then try again.",
        )
        .to_owned(),
    })
}

fn account(accounts: &str, name: &str) -> Option<User> {
    let line = accounts.lines().find(|line| line.split(':').next() == Some(name))?;
    let mut cells = line.split(':').skip(2);
    Some(User { uid: cells.next()?.parse().ok()?, gid: cells.next()?.parse().ok()? })
}

fn password() -> Result<String, Failure> {
    let source = Path::new("/dev/urandom");
    let mut bytes = [0; 16];
    let read = File::open(source).and_then(|mut file| file.read_exact(&mut bytes));
    read.map(|()| hex(&bytes)).map_err(Failure::io(Act::Read, source))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_found_by_their_whole_name() {
        let accounts =
            "postgresql:x:1:1::/:\npostgres:x:101:104:PostgreSQL,,,:/var/lib/postgresql:/bin/bash\n";
        assert_eq!(account(accounts, "postgres"), Some(User { uid: 101, gid: 104 }));
        assert_eq!(account(accounts, "nobody"), None);
    }

    #[test]
    fn a_server_is_ready_when_it_says_so() {
        let state = |word: &str| format!("1\n/d\n2\n5432\n/s\n127.0.0.1\n 5 6\n{word}\n");
        assert!(is_ready(&state("ready   ")));
        assert!(!is_ready(&state("starting")));
        assert!(!is_ready("1\n/d\n"));
    }
}
