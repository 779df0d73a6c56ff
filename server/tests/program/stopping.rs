//! SIGTERM: whoever is being served is served to the end.

use crate::support::{build_site, database};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Long enough for a slow machine; only a failing test ever waits for it.
const PATIENCE: Duration = Duration::from_secs(60);

/// The running program, and what it logs. It is killed when the test ends, however it ends.
struct Program {
    child: Child,
    log: Receiver<Value>,
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Program {
    fn start(folder: &std::path::Path) -> Self {
        build_site(&folder.join("site"));
        let mut child = Command::new(env!("CARGO_BIN_EXE_diandiantong"))
            .args(["serve", "--demo", "--migrate", "--log", "json", "--listen", "127.0.0.1:0", "--site"])
            .arg(folder.join("site"))
            .env_clear()
            .env("DATABASE_URL", database(folder))
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (send, log) = channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if let Ok(entry) = serde_json::from_str::<Value>(&line) {
                    let _ = send.send(entry);
                }
            }
        });
        Self { child, log }
    }

    /// Waits for a line of the log.
    fn logged(&self, message: &str) -> Value {
        loop {
            let entry =
                self.log.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("«{message}» was never logged"));
            if entry["message"] == message {
                return entry;
            }
        }
    }
}

/// Reads up to and with the next empty line.
fn read_head(stream: &mut BufReader<TcpStream>) -> String {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert_ne!(stream.read_line(&mut head).unwrap(), 0, "cut off after {head:?}");
    }
    head
}

#[test]
fn a_request_under_way_is_finished() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::start(folder.path());
    let address = program.logged("listening")["address"].as_str().unwrap().to_owned();

    let body = "back=%2Fsign-in&phone=1";
    let mut stream = TcpStream::connect(&address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(
        stream,
        "POST /do/ask_for_code HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nAccept: text/html\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        body.len()
    )
    .unwrap();
    let mut answer = BufReader::new(stream.try_clone().unwrap());
    // The server says so once it waits for the body: the request is under way.
    assert!(read_head(&mut answer).starts_with("HTTP/1.1 100 "));

    let pid = Pid::from_raw(i32::try_from(program.child.id()).unwrap()).unwrap();
    kill_process(pid, Signal::TERM).unwrap();
    program.logged("stopping");
    stream.write_all(body.as_bytes()).unwrap();
    let head = read_head(&mut answer);
    assert!(head.starts_with("HTTP/1.1 303 "), "{head}");
    assert!(head.contains("location: /sign-in#wrong\r\n"), "{head}");
    let mut rest = Vec::new();
    answer.read_to_end(&mut rest).unwrap();

    program.logged("stopped");
    assert!(program.child.wait().unwrap().success());
    let closed = TcpStream::connect(&address).unwrap_err();
    assert_eq!(closed.kind(), ErrorKind::ConnectionRefused, "nobody is taken any more");
}

#[test]
fn an_idle_connection_does_not_hold_it_up() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::start(folder.path());
    let address = program.logged("listening")["address"].as_str().unwrap().to_owned();
    let mut stream = TcpStream::connect(&address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(stream, "GET /healthz HTTP/1.1\r\nHost: {address}\r\n\r\n").unwrap();
    let mut answer = BufReader::new(stream.try_clone().unwrap());
    assert!(read_head(&mut answer).starts_with("HTTP/1.1 200 "));

    let pid = Pid::from_raw(i32::try_from(program.child.id()).unwrap()).unwrap();
    kill_process(pid, Signal::INT).unwrap();
    program.logged("stopped");
    assert!(program.child.wait().unwrap().success());
}
