//! What happened to an order, in plain words.

use super::{Fold, Words};
use leptos::prelude::*;

/// One thing that happened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Happening {
    /// When, as people say it: «10:12», «昨天 17:20».
    pub time: String,
    /// When, for machines (ISO 8601).
    pub datetime: Words,
    /// What, in one sentence.
    pub words: String,
    /// A reason or a note, in its author's words.
    pub note: Words,
}

impl Happening {
    /// What happened when.
    pub fn new(time: impl Into<String>, words: impl Into<String>) -> Self {
        Self { time: time.into(), words: words.into(), ..Self::default() }
    }

    /// With the time for machines (ISO 8601).
    #[must_use]
    pub fn datetime(mut self, datetime: impl Into<Words>) -> Self {
        self.datetime = datetime.into();
        self
    }

    /// With a reason or a note.
    #[must_use]
    pub fn note(mut self, note: impl Into<Words>) -> Self {
        self.note = note.into();
        self
    }
}

/// Longer than that, a timeline folds its older lines away.
const LONG: usize = 6;
/// How many of the newest lines are shown then.
const NEWEST: usize = 3;

/// What happened, newest first; the first one is marked. Of a long history only the newest is shown, the
/// rest folded away.
#[component]
pub fn Timeline(
    /// What happened, newest first.
    happenings: Vec<Happening>,
) -> impl IntoView {
    let mut newest = happenings;
    let rest = if newest.len() > LONG { newest.split_off(NEWEST) } else { Vec::new() };
    let earlier = (!rest.is_empty()).then(|| {
        let label = format!("更早的 {} 条", rest.len());
        view! { <Fold label><ol class="timeline timeline-earlier">{lines(rest)}</ol></Fold> }
    });
    view! { <ol class="timeline">{lines(newest)}</ol> {earlier} }
}

fn lines(happenings: Vec<Happening>) -> impl IntoView {
    let lines = happenings.into_iter().map(|happening| {
        let note = happening.note.into_option().map(|text| view! { <q class="time-note">{text}</q> });
        view! {
            <li class="time-item">
                <time class="time-when" datetime=happening.datetime.into_option()>{happening.time}</time>
                <div class="time-what"><p>{happening.words}</p>{note}</div>
            </li>
        }
    });
    lines.collect_view()
}
