//! Drawing and closing.

use crate::components::{ButtonKind, FieldHidden, Form, Notice, SubmitButton};
use crate::context::{backend, here, signed_in};
use crate::flash::flash;
use crate::form::answer;
use crate::paths;
use backend::field;
use backend::surveys::{self, Wave};
use domain::surveys::Stage;
use domain::time::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// Which wave.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct WaveForm {
    /// The page to come back to.
    pub back: String,
    /// Its number.
    pub wave: String,
}

/// Draws the sample.
#[server(prefix = "/do", endpoint = "draw_sample")]
pub async fn draw_sample(#[server(flatten)] form: WaveForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        surveys::draw_sample(&backend()?, &viewer, &form.wave).await?;
        Ok(flash(paths::desk_survey(&form.wave), "survey_drawn"))
    })
    .await
}

/// Closes the wave.
#[server(prefix = "/do", endpoint = "close_wave")]
pub async fn close_wave(#[server(flatten)] form: WaveForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        surveys::close_wave(&backend()?, &viewer, &form.wave).await?;
        Ok(flash(paths::desk_survey(&form.wave), "survey_closed"))
    })
    .await
}

/// What is to be done next with a wave, by whoever runs it.
#[component]
pub(super) fn NextStep(wave: Wave, now: Timestamp) -> impl IntoView {
    match wave.stage {
        Stage::Committed => view! {
            <Notice title="下一步：抽样本">
                "只能抽一次。抽完种子就公开，谁都可以用它和名册再抽一遍，看是不是这些户。没抽到的户不能换进来。"
            </Notice>
            <Form action=DrawSample::PATH back=here()>
                <FieldHidden field=field!(WaveForm, wave) value=wave.id/>
                <SubmitButton label="抽取样本"/>
            </Form>
        }
        .into_any(),
        Stage::Drawn if now >= wave.closes_at => view! {
            <Notice title="日子到了，可以结束">
                "结束以后不再收答卷，才能导出。还没答的户算没有回答。"
            </Notice>
            <Form action=CloseWave::PATH back=here()>
                <FieldHidden field=field!(WaveForm, wave) value=wave.id/>
                <SubmitButton label="结束调查" kind=ButtonKind::Danger/>
            </Form>
        }
        .into_any(),
        _ => ().into_any(),
    }
}
