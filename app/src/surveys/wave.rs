//! One wave at the desk.

use super::facts::{Asked, Steps, WaveFacts};
use super::progress::{HandsTable, StrataTable};
use super::run::NextStep;
use super::share::{ShareFields, ShareOut};
use crate::context::{backend, now, param, signed_in};
use crate::form::kept_for;
use crate::page::{Notices, page};
use crate::parts::{ButtonKind, ButtonLink, ButtonRow, Card, DeskPage, Fold, Notice, Section};
use crate::paths;
use crate::places::{AtDesk, desk_bar, desk_who};
use backend::surveys::{Progress, Wave, may_manage, progress, visitor_choices, wave_view};
use domain::surveys::Stage;
use leptos::prelude::*;
use server_fn::ServerFn;

/// One wave: what was published, what comes next, how it goes.
#[component]
pub fn WavePage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let view = wave_view(&backend, &viewer, &param("wave")).await?;
        let went = progress(&backend, &viewer, &view).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::Surveys).await?;
        let runs = may_manage(&viewer, &view.wave.area);
        let choices = if runs && view.wave.stage == Stage::Drawn {
            visitor_choices(&backend, &viewer, &view.wave.id).await?
        } else {
            Vec::new()
        };
        let (wave, now) = (view.wave.clone(), now());
        let (id, title, public) = (wave.id.clone(), wave.title.clone(), paths::survey(&wave.id));
        let (next_of, went_of) = (wave.clone(), wave.clone());
        let next = runs.then(|| view! { <NextStep wave=next_of now/> });
        let going: Vec<_> =
            went.hands.iter().filter(|hand| hand.given > 0).map(|hand| hand.name.clone()).collect();
        let share = (!choices.is_empty()).then(|| {
            let open = going.is_empty() || kept_for(ShareOut::PATH).is_some();
            let label = if going.is_empty() { "分派入户" } else { "改分派" };
            view! { <Fold label open><ShareFields wave=id choices going/></Fold> }
        });
        Ok(view! {
            <DeskPage title nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                {next}
                {share}
                <Section title="怎么样了"><Went progress=went wave=went_of runs/></Section>
                <Section title="定下来的" more="公开的页面" more_href=public>
                    <Card><WaveFacts wave now/></Card>
                </Section>
                <Fold label="问什么"><Asked questionnaire=view.questionnaire/></Fold>
                <Section title="经过"><Card><Steps events=view.events now/></Card></Section>
            </DeskPage>
        })
    })
}

/// What has come back, and what can be fetched.
#[component]
fn Went(progress: Progress, wave: Wave, runs: bool) -> impl IntoView {
    let hands = progress.hands.clone();
    let hands = (!hands.is_empty()).then(|| view! { <HandsTable hands/> });
    let counts = (wave.stage != Stage::Committed).then(|| {
        let late = match progress.late {
            0 => String::new(),
            late => format!("；{late} 份迟到，留着但不计入"),
        };
        let unshared = match progress.unshared {
            0 => String::new(),
            unshared => format!("；{unshared} 户还没分给人"),
        };
        view! { <Notice title=format!("住户自己扫码答了 {} 份{late}{unshared}", progress.by_link)/> }
    });
    let said: Vec<_> = progress.said.iter().filter(|(_, said)| !said.is_empty()).cloned().collect();
    let said = said.into_iter().map(|(question, said)| {
        let items = said.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
        view! { <Fold label=question><ul>{items}</ul></Fold> }
    });
    let said = said.collect_view();
    let doors = (runs && wave.stage == Stage::Drawn).then(|| {
        view! { <ButtonLink href=paths::survey_doors(&wave.id) label="打印门上的二维码" kind=ButtonKind::Plain icon="smartphone"/> }
    });
    let export = (runs && wave.stage == Stage::Closed).then(|| {
        let href = format!("{}/ANSWERS.csv", paths::desk_survey(&wave.id));
        view! { <ButtonLink href label="下载答卷 ANSWERS.csv" icon="download"/> }
    });
    view! {
        {counts}
        <StrataTable progress/>
        {hands}
        {said}
        <ButtonRow>{doors}{export}</ButtonRow>
    }
}
