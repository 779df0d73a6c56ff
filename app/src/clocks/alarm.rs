//! What must be said loudly to everybody who plans: that the clocks stand unwatched, or the holidays are missing.

use crate::components::{Notice, NoticeKind};
use crate::context::now;
use backend::clocks::clock_health;
use backend::{AppError, Backend};
use domain::time::length_words;
use leptos::prelude::*;

/// What is wrong with the clocks, for a page on which somebody plans; nothing if nothing is.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn clock_alarms(backend: &Backend) -> Result<AnyView, AppError> {
    let (health, now) = (clock_health(backend).await?, now());
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
        let title = format!("{}的放假安排还没有导入", years.join("、"));
        view! {
            <Notice kind=NoticeKind::Warning title>
                "法定节日照放假算，调休还不知道：算到那一年的时限都写“预计”，导入后会变。国务院公布后，请管理员导入。"
            </Notice>
        }
    });
    Ok(view! { {unwatched} {unknown} }.into_any())
}
