//! One visit: the number to call, and what was said.

use crate::components::{
    ButtonKind, ButtonRow, Card, Choice, ChoiceLayout, DeskPage, Fact, Facts, FieldChoice, FieldHidden, Form,
    Notice, NoticeKind, PersonCard, Section, Stack, SubmitButton,
};
use crate::context::{backend, here, now, param, signed_in};
use crate::flash::flash;
use crate::form::{answer, form_state_for};
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::field;
use backend::return_visits::{self, ReturnView, return_visit};
use domain::orders::Satisfaction;
use domain::return_visits::{NextCall, Outcome, Over};
use domain::time::{Timestamp, day_words};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;
use strum::IntoEnumIterator;

/// What a call came to.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReturnForm {
    /// The page to come back to.
    pub back: String,
    /// The order.
    pub number: String,
    /// The how-manieth call it is.
    pub attempt: String,
    /// What it came to.
    pub outcome: String,
    /// How satisfied they are, if they were reached.
    pub level: String,
}

/// Writes down what a call came to.
#[server(prefix = "/do", endpoint = "record_call")]
pub async fn record_call(#[server(flatten)] form: ReturnForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        let said = (form.outcome.as_str(), form.level.as_str());
        return_visits::record_call(&backend()?, &viewer, &form.number, &form.attempt, said).await?;
        Ok(flash(paths::DESK_RETURN_VISITS, "return_call"))
    })
    .await
}

/// One visit.
#[component]
pub fn ReturnVisitPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let view = return_visit(&backend, &viewer, &param("number")).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::ReturnVisits).await?;
        let now = now();
        let call = match view.next {
            NextCall::Over(over) => view! { <Notice title=over_words(over)/> }.into_any(),
            _ => view! { <Ask view=view.clone() now/> }.into_any(),
        };
        Ok(view! {
            <DeskPage title=format!("回访 {}", view.number) nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                <div class="desk-form">
                    <Stack>
                        <Card><Facts facts=facts(&view, now)/></Card>
                        {call}
                    </Stack>
                </div>
            </DeskPage>
        })
    })
}

fn facts(view: &ReturnView, now: Timestamp) -> Vec<Fact> {
    let mut facts =
        vec![Fact::new("服务", view.service_name.clone()), Fact::new("社区", verbatim(&view.community_name))];
    facts.extend(view.done_at.map(|at| Fact::new("办完", at.words(now))));
    let calls = view
        .calls
        .iter()
        .map(|call| Fact::new("打过", format!("{}，{}", call.at.words(now), call.outcome.name())));
    facts.extend(calls);
    facts
}

fn over_words(over: Over) -> &'static str {
    match over {
        Over::Reached => "已经问到了，不用再打",
        Over::Refused => "对方不愿说，不用再打",
        Over::NotReached => "打过三次没人接，不用再打",
        Over::TooLate => "过了两个星期，不用再打了",
    }
}

/// Whom to call, what to ask, and what came of it.
#[component]
fn Ask(view: ReturnView, now: Timestamp) -> impl IntoView {
    let form_state = form_state_for(RecordCall::PATH);
    let attempt = (view.calls.len() + 1).to_string();
    let number = view.number.to_string();
    let (attempt_again, number_again) = (attempt.clone(), number.clone());
    let early = match view.next {
        NextCall::From(from) => Some(format!("刚打过没人接，{}以后再打", from.words(now))),
        _ => None,
    };
    let early = early.map(|title| view! { <Notice kind=NoticeKind::Warning title/> });
    let person = view.person.clone().map(|(name, phone)| {
        let line = phone.clone();
        view! { <PersonCard name line phone/> }
    });
    let levels = Satisfaction::iter().map(|level| Choice::new(<&str>::from(level), level.name()));
    view! {
        {early}
        {person}
        <Section title="请照着问，对方怎么说就怎么点">
            <p>{question(&view, now)}</p>
            <Form action=RecordCall::PATH back=here() errors=form_state.errors()>
                <FieldHidden field=field!(ReturnForm, number) value=number/>
                <FieldHidden field=field!(ReturnForm, attempt) value=attempt/>
                <FieldHidden field=field!(ReturnForm, outcome) value="reached"/>
                <FieldChoice
                    field=form_state.field(field!(ReturnForm, level))
                    label="对方说"
                    layout=ChoiceLayout::Rows
                    choices=levels.collect()
                />
                <SubmitButton label="记下"/>
            </Form>
        </Section>
        <Section title="没问成">
            <Form action=RecordCall::PATH back=here()>
                <FieldHidden field=field!(ReturnForm, number) value=number_again/>
                <FieldHidden field=field!(ReturnForm, attempt) value=attempt_again/>
                <p>"记了“没人接”，过三个小时再打，一共最多三次。"</p>
                <ButtonRow>
                    {[Outcome::NoAnswer, Outcome::Refused].map(|outcome| {
                        let (value, _) = outcome.code();
                        view! { <SubmitButton label=outcome.name() kind=ButtonKind::Plain name="outcome" value/> }
                    }).collect_view()}
                </ButtonRow>
            </Form>
        </Section>
    }
}

/// What is read out.
fn question(view: &ReturnView, now: Timestamp) -> String {
    let when = view.done_at.map_or_else(String::new, |at| day_words(at.date(), now.date()));
    format!(
        "“您好，{when}给您办的‘{}’，您觉得怎么样？非常满意、满意、基本满意、不满意，还是非常不满意？您说的不会告诉上门的人。”",
        view.service_name
    )
}
