//! The first half of signing in: the phone number.

use super::passkey_sign_in::{WithPasskey, ask_here};
use super::{LocaleSwitch, first_page, pending};
use crate::components::{Card, FieldHidden, FieldText, Form, Page, SubmitButton, TextKind};
use crate::context::{SigningIn, backend, device, here, query, viewer};
use crate::flash::flash;
use crate::form::{answer, form_state};
use crate::offline::OfflineScript;
use crate::page::{Notices, go_to, page};
use crate::paths;
use crate::telephones::ViewersCall;
use backend::accounts::{self, Repeat};
use backend::field;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// What is typed to get a code.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AskForCodeForm {
    /// The page to come back to.
    pub back: String,
    /// The page to go to once signed in.
    pub next: String,
    /// The number.
    pub phone: String,
}

/// Sends a one-time code.
#[server(prefix = "/do", endpoint = "ask_for_code")]
pub async fn ask_for_code(#[server(flatten)] form: AskForCodeForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let backend = backend()?;
        let from = SigningIn::here(&backend);
        let sent = accounts::ask_for_code(&backend, &form.phone, from.origin(), Repeat::JustNow).await?;
        let page = code_page(&form.next);
        let page = if sent.before { flash(page, "code_before") } else { page };
        pending::keep(&backend, sent)?;
        Ok(page)
    })
    .await
}

/// The page that asks for the code, and then goes on to `next`.
pub(super) fn code_page(next: &str) -> String {
    let next = paths::own(next);
    paths::with(paths::SIGN_IN_CODE, &[("next", if next == paths::HOME { "" } else { next })])
}

/// Asks for the phone number.
#[component]
pub fn SignInPage() -> impl IntoView {
    page(async move {
        let next = paths::own(&query("next")).to_owned();
        let again = !query("again").is_empty();
        if let Some(viewer) = viewer().filter(|_| !again) {
            let there = if next == paths::HOME { first_page(viewer.role()) } else { &next };
            return Ok(go_to(there));
        }
        let form_state = form_state();
        // The browser has its secret before it asks: pressed twice on a slow network, it is one browser.
        device(&backend()?);
        let passkey = ask_here(&backend()?)?;
        let passkey = passkey.map(|request| view! { <WithPasskey request next=next.clone()/> });
        Ok(view! {
            <Page title="登录" back=paths::HOME>
                <Notices/>
                <Card>
                    <p>"填手机号，收一条短信，把里面的 6 位数字填进来就好。第一次来也这样，不用另外注册，不用记密码。"</p>
                    <Form action=AskForCode::PATH back=here() errors=form_state.errors()>
                        <FieldHidden field=field!(AskForCodeForm, next) value=next/>
                        <FieldText
                            field=form_state.field(field!(AskForCodeForm, phone))
                            label="手机号"
                            kind=TextKind::Phone
                            required=true
                        />
                        <SubmitButton label="获取验证码"/>
                    </Form>
                </Card>
                {passkey}
                <ViewersCall/>
                <LocaleSwitch/>
                // Says how much waits on this phone to be sent.
                <OfflineScript has_bar=true otherwise=|| ().into_any()/>
                <p class="aside"><a class="text-link" href=paths::HELP>"帮助"</a>" · "<a class="text-link" href=paths::PRIVACY>"我们怎么保护您的信息"</a></p>
            </Page>
        }
        .into_any())
    })
}
