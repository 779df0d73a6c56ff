//! The figures for people.

use crate::WAYS;
use crate::asking::{CONNECTIONS, Round};
use locale::{said, text};
use std::time::Duration;

/// What Leptos is to reach of askama.
const GOAL: f64 = 0.5;

/// The table, what it means, and whether the goal is met.
pub fn lines(found: &[Vec<Round>; 3], length: Duration, likeness: &str) -> String {
    let [leptos, askama, ready] = found;
    let mut lines = vec![
        text(
            "“常规服务清单”一页，不登录、不压缩，同一个程序，经过同样的各层；Leptos 与 askama 每次都查数据库。",
            "The page of the usual services, not signed in, not compressed, one program and the same layers; Leptos and askama ask the database each time.",
        )
        .to_owned(),
        said!(
            "{CONNECTIONS} 个连接，轮流各问 {} 秒，{} 轮，取中位数，括号里是最小–最大；服务程序一个核，问的一个核。",
            "{CONNECTIONS} connections, {} s each in turn, {} rounds, medians with least–most; a core for the server, a core for what asks.",
            length.as_secs(),
            leptos.len(),
        ),
        likeness.to_owned(),
        String::new(),
    ];
    for ((name, _), rounds) in WAYS.iter().zip(found) {
        lines.push(line(name.said(), rounds));
    }
    let share = median(leptos.iter().zip(askama).map(|(leptos, askama)| leptos.rate / askama.rate));
    let of_ready = median(leptos.iter().zip(ready).map(|(leptos, ready)| leptos.rate / ready.rate));
    let met = if share >= GOAL { text("达到", "met") } else { text("没达到", "missed") };
    lines.push(String::new());
    lines.push(said!(
        "Leptos 比 askama：{share:.2}（目标 ≥{GOAL}，{met}）；比现成的字节：{of_ready:.2}",
        "Leptos beside askama: {share:.2} (goal ≥{GOAL}, {met}); beside ready-made bytes: {of_ready:.2}"
    ));
    lines.join("\n")
}

fn line(name: &str, rounds: &[Round]) -> String {
    let rates = || rounds.iter().map(|round| round.rate);
    let (least, most) = (rates().fold(f64::INFINITY, f64::min), rates().fold(0.0, f64::max));
    let time = |percent| median(rounds.iter().map(|round| milliseconds(round, percent)));
    let bytes = rounds.last().map_or(0, |round| round.bytes);
    // Chinese characters take two columns of a terminal, three bytes each.
    let columns = name.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum::<usize>();
    said!(
        "{name}{}  每秒 {:>6.0} 页（{least:.0}–{most:.0}）  中位 {:>6.2} 毫秒  p99 {:>6.2} 毫秒  {bytes} 字节",
        "{name}{}  {:>6.0} pages a second ({least:.0}–{most:.0})  median {:>6.2} ms  p99 {:>6.2} ms  {bytes} bytes",
        " ".repeat(10_usize.saturating_sub(columns)),
        median(rates()),
        time(50),
        time(99),
    )
}

/// The time within which so many percent were answered.
fn milliseconds(round: &Round, percent: usize) -> f64 {
    let last = round.times.len().saturating_sub(1);
    round.times.get(last * percent / 100).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
