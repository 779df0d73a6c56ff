//! One recurrence on the resident's page: which days, what comes next, what was left out and why, and
//! the ways to change it.

use super::days::{later_days, left_out, next_day, skip_next, words};
use super::side::Side;
use crate::components::{ButtonKind, ButtonLink, ButtonRow, Fact, JobCard, Tag, Tone};
use crate::paths;
use crate::verbatim::verbatim;
use backend::recurring::RecurrenceView;
use domain::time::{Timestamp, day_words};
use leptos::prelude::*;

/// One recurrence.
#[component]
pub(super) fn RecurrenceCard(
    /// The recurrence.
    view: RecurrenceView,
    /// When the page is shown.
    now: Timestamp,
) -> impl IntoView {
    let stopped = view.stopped_at.map(|at| format!("{}停了", day_words(at.date(), now.date())));
    let tag = match &stopped {
        Some(label) => view! { <Tag label=label.clone() tone=Tone::Plain/> }.into_any(),
        None => view! { <Tag label="定期" tone=Tone::Blue icon="repeat"/> }.into_any(),
    };
    let facts = facts(&view, now);
    let changes = stopped.is_none().then(|| changes(&view, now));
    view! {
        <div id=view.id.to_string()>
            <JobCard title=view.service_name tag facts>{changes}</JobCard>
        </div>
    }
}

/// Leaving out the next time, leaving out a later one, stopping.
fn changes(view: &RecurrenceView, now: Timestamp) -> impl IntoView + use<> {
    let href = paths::recurrence_stop(paths::RECURRING, &view.id);
    let about = view.service_name.clone();
    let (next, later) = (skip_next(view, Side::Resident, now), later_days(view, Side::Resident, now));
    view! {
        <ButtonRow>
            {next}
            <ButtonLink href label="停止" kind=ButtonKind::Danger about/>
        </ButtonRow>
        {later}
    }
}

/// What one reads of it.
fn facts(view: &RecurrenceView, now: Timestamp) -> Vec<Fact> {
    let mut facts =
        vec![Fact::new("日子", view.rule.words()), Fact::new("给谁", verbatim(&view.contact.name))];
    if view.stopped_at.is_none() {
        let next = next_day(view, Side::Resident, now).unwrap_or_else(|| "没有了".into_any());
        facts.push(Fact::view("下一次", next));
    }
    facts.extend(left_out(view, now).into_iter().map(|(day, reason)| Fact::new(day, reason)));
    facts.push(Fact::new("法定假日", view.rule.on_holiday.name()));
    facts.extend(view.rule.last.map(|last| Fact::new("最后一天", words(last, now))));
    facts
}
