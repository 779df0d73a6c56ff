//! What a member says of themselves: what they can do, when they have time, how much at once, and when
//! they are away. The desk proposes them by it.

mod absence;
mod fields;
mod save;

use crate::components::{Form, Notice, Page, Section, SubmitButton};
use crate::context::{backend, here, now, signed_in};
use crate::form::form_state_for;
use crate::nav::{Here, bottom_bar};
use crate::page::{Notices, page};
use crate::paths;
use absence::Absences;
use backend::catalogue;
use backend::members::{OwnProfile, own_profile};
use fields::ProfileFields;
use leptos::prelude::*;
use server_fn::ServerFn;

pub use absence::{
    AddAbsence, AddAbsenceForm, RemoveAbsence, RemoveAbsenceForm, add_absence, remove_absence,
};
pub use save::{ProfileForm, SaveProfile, save_profile};

/// The member's own profile.
#[component]
pub fn ProfilePage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let OwnProfile { profile, said, absences } = own_profile(&backend, &viewer).await?;
        let catalogue = {
            let mut tx = backend.store.read().await.map_err(backend::AppError::from)?;
            catalogue::current(&mut tx, &backend).await.map_err(backend::AppError::from)?
        };
        let tabs = bottom_bar(&backend, Some(&viewer), Here::Work).await?;
        let form_state = form_state_for(SaveProfile::PATH);
        let errors = form_state.errors();
        let silent = (!said).then(|| {
            view! {
                <Notice title="您还没有填过">
                    "填好以后，社区派单会先想到合适的您；不填的话，按每天 8 点到 20 点有空、最多 5 单算。"
                </Notice>
            }
        });
        Ok(view! {
            <Page title="我的服务资料" back=paths::JOBS tabs>
                <Notices/>
                {silent}
                <Form action=SaveProfile::PATH back=here() errors>
                    <ProfileFields profile form_state categories=catalogue.categories.clone()/>
                    <SubmitButton label="保存"/>
                </Form>
                <Section title="哪几天不在">
                    <Absences absences now=now()/>
                </Section>
            </Page>
        })
    })
}
