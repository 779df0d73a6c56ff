//! One recurrence: which days, what comes next, what was left out and why, and the ways to change it.

use super::side::Side;
use super::skip::SkipDay;
use crate::parts::{ButtonKind, ButtonLink, ButtonRow, Fact, Fold, JobCard, PickCard, Stack, Tag, Tone};
use crate::paths;
use backend::recurring::{DayFate, DayView, RecurrenceView};
use domain::orders::StateKind;
use domain::recurring::weekday_name;
use domain::time::{Timestamp, day_words};
use jiff::civil::Date;
use leptos::prelude::*;

/// One recurrence.
#[component]
pub(super) fn RecurrenceCard(
    /// The recurrence.
    view: RecurrenceView,
    /// From which side it is seen.
    side: Side,
    /// Whether the viewer may only look.
    read_only: bool,
    /// When the page is shown.
    now: Timestamp,
) -> impl IntoView {
    let id = view.id.to_string();
    let stopped = view.stopped_at.map(|at| {
        view! { <Tag label=format!("{}停了", day_words(at.date(), now.date())) tone=Tone::Plain/> }.into_any()
    });
    let tag =
        stopped.unwrap_or_else(|| view! { <Tag label="定期" tone=Tone::Blue icon="repeat"/> }.into_any());
    let facts = facts(&view, side, now);
    let running = view.stopped_at.is_none() && !read_only;
    let changes = running.then(|| changes(&view, side, now));
    view! {
        <div id=id>
            <JobCard title=view.service_name tag facts>{changes}</JobCard>
        </div>
    }
}

/// Leaving out the next time, leaving out a later one, stopping.
fn changes(view: &RecurrenceView, side: Side, now: Timestamp) -> impl IntoView + use<> {
    let (id, about) = (view.id.to_string(), view.service_name.clone());
    let mut to_come = view.days.iter().filter(|day| is_to_come(day, now)).cloned();
    let next = to_come.next().map(|day| {
        view! { <SkipDay id=id.clone() side date=day.date about=words(day.date, now)/> }
    });
    let later: Vec<_> = to_come.collect();
    let later = (!later.is_empty()).then(|| {
        let cards = later.into_iter().map(|day| later_day(day, &id, side, now)).collect_view();
        view! { <Fold label="后面几次" about=about.clone()><Stack>{cards}</Stack></Fold> }
    });
    let href = paths::recurrence_stop(side.list(), &id);
    view! {
        <ButtonRow>
            {next}
            <ButtonLink href label="停止" kind=ButtonKind::Danger about/>
        </ButtonRow>
        {later}
    }
}

fn later_day(day: DayView, id: &str, side: Side, now: Timestamp) -> AnyView {
    let (name, id) = (words(day.date, now), id.to_owned());
    let line = match &day.fate {
        DayFate::Made { number, .. } => format!("已经点好，单号 {number}"),
        DayFate::Planned { reason: Some(reason) } => reason.clone(),
        _ => "日子近了，自动点单".to_owned(),
    };
    let about = name.clone();
    view! { <PickCard name line><SkipDay id side date=day.date about/></PickCard> }.into_any()
}

/// What one reads of it.
fn facts(view: &RecurrenceView, side: Side, now: Timestamp) -> Vec<Fact> {
    let who = match side {
        Side::Resident => view.contact.name.clone(),
        Side::Desk => format!("{} {} {}", view.contact.name, view.estate_name, view.contact.place),
    };
    let mut facts = vec![Fact::new("日子", view.rule.words()), Fact::new("给谁", who)];
    let next = view.days.iter().find(|day| is_to_come(day, now));
    match next.filter(|_| view.stopped_at.is_none()) {
        Some(day) => facts.push(Fact::view("下一次", next_day(day, side, now))),
        None if view.stopped_at.is_none() => facts.push(Fact::new("下一次", "没有了")),
        None => {}
    }
    for day in &view.days {
        match &day.fate {
            DayFate::Skipped(reason) => facts.push(Fact::new(words(day.date, now), reason.clone())),
            DayFate::Failed(reason) => {
                facts.push(Fact::new(words(day.date, now), format!("没有点上：{reason}")));
            }
            _ => {}
        }
    }
    facts.push(Fact::new("法定假日", view.rule.on_holiday.name()));
    facts.extend(view.rule.last.map(|last| Fact::new("来到", words(last, now))));
    facts
}

/// The next day, with its order, or why it isn't like the others.
fn next_day(day: &DayView, side: Side, now: Timestamp) -> AnyView {
    let date = words(day.date, now);
    match &day.fate {
        DayFate::Made { number, reason, .. } => {
            let reason = reason.as_ref().map(|reason| format!("（{reason}）"));
            let (href, number) = (side.order(&number.to_string()), number.to_string());
            view! { {date} {reason} "，已经点好：" <a class="text-link" href=href>{number}</a> }.into_any()
        }
        DayFate::Planned { reason: Some(reason) } => format!("{date}，{reason}").into_any(),
        _ => date.into_any(),
    }
}

/// Whether somebody is still to come on a day.
fn is_to_come(day: &DayView, now: Timestamp) -> bool {
    day.date >= now.date()
        && match &day.fate {
            DayFate::Made { state, .. } => !state.is_over() && *state != StateKind::Done,
            DayFate::Planned { .. } => true,
            DayFate::Skipped(_) | DayFate::Failed(_) => false,
        }
}

/// When it is due next, in a few words: «每周二下午，下一次 12月1日 周二».
pub(crate) fn next_words(view: &RecurrenceView, now: Timestamp) -> String {
    let next = view.days.iter().find(|day| is_to_come(day, now));
    let next = next.map(|day| format!("，下一次 {}", words(day.date, now))).unwrap_or_default();
    format!("{}{next}", view.rule.words())
}

/// «12月1日 周二».
fn words(date: Date, now: Timestamp) -> String {
    let weekday = u8::try_from(date.weekday().to_monday_one_offset()).unwrap_or_default();
    format!("{} {}", day_words(date, now.date()), weekday_name(weekday))
}
