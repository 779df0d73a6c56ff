//! Where one is signed in, and how to end it from afar.

use crate::components::{
    ButtonKind, ButtonRow, Card, Fact, Facts, FieldHidden, Form, Notice, NoticeKind, Page, Section, Stack,
    SubmitButton,
};
use crate::context::{backend, here, now, signed_in};
use crate::flash::flash;
use crate::form::answer;
use crate::page::{Notices, page};
use crate::paths;
use backend::accounts::{self, SessionLine};
use backend::field;
use domain::time::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// Which session to end.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EndSessionForm {
    /// The page to come back to.
    pub back: String,
    /// The session.
    pub session: String,
}

/// Ends all other sessions, or says that all were one's own.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SessionsForm {
    /// The page to come back to.
    pub back: String,
}

/// Ends a session.
#[server(prefix = "/do", endpoint = "end_session")]
pub async fn end_session(#[server(flatten)] form: EndSessionForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        accounts::end_session(&backend()?, &viewer, &form.session).await?;
        Ok(flash(paths::ME_SESSIONS, "session_ended"))
    })
    .await
}

/// Ends all sessions but this one.
#[server(prefix = "/do", endpoint = "end_other_sessions")]
pub async fn end_other_sessions(#[server(flatten)] form: SessionsForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        accounts::end_other_sessions(&backend()?, &viewer).await?;
        Ok(flash(paths::ME_SESSIONS, "sessions_ended"))
    })
    .await
}

/// Says that all sign-ins until now were one's own.
#[server(prefix = "/do", endpoint = "acknowledge_sessions")]
pub async fn acknowledge_sessions(#[server(flatten)] form: SessionsForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        accounts::acknowledge_sessions(&backend()?, &viewer).await?;
        Ok(flash(paths::ME_SESSIONS, "sessions_own"))
    })
    .await
}

/// Where one is signed in.
#[component]
pub fn SessionsPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let sessions = accounts::sessions(&backend, &viewer).await?;
        let elsewhere = sessions.len() > 1;
        let strange = sessions.iter().any(|session| session.is_new);
        let now = now();
        let (here_is, others): (Vec<_>, Vec<_>) = sessions.into_iter().partition(|session| session.is_this);
        let here_is = here_is.into_iter().map(|session| view! { <Session session now/> }).collect_view();
        let others = others.into_iter().map(|session| view! { <Session session now/> }).collect_view();
        let ask = strange.then(|| {
            view! {
                <Notice kind=NoticeKind::Warning title="有一台没见过的设备登录了您的账号">
                    <p>"不是您本人的话，请按它下面的“退出”。"</p>
                    <Form action=AcknowledgeSessions::PATH back=here()>
                        <SubmitButton label="都是我本人" kind=ButtonKind::Plain/>
                    </Form>
                </Notice>
            }
        });
        let end = elsewhere.then(|| {
            view! {
                <Section title="别的地方">
                    <Stack>{others}</Stack>
                    <Form action=EndOtherSessions::PATH back=here()>
                        <SubmitButton label="把别的地方都退出" kind=ButtonKind::Danger/>
                    </Form>
                </Section>
            }
        });
        Ok(view! {
            <Page title="在哪里登录着" back=paths::ME>
                <Notices/>
                {ask}
                <Section title="这里">{here_is}</Section>
                {end}
            </Page>
        })
    })
}

/// One session: what browser, where, since when.
#[component]
fn Session(session: SessionLine, now: Timestamp) -> impl IntoView {
    let SessionLine { id, device, network, begun, method, seen, is_this, is_new } = session;
    let device = if device.is_empty() { "以前登录的设备".to_owned() } else { device };
    let mut facts = vec![
        Fact::new("设备", if is_new { format!("{device}（没见过的）") } else { device.clone() }),
        Fact::new("登录", format!("{}，{}", begun.words(now), method.name())),
        Fact::new("上次用", seen.words(now)),
    ];
    if !network.is_empty() {
        facts.push(Fact::view("上网地址", view! { <span translate="no">{network}</span> }.into_any()));
    }
    let end = (!is_this).then(|| {
        view! {
            <ButtonRow>
                <Form action=EndSession::PATH back=here()>
                    <FieldHidden field=field!(EndSessionForm, session) value=id/>
                    <SubmitButton label="退出" kind=ButtonKind::Plain about=device/>
                </Form>
            </ButtonRow>
        }
    });
    view! { <Card><Facts facts/>{end}</Card> }
}
