//! Running other programs: output caught, time limited, stopped when this program is stopped.

use crate::failure::Failure;
use crate::interrupt;
use crate::progress::Step;
use locale::{said, text};
use rustix::process::{Pid, Signal};
use std::env;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

const LOOK: Duration = Duration::from_millis(50);
const GRACE: Duration = Duration::from_secs(10);

/// What a program wrote.
#[derive(Debug, Default)]
pub struct Output {
    /// Standard output alone.
    pub stdout: String,
    /// Standard output and standard error as they came, for people.
    pub log: String,
}

/// Reads a line of a running program; what is to be shown of it, if anything.
type Watch<'w> = dyn FnMut(&str) -> Option<String> + 'w;

enum Line {
    Out(String),
    Err(String),
}

/// Runs a command to its end and catches its output; the step shows the last line meanwhile.
///
/// # Errors
/// [`Failure::CommandFailed`] with all output when it ends with an error; [`Failure::Interrupted`] after Ctrl-C.
pub fn run(step: &Step, command: &mut Command) -> Result<Output, Failure> {
    run_within(step, command, None)
}

/// As [`run`], but stops the command after `limit`, which counts as failed.
///
/// # Errors
/// As [`run`].
pub fn run_within(step: &Step, command: &mut Command, limit: Option<Duration>) -> Result<Output, Failure> {
    run_whole(step, command, limit, &mut |_| None)
}

/// As [`run`], but `watch` reads each line of standard output, and says what the step is to show. As soon as it has said
/// something, other lines are shown no more.
///
/// # Errors
/// As [`run`].
pub fn run_watching(step: &Step, command: &mut Command, watch: &mut Watch<'_>) -> Result<Output, Failure> {
    run_whole(step, command, None, watch)
}

fn run_whole(
    step: &Step,
    command: &mut Command,
    limit: Option<Duration>,
    watch: &mut Watch<'_>,
) -> Result<Output, Failure> {
    let mut child = start(command.stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let (sender, lines) = mpsc::channel();
    if let Some(out) = child.stdout.take() {
        read_lines(out, sender.clone(), Line::Out);
    }
    if let Some(err) = child.stderr.take() {
        read_lines(err, sender, Line::Err);
    }
    let deadline = limit.map(|limit| Instant::now() + limit);
    let mut reader = Reader { step, watch, watched: false, output: Output::default() };
    let status = reader.follow(&mut child, &lines, deadline)?;
    let output = reader.output;
    if status.success() {
        return Ok(output);
    }
    Err(Failure::CommandFailed { command: describe(command), output: output.log })
}

/// Starts a program that runs on, in a process group of its own and without a keyboard: Ctrl-C reaches this
/// program alone, which then stops the others in order.
///
/// # Errors
/// [`Failure::Io`] when it cannot be started.
pub fn start(command: &mut Command) -> Result<Child, Failure> {
    let doing = said!("启动 {}", "start {}", describe(command));
    command.process_group(0).stdin(Stdio::null()).spawn().map_err(|source| Failure::Io { doing, source })
}

/// Asks a program and all that it started to stop, and makes it stop when it has not after ten seconds.
pub fn stop(child: &mut Child, signal: Signal) {
    let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    if matches!(child.try_wait(), Ok(Some(_))) {
        return;
    }
    // The group may be gone between the look and the signal: then there is nothing left to stop.
    let send = |signal| group.map(|group| rustix::process::kill_process_group(group, signal));
    let _ = send(signal);
    let deadline = Instant::now() + GRACE;
    while Instant::now() < deadline {
        if !matches!(child.try_wait(), Ok(None)) {
            return;
        }
        std::thread::sleep(LOOK);
    }
    let _ = send(Signal::KILL);
    let _ = child.wait();
}

/// The first file of this name that can be run, along PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| is_program(file))
}

/// Whether the file exists and may be run.
pub fn is_program(file: &Path) -> bool {
    file.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

/// The program and its first arguments, as a person would name the command.
pub fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy();
    let arguments = command.get_args().take(3).map(|argument| argument.to_string_lossy());
    std::iter::once(program).chain(arguments).collect::<Vec<_>>().join(" ")
}

/// How long processors have worked for this program and for those that it started and that have ended; zero where the
/// system doesn't tell. Daemons left behind (PostgreSQL) are not in it.
pub fn processor_time() -> Duration {
    let ticks = std::fs::read_to_string("/proc/self/stat").ok().and_then(|line| worked(&line)).unwrap_or(0);
    Duration::from_millis(ticks * 1000 / rustix::param::clock_ticks_per_second().max(1))
}

/// The clock ticks in user and system mode, own and of children waited for: fields 14 to 17 of `proc_pid_stat(5)`.
fn worked(stat: &str) -> Option<u64> {
    // The program's name, the second field, may hold spaces.
    let (_, after_name) = stat.rsplit_once(") ")?;
    let mut fields = after_name.split(' ').skip(11);
    (0..4).map(|_| fields.next()?.parse::<u64>().ok()).sum()
}

/// Follows a running program.
struct Reader<'r, 'w> {
    step: &'r Step,
    watch: &'r mut Watch<'w>,
    watched: bool,
    output: Output,
}

impl Reader<'_, '_> {
    fn follow(
        &mut self,
        child: &mut Child,
        lines: &Receiver<Line>,
        deadline: Option<Instant>,
    ) -> Result<ExitStatus, Failure> {
        let mut ended = None;
        loop {
            match lines.recv_timeout(LOOK) {
                Ok(line) => self.take(line),
                // A daemon left behind may hold the pipe open: once the program itself has ended, silence is enough.
                Err(RecvTimeoutError::Timeout) => {
                    if let Some(status) = ended {
                        return Ok(status);
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    if let Some(status) = ended {
                        return Ok(status);
                    }
                    std::thread::sleep(LOOK);
                }
            }
            if interrupt::requested() {
                stop(child, Signal::TERM);
                return Err(Failure::Interrupted);
            }
            if deadline.is_some_and(|deadline| Instant::now() >= deadline) && ended.is_none() {
                stop(child, Signal::TERM);
                self.output.log.push_str(text("（超过时限，已停止）\n", "(stopped: it took too long)\n"));
            }
            if ended.is_none() {
                ended = child.try_wait().map_err(|source| Failure::Io {
                    doing: text("等待子进程", "wait for a child process").to_owned(),
                    source,
                })?;
            }
        }
    }

    fn take(&mut self, line: Line) {
        let (line, out) = match line {
            Line::Out(line) => (line, true),
            Line::Err(line) => (line, false),
        };
        if out {
            self.output.stdout.push_str(&line);
            if let Some(shown) = (self.watch)(&line) {
                self.watched = true;
                self.step.note(&shown);
            }
        }
        // Cargo's messages for programs are not for people.
        if out && line.starts_with("{\"reason\"") {
            return;
        }
        // Nor is JSON of any other kind, and it may be long.
        if !self.watched && !line.starts_with('{') {
            self.step.note(&line);
        }
        self.output.log.push_str(&line);
    }
}

fn read_lines(source: impl Read + Send + 'static, lines: Sender<Line>, wrap: fn(String) -> Line) {
    std::thread::spawn(move || {
        let mut reader = BufReader::new(source);
        let mut bytes = Vec::new();
        while reader.read_until(b'\n', &mut bytes).is_ok_and(|read| read > 0) {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if lines.send(wrap(text)).is_err() {
                return;
            }
            bytes.clear();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::Progress;
    use crate::title::Title;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    fn within(script: &str, limit: Option<Duration>) -> Result<Output, Failure> {
        Progress::on(Box::new(std::io::sink()), false)
            .step(Title::TestTools, |step| run_within(step, &mut shell(script), limit))
    }

    #[test]
    fn output_is_caught_on_both_streams() {
        let output = within("echo one; echo two >&2; echo '{\"reason\":\"x\"}'", None).unwrap();
        assert_eq!(output.stdout, "one\n{\"reason\":\"x\"}\n");
        assert!(output.log.contains("two") && !output.log.contains("reason"), "{}", output.log);
    }

    #[test]
    fn what_is_watched_is_read_and_kept() {
        let mut seen = Vec::new();
        let output = Progress::on(Box::new(std::io::sink()), false).step(Title::TestTools, |step| {
            let mut watch = |line: &str| {
                seen.push(line.trim().to_owned());
                Some("1/2".to_owned())
            };
            run_watching(step, &mut shell("echo one; echo two >&2; echo three"), &mut watch)
        });
        assert_eq!(output.unwrap().stdout, "one\nthree\n");
        assert_eq!(seen, ["one", "three"]);
    }

    #[test]
    fn a_failure_keeps_what_was_written() {
        let failure = within("echo broken; exit 3", None).unwrap_err();
        assert_eq!(failure.output(), Some("broken\n"));
    }

    #[test]
    fn a_command_that_takes_too_long_is_stopped() {
        let begun = Instant::now();
        let failure = within("sleep 30", Some(Duration::from_millis(200))).unwrap_err();
        assert!(failure.output().is_some_and(|output| output.contains("超过时限")));
        assert!(begun.elapsed() < GRACE);
    }

    #[test]
    fn a_daemon_left_behind_does_not_hold_the_step() {
        let begun = Instant::now();
        assert!(within("sleep 20 & echo done", None).is_ok_and(|output| output.stdout == "done\n"));
        assert!(begun.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn the_work_of_ended_children_is_counted() {
        let stat = "7 (a b) c) S 1 7 7 0 -1 4194560 900 800 0 0 12 3 400 50 20 0 9 0 100 5 6";
        assert_eq!(worked(stat), Some(465));
        assert_eq!(worked("7 (sh) S 1"), None);
        let before = processor_time();
        assert!(within("i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done", None).is_ok());
        assert!(processor_time() > before);
    }

    #[test]
    fn programs_are_found_along_the_path() {
        assert!(find("sh").is_some_and(|file| is_program(&file)));
        assert_eq!(find("no-such-program-here"), None);
    }
}
