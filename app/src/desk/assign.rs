//! Into whose hands the desk puts an order.

use crate::components::{
    ButtonKind, FieldHidden, Fold, Notice, NoticeKind, PickCard, Section, SubmitButton, Tone,
};
use crate::orders::{ActForm, act_form_state};
use crate::verbatim::verbatim;
use backend::dispatch::{Candidate, CandidateKind};
use backend::field;
use backend::orders::{CommandForm, OrderView};
use domain::dispatch::BEST;
use domain::orders::CommandKind;
use leptos::prelude::*;

/// The people, teams and companies that an order can be dispatched or transferred to.
#[component]
pub(super) fn Assign(
    /// The order.
    view: OrderView,
    /// Who fits best first.
    candidates: Vec<Candidate>,
    /// This page.
    back: String,
    /// Where to go once it is in somebody's hands.
    next: String,
) -> impl IntoView {
    let command = if view.allowed.contains(&CommandKind::Dispatch) {
        CommandKind::Dispatch
    } else if view.allowed.contains(&CommandKind::Transfer) {
        CommandKind::Transfer
    } else {
        return ().into_any();
    };
    let number = view.order.number.to_string();
    let error = act_form_state(&number, command).error("to");
    let version = view.order.version;
    let shown = shown(&candidates);
    let mut cards: Vec<_> = candidates
        .into_iter()
        .enumerate()
        .map(|(place, candidate)| {
            pick(
                candidate.clone(),
                place == 0 && candidate.fits && command == CommandKind::Dispatch,
                command,
                &number,
                version,
                (&back, &next),
            )
        })
        .collect();
    let rest = cards.split_off(cards.len().min(shown));
    let more = (!rest.is_empty()).then(|| {
        view! { <Fold label=format!("还有 {} 个", rest.len())><div class="picks">{rest}</div></Fold> }
    });
    let title = if command == CommandKind::Dispatch { "派给谁" } else { "转给别人" };
    let body = view! {
        {error.map(|sentence| view! { <Notice kind=NoticeKind::Failed title=sentence/> })}
        <div class="picks">{cards}</div>
        {more}
    };
    if command == CommandKind::Dispatch {
        view! { <Section title>{body}</Section> }.into_any()
    } else {
        view! { <Fold label=title>{body}</Fold> }.into_any()
    }
}

/// How many candidates are shown at once: up to the third member who fits, with the company or team that stands
/// before them because such things are theirs. The rest is folded away.
fn shown(candidates: &[Candidate]) -> usize {
    let fits = |candidate: &Candidate| candidate.kind == CandidateKind::Member && candidate.fits;
    let places =
        candidates.iter().enumerate().filter(|(_, candidate)| fits(candidate)).map(|(place, _)| place + 1);
    places.take(BEST).last().unwrap_or(BEST)
}

fn pick(
    candidate: Candidate,
    best: bool,
    command: CommandKind,
    number: &str,
    version: i64,
    (back, next): (&str, &str),
) -> AnyView {
    let (number, back, next) = (number.to_owned(), back.to_owned(), next.to_owned());
    let tone = match candidate.kind {
        CandidateKind::VolunteerTeam => Tone::Green,
        CandidateKind::PropertyCompany => Tone::Blue,
        CandidateKind::Member | CandidateKind::Oneself => Tone::Plain,
    };
    let place = if candidate.near { "同小区".to_owned() } else { verbatim(candidate.area_name) };
    let usual = candidate.usual.then(|| "这类事常归他们办".to_owned());
    let load = if candidate.open == 0 {
        "手上没有单".to_owned()
    } else {
        format!("手上 {} 单", candidate.open)
    };
    let label = match (command, candidate.kind) {
        (CommandKind::Transfer, _) => "转给",
        (_, CandidateKind::Oneself) => "我来办",
        _ => "派单",
    };
    let line = match candidate.why {
        Some(why) if candidate.fits => why,
        Some(why) => format!("不合适：{why}"),
        None => usual.into_iter().chain([place, load]).collect::<Vec<_>>().join(" · "),
    };
    let line = match (candidate.last_time, candidate.kind) {
        (false, _) => line,
        (true, CandidateKind::VolunteerTeam | CandidateKind::PropertyCompany) => {
            format!("上次是他们办的 · {line}")
        }
        (true, _) => format!("上次是他办的 · {line}"),
    };
    let kind = if best { ButtonKind::Main } else { ButtonKind::Plain };
    view! {
        <PickCard name=verbatim(&candidate.name) tag=candidate.kind.name() tone line best>
            <ActForm number version view="role" command back next>
                <FieldHidden field=field!(CommandForm, to) value=candidate.id.to_string()/>
                <SubmitButton label kind about=verbatim(candidate.name)/>
            </ActForm>
        </PickCard>
    }
    .into_any()
}
