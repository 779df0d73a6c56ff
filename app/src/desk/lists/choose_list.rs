//! Publishing a whole list, or no longer.

use super::filter::Filter;
use crate::components::{ButtonKind, ButtonRow, FieldHidden, Fold, Form, SubmitButton};
use crate::context::{backend, here, signed_in};
use crate::flash::flash;
use crate::form::answer;
use backend::catalogue;
use backend::{AppError, field};
use domain::catalogue::ServiceList;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// Which list to publish, or no longer.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PublishListForm {
    /// The page to come back to.
    pub back: String,
    /// The list's name in code.
    pub list: String,
    /// `on` to publish it.
    pub published: String,
}

/// Publishes all services of a list, or none of them.
#[server(prefix = "/do", endpoint = "publish_list")]
pub async fn publish_list(#[server(flatten)] form: PublishListForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let (viewer, published) = (signed_in()?, form.published == "on");
        let list: ServiceList =
            form.list.parse().map_err(|_| AppError::not_found("catalogue.list_not_found", "这张清单"))?;
        catalogue::publish_list(&backend()?, &viewer, list, published).await?;
        Ok(flash(Filter::of(list).href(), if published { "publish" } else { "withdraw" }))
    })
    .await
}

/// Publishes the whole list, or none of it: folded away, since it changes so much at once.
#[component]
pub(super) fn ChooseList(
    /// The list.
    list: ServiceList,
    /// How many of its services are published.
    published: usize,
    /// How many services it has.
    total: usize,
) -> impl IntoView {
    let all = (published < total).then(|| {
        view! { <Button list on=true label="整张清单都上架" kind=ButtonKind::Plain/> }
    });
    let none = (published > 0).then(|| {
        view! { <Button list on=false label="整张清单都下架" kind=ButtonKind::Danger/> }
    });
    view! {
        <Fold label=format!("{}服务的 {total} 项一起上架或下架", list.name())>
            <p>"下架以后居民就点不到了；已经点的单照常办，社区自己的话也留着。"</p>
            <ButtonRow>{all} {none}</ButtonRow>
        </Fold>
    }
}

/// A button for the whole list.
#[component]
fn Button(list: ServiceList, on: bool, label: &'static str, kind: ButtonKind) -> impl IntoView {
    view! {
        <Form action=PublishList::PATH back=here()>
            <FieldHidden field=field!(PublishListForm, list) value=list.to_string()/>
            <FieldHidden field=field!(PublishListForm, published) value=if on { "on" } else { "off" }/>
            <SubmitButton label kind/>
        </Form>
    }
}
