//! The list of steps with their times: on a terminal a line that moves, elsewhere a line a minute.

use crate::failure::Failure;
use crate::process;
use crate::terminal;
use crate::title::Title;
use locale::said;
use std::io::{IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

const REDRAW: Duration = Duration::from_millis(250);
const HEARTBEAT: Duration = Duration::from_secs(60);
/// How wide a line is where nobody knows, and at most.
const COLUMNS: usize = 78;
const MOST_COLUMNS: usize = 160;
/// How wide the names of steps are, when they have ended.
pub const NAME_COLUMNS: usize = 30;

/// Shows the steps of one run. Steps may run at the same time, from several threads.
pub struct Progress {
    board: Arc<Mutex<Board>>,
    ticker: Option<(Sender<()>, JoinHandle<()>)>,
    started: Instant,
}

struct Board {
    out: Box<dyn Write + Send>,
    terminal: bool,
    running: Vec<Running>,
    done: Vec<Done>,
    next: usize,
}

/// A step that has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// What it did.
    pub step: Title,
    /// How long it took, in milliseconds.
    pub milliseconds: u64,
    /// How long processors worked for it, in milliseconds. Steps that run at the same time count each other's work.
    pub processor_milliseconds: u64,
    /// Whether it went well.
    pub passed: bool,
}

struct Running {
    id: usize,
    name: &'static str,
    note: String,
    started: Instant,
    last_shown: Instant,
}

/// A step that is running: takes notes on what it is doing.
pub struct Step {
    board: Arc<Mutex<Board>>,
    id: usize,
    remark: Mutex<Option<String>>,
}

impl Progress {
    /// Starts the list; the line moves only where standard output is a terminal.
    pub fn start() -> Self {
        Self::on(Box::new(std::io::stdout()), std::io::stdout().is_terminal())
    }

    /// As [`Self::start`], written elsewhere.
    pub fn on(out: Box<dyn Write + Send>, terminal: bool) -> Self {
        let board =
            Arc::new(Mutex::new(Board { out, terminal, running: Vec::new(), done: Vec::new(), next: 0 }));
        let (stop, stopped) = mpsc::channel();
        let ticking = Arc::clone(&board);
        let thread = std::thread::spawn(move || {
            while stopped.recv_timeout(REDRAW) == Err(RecvTimeoutError::Timeout) {
                lock(&ticking).tick(Instant::now());
            }
        });
        Self { board, ticker: Some((stop, thread)), started: Instant::now() }
    }

    /// Runs one step: its name when it starts, its time when it ends, and under a failed one all that it wrote.
    ///
    /// # Errors
    /// Those of `work`.
    pub fn step<T>(
        &self,
        title: Title,
        work: impl FnOnce(&Step) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        crate::interrupt::check()?;
        let (started, worked) = (Instant::now(), process::processor_time());
        let step = Step {
            board: Arc::clone(&self.board),
            id: self.begin(title.text().said(), started),
            remark: Mutex::default(),
        };
        let result = work(&step);
        let remark = lock(&step.remark).take();
        let mut board = lock(&self.board);
        board.running.retain(|running| running.id != step.id);
        let (took, passed) = (started.elapsed(), result.is_ok());
        let milliseconds = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        board.done.push(Done {
            step: title,
            milliseconds: milliseconds(took),
            processor_milliseconds: milliseconds(process::processor_time().saturating_sub(worked)),
            passed,
        });
        board.say(&ended(title.text().said(), took, remark.as_deref(), passed));
        if let Some(output) = result.as_ref().err().and_then(Failure::output) {
            board.say(&indented(output));
        }
        result
    }

    /// Prints a line of its own above the running steps.
    pub fn say(&self, line: &str) {
        lock(&self.board).say(line);
    }

    /// The steps that have ended, in that order.
    pub fn done(&self) -> Vec<Done> {
        lock(&self.board).done.clone()
    }

    /// The time since the list was started.
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    fn begin(&self, name: &'static str, now: Instant) -> usize {
        let mut board = lock(&self.board);
        let id = board.next;
        board.next += 1;
        if !board.terminal {
            board.say(&format!("… {name}"));
        }
        board.running.push(Running { id, name, note: String::new(), started: now, last_shown: now });
        board.draw(now);
        id
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.ticker.take() {
            drop(stop);
            // A ticker that panicked has nothing left to tell.
            let _ = thread.join();
        }
    }
}

impl Step {
    /// Notes what the step is doing just now, such as the last line that its command wrote.
    pub fn note(&self, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let mut board = lock(&self.board);
        if let Some(running) = board.running.iter_mut().find(|running| running.id == self.id) {
            text.clone_into(&mut running.note);
        }
    }

    /// Prints lines of output under the step, such as those of a command whose failure is told in other words.
    pub fn say(&self, output: &str) {
        lock(&self.board).say(&indented(output));
    }

    /// Says in the closing line how the step ended, such as «没有变化».
    pub fn remark(&self, text: impl Into<String>) {
        *lock(&self.remark) = Some(text.into());
    }
}

impl Board {
    fn tick(&mut self, now: Instant) {
        if self.terminal {
            self.draw(now);
            return;
        }
        let mut lines = Vec::new();
        for running in &mut self.running {
            if now.duration_since(running.last_shown) >= HEARTBEAT {
                running.last_shown = now;
                let line = status(running.name, &running.note, now.duration_since(running.started));
                lines.push(terminal::fit(&line, COLUMNS));
            }
        }
        for line in lines {
            self.say(&line);
        }
    }

    fn say(&mut self, text: &str) {
        let clear = if self.terminal { "\r\x1b[K" } else { "" };
        self.write(&format!("{clear}{text}\n"));
        self.draw(Instant::now());
    }

    fn draw(&mut self, now: Instant) {
        if !self.terminal || self.running.is_empty() {
            return;
        }
        let all: Vec<String> = self
            .running
            .iter()
            .map(|running| status(running.name, &running.note, now.duration_since(running.started)))
            .collect();
        // One blank between two, and none in the last column, where some terminals begin a new line.
        let columns = (columns() / all.len()).saturating_sub(1);
        let parts: Vec<String> = all.iter().map(|line| terminal::fit(line, columns)).collect();
        self.write(&format!("\r\x1b[K{}", parts.join(" ")));
    }

    /// Nobody is left to read when standard output is gone, so a failed write is no reason to stop.
    fn write(&mut self, text: &str) {
        let _ = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn status(name: &str, note: &str, elapsed: Duration) -> String {
    let detail = if note.is_empty() { String::new() } else { said!("（{note}）", " ({note})") };
    format!("… {name} {}{detail}", terminal::elapsed(elapsed))
}

fn ended(name: &str, elapsed: Duration, remark: Option<&str>, good: bool) -> String {
    let sign = if good { '✓' } else { '✗' };
    let remark = remark.map(|text| said!("（{text}）", " ({text})")).unwrap_or_default();
    format!("{sign} {} {}{remark}", terminal::pad(name, NAME_COLUMNS), terminal::elapsed(elapsed))
}

/// How wide the terminal is.
fn columns() -> usize {
    let size = rustix::termios::tcgetwinsize(std::io::stdout());
    let told = size.map_or(0, |size| usize::from(size.ws_col));
    if told == 0 { COLUMNS } else { told.min(MOST_COLUMNS) }
}

fn indented(output: &str) -> String {
    output.trim_end().lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finished_step_shows_its_time_and_remark() {
        let line = ended("图标", Duration::from_millis(300), Some("没有变化"), true);
        assert_eq!(line, format!("✓ 图标{} 0.3 秒（没有变化）", " ".repeat(26)));
        assert!(ended("检查", Duration::from_secs(1), None, false).starts_with('✗'));
    }

    #[test]
    fn a_running_step_shows_what_it_is_doing() {
        assert_eq!(
            status("编译", "Compiling leptos", Duration::from_secs(70)),
            "… 编译 1 分 10 秒（Compiling leptos）"
        );
        assert_eq!(status("编译", "", Duration::from_secs(70)), "… 编译 1 分 10 秒");
    }

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            lock(&self.0).extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn failed() -> Failure {
        Failure::CommandFailed { command: "npm ci".to_owned(), output: "wrong\nversion\n".to_owned() }
    }

    #[test]
    fn a_step_passes_on_its_result_and_shows_what_a_failed_one_wrote() {
        let paper = Paper::default();
        let progress = Progress::on(Box::new(paper.clone()), false);
        assert!(matches!(progress.step(Title::Lines, |_| Ok(7)), Ok(7)));
        let result: Result<(), Failure> = progress.step(Title::Icons, |_| Err(failed()));
        assert!(matches!(result, Err(Failure::CommandFailed { .. })));
        let done: Vec<_> = progress.done().into_iter().map(|done| (done.step, done.passed)).collect();
        assert_eq!(done, [(Title::Lines, true), (Title::Icons, false)]);
        drop(progress);
        let text = String::from_utf8(lock(&paper.0).clone()).unwrap();
        let starts: Vec<&str> =
            text.lines().map(|line| line.split("  ").next().unwrap_or_default()).collect();
        assert_eq!(starts, ["… 文件长度", "✓ 文件长度", "… 图标", "✗ 图标", "", ""]);
        assert!(text.ends_with("\n    wrong\n    version\n"), "{text}");
    }

    #[test]
    fn elsewhere_than_on_a_terminal_a_step_says_a_line_a_minute() {
        let paper = Paper::default();
        let progress = Progress::on(Box::new(paper.clone()), false);
        let result = progress.step(Title::Server, |step| {
            step.note("120/480 个程序库，约剩 6 分钟");
            let now = Instant::now();
            for seconds in [10, 59, 61, 100, 122] {
                lock(&step.board).tick(now + Duration::from_secs(seconds));
            }
            Ok(())
        });
        assert!(result.is_ok());
        drop(progress);
        let text = String::from_utf8(lock(&paper.0).clone()).unwrap();
        let said: Vec<&str> = text.lines().filter(|line| line.contains("120/480")).collect();
        assert_eq!(
            said,
            [
                "… 编译服务程序 1 分 01 秒（120/480 个程序库，约剩 6 分钟）",
                "… 编译服务程序 2 分 02 秒（120/480 个程序库，约剩 6 分钟）"
            ]
        );
    }
}
