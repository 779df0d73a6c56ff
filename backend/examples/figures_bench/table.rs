//! The figures for people, as a table of Markdown.

use crate::check::WHOLE;
use crate::fill::{EVENT_WEEKS, WITH_EVENTS};
use crate::measure::{Measured, Times};
use std::time::Duration;

/// What was measured, and how.
pub const NOTES: &str = "\
每格：中位数 / 95%（开库后的第一次），毫秒；各测 30 次，慢过 2 秒的测 3 次；点单、办完、评价各 60 次。倍数：最大一档与最小一档的中位数之比。
工单按状态机的规则走完（约 2000 种经过），分三年盖到 63 个社区上，越近越多；还没办完的停在此刻。";

/// The table, line by line.
pub fn lines(found: &[Measured]) -> Vec<String> {
    let mut lines = Vec::new();
    let kinds: Vec<_> = found.iter().map(|one| one.kind).collect();
    let mut seen = Vec::new();
    for kind in kinds {
        if !seen.contains(&kind) {
            seen.push(kind);
            let of_kind: Vec<_> = found.iter().filter(|one| one.kind == kind).collect();
            lines.extend(of_database(kind.name(), &of_kind));
            lines.push(String::new());
        }
    }
    lines.push(format!(
        "核对：不超过 {WHOLE} 单的，逐单从事件和时限重算，一个数不差；不超过 {WITH_EVENTS} 单的，与事件表合计相等；\
         更多的只写了最近 {EVENT_WEEKS} 周的事件，与工单表合计相等（点单、取消、不予受理、退单、重开）。"
    ));
    lines
}

/// The table of one database, line by line.
pub fn of_database(name: &str, found: &[&Measured]) -> Vec<String> {
    let sizes = found.iter().map(|one| grouped(one.filled.orders));
    let mut rows = vec![row(name, sizes, "倍数")];
    rows.push(format!("|---|{}", "---:|".repeat(found.len() + 1)));
    let names = found.first().map(|one| one.times.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    for name in names.unwrap_or_default() {
        let of = |one: &&Measured| {
            one.times.iter().find(|(other, _)| *other == name).map(|(_, times)| times.clone())
        };
        let times: Vec<_> = found.iter().filter_map(of).collect();
        rows.push(row(name, times.iter().map(cell), &ratio(&times)));
    }
    let sizes = found.iter().map(|one| format!("{} MB", grouped(one.bytes / 1_000_000)));
    rows.push(row("占磁盘", sizes, ""));
    let filling = found.iter().map(|one| format!("{} 秒", one.filled.took.as_secs()));
    rows.push(row("灌数据", filling, ""));
    rows.push(row("回访抽到的单", found.iter().map(|one| grouped(one.filled.visits as u64)), ""));
    rows.push(row("合计与原始行", found.iter().map(|one| format!("相等（{}）", one.equal)), ""));
    rows
}

fn row(name: &str, cells: impl Iterator<Item = String>, last: &str) -> String {
    let cells: Vec<_> = cells.collect();
    format!("| {name} | {} | {last} |", cells.join(" | "))
}

fn cell(times: &Times) -> String {
    if times.later.is_empty() {
        return milliseconds(times.first);
    }
    let (middle, most) = (times.percentile(50), times.percentile(95));
    format!("{} / {}（{}）", milliseconds(middle), milliseconds(most), milliseconds(times.first))
}

/// The largest size against the smallest.
fn ratio(times: &[Times]) -> String {
    let (Some(first), Some(last)) = (times.first(), times.last()) else { return String::new() };
    let (first, last) = (first.percentile(50).as_secs_f64(), last.percentile(50).as_secs_f64());
    if times.len() < 2 || first <= 0.0 { String::new() } else { format!("{:.1}", last / first) }
}

fn milliseconds(took: Duration) -> String {
    let milliseconds = took.as_secs_f64() * 1000.0;
    if milliseconds < 10.0 { format!("{milliseconds:.1}") } else { format!("{milliseconds:.0}") }
}

/// «10 000 000».
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}
