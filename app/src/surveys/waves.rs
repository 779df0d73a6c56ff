//! The survey waves of an area, and the form of a new one.

use super::facts::stage_tag;
use super::new_wave::{CreateWave, NewWaveFields};
use crate::components::{
    ButtonKind, ButtonLink, DataCell, DataRow, DataTable, DeskPage, Empty, Fold, RowLink,
};
use crate::context::{backend, now, signed_in};
use crate::form::form_state_for;
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::surveys::{WAVE_FORM_USED, Wave, may_manage, waves};
use domain::accounts::Role;
use domain::time::Timestamp;
use leptos::prelude::*;
use server_fn::ServerFn;

/// The survey waves of the viewer's area.
#[component]
pub fn WavesPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let list = waves(&backend, &viewer).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::Surveys).await?;
        let makes = viewer.in_use.as_ref().is_some_and(|grant| may_manage(&viewer, &grant.area));
        let form_state = form_state_for(CreateWave::PATH);
        let form = makes.then(|| {
            let open = form_state.is_some() || list.is_empty();
            let token = form_state.token(&backend, WAVE_FORM_USED);
            view! { <Fold label="新建一次调查" open><NewWaveFields form_state token now=now()/></Fold> }
        });
        let own = (viewer.role() == Role::Staff).then(|| {
            view! { <ButtonLink href=paths::JOBS_SURVEYS label="我要去的住户" kind=ButtonKind::Plain icon="door-open"/> }
        });
        let table = if list.is_empty() {
            view! { <Empty icon="clipboard-check" words="还没有做过知晓率调查"/> }.into_any()
        } else {
            view! { <WaveTable list now=now()/> }.into_any()
        };
        Ok(view! {
            <DeskPage title="知晓率调查" nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                {own}
                {form}
                {table}
            </DeskPage>
        })
    })
}

/// The waves, the newest first. None is ever missing.
#[component]
fn WaveTable(list: Vec<Wave>, now: Timestamp) -> impl IntoView {
    let rows = list.into_iter().map(|wave| {
        let line = format!("{} · {}", verbatim(&wave.area_name), wave.id);
        let last = wave.closes_at.plus(-1);
        let days = format!("{} 到 {}", day(wave.opens_at, now), day(last, now));
        view! {
            <DataRow>
                <DataCell><RowLink href=paths::desk_survey(&wave.id) label=verbatim(&wave.title) line tag=None/></DataCell>
                <DataCell label="现在">{stage_tag(wave.stage)}</DataCell>
                <DataCell label="抽几户">{format!("{} 户", wave.wanted)}</DataCell>
                <DataCell label="哪几天">{days}</DataCell>
            </DataRow>
        }
    });
    let rows = rows.collect_view();
    view! { <DataTable caption="历次调查" heads=vec!["调查", "现在", "抽几户", "哪几天"]>{rows}</DataTable> }
}

/// A day, as one says it.
pub(super) fn day(moment: Timestamp, now: Timestamp) -> String {
    domain::time::day_words(moment.date(), now.date())
}
