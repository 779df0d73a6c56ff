//! The server as a child: started, waited for, stopped.

use crate::failure::{Act, Failure};
use crate::interrupt;
use crate::process;
use crate::progress::{Progress, Step};
use crate::title::Title;
use crate::workspace::Workspace;
use locale::{Text, said, text};
use rustix::process::Signal;
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const READY_LIMIT: Duration = Duration::from_secs(60);
const LOOK: Duration = Duration::from_millis(100);
const SETTINGS: [&str; 2] = ["DATABASE_URL", "DIANDIANTONG_"];
const SERVICE: Text = Text::new("服务程序", "The server");

/// A demo server that runs; dropping it stops it.
pub struct Server {
    child: Child,
    log: PathBuf,
}

impl Server {
    /// Starts a demo server on a database, its log in a file, and waits until it answers.
    ///
    /// # Errors
    /// [`Failure::ServiceFailed`] when it ends or does not answer within a minute.
    pub fn start(
        step: &Step,
        workspace: &Workspace,
        program: &Path,
        database: &str,
        port: u16,
        log: &Path,
    ) -> Result<Self, Failure> {
        let open = |file: &Path| File::create(file).map_err(Failure::io(Act::Write, file));
        let out = open(log)?;
        let err = out.try_clone().map_err(Failure::io(Act::Write, log))?;
        let mut command = demo_command(workspace, program);
        command.args(["serve", "--demo", "--listen", &format!("127.0.0.1:{port}"), "--database", database]);
        command.arg("--site").arg(workspace.site()).stdout(Stdio::from(out)).stderr(Stdio::from(err));
        let mut server = Self { child: process::start(&mut command)?, log: log.to_owned() };
        server.wait_until_ready(step, port)?;
        Ok(server)
    }

    fn wait_until_ready(&mut self, step: &Step, port: u16) -> Result<(), Failure> {
        let deadline = Instant::now() + READY_LIMIT;
        while Instant::now() < deadline {
            interrupt::check()?;
            if self.has_ended() {
                return Err(self.ended(step));
            }
            if answers(port, "/readyz") {
                return Ok(());
            }
            std::thread::sleep(LOOK);
        }
        self.show_log(step);
        Err(Failure::ServiceFailed {
            service: SERVICE.said(),
            reason: text(
                "一分钟内没有就绪，请看上面的日志。",
                "it was not ready within a minute: see the log above.",
            )
            .to_owned(),
        })
    }

    /// Waits until somebody asks to stop.
    ///
    /// # Errors
    /// [`Failure::ServiceFailed`] when the server ends by itself.
    pub fn wait_for_signal(&mut self, progress: &Progress) -> Result<(), Failure> {
        while !interrupt::requested() {
            if self.has_ended() {
                return progress.step(Title::Serving, |step| Err(self.ended(step)));
            }
            std::thread::sleep(LOOK);
        }
        Ok(())
    }

    fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    fn ended(&self, step: &Step) -> Failure {
        self.show_log(step);
        Failure::ServiceFailed {
            service: SERVICE.said(),
            reason: text("它自己停了，请看上面的日志。", "it stopped by itself: see the log above.")
                .to_owned(),
        }
    }

    fn show_log(&self, step: &Step) {
        step.say(&fs::read_to_string(&self.log).unwrap_or_default());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        process::stop(&mut self.child, Signal::TERM);
    }
}

/// The server's program without the settings of a production that may stand in this shell's environment.
pub fn demo_command(workspace: &Workspace, program: &Path) -> Command {
    let mut command = workspace.command(program);
    // Its log goes to a file.
    command.env("NO_COLOR", "1");
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| SETTINGS.iter().any(|setting| name.starts_with(setting))) {
            command.env_remove(name);
        }
    }
    command
}

/// Fails early, with one sentence, when the port is taken.
///
/// # Errors
/// [`Failure::PortInUse`].
pub fn require_free(port: u16) -> Result<(), Failure> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Err(Failure::PortInUse { port }),
        Err(source) => {
            Err(Failure::Io { doing: said!("监听端口 {port} ", "listen on port {port}"), source })
        }
    }
}

/// A port that nobody listens on just now.
///
/// # Errors
/// [`Failure::Io`] when the system has none.
pub fn free_port() -> Result<u16, Failure> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let address = listener.and_then(|listener| listener.local_addr());
    address
        .map(|address| address.port())
        .map_err(|source| Failure::Io {
            doing: text("寻找空闲端口", "find a free port").to_owned(), source
        })
}

/// Whether a server on this port answers the path with 200.
fn answers(port: u16, path: &str) -> bool {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let ask = || {
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")?;
        let mut status = [0; 12];
        stream.read_exact(&mut status)?;
        std::io::Result::Ok(status.ends_with(b" 200"))
    };
    ask().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead, BufReader};

    fn answering(status: &'static str) -> u16 {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            // To its end: a connection that is closed before is reset.
            let request = BufReader::new(stream.try_clone().unwrap());
            assert!(request.lines().map_while(Result::ok).any(|line| line.is_empty()));
            write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n").unwrap();
        });
        port
    }

    #[test]
    fn ready_means_200() {
        assert!(answers(answering("200 OK"), "/readyz"));
        assert!(!answers(answering("503 Service Unavailable"), "/readyz"));
        assert!(!answers(free_port().unwrap(), "/readyz"));
    }

    #[test]
    fn a_taken_port_is_noticed() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        assert!(matches!(require_free(port), Err(Failure::PortInUse { port: taken }) if taken == port));
        drop(listener);
        assert!(require_free(port).is_ok());
    }
}
