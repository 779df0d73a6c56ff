//! What must be said loudly at every desk: that the clocks stand unwatched, or the holidays are missing.

use crate::parts::{Notice, NoticeKind};
use backend::clocks::ClockHealth;
use domain::time::{Timestamp, length_words};
use leptos::prelude::*;

/// What is wrong with the clocks; nothing if nothing is.
#[component]
pub fn ClockAlarms(
    /// How the clocks are.
    health: ClockHealth,
    /// When the page is shown.
    now: Timestamp,
) -> impl IntoView {
    let unwatched = health.unwatched_since.map(|since| {
        let title = format!("时限已经 {}没有检查了", length_words(now.since(since)));
        view! {
            <Notice kind=NoticeKind::Failed title>
                "超时不会有人提醒，请自己盯着下面的时限，并告诉管理员。"
            </Notice>
        }
    });
    let years: Vec<_> = health.years_without_holidays.iter().map(|year| format!("{year} 年")).collect();
    let unknown = (!years.is_empty()).then(|| {
        let title = format!("没有 {} 的节假日数据", years.join("、"));
        view! {
            <Notice kind=NoticeKind::Warning title>
                "时限暂时按周一到周五算，遇到放假会不准。请管理员导入国务院公布的放假安排。"
            </Notice>
        }
    });
    view! { {unwatched} {unknown} }
}
