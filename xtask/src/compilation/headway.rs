//! How far a compilation has come, by what cargo tells of it.

use locale::said;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::time::Duration;

/// How much longer one of our own crates takes than a library does, on the average of both.
const OWN_WEIGHT: usize = 20;
/// Before as much is compiled, and for as long, nobody can tell how long the rest takes.
const ENOUGH: (usize, Duration) = (10, Duration::from_secs(10));

/// What cargo compiles one by one: libraries, programs, build scripts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Units {
    /// Of libraries.
    pub libraries: usize,
    /// Of the crates of this project.
    pub own: usize,
}

impl Units {
    fn count(self) -> usize {
        self.libraries + self.own
    }

    fn weight(self) -> usize {
        self.libraries + self.own * OWN_WEIGHT
    }

    fn at_least(self, others: Self) -> Self {
        Self { libraries: self.libraries.max(others.libraries), own: self.own.max(others.own) }
    }

    fn less(self, others: Self) -> Self {
        Self {
            libraries: self.libraries.saturating_sub(others.libraries),
            own: self.own.saturating_sub(others.own),
        }
    }
}

/// Counts what is ready.
pub struct Headway {
    expected: Option<Units>,
    finished: Units,
    compiled: Units,
    /// When the first was ready that had to be compiled.
    begun: Option<Duration>,
}

impl Headway {
    /// Nothing is ready, of so many as are expected.
    pub fn new(expected: Option<Units>) -> Self {
        Self { expected, finished: Units::default(), compiled: Units::default(), begun: None }
    }

    /// All that is ready, what was ready before included.
    pub fn finished(&self) -> Units {
        self.finished
    }

    /// Takes a line of cargo's, so long after cargo was started; what is to be shown, if it tells of a crate.
    pub fn take(&mut self, line: &str, now: Duration) -> Option<String> {
        let (own, fresh) = artifact(line)?;
        let add = |units: &mut Units| *(if own { &mut units.own } else { &mut units.libraries }) += 1;
        add(&mut self.finished);
        if !fresh {
            if self.begun.is_some() {
                add(&mut self.compiled);
            }
            self.begun.get_or_insert(now);
        }
        let elapsed = self.begun.map_or(Duration::ZERO, |begun| now.saturating_sub(begun));
        Some(sentence(self.finished, self.compiled, self.expected, elapsed))
    }
}

/// Whether a crate that is ready is our own, and whether it was so before.
fn artifact(line: &str) -> Option<(bool, bool)> {
    let message: Value = serde_json::from_str(line.strip_prefix('{').map(|_| line)?).ok()?;
    if message["reason"] != "compiler-artifact" {
        return None;
    }
    Some((message["package_id"].as_str()?.starts_with("path+"), message["fresh"] == true))
}

/// «120/480 个，约剩 6 分钟»: how many of how many are ready, and how long the rest takes at the pace of what has been
/// compiled until now.
fn sentence(finished: Units, compiled: Units, expected: Option<Units>, elapsed: Duration) -> String {
    let ready = finished.count();
    let Some(expected) = expected else { return said!("{ready} 个程序库", "{ready} crates") };
    // An estimate may be too low.
    let expected = expected.at_least(finished);
    let all = expected.count();
    let (done, rest) = (compiled.weight(), expected.less(finished).weight());
    // Where the estimate is used up and cargo goes on, nobody knows either.
    if done < ENOUGH.0 || elapsed < ENOUGH.1 || rest == 0 {
        return said!("{ready}/{all} 个程序库", "{ready} of {all} crates");
    }
    let minutes = (elapsed.as_secs_f64() * rest as f64 / done as f64 / 60.0).ceil();
    if minutes <= 1.0 {
        return said!("{ready}/{all} 个程序库，不到 1 分钟", "{ready} of {all} crates, within a minute");
    }
    said!(
        "{ready}/{all} 个程序库，约剩 {minutes:.0} 分钟",
        "{ready} of {all} crates, about {minutes:.0} min left"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use locale::{Language, within};

    const MINUTE: Duration = Duration::from_secs(60);

    fn units(libraries: usize, own: usize) -> Units {
        Units { libraries, own }
    }

    fn line(package: &str, fresh: bool) -> String {
        format!(r#"{{"reason":"compiler-artifact","package_id":"{package}","fresh":{fresh}}}"#)
    }

    const LIBRARY: &str = "registry+https://github.com/rust-lang/crates.io-index#serde@1.0.228";
    const OWN: &str = "path+file:///project/domain#0.2.0";

    #[test]
    fn what_is_left_takes_as_long_as_what_was_compiled() {
        let all = Some(units(300, 5));
        let said = |finished, elapsed| sentence(finished, finished, all, elapsed);
        assert_eq!(said(units(100, 0), MINUTE * 2), "100/305 个程序库，约剩 6 分钟");
        assert_eq!(
            said(units(300, 0), MINUTE * 6),
            "300/305 个程序库，约剩 2 分钟",
            "own crates are heavier"
        );
        assert_eq!(said(units(300, 4), MINUTE * 8), "304/305 个程序库，不到 1 分钟");
        let english = within(Language::English, || said(units(100, 0), MINUTE * 2));
        assert_eq!(english, "100 of 305 crates, about 6 min left");
    }

    #[test]
    fn nothing_is_promised_too_early_or_without_knowing_how_many() {
        let all = Some(units(300, 5));
        assert_eq!(sentence(units(9, 0), units(9, 0), all, MINUTE), "9/305 个程序库");
        assert_eq!(sentence(units(90, 0), units(90, 0), all, Duration::from_secs(3)), "90/305 个程序库");
        assert_eq!(sentence(units(90, 0), units(90, 0), None, MINUTE), "90 个程序库");
    }

    #[test]
    fn more_than_were_expected_are_all() {
        let found = sentence(units(320, 5), units(320, 5), Some(units(300, 5)), MINUTE);
        assert_eq!(found, "325/325 个程序库");
        let found = sentence(units(320, 1), units(320, 1), Some(units(300, 5)), MINUTE * 8);
        assert_eq!(found, "321/325 个程序库，约剩 2 分钟", "our own are still to come");
    }

    #[test]
    fn what_was_ready_before_counts_but_tells_nothing_of_the_pace() {
        let mut headway = Headway::new(Some(units(240, 2)));
        for _ in 0..200 {
            headway.take(&line(LIBRARY, true), Duration::from_secs(1));
        }
        let first = headway.take(&line(LIBRARY, false), Duration::from_secs(60)).unwrap();
        assert_eq!(first, "201/242 个程序库");
        let mut last = None;
        for second in 1..=20 {
            last = headway.take(&line(LIBRARY, false), Duration::from_secs(60 + second * 3));
        }
        assert_eq!(last.unwrap(), "221/242 个程序库，约剩 3 分钟");
        headway.take(&line(OWN, false), MINUTE * 2);
        assert_eq!(headway.finished(), units(221, 1));
    }

    #[test]
    fn only_ready_crates_count() {
        let mut headway = Headway::new(None);
        for other in ["", "warning: unused", r#"{"reason":"build-script-executed"}"#, r#"{"reason":"#] {
            assert_eq!(headway.take(other, MINUTE), None, "{other}");
        }
        assert_eq!(headway.finished(), Units::default());
    }
}
