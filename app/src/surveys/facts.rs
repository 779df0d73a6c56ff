//! What a wave is, in facts that everybody may read.

use super::waves::day;
use crate::components::{Fact, Facts, Happening, Tag, Timeline, Tone};
use crate::verbatim::verbatim;
use backend::surveys::{EventLine, Wave};
use domain::surveys::{Questionnaire, Stage, Step};
use domain::time::Timestamp;
use leptos::prelude::*;

/// How far a wave is.
pub(super) fn stage_tag(stage: Stage) -> AnyView {
    let (tone, icon) = match stage {
        Stage::Committed => (Tone::Amber, "hourglass"),
        Stage::Drawn => (Tone::Blue, "clipboard-list"),
        Stage::Closed => (Tone::Green, "circle-check"),
    };
    view! { <Tag label=stage.name() tone icon/> }.into_any()
}

/// What a wave is.
#[component]
pub(super) fn WaveFacts(wave: Wave, now: Timestamp) -> impl IntoView {
    let minimum =
        if wave.minimum > 0 { format!("，每处至少 {} 户", wave.minimum) } else { String::new() };
    let how =
        format!("从名册里抽 {} 户，{}，{}{minimum}", wave.wanted, wave.strata.name(), wave.allocation.name());
    let days = format!("{} 到 {}", day(wave.opens_at, now), day(wave.closes_at.plus(-1), now));
    let seed = wave.seed.map_or_else(|| "抽样以后公开".to_owned(), |seed| seed.to_string());
    let facts = vec![
        Fact::new("编号", wave.id.clone()),
        Fact::new("范围", verbatim(&wave.area_name)),
        Fact::view("现在", stage_tag(wave.stage)),
        Fact::new("怎么抽", how),
        Fact::new("哪几天", days),
        Fact::new("问卷", wave.asked),
        Fact::new("种子指纹", wave.commitment.clone()),
        Fact::new("名册指纹", wave.frame_hash.clone()),
        Fact::new("种子", seed),
    ];
    view! { <Facts facts/> }
}

/// What is asked.
#[component]
pub(super) fn Asked(questionnaire: Questionnaire) -> impl IntoView {
    let items = questionnaire.questions.into_iter().map(|question| {
        let choices: Vec<_> = question.choices().into_iter().map(|(_, words)| words).collect();
        let choices = if choices.is_empty() { "自己写".to_owned() } else { choices.join("、") };
        view! { <li>{question.words}<span class="table-line">{choices}</span></li> }
    });
    view! { <ol>{items.collect_view()}</ol> }
}

/// What was done to a wave, the newest first; for everybody without the names of those who did it or go there.
#[component]
pub(super) fn Steps(events: Vec<EventLine>, now: Timestamp, #[prop(optional)] public: bool) -> impl IntoView {
    let happening = move |event: EventLine| {
        let name = if event.name.is_empty() { "服务器控制台".to_owned() } else { verbatim(event.name) };
        let (words, note) = match (public, event.step) {
            (false, step) => (format!("{}：{name}", step.name()), event.detail),
            (true, step @ Step::SharedOut) => (step.name().to_owned(), String::new()),
            (true, step) => (step.name().to_owned(), event.detail),
        };
        Happening::new(event.at.words(now), words).datetime(event.at.rfc3339()).note(note)
    };
    let happenings = events.into_iter().rev().map(happening).collect();
    view! { <Timeline happenings/> }
}
