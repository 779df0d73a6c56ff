//! Signing in by a link that the console opened.

use super::landing::enter;
use crate::components::{Card, FieldHidden, Form, Page, SubmitButton};
use crate::context::{SigningIn, backend, device, here, param};
use crate::form::answer;
use crate::page::{Notices, page};
use crate::paths;
use backend::accounts;
use backend::field;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// What the page of a link posts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SignInLinkForm {
    /// The page to come back to.
    pub back: String,
    /// The link's secret.
    pub link: String,
}

/// Signs in by a link.
#[server(prefix = "/do", endpoint = "sign_in_by_link")]
pub async fn sign_in_by_link(#[server(flatten)] form: SignInLinkForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let backend = backend()?;
        let from = SigningIn::here(&backend);
        let signed = accounts::sign_in_by_link(&backend, &form.link, from.origin()).await?;
        enter(&backend, &signed, paths::HOME).await
    })
    .await
}

/// What such a link shows. Opening it uses nothing up: programs look at links before people do.
#[component]
pub fn SignInLinkPage() -> impl IntoView {
    page(async move {
        let link = param("token");
        // Pressed twice on a slow network, it is one browser.
        device(&backend()?);
        Ok(view! {
            <Page title="登录" back=paths::HOME>
                <Notices/>
                <Card>
                    <p>"这个链接只给您一个人用，只能用一次。"</p>
                    <Form action=SignInByLink::PATH back=here()>
                        <FieldHidden field=field!(SignInLinkForm, link) value=link/>
                        <SubmitButton label="登录"/>
                    </Form>
                </Card>
            </Page>
        }
        .into_any())
    })
}
