//! The questions of a form, at the door or behind a link.

use crate::components::{Choice, ChoiceLayout, FieldArea, FieldChoice, FieldErrors};
use crate::form::FormState;
use backend::surveys::FIELD_PREFIX;
use domain::surveys::{Question, QuestionKind, Questionnaire, TEXT_LIMIT};
use leptos::prelude::*;

/// All questions, numbered. Any may be left open.
#[component]
pub(super) fn Questions(questionnaire: Questionnaire, form_state: FormState) -> impl IntoView {
    let fields = (1..).zip(questionnaire.questions).map(|(number, question): (usize, _)| {
        let name = field(&question);
        let label = format!("{number}. {}", question.words);
        let typed = form_state.field(name);
        if question.kind == QuestionKind::Text {
            let most = u32::try_from(TEXT_LIMIT).ok();
            return view! { <FieldArea field=typed label maxlength=most optional=true/> }.into_any();
        }
        let choices = question.choices().into_iter().map(|(value, words)| Choice::new(value, words));
        view! { <FieldChoice field=typed label choices=choices.collect() layout=layout(&question.kind)/> }
            .into_any()
    });
    fields.collect_view()
}

/// The name of a question's field.
fn field(question: &Question) -> String {
    format!("{FIELD_PREFIX}{}", question.code)
}

fn layout(kind: &QuestionKind) -> ChoiceLayout {
    match kind {
        QuestionKind::Known | QuestionKind::YesNo => ChoiceLayout::Segment,
        QuestionKind::Satisfaction | QuestionKind::Choice { .. } => ChoiceLayout::Rows,
        QuestionKind::Scale { .. } | QuestionKind::Text => ChoiceLayout::Chips,
    }
}

/// What is wrong with a form, at its top.
pub(super) fn errors(form_state: &FormState) -> FieldErrors {
    form_state.errors()
}
