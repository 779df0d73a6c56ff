//! The days of a recurrence in words, and the buttons that leave them out.

use super::side::Side;
use super::skip::SkipDay;
use crate::components::{Fold, PickCard, Stack};
use backend::recurring::{DayFate, DayView, RecurrenceView};
use domain::orders::StateKind;
use domain::recurring::weekday_name;
use domain::time::{Timestamp, day_words};
use jiff::civil::Date;
use leptos::prelude::*;

/// «12月1日 周二».
pub(super) fn words(date: Date, now: Timestamp) -> String {
    let weekday = u8::try_from(date.weekday().to_monday_one_offset()).unwrap_or_default();
    format!("{} {}", day_words(date, now.date()), weekday_name(weekday))
}

/// The days on which somebody is still to come, the next first.
pub(super) fn to_come(view: &RecurrenceView, now: Timestamp) -> impl Iterator<Item = &DayView> {
    let today = now.date();
    view.days.iter().filter(move |day| {
        day.date >= today
            && match &day.fate {
                DayFate::Made { state, .. } => !state.is_over() && *state != StateKind::Done,
                DayFate::Planned { .. } => true,
                DayFate::Skipped(_) | DayFate::Failed(_) => false,
            }
    })
}

/// When it is due next, in a few words: «每周二下午，下一次 12月1日 周二».
pub(crate) fn next_words(view: &RecurrenceView, now: Timestamp) -> String {
    let next = to_come(view, now).next();
    let next = next.map(|day| format!("，下一次 {}", words(day.date, now))).unwrap_or_default();
    format!("{}{next}", view.rule.words())
}

/// The next day, with its order, or why it isn't like the others; `None` if there are no more.
pub(super) fn next_day(view: &RecurrenceView, side: Side, now: Timestamp) -> Option<AnyView> {
    let day = to_come(view, now).next()?;
    let date = words(day.date, now);
    Some(match &day.fate {
        DayFate::Made { number, reason, .. } => {
            let reason = reason.as_ref().map(|reason| format!("（{reason}）"));
            let (href, number) = (side.order(&number.to_string()), number.to_string());
            view! { {date} {reason} "，已经点好：" <a class="text-link" href=href>{number}</a> }.into_any()
        }
        DayFate::Planned { reason: Some(reason) } => format!("{date}，{reason}").into_any(),
        _ => date.into_any(),
    })
}

/// The days on which nobody comes or came, each with the reason.
pub(super) fn left_out(view: &RecurrenceView, now: Timestamp) -> Vec<(String, String)> {
    let left_out = view.days.iter().filter_map(|day| match &day.fate {
        DayFate::Skipped(reason) => Some((day.date, reason.clone())),
        DayFate::Failed(reason) => Some((day.date, format!("没有点上，{reason}"))),
        DayFate::Made { .. } | DayFate::Planned { .. } => None,
    });
    left_out.map(|(date, reason)| (words(date, now), reason)).collect()
}

/// The button that leaves out the next day.
pub(super) fn skip_next(view: &RecurrenceView, side: Side, now: Timestamp) -> Option<AnyView> {
    let (id, date) = (view.id.to_string(), to_come(view, now).next()?.date);
    Some(view! { <SkipDay id side date about=words(date, now)/> }.into_any())
}

/// The days after the next, folded away, each with the button that leaves it out.
pub(super) fn later_days(view: &RecurrenceView, side: Side, now: Timestamp) -> Option<AnyView> {
    let cards: Vec<_> = to_come(view, now).skip(1).map(|day| later_day(view, day, side, now)).collect();
    let about = view.service_name.clone();
    (!cards.is_empty())
        .then(|| view! { <Fold label="后面几次" about><Stack>{cards}</Stack></Fold> }.into_any())
}

fn later_day(view: &RecurrenceView, day: &DayView, side: Side, now: Timestamp) -> AnyView {
    let (name, id) = (words(day.date, now), view.id.to_string());
    let line = match &day.fate {
        DayFate::Made { number, .. } => format!("已经点好，单号 {number}"),
        DayFate::Planned { reason: Some(reason) } => reason.clone(),
        _ => "日子近了，自动点单".to_owned(),
    };
    let (date, about) = (day.date, name.clone());
    view! { <PickCard name line><SkipDay id side date about/></PickCard> }.into_any()
}
