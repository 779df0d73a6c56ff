//! Recovery codes: shown once to be written down, and used where neither passkey nor authenticator is at hand.

use super::passkeys::Again;
use crate::components::{
    ButtonKind, Card, FieldHidden, FieldText, Form, Notice, NoticeKind, Page, Section, SubmitButton, TextKind,
};
use crate::context::{backend, here, now, signed_in};
use crate::flash::flash;
use crate::form::{FormState, answer, form_state_for};
use crate::page::{Notices, page};
use crate::paths;
use backend::accounts::{self, RecoverySet};
use backend::field;
use domain::accounts::is_fresh;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// A set of codes that was written down.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct KeepRecoveryCodesForm {
    /// The page to come back to.
    pub back: String,
    /// The set as it was offered.
    #[serde(skip_serializing)]
    pub offer: String,
}

/// One of the codes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct UseRecoveryCodeForm {
    /// The page to come back to.
    pub back: String,
    /// The code.
    pub code: String,
}

/// Takes a set of codes.
#[server(prefix = "/do", endpoint = "keep_recovery_codes")]
pub async fn keep_recovery_codes(
    #[server(flatten)] form: KeepRecoveryCodesForm,
) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        accounts::keep_recovery_codes(&backend()?, &viewer, &form.offer).await?;
        Ok(flash(paths::ME_PASSKEYS, "recovery_kept"))
    })
    .await
}

/// Takes a code.
#[server(prefix = "/do", endpoint = "use_recovery_code")]
pub async fn use_recovery_code(#[server(flatten)] form: UseRecoveryCodeForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        accounts::use_recovery_code(&backend()?, &viewer, &form.code).await?;
        Ok(flash(paths::ME_PASSKEYS, "factor_proved"))
    })
    .await
}

/// The own recovery codes.
#[component]
pub fn RecoveryPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let left = accounts::recovery_codes_left(&backend, &viewer).await?;
        let use_one = (left > 0 && !viewer.method.is_strong())
            .then(|| view! { <UseOne form_state=form_state_for(UseRecoveryCode::PATH)/> });
        let known = (left > 0).then(|| view! { <p>{format!("还有 {left} 个备用码没有用过。")}</p> });
        let make = if is_fresh(viewer.begun, now()) {
            let set = accounts::new_recovery_codes(&backend, &viewer)?;
            view! { <Make set is_first=left == 0/> }.into_any()
        } else {
            view! { <Again path=paths::ME_RECOVERY/> }.into_any()
        };
        Ok(view! {
            <Page title="备用码" back=paths::ME_PASSKEYS>
                <Notices/>
                <p>"通行密钥、动态口令都不在身边的时候，用短信登录以后填一个备用码。每个只能用一次。"</p>
                {use_one}
                {known}
                {make}
            </Page>
        })
    })
}

/// Where a code is typed.
#[component]
fn UseOne(form_state: FormState) -> impl IntoView {
    view! {
        <Section title="用一个备用码">
            <Card>
                <Form action=UseRecoveryCode::PATH back=here() errors=form_state.errors()>
                    <FieldText
                        field=form_state.field(field!(UseRecoveryCodeForm, code))
                        label="10 位备用码"
                        kind=TextKind::Code
                        autocomplete="off"
                        required=true
                    />
                    <SubmitButton label="核对"/>
                </Form>
            </Card>
        </Section>
    }
}

/// A new set, to be written down.
#[component]
fn Make(set: RecoverySet, is_first: bool) -> impl IntoView {
    let RecoverySet { codes, offer } = set;
    let codes =
        codes.into_iter().map(|code| view! { <li><code translate="no">{code}</code></li> }).collect_view();
    let title = if is_first { "备一套" } else { "换一套新的" };
    let replaces = (!is_first).then(|| {
        view! { <Notice kind=NoticeKind::Warning title="按下去，原来的那一套就都作废"/> }
    });
    view! {
        <Section title>
            <Card>
                <p>"抄在纸上，或者打印这一页，放在只有您拿得到的地方；离开这一页就再也看不到了。"</p>
                <ol class="plain-list">{codes}</ol>
                {replaces}
                <Form action=KeepRecoveryCodes::PATH back=here()>
                    <FieldHidden field=field!(KeepRecoveryCodesForm, offer) value=offer/>
                    <SubmitButton label="已经抄好了" kind=ButtonKind::Plain/>
                </Form>
            </Card>
        </Section>
    }
}
