//! Taking a picture back.

use super::section::Looking;
use crate::components::{ButtonKind, FieldHidden, Fold, Form, SubmitButton};
use crate::context::{backend, signed_in};
use crate::flash::flash;
use crate::form::answer;
use crate::paths;
use backend::field;
use backend::orders::Viewpoint;
use backend::photos::{Photo, withdraw};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// Which picture to take back.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct WithdrawForm {
    /// The page to come back to.
    pub back: String,
    /// The picture.
    pub id: String,
    /// `resident`, or `role` for the role in use.
    pub view: String,
}

/// Takes a picture back.
#[server(prefix = "/do", endpoint = "withdraw_photo")]
pub async fn withdraw_photo(#[server(flatten)] form: WithdrawForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        withdraw(&backend()?, signed_in()?.as_ref(), &form.id, Viewpoint::parse(&form.view)).await?;
        Ok(flash(paths::own(&form.back), "photo_withdrawn"))
    })
    .await
}

/// The viewer's own pictures that may still be taken back, folded away; nothing if there are none.
#[component]
pub(super) fn Withdraw(
    /// The pictures.
    own: Vec<Photo>,
    /// Who looks at them.
    looking: Looking,
) -> impl IntoView {
    (!own.is_empty()).then(|| {
        let rows = own.into_iter().enumerate().map(move |(place, photo)| {
            let about = format!("第 {} 张{}的照片", place + 1, photo.kind.name(looking.doorstep));
            view! {
                <li class="photo-row">
                    <img class="photo-picture" src=paths::photo(&photo.id) alt="" loading="lazy"/>
                    <Form action=WithdrawPhoto::PATH back=looking.back.clone()>
                        <FieldHidden field=field!(WithdrawForm, id) value=photo.id.to_string()/>
                        <FieldHidden field=field!(WithdrawForm, view) value=looking.viewpoint.name()/>
                        <SubmitButton label="撤下" kind=ButtonKind::Plain about/>
                    </Form>
                </li>
            }
        });
        view! {
            <Fold label="撤下照片">
                <p class="field-hint">"撤下的照片会删掉，记录里只留“撤下过”。"</p>
                <ul class="photo-rows">{rows.collect_view()}</ul>
            </Fold>
        }
    })
}
