//! The number at which a team or company answers, for its people to keep.

use crate::components::{Card, FieldText, Form, ListRow, Page, Section, SubmitButton, Tone};
use crate::context::{backend, here, now, signed_in};
use crate::flash::flash;
use crate::form::{answer, form_state_for};
use crate::nav::{Here, bottom_bar};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::field;
use backend::orders::OrderView;
use backend::settings::{DutyTelephone, duty_telephone, set_duty_telephone as set};
use domain::areas::Telephone;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// The telephone.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DutyTelephoneForm {
    /// The page to come back to.
    pub back: String,
    /// The number; empty, and there is none any more.
    pub telephone: String,
}

/// Sets the telephone of the team for which one works.
#[server(prefix = "/do", endpoint = "set_duty_telephone")]
pub async fn set_duty_telephone(#[server(flatten)] form: DutyTelephoneForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        set(&backend()?, signed_in()?.as_ref(), &form.telephone).await?;
        Ok(flash(paths::own(&form.back), "telephone"))
    })
    .await
}

/// The telephone of one's team.
#[component]
pub fn DutyTelephonePage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let DutyTelephone { team_name, telephone, by } = duty_telephone(&backend, &viewer).await?;
        let tabs = bottom_bar(&backend, Some(&viewer), Here::Work).await?;
        let by = by.map_or_else(String::new, |(name, at)| {
            format!("{name} {} 改的。", at.words(now()), name = verbatim(name))
        });
        let now_set = match &telephone {
            Some(number) => format!("居民现在打的是 {number}。{by}"),
            None => format!("还没有填，居民看不到打电话的按钮。{by}"),
        };
        let form_state = form_state_for(SetDutyTelephone::PATH);
        let value = telephone.map_or_else(String::new, |number| number.to_string());
        let limit = u32::try_from(Telephone::LIMIT).ok();
        Ok(view! {
            <Page title="值班电话" back=paths::ME tabs>
                <Notices/>
                <Card>
                    <p>{now_set}</p>
                    <p>{format!("单子派给{}以后，居民和社区在工单上就能打。", verbatim(team_name))}</p>
                </Card>
                <Section title="改电话">
                    <Form action=SetDutyTelephone::PATH back=here() errors=form_state.errors()>
                        <FieldText field=form_state.field(field!(DutyTelephoneForm, telephone)).or(value) label="值班电话" maxlength=limit
                            hint="座机、手机都行。空着就是没有" optional=true/>
                        <SubmitButton label="保存"/>
                    </Form>
                </Section>
            </Page>
        })
    })
}

/// A row that calls the team or company which has an order; nothing where it has no telephone.
#[component]
pub(crate) fn DutyCall(
    /// The order.
    view: OrderView,
) -> impl IntoView {
    view.duty.map(|(team, telephone)| {
        let title = format!("打电话给{place}", place = verbatim(team));
        let href = format!("tel:{}", telephone.dialled());
        view! { <ListRow href title line=telephone.to_string() icon="phone" tone=Tone::Green/> }
    })
}
