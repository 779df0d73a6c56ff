//! One visit: the door, the questions, and what it came to.

use super::questions::{Questions, errors};
use crate::components::{
    ButtonKind, ButtonRow, Card, Fact, Facts, FieldHidden, Fold, Form, Notice, NoticeKind, Page, Section,
    SubmitButton,
};
use crate::context::{backend, here, now, param, signed_in};
use crate::flash::flash;
use crate::form::{answer, form_state_for};
use crate::nav::{Here, bottom_bar};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::field;
use backend::surveys::{self, VisitView};
use domain::surveys::{NextVisit, Outcome};
use domain::time::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;
use std::collections::BTreeMap;

/// What a household answered.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// The page to come back to.
    pub back: String,
    /// The wave's number.
    pub wave: String,
    /// The household.
    pub household: String,
    /// When the form was opened.
    pub stamp: String,
    /// The answers.
    #[serde(flatten)]
    pub answers: BTreeMap<String, String>,
}

/// What a visit without an answer came to.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AttemptForm {
    /// The page to come back to.
    pub back: String,
    /// The wave's number.
    pub wave: String,
    /// The household.
    pub household: String,
    /// What it came to.
    pub outcome: String,
    /// How many visits the page knew of.
    pub seen: String,
}

/// Writes down what a household answered.
#[server(prefix = "/do", endpoint = "answer_visit")]
pub async fn answer_visit(#[server(flatten)] form: AnswerForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        let place = (form.wave.as_str(), form.household.as_str());
        surveys::answer_visit(&backend()?, &viewer, place, &form.answers, &form.stamp).await?;
        Ok(flash(paths::JOBS_SURVEYS, "survey_answered"))
    })
    .await
}

/// Writes down that nobody answered.
#[server(prefix = "/do", endpoint = "record_attempt")]
pub async fn record_attempt(#[server(flatten)] form: AttemptForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        let place = (form.wave.as_str(), form.household.as_str());
        let said = (form.outcome.as_str(), form.seen.as_str());
        surveys::record_attempt(&backend()?, &viewer, place, said).await?;
        Ok(flash(paths::JOBS_SURVEYS, "survey_attempt"))
    })
    .await
}

/// One visit.
#[component]
pub fn VisitPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let view = surveys::visit(&backend, &viewer, &param("wave"), &param("household")).await?;
        // With the bar comes the script by which answers wait where there is no network.
        let tabs = bottom_bar(&backend, Some(&viewer), Here::Work).await?;
        let over = matches!(view.next, NextVisit::Over(_));
        let now = now();
        let asked = if over {
            view! { <Notice title="这一户不用再去了"/> }.into_any()
        } else {
            let view = view.clone();
            view! { <Ask view now/> }.into_any()
        };
        Ok(view! {
            <Page title=verbatim(&view.address) back=paths::JOBS_SURVEYS tabs>
                <Notices/>
                <Card><Facts facts=facts(&view, now)/></Card>
                {asked}
            </Page>
        })
    })
}

fn facts(view: &VisitView, now: Timestamp) -> Vec<Fact> {
    let mut facts = vec![Fact::new("调查", verbatim(&view.wave.title))];
    let tries = view
        .attempts
        .iter()
        .map(|attempt| Fact::new("去过", format!("{}，{}", attempt.at.words(now), attempt.outcome.name())));
    facts.extend(tries);
    facts
}

/// The questions, and the ways out.
#[component]
fn Ask(view: VisitView, now: Timestamp) -> impl IntoView {
    let form_state = form_state_for(AnswerVisit::PATH);
    let early = match view.next {
        NextVisit::From(from) => Some(format!("这个时段去过了，{}以后再去更容易遇到人", from.words(now))),
        _ => None,
    };
    let early = early.map(|title| view! { <Notice kind=NoticeKind::Warning title/> });
    let late = (now >= view.wave.closes_at).then(|| {
        view! { <Notice kind=NoticeKind::Warning title="已经过了截止的日子：答卷照收，会注明迟到，不计入结果"/> }
    });
    let stamp = form_state.value_or(field!(AnswerForm, stamp), view.stamp);
    let seen = view.attempts.len().to_string();
    let (wave, household) = (view.wave.id, view.household);
    let (wave_again, household_again) = (wave.clone(), household.clone());
    let errors = errors(&form_state);
    view! {
        {early}
        {late}
        <Fold label="没人在家，或没问成" open=form_state_for(RecordAttempt::PATH).is_some()>
            <Form action=RecordAttempt::PATH back=here() later="入户调查：没问成">
                <FieldHidden field=field!(AttemptForm, wave) value=wave_again/>
                <FieldHidden field=field!(AttemptForm, household) value=household_again/>
                <FieldHidden field=field!(AttemptForm, seen) value=seen/>
                <p>"记了“没人在家”，要换个时间再去，一共最多三次。不换别的户。"</p>
                <ButtonRow>
                    {[Outcome::NobodyIn, Outcome::Refused, Outcome::NoSuchDwelling].map(|outcome| {
                        let value = <&'static str>::from(outcome);
                        view! { <SubmitButton label=outcome.name() kind=ButtonKind::Plain name="outcome" value/> }
                    }).collect_view()}
                </ButtonRow>
            </Form>
        </Fold>
        <Section title="请照着念，对方怎么说就怎么点">
            <Form action=AnswerVisit::PATH back=here() errors later="入户调查的答卷">
                <FieldHidden field=field!(AnswerForm, wave) value=wave/>
                <FieldHidden field=field!(AnswerForm, household) value=household/>
                <FieldHidden field=field!(AnswerForm, stamp) value=stamp/>
                <Questions questionnaire=view.questionnaire form_state/>
                <SubmitButton label="交这份答卷"/>
            </Form>
        </Section>
    }
}
