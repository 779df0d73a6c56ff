//! Signing in with a passkey.

use super::landing::enter;
use super::passkey_part::{PasskeyCeremony, PasskeyPart};
use super::passkeys::party;
use crate::components::{ButtonKind, Card, FieldHidden, Form, SubmitButton};
use crate::context::{SigningIn, backend, here, relying_party};
use crate::form::answer;
use backend::accounts::{self, PasskeyAnswer, PasskeyRequest};
use backend::{AppError, Backend, field};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// What a browser has answered that was asked for a passkey; not kept where the form comes back.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PasskeySignInForm {
    /// The page to come back to.
    pub back: String,
    /// The page to go to once signed in.
    pub next: String,
    /// What was asked for.
    #[serde(skip_serializing)]
    pub challenge: String,
    /// What the browser has answered.
    #[serde(skip_serializing)]
    pub credential: String,
}

/// Signs in with a passkey.
#[server(prefix = "/do", endpoint = "sign_in_by_passkey")]
pub async fn sign_in_by_passkey(#[server(flatten)] form: PasskeySignInForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let (backend, party) = (backend()?, party()?);
        let answer = PasskeyAnswer { challenge: &form.challenge, credential: &form.credential };
        let from = SigningIn::here(&backend);
        let signed = accounts::sign_in_by_passkey(&backend, &party, answer, from.origin()).await?;
        enter(&backend, &signed, &form.next).await
    })
    .await
}

/// Asks this browser for a passkey, where it can have one.
pub(super) fn ask_here(backend: &Backend) -> Result<Option<PasskeyRequest>, AppError> {
    let Some(party) = relying_party() else { return Ok(None) };
    let from = SigningIn::here(backend);
    accounts::ask_for_passkey(backend, &party, from.origin()).map(Some)
}

/// The way in for those who have a passkey.
#[component]
pub(super) fn WithPasskey(request: PasskeyRequest, next: String) -> impl IntoView {
    let PasskeyRequest { options, challenge } = request;
    view! {
        <PasskeyPart ceremony=PasskeyCeremony::Get options>
            <Card>
                <p>"登记过通行密钥的，一按就能登录，不用等短信。"</p>
                <Form action=SignInByPasskey::PATH back=here()>
                    <FieldHidden field=field!(PasskeySignInForm, next) value=next/>
                    <FieldHidden field=field!(PasskeySignInForm, challenge) value=challenge/>
                    <FieldHidden field=field!(PasskeySignInForm, credential) value=""/>
                    <SubmitButton label="用通行密钥登录" kind=ButtonKind::Plain icon="key-round"/>
                </Form>
            </Card>
        </PasskeyPart>
    }
}
