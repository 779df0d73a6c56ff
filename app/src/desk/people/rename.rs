//! Changing the name of somebody who holds a role.

use crate::components::{ButtonKind, FieldHidden, FieldText, Form, SubmitButton, TextKind};
use crate::context::{backend, here, signed_in};
use crate::flash::flash;
use crate::form::{FormState, answer, form_state_for};
use crate::paths;
use backend::accounts;
use backend::field;
use domain::accounts::PersonName;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// Whose name, by a grant of theirs, and what it is.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RenameHolderForm {
    /// The page to come back to.
    pub back: String,
    /// The grant.
    pub grant: String,
    /// The name.
    pub name: String,
}

/// Changes a name.
#[server(prefix = "/do", endpoint = "rename_holder")]
pub async fn rename_holder(#[server(flatten)] form: RenameHolderForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        accounts::rename_holder(&backend()?, &viewer, &form.grant, &form.name).await?;
        Ok(flash(paths::own(&form.back), "renamed"))
    })
    .await
}

/// The field of the name.
#[component]
pub(super) fn Rename(
    /// The grant.
    grant: String,
    /// What they are called.
    name: String,
    /// The form as it came back, if it was this one.
    form_state: FormState,
) -> impl IntoView {
    let id = format!("name-{grant}");
    view! {
        <Form action=RenameHolder::PATH back=here() errors=form_state.errors()>
            <FieldHidden field=field!(RenameHolderForm, grant) value=grant/>
            <FieldText
                field=form_state.field(field!(RenameHolderForm, name)).or(name.as_str())
                id
                label="姓名"
                kind=TextKind::Name
                autocomplete="off"
                maxlength=u32::try_from(PersonName::LIMIT).ok()
                required=true
            />
            <SubmitButton label="改名" kind=ButtonKind::Plain about=name/>
        </Form>
    }
}

/// The form that changes the name of whoever holds this grant, as it came back; empty if it didn't.
pub(super) fn refused_rename(grant: &str) -> FormState {
    let form_state = form_state_for(RenameHolder::PATH);
    if form_state.value(field!(RenameHolderForm, grant)).as_deref() == Some(grant) {
        form_state
    } else {
        FormState::default()
    }
}
