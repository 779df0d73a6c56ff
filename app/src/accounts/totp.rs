//! The codes of an authenticator application: set up, and asked for once somebody has signed in by message.

use super::passkeys::Again;
use crate::components::{
    ButtonKind, ButtonLink, Card, FieldHidden, FieldText, Form, Notice, NoticeKind, Page, Section,
    SubmitButton, TextKind,
};
use crate::context::{backend, here, now, query, signed_in};
use crate::flash::flash;
use crate::form::{FormState, answer, form_state_for};
use crate::page::{Notices, page};
use crate::paths;
use crate::qr::{QrDrawing, QrImage};
use backend::accounts::{self, NewTotp};
use backend::field;
use domain::accounts::is_fresh;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// How large the code is that applications scan, in pixels.
const SIZE: u32 = 220;

/// A secret to be taken, with a code of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SetUpTotpForm {
    /// The page to come back to.
    pub back: String,
    /// The secret as it was offered; the same where the form comes back.
    pub offer: String,
    /// The six digits that the application shows.
    pub code: String,
}

/// A code of one's authenticator.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProveTotpForm {
    /// The page to come back to.
    pub back: String,
    /// The page to go on to.
    pub next: String,
    /// The six digits that the application shows.
    pub code: String,
}

/// Removes one's authenticator.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RemoveTotpForm {
    /// The page to come back to.
    pub back: String,
}

/// Sets an authenticator up.
#[server(prefix = "/do", endpoint = "set_up_totp")]
pub async fn set_up_totp(#[server(flatten)] form: SetUpTotpForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        accounts::set_up_totp(&backend()?, &viewer, &form.offer, &form.code).await?;
        Ok(flash(paths::ME_TOTP, "totp_set_up"))
    })
    .await
}

/// Takes a code.
#[server(prefix = "/do", endpoint = "prove_totp")]
pub async fn prove_totp(#[server(flatten)] form: ProveTotpForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        accounts::prove_totp(&backend()?, &viewer, &form.code).await?;
        Ok(flash(paths::own(&form.next), "factor_proved"))
    })
    .await
}

/// Removes an authenticator.
#[server(prefix = "/do", endpoint = "remove_totp")]
pub async fn remove_totp(#[server(flatten)] form: RemoveTotpForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        accounts::remove_totp(&backend()?, &viewer).await?;
        Ok(flash(paths::ME_TOTP, "totp_removed"))
    })
    .await
}

/// The own authenticator.
#[component]
pub fn TotpPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let (known, fresh) = (accounts::has_totp(&backend, &viewer).await?, is_fresh(viewer.begun, now()));
        let within = match (known, viewer.method.is_strong(), fresh) {
            (true, false, _) => view! { <Prove form_state=form_state_for(ProveTotp::PATH)/> }.into_any(),
            (true, true, _) => view! { <Known fresh/> }.into_any(),
            (false, _, false) => view! { <Again path=paths::ME_TOTP/> }.into_any(),
            (false, _, true) => {
                let form_state = form_state_for(SetUpTotp::PATH);
                // A form that came back is about the secret that was scanned before.
                let offered = form_state.value(field!(SetUpTotpForm, offer));
                let totp = accounts::offered_totp(&backend, &viewer, offered.as_deref())?;
                let drawing = QrDrawing::of(&totp.address)?;
                view! { <SetUp totp drawing form_state/> }.into_any()
            }
        };
        Ok(view! {
            <Page title="动态口令" back=paths::ME_PASSKEYS>
                <Notices/>
                {within}
            </Page>
        })
    })
}

/// Asks for a code.
#[component]
fn Prove(form_state: FormState) -> impl IntoView {
    let next = paths::own(&query("next")).to_owned();
    let later = next.clone();
    view! {
        <Card>
            <p>"打开手机上的验证器应用，把“点点通”那一行的 6 位数字填进来。"</p>
            <Form action=ProveTotp::PATH back=here() errors=form_state.errors()>
                <FieldHidden field=field!(ProveTotpForm, next) value=next/>
                <FieldText
                    field=form_state.field(field!(ProveTotpForm, code))
                    label="6 位动态口令"
                    kind=TextKind::Code
                    required=true
                />
                <SubmitButton label="核对"/>
            </Form>
        </Card>
        <ButtonLink href=paths::ME_RECOVERY label="手机不在身边，用备用码" kind=ButtonKind::Plain/>
        <ButtonLink href=later label="先不核对" kind=ButtonKind::Quiet/>
    }
}

/// That there is one, and how to be rid of it.
#[component]
fn Known(fresh: bool) -> impl IntoView {
    let remove = if fresh {
        view! {
            <Form action=RemoveTotp::PATH back=here()>
                <SubmitButton label="不用动态口令了" kind=ButtonKind::Danger/>
            </Form>
        }
        .into_any()
    } else {
        view! { <Again path=paths::ME_TOTP/> }.into_any()
    };
    view! {
        <Notice kind=NoticeKind::Done title="动态口令已经设好">
            <p>"以后用短信登录，再填一次验证器应用里的 6 位数字。"</p>
        </Notice>
        {remove}
    }
}

/// Where it is set up: what to scan, and a code to show that it was.
#[component]
fn SetUp(totp: NewTotp, drawing: QrDrawing, form_state: FormState) -> impl IntoView {
    let NewTotp { letters, offer, .. } = totp;
    view! {
        <p>"电脑或浏览器用不了通行密钥的，用它：手机上装一个验证器应用，登录的时候填它显示的 6 位数字。"</p>
        <Section title="第一步：扫一扫">
            <Card>
                <QrImage drawing label="给验证器应用扫的二维码" size=SIZE/>
                <p>"扫不了，就在应用里选手工输入，填这串字母："</p>
                <p><code translate="no">{letters}</code></p>
            </Card>
        </Section>
        <Section title="第二步：填数字">
            <Card>
                <Form action=SetUpTotp::PATH back=here() errors=form_state.errors()>
                    <FieldHidden field=field!(SetUpTotpForm, offer) value=offer/>
                    <FieldText
                        field=form_state.field(field!(SetUpTotpForm, code))
                        label="应用里显示的 6 位数字"
                        kind=TextKind::Code
                        required=true
                    />
                    <SubmitButton label="设好了"/>
                </Form>
            </Card>
        </Section>
    }
}
