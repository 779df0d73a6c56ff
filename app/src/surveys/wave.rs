//! One wave at the desk.

use super::facts::{Asked, Steps, WaveFacts};
use super::progress::{HandsTable, StrataTable};
use super::results::Results;
use super::run::NextStep;
use super::share::{ShareFields, ShareOut};
use crate::components::{
    ButtonKind, ButtonLink, ButtonRow, Card, DeskPage, Fold, Notice, NoticeKind, Section,
};
use crate::context::{backend, now, param, signed_in};
use crate::form::form_state_for;
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::surveys::{
    Progress, Wave, may_manage, progress, reads_answers, sees_doors, survey_result, visitor_choices,
    wave_view,
};
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
        let (runs, reads_answers) = (may_manage(&viewer, &view.wave.area), reads_answers(&viewer));
        let sees_doors = sees_doors(&viewer, &view.wave.area);
        let choices = if runs && view.wave.stage == Stage::Drawn {
            visitor_choices(&backend, &viewer, &view.wave.id).await?
        } else {
            Vec::new()
        };
        let result = survey_result(&backend, &view.wave.id).await?;
        let result = result.map(|result| view! { <Results result title="结果"/> });
        let (wave, now) = (view.wave.clone(), now());
        let (id, title, public) = (wave.id.clone(), verbatim(&wave.title), paths::survey(&wave.id));
        let (next_of, went_of) = (wave.clone(), wave.clone());
        let next = runs.then(|| view! { <NextStep wave=next_of now/> });
        let going = went.hands.iter().filter(|hand| hand.given > 0);
        let going: Vec<_> = going.filter_map(|hand| hand.person.clone()).collect();
        let share = (!choices.is_empty()).then(|| {
            let open = going.is_empty() || form_state_for(ShareOut::PATH).is_some();
            let label = if going.is_empty() { "分派入户" } else { "改分派" };
            view! { <Fold label open><ShareFields wave=id choices going/></Fold> }
        });
        Ok(view! {
            <DeskPage title nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                {next}
                {share}
                {result}
                <Section title="怎么样了"><Went progress=went wave=went_of runs sees_doors reads_answers/></Section>
                <Section title="定下来的" more="公开的页面" more_href=public>
                    <Card><WaveFacts wave now/></Card>
                </Section>
                <Fold label="问什么"><Asked questionnaire=view.questionnaire/></Fold>
                <Section title="经过"><Card><Steps events=view.events now/></Card></Section>
            </DeskPage>
        })
    })
}

/// The files of a closed wave: name, what it is, how much its button asks for attention, and whether it has a row for each
/// household.
const FILES: [(&str, &str, ButtonKind, bool); 4] = [
    ("ANSWERS.csv", "答卷", ButtonKind::Main, true),
    ("STRATA.csv", "各处户数", ButtonKind::Plain, false),
    ("SAMPLE.csv", "每户结果", ButtonKind::Plain, true),
    ("LATE.csv", "迟到的答卷", ButtonKind::Plain, true),
];

/// What has come back, and what can be fetched.
#[component]
fn Went(
    progress: Progress,
    wave: Wave,
    runs: bool,
    /// Whether the viewer may see the doors of the sample.
    sees_doors: bool,
    /// Whether the viewer may have answers one by one.
    reads_answers: bool,
) -> impl IntoView {
    let (drawn, closed) = (wave.stage != Stage::Committed, wave.stage == Stage::Closed);
    let of_hands = progress.clone();
    let hands = (!progress.hands.is_empty() || progress.by_link > 0)
        .then(|| view! { <HandsTable progress=of_hands/> });
    let late = (progress.late > 0).then(|| {
        view! { <Notice title=format!("{} 份答卷迟到：留着，不计入结果", progress.late)/> }
    });
    let unshared = (progress.unshared > 0 && wave.stage == Stage::Drawn).then(|| {
        let title = format!("{} 户还没有人去", progress.unshared);
        view! { <Notice kind=NoticeKind::Warning title/> }
    });
    let said: Vec<_> = progress.said.iter().filter(|(_, said)| !said.is_empty()).cloned().collect();
    let said = said.into_iter().map(|(question, said)| {
        let items = said.into_iter().map(|words| view! { <li translate="no">{words}</li> }).collect_view();
        view! { <Fold label=question><ul>{items}</ul></Fold> }
    });
    let said = said.collect_view();
    let doors = (sees_doors && wave.stage == Stage::Drawn).then(|| {
        view! { <ButtonLink href=paths::survey_doors(&wave.id) label="打印门上的二维码" kind=ButtonKind::Plain icon="smartphone"/> }
    });
    let files = (runs && wave.stage == Stage::Closed).then(|| {
        let open = FILES.into_iter().filter(|(.., rows)| reads_answers || !rows);
        open.map(|(name, what, kind, _)| {
            let href = paths::survey_file(&wave.id, name);
            view! { <ButtonLink href label=format!("{what} {name}") kind icon="download"/> }
        })
        .collect_view()
    });
    view! {
        {unshared}
        {late}
        <StrataTable progress drawn/>
        {hands}
        {said}
        <ButtonRow>{doors}{files}</ButtonRow>
        {(sees_doors && !reads_answers && closed).then(|| view! {
            <p class="aside">"一户一行的答卷和住户写的话只给办事处、区里看：社区的人认得门，也上过门，看了就知道是谁家。"</p>
        })}
    }
}
