//! Publishing one service, or no longer.

use crate::components::{ButtonKind, FieldHidden, Form, SubmitButton};
use crate::context::{backend, here, signed_in};
use crate::flash::flash;
use crate::form::answer;
use crate::paths;
use backend::catalogue;
use backend::field;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// Which service to publish, or no longer.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PublishServiceForm {
    /// The page to come back to.
    pub back: String,
    /// The service's code.
    pub service: String,
    /// `on` to publish it.
    pub published: String,
}

/// Publishes a service, or no longer. The community's own text stays.
#[server(prefix = "/do", endpoint = "publish_service")]
pub async fn publish_service(#[server(flatten)] form: PublishServiceForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let (viewer, published) = (signed_in()?, form.published == "on");
        catalogue::publish_service(&backend()?, &viewer, &form.service, published).await?;
        Ok(row_of(&form.back, if published { "publish" } else { "withdraw" }, &form.service))
    })
    .await
}

/// The page with a notice of what was done, at the service's row: the list is long.
pub(super) fn row_of(back: &str, what: &str, service: &str) -> String {
    format!("{}#{service}", flash(paths::own(back), what))
}

/// The button that publishes a service, or no longer.
#[component]
pub(super) fn Choose(
    /// The service's code.
    service: String,
    /// Its name.
    name: String,
    /// Whether it is published now.
    published: bool,
) -> impl IntoView {
    let (value, label) = if published { ("off", "下架") } else { ("on", "上架") };
    view! {
        <Form action=PublishService::PATH back=here()>
            <FieldHidden field=field!(PublishServiceForm, service) value=service/>
            <FieldHidden field=field!(PublishServiceForm, published) value/>
            <SubmitButton label kind=ButtonKind::Plain about=name/>
        </Form>
    }
}
