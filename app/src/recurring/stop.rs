//! Stopping a recurrence.

use super::side::{Side, page_of, sheet};
use crate::components::{
    ButtonKind, ButtonLink, ButtonRow, Card, Choice, ChoiceLayout, Fact, Facts, Field, FieldChoice,
    FieldHidden, Form, SubmitButton,
};
use crate::context::{backend, here, now, param, signed_in};
use crate::flash::flash;
use crate::form::answer;
use crate::page::{go_to, page};
use crate::verbatim::verbatim;
use backend::recurring::{DayFate, RecurrenceView, Stopped, one, stop};
use backend::{AppError, field};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// In [`StopRecurrenceForm::ahead`]: what was made ahead stays.
const KEEP: &str = "keep";

/// Which recurrence to stop, and what becomes of the orders that were made ahead.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StopRecurrenceForm {
    /// The page to come back to.
    pub back: String,
    /// The recurrence.
    pub id: String,
    /// `resident`, or `role` for the role in use.
    pub view: String,
    /// `keep` if what was made ahead stays; else it is cancelled.
    pub ahead: String,
}

/// Stops a recurrence.
#[server(prefix = "/do", endpoint = "stop_recurrence")]
pub async fn stop_recurrence(#[server(flatten)] form: StopRecurrenceForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let (viewer, side) = (signed_in()?, Side::parse(&form.view));
        let also_cancel = form.ahead != KEEP;
        let stopped = stop(&backend()?, &viewer, &form.id, side.viewpoint(), also_cancel).await?;
        Ok(flash(side.list(), what(stopped)))
    })
    .await
}

/// What one reads of it, by the words of [`crate::flash`].
fn what(stopped: Stopped) -> &'static str {
    match stopped {
        Stopped { left: 1.., .. } => "recurring_stopped_left",
        Stopped { cancelled: 1.., .. } => "recurring_stopped_all",
        _ => "recurring_stopped",
    }
}

/// Stopping an own recurrence.
#[component]
pub fn StopPage() -> impl IntoView {
    page(async move { stopping(Side::Resident).await })
}

/// The same at the desk, for somebody who telephones.
#[component]
pub fn DeskStopPage() -> impl IntoView {
    page(async move { stopping(Side::Desk).await })
}

async fn stopping(side: Side) -> Result<AnyView, AppError> {
    let (backend, viewer) = (backend()?, signed_in()?);
    let view = one(&backend, &viewer, &param("id"), side.viewpoint()).await?;
    if view.stopped_at.is_some() {
        return Ok(go_to(side.list()));
    }
    let facts = vec![
        Fact::new("什么事", view.service_name.clone()),
        Fact::new("给谁", verbatim(&view.contact.name)),
        Fact::new("日子", view.rule.words()),
    ];
    let form = view! {
        <Form action=StopRecurrence::PATH back=here()>
            <FieldHidden field=field!(StopRecurrenceForm, id) value=view.id.to_string()/>
            <FieldHidden field=field!(StopRecurrenceForm, view) value=side.viewpoint().name().to_owned()/>
            <AheadField view/>
            <ButtonRow>
                <SubmitButton label="停止，以后不来了" kind=ButtonKind::Danger/>
                <ButtonLink href=side.list() label="先不停" kind=ButtonKind::Plain/>
            </ButtonRow>
        </Form>
    };
    let content = view! { <Card><Facts facts/></Card> {sheet(side, form)} };
    page_of(side, (&backend, &viewer), "停止定期点单", side.list().to_owned(), content.into_any()).await
}

/// What becomes of the orders that were made ahead; not asked where there are none.
#[component]
fn AheadField(view: RecurrenceView) -> impl IntoView {
    let today = now().date();
    let open = |fate: &DayFate| matches!(fate, DayFate::Made { state, .. } if !state.is_over());
    let ahead = view.days.iter().filter(|day| day.date >= today && open(&day.fate)).count();
    (ahead > 0).then(|| {
        let choices = vec![Choice::new("cancel", "也取消"), Choice::new(KEEP, "还照常来")];
        view! {
            <FieldChoice
                field=Field::named("ahead").or("cancel")
                label=format!("已经点好的 {ahead} 单怎么办")
                layout=ChoiceLayout::Rows
                choices
            />
        }
    })
}
