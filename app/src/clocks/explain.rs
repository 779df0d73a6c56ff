//! How a deadline came about: each stretch that counted, each day that didn't, and why.

use super::words::{left_words, status_words, waits_for};
use crate::components::{
    ButtonKind, ButtonLink, Card, DataCell, DataRow, DataTable, DeskPage, Fact, Facts, Notice, NoticeKind,
    Section, Tag,
};
use crate::context::{backend, now, query, signed_in};
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use backend::AppError;
use backend::clocks::{ExplainedClock, explained_clock};
use domain::clocks::{ClockKind, DeadlineStatus, Explanation, Pace};
use domain::time::{Timestamp, day_words};
use leptos::prelude::*;

/// How the deadline of one clock of one order came about.
#[component]
pub fn ClockPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let kind = query("clock").parse().map_err(|_| AppError::not_found("clock.not_found", "这个时限"))?;
        let explained = explained_clock(&backend, &viewer, &query("order"), kind).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::Board).await?;
        let now = now();
        let number = explained.view.order.number.to_string();
        let waits = waits_for(kind, explained.view.order.doorstep);
        let back = paths::with(paths::DESK, &[("order", &number)]);
        let facts = facts(&explained, now);
        let unknown = unknown(&explained.explanation);
        Ok(view! {
            <DeskPage title=format!("“{waits}”的时限怎么算的") nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                {unknown}
                <div class="desk-form">
                    <Card><Facts facts/></Card>
                    <Way explanation=explained.explanation now/>
                    <ButtonLink href=back label=format!("回到工单 {number}") kind=ButtonKind::Plain/>
                </div>
            </DeskPage>
        })
    })
}

fn facts(explained: &ExplainedClock, now: Timestamp) -> Vec<Fact> {
    let ExplainedClock { view, clock, limit, service_level, explanation } = explained;
    let pace = match limit.pace {
        Pace::Working => {
            format!("上班时间内 {}（{}）", left_words(limit.minutes.into()), service_level.hours)
        }
        Pace::WallClock => format!("{}，昼夜都算", left_words(limit.minutes.into())),
    };
    let from = if view.order.placed_at == clock.run.round_start { "点单" } else { "重开" };
    let deadline = match clock.status {
        DeadlineStatus::Running(due) => Some(due.deadline),
        DeadlineStatus::Met { deadline, .. } | DeadlineStatus::Ended { deadline, .. } => Some(deadline),
        DeadlineStatus::StandingStill { .. } => explanation.deadline,
    };
    let end = match deadline {
        Some(deadline) if matches!(clock.status, DeadlineStatus::Running(due) if due.estimated) => {
            format!("预计 {}", deadline.words(now))
        }
        Some(deadline) => deadline.words(now),
        None => format!("停着，还剩 {}", left_words(explanation.left)),
    };
    let (label, tone) = status_words(clock, now);
    let waits = matches!(clock.run.kind, ClockKind::OnSite | ClockKind::Finished);
    let agreed = service_level
        .window
        .filter(|_| waits)
        .map(|window| Fact::new("居民约的", format!("{}，没到这个时间不算晚", window.words(now))));
    let mut facts = vec![
        Fact::new("哪一单", format!("{} {}", view.order.number, view.order.service_name)),
        Fact::new("从什么时候", format!("{} {from}", clock.run.round_start.words(now))),
        Fact::new("限多久", pace),
        Fact::new(
            "最多暂停",
            format!("一共 {}，超过后照常计时", left_words(service_level.pause_minutes.into())),
        ),
        Fact::new("到什么时候", end),
        Fact::view("现在", view! { <Tag label tone/> }),
    ];
    facts.extend(agreed);
    facts
}

/// Years whose holidays haven't been imported: said loudly.
fn unknown(explanation: &Explanation) -> Option<AnyView> {
    let years: Vec<_> = explanation.unknown_years.iter().map(|year| format!("{year} 年")).collect();
    (!years.is_empty()).then(|| {
        let title = format!("{}的放假安排还没有导入", years.join("、"));
        view! {
            <Notice kind=NoticeKind::Warning title>
                "这个时限是预计的：法定节日照放假算，调休还不知道。国务院公布后，请管理员导入。"
            </Notice>
        }
        .into_any()
    })
}

/// What counted, and what didn't.
#[component]
fn Way(explanation: Explanation, now: Timestamp) -> impl IntoView {
    let today = now.date();
    let counted = explanation.stretches.into_iter().map(|stretch| {
        let day = day_words(stretch.from.date(), today);
        let end = if stretch.to.date() == stretch.from.date() {
            stretch.to.clock_words()
        } else {
            stretch.to.words(now)
        };
        view! {
            <DataRow>
                <DataCell>{day}</DataCell>
                <DataCell label="从几点到几点">{format!("{}–{end}", stretch.from.clock_words())}</DataCell>
                <DataCell label="计入">{format!("{} 分钟", stretch.minutes)}</DataCell>
            </DataRow>
        }
    });
    let counted = counted.collect_view();
    let skipped: Vec<_> = explanation
        .skipped
        .into_iter()
        .map(|skipped| Fact::new(day_words(skipped.date, today), skipped.reason.to_string()))
        .collect();
    let skipped = (!skipped.is_empty()).then(|| {
        view! { <Section title="不计入的日子"><Card><Facts facts=skipped/></Card></Section> }
    });
    view! {
        <Section title="计入的时间">
            <DataTable caption="计入的时间" heads=vec!["哪天", "从几点到几点", "计入"]>{counted}</DataTable>
        </Section>
        {skipped}
    }
}
