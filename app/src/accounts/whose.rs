//! Saying whose account it is, where the number was not used for half a year.

use super::landing::enter;
use super::pending;
use crate::components::{
    ButtonKind, ButtonLink, Card, FieldHidden, FieldText, Form, Page, SubmitButton, TextKind,
};
use crate::context::{SigningIn, backend, here, query};
use crate::form::{answer, form_state_for};
use crate::page::{Notices, go_to, page};
use crate::paths;
use crate::telephones::ViewersCall;
use backend::accounts::{self, ClaimForm};
use backend::{AppError, ErrorKind, field};
use domain::accounts::PersonName;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// What somebody says of their account, and where the form stands.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ClaimAccountForm {
    /// The page to come back to.
    pub back: String,
    /// The page to go to once signed in.
    pub next: String,
    /// What they say.
    #[serde(flatten)]
    pub claim: ClaimForm,
}

/// Signs in whoever knows whose account it is.
#[server(prefix = "/do", endpoint = "claim_account")]
pub async fn claim_account(#[server(flatten)] form: ClaimAccountForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let backend = backend()?;
        let late = || {
            AppError::new(ErrorKind::Invalid, "sign_in.too_late", "隔得太久了，请重新填手机号，再收一条短信")
        };
        let pending = pending::read(&backend).ok_or_else(late)?;
        let from = SigningIn::here(&backend);
        let signed = accounts::claim_account(&backend, &pending.phone, &form.claim, from.origin()).await?;
        pending::clear();
        enter(&backend, &signed, &form.next).await
    })
    .await
}

/// Asks whose account it is.
#[component]
pub fn WhosePage() -> impl IntoView {
    page(async move {
        let next = paths::own(&query("next")).to_owned();
        let Some(pending) = pending::read(&backend()?) else {
            return Ok(go_to(&paths::sign_in(&next)));
        };
        let form_state = form_state_for(ClaimAccount::PATH);
        let why = format!(
            "{} 有半年没有登录过了。号码可能换过主人，所以先问一句：以前登记的是谁、住哪里？填一样就行。",
            pending.phone.masked()
        );
        let wrong = form_state.error("code");
        Ok(view! {
            <Page title="是您本人吗" back=paths::sign_in(&next)>
                <Notices/>
                <Card>
                    <p>{why}</p>
                    <Form action=ClaimAccount::PATH back=here()>
                        {wrong.map(|wrong| view! { <p class="field-error" role="alert">{wrong}</p> })}
                        <FieldHidden field=field!(ClaimAccountForm, next) value=next.clone()/>
                        <FieldText
                            field=form_state.field(field!(ClaimForm, name))
                            label="登记的姓名"
                            kind=TextKind::Name
                            maxlength=u32::try_from(PersonName::LIMIT).ok()
                        />
                        <p>"或者填登记的小区和几幢："</p>
                        <FieldText field=form_state.field(field!(ClaimForm, estate)) label="小区的名字" maxlength=Some(30)/>
                        <FieldText field=form_state.field(field!(ClaimForm, building)) label="几幢" maxlength=Some(10)/>
                        <SubmitButton label="登录"/>
                    </Form>
                </Card>
                <Card>
                    <p>"号码是新办的，以前不是您的？请打社区的电话，社区会核实，再告诉您怎么办。"</p>
                    <ButtonLink href=paths::TELEPHONES label="各社区的电话" kind=ButtonKind::Plain icon="phone"/>
                </Card>
                <ViewersCall/>
            </Page>
        }
        .into_any())
    })
}
