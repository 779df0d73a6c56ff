//! When the community works.

use super::clock_alarms;
use crate::components::{Card, DeskPage, FieldText, Form, Section, SubmitButton};
use crate::context::{backend, here, now, signed_in};
use crate::flash::flash;
use crate::form::{answer, form_state_for};
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::field;
use backend::settings::{HoursSet, set_working_hours, working_hours};
use domain::accounts::Role;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// The most characters of a day's hours.
const LIMIT: u32 = 100;

/// When the community works.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct HoursForm {
    /// The page to come back to.
    pub back: String,
    /// `09:00-12:00,13:30-17:30`.
    pub hours: String,
}

/// Sets the community's hours.
#[server(prefix = "/do", endpoint = "set_hours")]
pub async fn set_hours(#[server(flatten)] form: HoursForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        set_working_hours(&backend()?, &viewer, &form.hours).await?;
        Ok(flash(paths::own(&form.back), "hours"))
    })
    .await
}

/// The community's hours, for its lead to change and its staff to look at.
#[component]
pub fn HoursPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let HoursSet { hours, by } = working_hours(&backend, &viewer).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::More).await?;
        let by = by.map_or_else(
            || "这是默认的时间".to_owned(),
            |(name, at)| format!("{name} {} 定的", at.words(now()), name = verbatim(name)),
        );
        let alarms = clock_alarms(&backend).await?;
        let form_state = form_state_for(SetHours::PATH);
        let now_set = format!("工作日 {hours}。{by}。");
        let errors = form_state.errors();
        let form = (viewer.role() == Role::CommunityLead).then(|| {
            view! {
                <Section title="改上班时间">
                    <Form action=SetHours::PATH back=here() errors>
                        <FieldText field=form_state.field(field!(HoursForm, hours)).or(hours.to_string()) label="每个工作日" maxlength=Some(LIMIT)
                            hint="例如 09:00-12:00,13:30-17:30。从下一张工单起算；已经点的单，时限不变" required=true/>
                        <SubmitButton label="保存"/>
                    </Form>
                </Section>
            }
        });
        Ok(view! {
            <DeskPage title="上班时间" nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                {alarms}
                <div class="desk-form">
                    <Card>
                        <p>{now_set}</p>
                        <p>"时限按这些时间算，周末和节假日不算，调休上班的周末要算。急件昼夜都算；24 小时内的回音也昼夜都算。"</p>
                    </Card>
                    {form}
                </div>
            </DeskPage>
        })
    })
}
