//! 帮助: what this is, how one does things, whom one calls; and the first steps of those who work with it.

mod questions;
mod work;

use crate::components::{Card, Page, Section};
use crate::context::{backend, here, viewer};
use crate::elder::{Aloud, ReadAloud};
use crate::nav::{Here, bottom_bar};
use crate::page::page;
use crate::paths;
use crate::telephones::ViewersCall;
use backend::accounts::Viewer;
use leptos::prelude::*;
use questions::Questions;
use work::first_steps;

/// The help.
#[component]
pub fn HelpPage() -> impl IntoView {
    page(async move {
        let viewer = viewer();
        let tabs = bottom_bar(&backend()?, viewer.as_deref(), Here::Me).await?;
        let back = if viewer.is_some() { paths::ME } else { paths::HOME };
        let work = viewer.as_deref().map(Viewer::role).and_then(first_steps);
        let signed_in = viewer.is_some();
        Ok(view! {
            <Page title="帮助" back tabs>
                <ReadAloud/>
                {work}
                <Aloud>
                    <Section title="点点通是什么">
                        <Card>
                            <p>"您点单，社区派人，党员、志愿者或者物业上门来办。不用下载，用手机号就能登录。大多数服务不要钱，要钱的会先写明。"</p>
                        </Card>
                    </Section>
                    <Section title="怎么点单"><Steps steps=ordering(signed_in)/></Section>
                </Aloud>
                <Section title="常有人问"><Questions/></Section>
                <Section title="还是不会？打电话"><ViewersCall/></Section>
            </Page>
        })
    })
}

/// What one does, one thing after the other.
#[component]
fn Steps(steps: Vec<AnyView>) -> impl IntoView {
    let steps = steps.into_iter().map(|step| view! { <li>{step}</li> });
    view! { <Card><ol class="help-steps">{steps.collect_view()}</ol></Card> }
}

/// From the search to the rating.
fn ordering(signed_in: bool) -> Vec<AnyView> {
    let sign_in = (!signed_in).then(|| {
        view! { <a class="text-link" href=paths::sign_in(&here())>"用手机号登录"</a>"，填好姓名和住址，只用填一次。" }
            .into_any()
    });
    let steps = [
        "在首页写下要办的事，像“水龙头漏水”，或者从三张清单里挑。",
        "看看多久有回音、要不要钱，按“点单”。",
        "有人接了单，首页就写着谁来、几点来、电话多少。",
        "人到门口，念四个数字给他听，他就能开始办。",
        "办完了，说说满意不满意。没办好就按“没办好，重开”，不用再点一单。",
    ];
    sign_in.into_iter().chain(steps.map(IntoAny::into_any)).collect()
}
