//! The figures for people, as a table of Markdown.

use crate::check::WHOLE;
use crate::fill::{EVENT_WEEKS, WITH_EVENTS};
use crate::measure::{Measured, Times};
use locale::{Text, said, text};
use std::time::Duration;

/// What was measured, and how.
pub const NOTES: Text = Text::new(
    "\
每格：中位数 / 95%（开库后的第一次），毫秒；各测 30 次，慢过 2 秒的测 3 次；点单、办完、评价各 60 次。倍数：最大一档与最小一档的中位数之比。
工单按状态机的规则走完（约 2000 种经过），分三年盖到 63 个社区上，越近越多；还没办完的停在此刻。",
    "\
Each cell: median / 95% (the first time after opening), in milliseconds; 30 times each, 3 where one takes over 2 seconds; placing,
finishing and rating 60 times. Ratio: the median of the largest size by that of the smallest. Orders went by the rules (about 2000
stories), stamped onto 63 communities over three years, more of late; those that aren't over stand as they are now.",
);

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
    lines.push(said!(
        "核对：不超过 {WHOLE} 单的，逐单从事件和时限重算，一个数不差；不超过 {WITH_EVENTS} 单的，与事件表合计相等；\
         更多的只写了最近 {EVENT_WEEKS} 周的事件，与工单表合计相等（点单、取消、不予受理、退单、重开）。",
        "Checked: up to {WHOLE} orders, each was counted again from its events and clocks, and no number differs; up to {WITH_EVENTS}, \
         the sums are those of the events; of more, only the last {EVENT_WEEKS} weeks have events, and the sums are those of the \
         orders (placed, cancelled, refused, withdrawn, reopened)."
    ));
    lines
}

/// The table of one database, line by line.
pub fn of_database(name: &str, found: &[&Measured]) -> Vec<String> {
    let sizes = found.iter().map(|one| grouped(one.filled.orders));
    let mut rows = vec![row(name, sizes, text("倍数", "ratio"))];
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
    rows.push(row(text("占磁盘", "on disk"), sizes, ""));
    let filling = found.iter().map(|one| said!("{} 秒", "{} s", one.filled.took.as_secs()));
    rows.push(row(text("灌数据", "filling"), filling, ""));
    let visits = found.iter().map(|one| grouped(one.filled.visits as u64));
    rows.push(row(text("回访抽到的单", "drawn for return visits"), visits, ""));
    let equal = found.iter().map(|one| said!("相等（{}）", "equal ({})", one.equal));
    rows.push(row(text("合计与原始行", "sums and rows"), equal, ""));
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
    let (middle, most, first) = (milliseconds(middle), milliseconds(most), milliseconds(times.first));
    said!("{middle} / {most}（{first}）", "{middle} / {most} ({first})")
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
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}
