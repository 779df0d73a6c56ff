//! In which language one reads.

use crate::components::Form;
use crate::context::{backend, here, locale, set_locale_cookie, viewer};
use crate::flash::flash;
use crate::form::answer;
use crate::paths;
use backend::{AppError, ErrorKind, accounts};
use domain::accounts::Locale;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// In which language to read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SetLocaleForm {
    /// The page to come back to.
    pub back: String,
    /// The tag of a [`Locale`].
    pub language: String,
}

/// Changes the language: for the person, and for the browser, so that it stays after signing out.
#[server(prefix = "/do", endpoint = "set_language")]
pub async fn set_locale(#[server(flatten)] form: SetLocaleForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let locale = Locale::parse(&form.language).ok_or_else(|| {
            AppError::new(ErrorKind::Invalid, "account.language", "没有这种语言，请从列出的里面选")
        })?;
        if let Some(viewer) = viewer() {
            accounts::set_locale(&backend()?, &viewer, locale).await?;
        }
        set_locale_cookie(locale);
        Ok(flash(paths::own(&form.back), "language"))
    })
    .await
}

/// The languages, each under the name that its readers give it; the one in use is marked.
#[component]
pub(crate) fn LocaleSwitch() -> impl IntoView {
    let used = locale();
    let choices = Locale::ALL.map(|locale| {
        view! {
            <button
                class="language"
                name="language"
                value=locale.tag()
                lang=locale.tag()
                translate="no"
                aria-current=(locale == used).then_some("true")
            >
                <span>{locale.name()}</span>
            </button>
        }
    });
    view! {
        <div class="languages" role="group" aria-label="语言">
            <Form action=SetLocale::PATH back=here()>{choices.collect_view()}</Form>
        </div>
    }
}
