//! Sharing the visits out.

use crate::components::{ButtonKind, FieldHidden, FieldTicks, Form, SubmitButton, TickChoice};
use crate::context::{backend, here, signed_in};
use crate::flash::flash;
use crate::form::{answer, form_state_for};
use crate::paths;
use crate::verbatim::verbatim;
use backend::field;
use backend::surveys::{self, VisitorChoice};
use domain::accounts::PersonId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;
use std::collections::BTreeMap;

/// Stands before a person's id in the name of their tick.
const TICK: &str = "person-";

/// Who is to go.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ShareForm {
    /// The page to come back to.
    pub back: String,
    /// The wave's number.
    pub wave: String,
    /// Whoever is ticked.
    #[serde(flatten)]
    pub ticked: BTreeMap<String, String>,
}

impl ShareForm {
    fn people(&self) -> Vec<String> {
        self.ticked.keys().filter_map(|name| name.strip_prefix(TICK)).map(str::to_owned).collect()
    }
}

/// Shares the open households out.
#[server(prefix = "/do", endpoint = "share_out")]
pub async fn share_out(#[server(flatten)] form: ShareForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        let shared = surveys::share_out(&backend()?, &viewer, &form.wave, &form.people()).await?;
        let what = if shared.left > 0 { "survey_shared_partly" } else { "survey_shared" };
        Ok(flash(paths::desk_survey(&form.wave), what))
    })
    .await
}

/// Who can go, to be ticked.
#[component]
pub(super) fn ShareFields(
    wave: String,
    choices: Vec<VisitorChoice>,
    /// Those who go already.
    going: Vec<PersonId>,
) -> impl IntoView {
    let form_state = form_state_for(ShareOut::PATH);
    let again = form_state.is_some();
    let ticks = choices.into_iter().map(|choice| {
        let name = format!("{TICK}{}", choice.person);
        let checked = if again { form_state.value(&name).is_some() } else { going.contains(&choice.person) };
        let label =
            format!("{}（{}，{}）", verbatim(choice.name), choice.role.name(), verbatim(choice.area_name));
        TickChoice::new(name, label, checked)
    });
    let ticks = ticks.collect();
    let kind = if going.is_empty() { ButtonKind::Main } else { ButtonKind::Plain };
    let errors = form_state.errors();
    view! {
        <Form action=ShareOut::PATH back=here() errors>
            <FieldHidden field=field!(ShareForm, wave) value=wave/>
            <FieldTicks id="people" label="谁去" ticks error=form_state.error("people")
                hint="按抽签的顺序轮流分，谁也挑不了户；只分到各人负责的地方，自己家不归自己"/>
            <SubmitButton label="把没答的户分给他们" kind/>
        </Form>
    }
}
