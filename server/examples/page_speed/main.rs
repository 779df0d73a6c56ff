//! How fast the page of a list is made: by Leptos, by askama from the same data, and handed out ready-made, all
//! three in one program behind the same layers: `cargo xtask bench pages`.
//!
//! The program starts itself a second time as the server. The server runs on one core and what asks it on
//! another, so that neither takes time from the other; the three take turns, round after round.

mod askama_page;
mod asking;
mod connection;
mod serving;
mod table;

use locale::Text;
use std::error::Error;
use std::io::{BufRead, BufReader, Write, stdout};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Anything that stops the bench.
pub type Failure = Box<dyn Error + Send + Sync>;

/// What is asked for, in turn.
pub const WAYS: [(Text, &str); 3] = [
    (Text::new("Leptos", "Leptos"), serving::LEPTOS),
    (Text::new("askama", "askama"), serving::ASKAMA),
    (Text::new("现成的字节", "ready-made"), serving::READY),
];

/// The cores of the server and of what asks it.
const CORES: [&str; 2] = ["0", "1"];

fn main() -> Result<(), Failure> {
    locale::follow_environment();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    if std::env::args().nth(1).as_deref() == Some("serve") {
        return runtime.block_on(serving::serve());
    }
    let rounds = option("--rounds", 7)?.clamp(1, 100);
    let length = Duration::from_secs(option("--seconds", 3)?.clamp(1, 60));
    pin_to(CORES[1])?;
    let (mut server, address, remark) = start()?;
    let found = runtime.block_on(asking::rounds(address, rounds, length));
    server.kill()?;
    server.wait()?;
    writeln!(stdout().lock(), "{}", table::lines(&found?, length, &remark))?;
    Ok(())
}

/// Starts this program as the server on a core of its own; where it listens, and what it says of its pages.
fn start() -> Result<(Child, SocketAddr, String), Failure> {
    let mut command = Command::new("taskset");
    command.args(["-c", CORES[0]]).arg(std::env::current_exe()?).arg("serve");
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let out = child.stdout.take().ok_or("the server has no output")?;
    let mut lines = BufReader::new(out).lines();
    let mut line = || lines.next().ok_or("the server ended before it was ready");
    let address = line()??.parse()?;
    let remark = line()??;
    Ok((child, address, remark))
}

/// Keeps this program, which has one thread, on one core.
fn pin_to(core: &str) -> Result<(), Failure> {
    let pinned = Command::new("taskset").args(["-cp", core, &std::process::id().to_string()]).output()?;
    if pinned.status.success() {
        Ok(())
    } else {
        Err("two cores are needed, and taskset of util-linux".into())
    }
}

/// `--name VALUE` on the command line; the value given here if it isn't there.
fn option(name: &str, otherwise: u64) -> Result<u64, Failure> {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    match arguments.nth(1) {
        Some(value) => Ok(value.parse()?),
        None => Ok(otherwise),
    }
}
