//! When a member is away.

use crate::components::{
    ButtonKind, Card, FieldHidden, FieldText, Fold, Form, Stack, SubmitButton, TextKind,
};
use crate::context::{backend, here, signed_in};
use crate::flash::flash;
use crate::form::{answer, form_state_for};
use crate::paths;
use backend::field;
use backend::members;
use domain::dispatch::Period;
use domain::time::{Timestamp, day_words};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// From which day to which a member is away.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AddAbsenceForm {
    /// The page to come back to.
    pub back: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
}

/// Which absence to take back.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RemoveAbsenceForm {
    /// The page to come back to.
    pub back: String,
    /// Its first moment, as it stands in the database.
    pub from: String,
}

/// Writes down that the member is away.
#[server(prefix = "/do", endpoint = "add_absence")]
pub async fn add_absence(#[server(flatten)] form: AddAbsenceForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        members::add_absence(&backend()?, &viewer, &form.from, &form.until).await?;
        Ok(flash(paths::own(&form.back), "absence"))
    })
    .await
}

/// Takes an absence back.
#[server(prefix = "/do", endpoint = "remove_absence")]
pub async fn remove_absence(#[server(flatten)] form: RemoveAbsenceForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        members::remove_absence(&backend()?, &viewer, &form.from).await?;
        Ok(flash(paths::own(&form.back), "absence_removed"))
    })
    .await
}

/// The absences to come, and the form for another.
#[component]
pub(super) fn Absences(
    /// The next first.
    absences: Vec<Period>,
    /// When the page is shown.
    now: Timestamp,
) -> impl IntoView {
    let rows = absences.into_iter().map(|absence| {
        let (first, last) = (absence.from.date(), absence.until.plus(-1).date());
        let today = now.date();
        let words = if first == last {
            day_words(first, today)
        } else {
            format!("{} 到 {}", day_words(first, today), day_words(last, today))
        };
        view! {
            <Card>
                <p>{words.clone()}</p>
                <Form action=RemoveAbsence::PATH back=here()>
                    <FieldHidden field=field!(RemoveAbsenceForm, from) value=absence.from.0.to_string()/>
                    <SubmitButton label="删掉" kind=ButtonKind::Plain about=words/>
                </Form>
            </Card>
        }
    });
    let rows = rows.collect_view();
    let form_state = form_state_for(AddAbsence::PATH);
    let errors = form_state.errors();
    view! {
        <Stack>{rows}</Stack>
        <Fold label="加一段不在的日子" open=form_state.is_some()>
            <Form action=AddAbsence::PATH back=here() errors>
                <FieldText field=form_state.field(field!(AddAbsenceForm, from)) label="从哪天起" kind=TextKind::Date required=true/>
                <FieldText field=form_state.field(field!(AddAbsenceForm, until)) label="到哪天（含）" kind=TextKind::Date required=true/>
                <SubmitButton label="加上"/>
            </Form>
        </Fold>
    }
}
