//! What a resident may do to an order: cancel it, say that it is done, rate it, reopen it.

use super::act::{ActForm, act_form_state, act_id};
use crate::components::{
    ButtonKind, Card, Choice, ChoiceLayout, FieldArea, FieldChoice, Fold, Section, Stack, SubmitButton,
};
use crate::form::FormState;
use backend::field;
use backend::orders::{CommandForm, OrderView};
use domain::orders::{CancelReason, CommandKind, NOTE_LIMIT, Satisfaction};
use leptos::prelude::*;
use strum::IntoEnumIterator;

/// An order's form: which order it is, and where to come back to.
#[derive(Clone)]
struct Asked {
    number: String,
    version: i64,
    back: String,
}

impl Asked {
    fn of(view: &OrderView, back: String) -> Self {
        Self { number: view.order.number.to_string(), version: view.order.version, back }
    }

    fn form_state(&self, command: CommandKind) -> FormState {
        act_form_state(&self.number, command)
    }

    fn id(&self, command: CommandKind, field: &str) -> String {
        act_id(&self.number, command, field)
    }
}

/// By what an address leads to the rating.
pub(super) const RATE: &str = "rate";

/// How it was: the first thing to do once the work is done. Nothing before and after that.
#[component]
pub(super) fn RatingForm(
    /// The order.
    view: OrderView,
    /// The page to come back to.
    back: String,
) -> impl IntoView {
    let can = |command: CommandKind| view.allowed.contains(&command);
    let asked = Asked::of(&view, back);
    let confirm = can(CommandKind::Confirm).then(|| {
        view! { <Confirm asked=asked.clone() main=!can(CommandKind::Rate)/> }
    });
    let rate = can(CommandKind::Rate).then(|| view! { <Rate asked=asked.clone()/> });
    let any = confirm.is_some() || rate.is_some();
    any.then(|| view! { <Section title="办得怎么样" id=RATE><Card><Stack>{rate}{confirm}</Stack></Card></Section> })
}

/// Agreeing that it is done, without a word on how it was.
#[component]
fn Confirm(asked: Asked, main: bool) -> impl IntoView {
    let Asked { number, version, back } = asked;
    let (label, kind) = if main {
        ("确认办好了", ButtonKind::Main)
    } else {
        ("办好了，先不评价", ButtonKind::Quiet)
    };
    view! {
        <ActForm number version view="resident" command=CommandKind::Confirm back>
            <SubmitButton label kind/>
        </ActForm>
    }
}

/// Five levels and a sentence.
#[component]
fn Rate(asked: Asked) -> impl IntoView {
    let command = CommandKind::Rate;
    let form_state = asked.form_state(command);
    let (level, note) = (asked.id(command, "level"), asked.id(command, "note"));
    let Asked { number, version, back } = asked;
    let choices =
        Satisfaction::iter().map(|level| Choice::new(<&str>::from(level), level.name()).icon(face(level)));
    view! {
        <ActForm number version view="resident" command back>
            <FieldChoice
                field=form_state.field(field!(CommandForm, level))
                id=level
                label="满意吗"
                layout=ChoiceLayout::Rating
                choices=choices.collect()
            />
            <FieldArea
                field=form_state.field(field!(CommandForm, note))
                id=note
                label="说一句"
                rows=2
                maxlength=u32::try_from(NOTE_LIMIT).ok()
                optional=true
            />
            <SubmitButton label="评价"/>
        </ActForm>
    }
}

fn face(level: Satisfaction) -> &'static str {
    match level {
        Satisfaction::VerySatisfied => "laugh",
        Satisfaction::Satisfied => "smile",
        Satisfaction::FairlySatisfied => "meh",
        Satisfaction::Dissatisfied => "frown",
        Satisfaction::VeryDissatisfied => "angry",
    }
}

/// The ways out, each folded away until it is asked for.
#[component]
pub(super) fn WaysOut(
    /// The order.
    view: OrderView,
    /// The page to come back to.
    back: String,
) -> impl IntoView {
    let can = |command: CommandKind| view.allowed.contains(&command);
    let asked = Asked::of(&view, back);
    let reopen = can(CommandKind::Reopen).then(|| view! { <Reopen asked=asked.clone()/> });
    let cancel = can(CommandKind::Cancel).then(|| view! { <Cancel asked=asked.clone()/> });
    view! { {reopen} {cancel} }
}

/// It is not done after all.
#[component]
fn Reopen(asked: Asked) -> impl IntoView {
    let command = CommandKind::Reopen;
    let form_state = asked.form_state(command);
    let note = asked.id(command, "note");
    let Asked { number, version, back } = asked;
    view! {
        <Fold label="没办好，要重开" open=form_state.is_some()>
            <ActForm number version view="resident" command back>
                <FieldArea
                    field=form_state.field(field!(CommandForm, note))
                    id=note
                    label="哪里没办好"
                    hint="社区会重新派人，原来的经过都留着"
                    rows=2
                    maxlength=u32::try_from(NOTE_LIMIT).ok()
                    required=true
                />
                <SubmitButton label="重开这一单" kind=ButtonKind::Plain/>
            </ActForm>
        </Fold>
    }
}

/// Calling it off.
#[component]
fn Cancel(asked: Asked) -> impl IntoView {
    let command = CommandKind::Cancel;
    let form_state = asked.form_state(command);
    let reason = asked.id(command, "reason");
    let Asked { number, version, back } = asked;
    let choices = CancelReason::asked().map(|reason| Choice::new(<&str>::from(reason), reason.name()));
    view! {
        <Fold label="取消这一单" open=form_state.is_some()>
            <ActForm number version view="resident" command back>
                <FieldChoice
                    field=form_state.field(field!(CommandForm, reason))
                    id=reason
                    label="为什么取消"
                    layout=ChoiceLayout::Rows
                    choices=choices.collect()
                />
                <SubmitButton label="取消这一单" kind=ButtonKind::Danger/>
            </ActForm>
        </Fold>
    }
}
