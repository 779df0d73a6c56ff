//! The relatives whom one remembers: who they are, and taking them off the list.

use crate::components::{
    ButtonKind, ButtonRow, Card, Empty, Fact, Facts, FieldHidden, Form, Page, Stack, SubmitButton,
};
use crate::context::{backend, here, signed_in};
use crate::flash::flash;
use crate::form::answer;
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::areas::{AreaTree, tree};
use backend::field;
use backend::orders::{self as ordering, Relative};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// Whom to forget.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ForgetRelativeForm {
    /// The page to come back to.
    pub back: String,
    /// The relative.
    pub relative: String,
}

/// Forgets a relative.
#[server(prefix = "/do", endpoint = "forget_relative")]
pub async fn forget_relative(#[server(flatten)] form: ForgetRelativeForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        ordering::forget_relative(&backend()?, &viewer, &form.relative).await?;
        Ok(flash(paths::ME_FAMILY, "relative_forgotten"))
    })
    .await
}

/// The relatives whom the viewer remembers.
#[component]
pub fn FamilyPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let tree = tree(&backend).await?;
        let family = ordering::family(&backend, &viewer).await?;
        let content = if family.is_empty() {
            let words = "还没有记住谁。给家人点单的时候，勾上“记住这位家人”，下次就不用再填。";
            view! { <Empty icon="users" words href=paths::HOME action="去点单"/> }.into_any()
        } else {
            let cards = family.into_iter().map(|relative| card(relative, &tree)).collect_view();
            view! {
                <p class="aside">"给他们点单，点一下名字就行。这里只有您看得到；删掉以后，点过的单还在。"</p>
                <Stack>{cards}</Stack>
            }
            .into_any()
        };
        Ok(view! {
            <Page title="记住的家人" back=paths::ME>
                <Notices/>
                {content}
            </Page>
        })
    })
}

/// One of them.
fn card(relative: Relative, tree: &AreaTree) -> impl IntoView + use<> {
    let Relative { id, contact } = relative;
    let name = verbatim(contact.name.full());
    let place = format!("{} {}", verbatim(tree.name(contact.estate())), contact.address.door_words());
    let facts = vec![
        Fact::new("姓名", name.clone()),
        Fact::new("电话", contact.phone.masked()),
        Fact::new("住址", place),
    ];
    view! {
        <Card>
            <Facts facts/>
            <ButtonRow>
                <Form action=ForgetRelative::PATH back=here()>
                    <FieldHidden field=field!(ForgetRelativeForm, relative) value=id/>
                    <SubmitButton label="删掉" kind=ButtonKind::Plain about=name/>
                </Form>
            </ButtonRow>
        </Card>
    }
}
