//! The second half of signing in: the one-time code.

use super::landing::enter;
use super::pending::{self, Pending};
use super::sign_in::code_page;
use crate::components::{
    Assets, ButtonKind, ButtonLink, ButtonRow, Card, FieldHidden, FieldText, Form, Notice, Page,
    SubmitButton, TextKind,
};
use crate::context::{SigningIn, backend, here, now, query};
use crate::form::{FormState, answer, form_state_for};
use crate::page::{Notices, go_to, page};
use crate::paths;
use crate::telephones::ViewersCall;
use backend::accounts::Repeat;
use backend::{AppError, ErrorKind, accounts, field};
use domain::accounts::CODE_LIFETIME;
use domain::time::{MINUTE, length_words};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// How long after a code another is sent, in milliseconds.
const AGAIN_AFTER: i64 = MINUTE;

/// What is typed to sign in. The number comes with the browser's cookie.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    /// The page to come back to.
    pub back: String,
    /// The page to go to once signed in.
    pub next: String,
    /// The six digits.
    pub code: String,
}

/// Asks for another code, for the number that the browser's cookie names.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AskAgainForm {
    /// The page to come back to.
    pub back: String,
    /// The page to go to once signed in.
    pub next: String,
}

/// Signs in.
#[server(prefix = "/do", endpoint = "sign_in")]
pub async fn sign_in(#[server(flatten)] form: SignInForm) -> Result<(), ServerFnError> {
    let (pending, back) = carried(&form.back, &form.next);
    answer(&form, &back, async {
        let (backend, pending) = (backend()?, pending.ok_or_else(too_late)?);
        let from = SigningIn::here(&backend);
        let signed = accounts::sign_in(&backend, pending.phone.full(), &form.code, from.origin()).await;
        if signed.as_ref().is_err_and(|error| error.code == accounts::ASKED_WHOSE) {
            return Ok(paths::whose(&form.next));
        }
        let signed = signed?;
        pending::clear();
        enter(&backend, &signed, &form.next).await
    })
    .await
}

/// Sends another code.
#[server(prefix = "/do", endpoint = "ask_again")]
pub async fn ask_again(#[server(flatten)] form: AskAgainForm) -> Result<(), ServerFnError> {
    let (pending, back) = carried(&form.back, &form.next);
    answer(&form, &back, async {
        let (backend, pending) = (backend()?, pending.ok_or_else(too_late)?);
        let repeat = Repeat::Since(pending.at);
        let from = SigningIn::here(&backend);
        let sent = accounts::ask_for_code(&backend, pending.phone.full(), from.origin(), repeat).await?;
        pending::keep(&backend, sent)?;
        Ok(crate::flash::flash(code_page(&form.next), "code_again"))
    })
    .await
}

/// What the browser carries, and where an error is read: on this page, or on that of the number if
/// the browser carries nothing any more.
fn carried(back: &str, next: &str) -> (Option<Pending>, String) {
    let pending = backend().ok().and_then(|backend| pending::read(&backend));
    let back = if pending.is_some() { back.to_owned() } else { paths::sign_in(next) };
    (pending, back)
}

fn too_late() -> AppError {
    AppError::new(ErrorKind::Invalid, "sign_in.too_late", "隔得太久了，请重新填手机号，再收一条短信")
}

/// Asks for the code.
#[component]
pub fn CodePage() -> impl IntoView {
    page(async move {
        let next = paths::own(&query("next")).to_owned();
        let Some(pending) = pending::read(&backend()?) else {
            return Ok(go_to(&paths::sign_in(&next)));
        };
        let number = paths::sign_in(&next);
        // The server keeps to it, whatever the page says.
        let wait = (AGAIN_AFTER - now().since(pending.at) + 999) / 1_000;
        let demo = pending.code.map(|code| view! { <DemoCode code/> });
        let sent =
            format!("验证码已经发到 {}，{}内有效。", pending.phone.masked(), length_words(CODE_LIFETIME));
        let form = view! { <CodeForm next=next.clone() form_state=form_state_for(SignIn::PATH)/> };
        Ok(view! {
            <Page title="填验证码" back=number.clone()>
                <Notices/>
                {demo}
                <Card><p>{sent}</p>{form}</Card>
                <Card>
                    <p>"没收到？满 1 分钟就可以再发一次。收到几条的话，填最新那条里的。"</p>
                    <Another next number wait/>
                </Card>
                <ViewersCall/>
                <script type="module" src=Assets::current().sign_in></script>
            </Page>
        }
        .into_any())
    })
}

/// Where the code is typed.
#[component]
fn CodeForm(next: String, form_state: FormState) -> impl IntoView {
    view! {
        <Form action=SignIn::PATH back=here() errors=form_state.errors()>
            <FieldHidden field=field!(SignInForm, next) value=next/>
            <div data-digits="6">
                <FieldText
                    field=form_state.field(field!(SignInForm, code))
                    label="6 位验证码"
                    kind=TextKind::Code
                    required=true
                />
            </div>
            <SubmitButton label="登录"/>
        </Form>
    }
}

/// Another code after so many seconds, or another number.
#[component]
fn Another(next: String, number: String, wait: i64) -> impl IntoView {
    view! {
        <ButtonRow>
            <div data-wait=(wait > 0).then(|| wait.to_string())>
                <Form action=AskAgain::PATH back=here()>
                    <FieldHidden field=field!(AskAgainForm, next) value=next/>
                    <SubmitButton label="再发一次" kind=ButtonKind::Plain/>
                </Form>
            </div>
            <ButtonLink href=number label="换个号码" kind=ButtonKind::Quiet/>
        </ButtonRow>
    }
}

/// The code itself, in the demo, where no message is sent.
#[component]
fn DemoCode(code: String) -> impl IntoView {
    view! {
        <Notice title="这是演示，不会真的发短信">
            <p>"验证码是 "<strong data-testid="demo-code">{code}</strong></p>
        </Notice>
    }
}
