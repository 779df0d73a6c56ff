//! The number at which the community or the office answers, for its desk to keep.

use crate::components::{Card, DeskPage, FieldText, Form, Section, SubmitButton};
use crate::context::{backend, here, now, signed_in};
use crate::flash::flash;
use crate::form::{answer, form_state_for};
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::areas::tree;
use backend::field;
use backend::settings::{TelephoneSet, set_telephone as set, telephone_set};
use domain::areas::Telephone;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// The telephone.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TelephoneForm {
    /// The page to come back to.
    pub back: String,
    /// The number; empty, and there is none any more.
    pub telephone: String,
}

/// Sets the telephone of the desk's area.
#[server(prefix = "/do", endpoint = "set_telephone")]
pub async fn set_telephone(#[server(flatten)] form: TelephoneForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        set(&backend()?, signed_in()?.as_ref(), &form.telephone).await?;
        Ok(flash(paths::own(&form.back), "telephone"))
    })
    .await
}

/// The telephone of the desk's community or office.
#[component]
pub fn TelephonePage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let TelephoneSet { area, telephone, by } = telephone_set(&backend, &viewer).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::Telephone).await?;
        let by = by.map_or_else(String::new, |(name, at)| {
            format!("{name} {} 改的。", at.words(now()), name = verbatim(name))
        });
        let now_set = match (&telephone, tree(&backend).await?.whom_to_call(&area)) {
            (Some(number), _) => format!("居民现在打的是 {number}。{by}"),
            (None, Some((above, number))) => {
                format!("还没有填，居民看到的是{}的 {number}。{by}", verbatim(&above.name))
            }
            (None, None) => format!("还没有填，居民看不到打电话的按钮。{by}"),
        };
        let form_state = form_state_for(SetTelephone::PATH);
        let value = telephone.map_or_else(String::new, |number| number.to_string());
        let limit = u32::try_from(Telephone::LIMIT).ok();
        Ok(view! {
            <DeskPage title="社区的电话" nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                <div class="desk-form">
                    <Card>
                        <p>{now_set}</p>
                        <p>"首页、工单和出错的页面上都有它，一点就拨。什么时候有人接，按上班时间说。"</p>
                    </Card>
                    <Section title="改电话">
                        <Form action=SetTelephone::PATH back=here() errors=form_state.errors()>
                            <FieldText field=form_state.field(field!(TelephoneForm, telephone)).or(value) label="电话" maxlength=limit
                                hint="座机、手机、12345 这样的短号都行。空着就是没有，居民会看到办事处的" optional=true/>
                            <SubmitButton label="保存"/>
                        </Form>
                    </Section>
                </div>
            </DeskPage>
        })
    })
}
