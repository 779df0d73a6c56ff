//! Leaving out one day.

use super::side::Side;
use crate::components::{ButtonKind, FieldHidden, Form, SubmitButton};
use crate::context::{backend, here, signed_in};
use crate::flash::flash;
use crate::form::answer;
use backend::field;
use backend::recurring::skip_once;
use jiff::civil::Date;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// Which day of which recurrence to leave out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SkipForm {
    /// The page to come back to.
    pub back: String,
    /// The recurrence.
    pub id: String,
    /// `resident`, or `role` for the role in use.
    pub view: String,
    /// The day.
    pub date: String,
}

/// Leaves out one day.
#[server(prefix = "/do", endpoint = "skip_occurrence")]
pub async fn skip_occurrence(#[server(flatten)] form: SkipForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let (viewer, side) = (signed_in()?, Side::parse(&form.view));
        skip_once(&backend()?, &viewer, &form.id, side.viewpoint(), &form.date).await?;
        Ok(flash(side.list(), "recurring_skipped"))
    })
    .await
}

/// The button that leaves out a day.
#[component]
pub(super) fn SkipDay(
    /// The recurrence.
    id: String,
    /// From which side it is seen.
    side: Side,
    /// The day.
    date: Date,
    /// The day in words.
    about: String,
) -> impl IntoView {
    view! {
        <Form action=SkipOccurrence::PATH back=here()>
            <FieldHidden field=field!(SkipForm, id) value=id/>
            <FieldHidden field=field!(SkipForm, view) value=side.viewpoint().name().to_owned()/>
            <FieldHidden field=field!(SkipForm, date) value=date.to_string()/>
            <SubmitButton label="这次不用来" kind=ButtonKind::Plain about/>
        </Form>
    }
}
