//! Text for a terminal: durations, column widths, tables.

use locale::said;
use std::time::Duration;

/// A duration as people say it: «0.4 秒», «12 秒», «3 分 05 秒»; in English «0.4 s», «12 s», «3 min 05 s».
pub fn elapsed(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..10 => said!("{:.1} 秒", "{:.1} s", duration.as_secs_f64()),
        10..60 => said!("{seconds} 秒", "{seconds} s"),
        _ => said!("{} 分 {:02} 秒", "{} min {:02} s", seconds / 60, seconds % 60),
    }
}

/// How many columns a text takes: two for a Chinese character or full-width sign, one for others.
pub fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

fn char_width(c: char) -> usize {
    match u32::from(c) {
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF => 2,
        0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1FAFF | 0x20000..=0x3FFFD => 2,
        0x00..=0x1F | 0x7F => 0,
        _ => 1,
    }
}

/// The text cut to at most `columns` columns, with «…» where something is missing.
pub fn fit(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut room = columns.saturating_sub(1);
    let mut kept = String::new();
    for c in text.chars() {
        let Some(rest) = room.checked_sub(char_width(c)) else { break };
        room = rest;
        kept.push(c);
    }
    kept.push('…');
    kept
}

/// The text filled up with spaces to `columns` columns.
pub fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Rows as lines whose columns stand below each other, two spaces between them.
pub fn table(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    rows.iter()
        .map(|row| {
            let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| pad(cell, *width)).collect();
            cells.join("  ").trim_end().to_owned()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use locale::{Language, within};

    #[test]
    fn durations_read_naturally() {
        assert_eq!(elapsed(Duration::from_millis(420)), "0.4 秒");
        assert_eq!(elapsed(Duration::from_millis(12_900)), "12 秒");
        assert_eq!(elapsed(Duration::from_secs(185)), "3 分 05 秒");
        let english = |seconds| within(Language::English, || elapsed(Duration::from_secs(seconds)));
        assert_eq!([english(2), english(12), english(185)], ["2.0 s", "12 s", "3 min 05 s"]);
    }

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(width("居民"), 4);
        assert_eq!(width("a，b"), 4);
        assert_eq!(pad("党员", 6), "党员  ");
    }

    #[test]
    fn a_long_text_is_cut_at_a_whole_character() {
        assert_eq!(fit("编译服务程序", 12), "编译服务程序");
        assert_eq!(fit("编译服务程序", 8), "编译服…");
        assert!(width(&fit("编译 leptos v0.8.23", 11)) <= 11);
    }

    #[test]
    fn table_columns_stand_below_each_other() {
        let rows = vec![
            vec!["居民".to_owned(), "13800000001".to_owned()],
            vec!["社区书记".to_owned(), "1".to_owned()],
        ];
        assert_eq!(table(&rows), ["居民      13800000001", "社区书记  1"]);
    }
}
