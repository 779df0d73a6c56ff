//! The questionnaire behind a household's link: large, and without signing in.

use super::questions::{Questions, errors};
use crate::components::{Empty, FieldHidden, Form, Notice, NoticeKind, Page, SubmitButton};
use crate::context::{backend, here, now, param};
use crate::flash::flash;
use crate::form::{answer, form_state_for};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::field;
use backend::surveys;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;
use std::collections::BTreeMap;

/// What a household answers by its link.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LinkForm {
    /// The page to come back to.
    pub back: String,
    /// The secret of the link.
    pub link: String,
    /// When the form was opened.
    pub stamp: String,
    /// The answers.
    #[serde(flatten)]
    pub answers: BTreeMap<String, String>,
}

/// Takes a household's answers.
#[server(prefix = "/do", endpoint = "answer_by_link")]
pub async fn answer_by_link(#[server(flatten)] form: LinkForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        surveys::answer_by_link(&backend()?, &form.link, &form.answers, &form.stamp).await?;
        Ok(flash(paths::survey_link(&form.link), "survey_thanks"))
    })
    .await
}

/// What a household's link shows.
#[component]
pub fn LinkPage() -> impl IntoView {
    page(async move {
        let link = param("token");
        let shown = match surveys::link_page(&backend()?, &link).await? {
            surveys::LinkPage::Open { wave, questionnaire, stamp, late } => {
                let form_state = form_state_for(AnswerByLink::PATH);
                let stamp = form_state.value_or(field!(LinkForm, stamp), stamp);
                let errors = errors(&form_state);
                let late = late.then(|| {
                    view! { <Notice kind=NoticeKind::Warning title="截止的日子已经过了：您答的我们照样收下，会注明迟到"/> }
                });
                view! {
                    {late}
                    <p>{format!("{}想听听您家的情况。几个问题，一两分钟。不问姓名，只用来算比例；不想答的可以空着。", verbatim(wave.area_name))}</p>
                    <Form action=AnswerByLink::PATH back=here() errors>
                        <FieldHidden field=field!(LinkForm, link) value=link/>
                        <FieldHidden field=field!(LinkForm, stamp) value=stamp/>
                        <Questions questionnaire form_state/>
                        <SubmitButton label="交给社区"/>
                    </Form>
                }
                .into_any()
            }
            surveys::LinkPage::Answered => {
                view! { <Empty icon="circle-check" words="您家的答卷已经在这里了。一户一份，不用再答。"/> }
                    .into_any()
            }
            surveys::LinkPage::Early(from) => {
                let words = format!("调查{}开始，到时候再扫一次就行", from.words(now()));
                view! { <Empty icon="calendar-clock" words/> }.into_any()
            }
            surveys::LinkPage::Closed => {
                view! { <Empty icon="circle-x" words="这次调查已经结束，不再收答卷了。谢谢您！"/> }.into_any()
            }
        };
        Ok(view! { <Page title="社区调查"><Notices/>{shown}</Page> })
    })
}
