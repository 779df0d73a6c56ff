//! In which language one reads.

use crate::components::Form;
use crate::context::{backend, here, language, set_language_cookie, viewer};
use crate::flash::flash;
use crate::form::answer;
use crate::paths;
use backend::{AppError, ErrorKind, accounts};
use domain::accounts::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// In which language to read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SetLanguageForm {
    /// The page to come back to.
    pub back: String,
    /// The tag of a [`Language`].
    pub language: String,
}

/// Changes the language: for the person, and for the browser, so that it stays after signing out.
#[server(prefix = "/do", endpoint = "set_language")]
pub async fn set_language(#[server(flatten)] form: SetLanguageForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let language = Language::parse(&form.language).ok_or_else(|| {
            AppError::new(ErrorKind::Invalid, "account.language", "没有这种语言，请从列出的里面选")
        })?;
        if let Some(viewer) = viewer() {
            accounts::set_language(&backend()?, &viewer, language).await?;
        }
        set_language_cookie(language);
        Ok(flash(paths::own(&form.back), "language"))
    })
    .await
}

/// The languages, each under the name that its readers give it; the one in use is marked.
#[component]
pub(crate) fn LanguageSwitch() -> impl IntoView {
    let used = language();
    let choices = Language::ALL.map(|language| {
        view! {
            <button
                class="language"
                name="language"
                value=language.tag()
                lang=language.tag()
                translate="no"
                aria-current=(language == used).then_some("true")
            >
                <span>{language.name()}</span>
            </button>
        }
    });
    view! {
        <div class="languages" role="group" aria-label="语言">
            <Form action=SetLanguage::PATH back=here()>{choices.collect_view()}</Form>
        </div>
    }
}
