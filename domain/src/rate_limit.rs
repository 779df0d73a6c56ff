//! How many within how long: windows that slide with the time.

use crate::time::Timestamp;

/// A length of time in milliseconds, and how many there may be within it.
pub type RateLimit = (i64, usize);

/// Milliseconds until each window holds fewer than its limit; zero if all do now. The moments are in any order.
#[must_use]
pub fn wait(limits: &[RateLimit], moments: impl IntoIterator<Item = Timestamp>, now: Timestamp) -> i64 {
    let mut moments: Vec<_> = moments.into_iter().collect();
    moments.sort_unstable();
    limits
        .iter()
        .filter_map(|(window, limit)| {
            // The one that must leave the window before there may be another.
            let oldest = moments.iter().rev().nth(limit - 1)?;
            Some(oldest.plus(*window).since(now))
        })
        .max()
        .unwrap_or(0)
        .max(0)
}

/// A wait in words, rounded up: whoever waits as long is let through.
///
/// ```
/// assert_eq!(domain::rate_limit::wait_words(60_001), "2 分钟");
/// ```
#[must_use]
pub fn wait_words(milliseconds: i64) -> String {
    let seconds = (milliseconds + 999) / 1000;
    match seconds {
        ..=60 => format!("{seconds} 秒"),
        61..=3600 => format!("{} 分钟", (seconds + 59) / 60),
        _ => format!("{} 小时", (seconds + 3599) / 3600),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_rounded_up() {
        for (milliseconds, words) in [
            (1, "1 秒"),
            (60_000, "60 秒"),
            (60_001, "2 分钟"),
            (3_600_000, "60 分钟"),
            (3_600_001, "2 小时"),
        ] {
            assert_eq!(wait_words(milliseconds), words);
        }
    }

    #[test]
    fn the_longest_of_all_waits_counts() {
        let now = Timestamp(1_000);
        let moments = || [Timestamp(990), Timestamp(950), Timestamp(900)];
        assert_eq!(wait(&[(20, 1)], moments(), now), 10);
        assert_eq!(wait(&[(20, 1), (200, 3)], moments(), now), 100);
        assert_eq!(wait(&[(20, 2)], moments(), now), 0);
        assert_eq!(wait(&[(20, 1)], [], now), 0);
    }
}
