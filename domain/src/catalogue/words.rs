//! Prices and limits as people say them.

use serde::{Deserialize, Serialize};

/// What stands under limits in working time.
pub const CLOCK_NOTE: &str = "按上班时间算，晚上和节假日不算在内";

/// A price: the few words that stand large, and the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeWords {
    /// «免费», «上门免费», «30 元起».
    pub headline: String,
    /// What else is to be known: «换零件按实价收，先报价再动手»; may be empty.
    pub detail: String,
}

/// A price as one says it, from the least it costs (in 分) and its note.
///
/// Where the work itself costs nothing, the first clause of the note stands large («上门免费»,
/// «只收账单上的钱») and the rest below it.
#[must_use]
pub fn fee_words(fee_cents: i64, fee_note: &str) -> FeeWords {
    let note = fee_note.trim();
    let (headline, detail) = match note.split_once(['，', '；']) {
        _ if fee_cents > 0 => (format!("{} 元起", yuan(fee_cents)), note),
        _ if note.is_empty() => ("免费".to_owned(), ""),
        Some((first, rest)) => (first.to_owned(), rest),
        None => (note.to_owned(), ""),
    };
    FeeWords { headline, detail: detail.to_owned() }
}

/// «30», «12.5»: 分 as 元 without idle zeros.
fn yuan(cents: i64) -> String {
    let (yuan, rest) = (cents / 100, cents % 100);
    match rest {
        0 => yuan.to_string(),
        _ if rest % 10 == 0 => format!("{yuan}.{}", rest / 10),
        _ => format!("{yuan}.{rest:02}"),
    }
}

/// Minutes in a working day, as the limits of the services reckon it.
const WORKING_DAY: u32 = 480;

/// A limit in working time: «30 分钟内», «2 小时内», «1 个工作日左右», «15 个工作日左右».
///
/// From a day on it says «左右»: how long a working day is, each community sets for itself.
#[must_use]
pub fn minutes_words(minutes: u32) -> String {
    let (days, rest) = (minutes / WORKING_DAY, minutes % WORKING_DAY);
    match (days, rest) {
        (0, _) => format!("{}内", short_words(minutes)),
        (_, 0) => format!("{days} 个工作日左右"),
        (_, 240) => format!("{days} 个半工作日左右"),
        _ => format!("{days} 个工作日零 {}左右", short_words(rest)),
    }
}

/// A limit by the clock, day and night: «10 分钟内», «8 小时内».
#[must_use]
pub fn round_the_clock_words(minutes: u32) -> String {
    format!("{}内", short_words(minutes))
}

fn short_words(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} 分钟"),
        (hours, 0) => format!("{hours} 小时"),
        (hours, 30) => format!("{hours} 个半小时"),
        (hours, rest) => format!("{hours} 小时 {rest} 分钟"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_in_working_time() {
        let cases = [
            (10, "10 分钟内"),
            (60, "1 小时内"),
            (90, "1 个半小时内"),
            (100, "1 小时 40 分钟内"),
            (240, "4 小时内"),
            (480, "1 个工作日左右"),
            (600, "1 个工作日零 2 小时左右"),
            (720, "1 个半工作日左右"),
            (7200, "15 个工作日左右"),
        ];
        for (minutes, words) in cases {
            assert_eq!(minutes_words(minutes), words);
        }
    }

    #[test]
    fn by_the_clock_a_day_is_not_eight_hours() {
        assert_eq!(round_the_clock_words(480), "8 小时内");
        assert_eq!(round_the_clock_words(15), "15 分钟内");
    }

    #[test]
    fn prices() {
        let cases = [
            (0, "免费", "免费", ""),
            (0, "", "免费", ""),
            (0, "上门免费，换零件按实价收，先报价再动手", "上门免费", "换零件按实价收，先报价再动手"),
            (0, "公共地方免费；家里要打药另议", "公共地方免费", "家里要打药另议"),
            (0, "按标准收费，医保能报的照报", "按标准收费", "医保能报的照报"),
            (0, "只收账单上的钱，不收手续费", "只收账单上的钱", "不收手续费"),
            (3000, "自家支管每次30元", "30 元起", "自家支管每次30元"),
            (1250, "", "12.5 元起", ""),
            (1205, "", "12.05 元起", ""),
        ];
        for (cents, note, headline, detail) in cases {
            let words = fee_words(cents, note);
            assert_eq!((words.headline.as_str(), words.detail.as_str()), (headline, detail), "{note}");
        }
    }
}
