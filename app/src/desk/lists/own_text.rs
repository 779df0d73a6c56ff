//! What the community says about a service in its own words.

use super::choose::row_of;
use crate::components::{
    ButtonKind, FieldArea, FieldErrors, FieldHidden, Fold, Form, Notice, NoticeKind, SubmitButton,
};
use crate::context::{backend, here, signed_in};
use crate::form::{FormState, answer, form_state_for};
use backend::catalogue::set_own_text;
use backend::field;
use domain::catalogue::OwnText;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// What the community says about a service.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnTextForm {
    /// The page to come back to.
    pub back: String,
    /// The service's code.
    pub service: String,
    /// The text; blank for none.
    pub own_text: String,
}

/// Saves what the community says about a service. Whether it is published stays as it is.
#[server(prefix = "/do", endpoint = "save_own_text")]
pub async fn save_own_text(#[server(flatten)] form: OwnTextForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        let published = set_own_text(&backend()?, &viewer, &form.service, &form.own_text).await?;
        Ok(row_of(&form.back, if published { "text" } else { "text_hidden" }, &form.service))
    })
    .await
}

/// Says above the long list that a text could not be saved, with the way to it.
#[component]
pub(super) fn NotSaved() -> impl IntoView {
    let service = form_state_for(SaveOwnText::PATH).value("service");
    service.map(|service| {
        view! {
            <Notice kind=NoticeKind::Failed title="有一段话没有保存">
                <a href=format!("#own_text-{service}")>"去改一改"</a>
            </Notice>
        }
    })
}

/// The text, and the form that changes it.
#[component]
pub(super) fn OwnText(
    /// The service's code.
    service: String,
    /// Its name.
    name: String,
    /// The text as it is; empty if there is none.
    text: String,
    /// What was typed last, for whichever service.
    form_state: FormState,
) -> impl IntoView {
    let mine = form_state.value(field!(OwnTextForm, service)).is_some_and(|form_state| form_state == service);
    let form_state = if mine { form_state } else { FormState::default() };
    let id = format!("own_text-{service}");
    let error = form_state.error(field!(OwnTextForm, own_text));
    let errors: FieldErrors = error.iter().map(|error| (id.as_str(), error.as_str())).collect();
    let label = if text.is_empty() { "加一段自己的话" } else { "改自己的话" };
    let shown = (!text.is_empty()).then(|| view! { <p class="own-text">{text.clone()}</p> });
    view! {
        {shown}
        <Fold label open=mine>
            <Form action=SaveOwnText::PATH back=here() errors>
                <FieldHidden field=field!(OwnTextForm, service) value=service/>
                <FieldArea
                    field=form_state.field(field!(OwnTextForm, own_text)).or(text)
                    id
                    label=format!("关于“{name}”")
                    hint="居民在服务说明下面看到，比如哪天集中办、到哪里办；清空就是不写"
                    maxlength=u32::try_from(OwnText::LIMIT).ok()
                />
                <SubmitButton label="保存" kind=ButtonKind::Plain about=name/>
            </Form>
        </Fold>
    }
}
