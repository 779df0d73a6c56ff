//! Making a wave.

use crate::components::{
    Choice, FieldArea, FieldChoice, FieldSegment, FieldText, Fold, Form, Notice, SubmitButton, TextKind,
};
use crate::context::{backend, here, signed_in};
use crate::flash::flash;
use crate::form::{FormState, answer};
use crate::paths;
use backend::field;
use backend::surveys::{self, NewWave, StrataKind, WAVE_FORM_USED};
use domain::surveys::Allocation;
use domain::time::{DAY, Timestamp};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;
use strum::IntoEnumIterator;

/// A new wave, as it is typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewWaveForm {
    /// The page to come back to.
    pub back: String,
    /// What is asked of whom, and when.
    #[serde(flatten)]
    pub wave: NewWave,
}

/// Makes a wave, and publishes its hashes.
#[server(prefix = "/do", endpoint = "create_wave")]
pub async fn create_wave(#[server(flatten)] form: NewWaveForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        let id = surveys::create_wave(&backend()?, &viewer, &form.wave).await?;
        Ok(flash(paths::desk_survey(id), "survey_created"))
    })
    .await
}

/// The form of a new wave.
#[component]
pub(super) fn NewWaveFields(form_state: FormState, token: String, now: Timestamp) -> impl IntoView {
    let strata = StrataKind::iter().map(|kind| Choice::new(<&str>::from(kind), kind.name())).collect();
    let ways = Allocation::iter().map(|way| Choice::new(<&str>::from(way), way.name())).collect();
    let day = move |days: i64| now.plus(days * DAY).date().to_string();
    let errors = form_state.errors();
    let typed =
        |field| form_state.value(field).is_some_and(|typed| !domain::typed::folded(&typed).is_empty());
    let special = typed(field!(NewWave, expected)) || typed(field!(NewWave, own));
    let again = form_state.was_refused_as(WAVE_FORM_USED);
    let label = if again { "确定再建一个" } else { "建好并公布指纹" };
    view! {
        <Form action=CreateWave::PATH back=here() token errors>
            <Notice title="一建好就定下来了">
                "建好后题目、户数、日期都不能再改；种子指纹和名册指纹马上公布，再抽样本。建了不用的也留在列表里。"
            </Notice>
            <FieldText field=form_state.field(field!(NewWave, title)) label="叫什么" hint="例如：2026 年第四季度知晓率" maxlength=Some(40) required=true/>
            <FieldText field=form_state.field(field!(NewWave, wanted)) label="一共抽几户" kind=TextKind::Number unit="户" required=true/>
            <FieldSegment field=form_state.field(field!(NewWave, strata)).or("estate") label="分开哪些地方抽" choices=strata/>
            <FieldChoice field=form_state.field(field!(NewWave, allocation)).or("proportional") label="每处抽多少" choices=ways/>
            <FieldText field=form_state.field(field!(NewWave, minimum)) label="每处至少几户" kind=TextKind::Number unit="户" optional=true/>
            <FieldText field=form_state.field(field!(NewWave, opens)).or(day(0)) label="从哪天起" kind=TextKind::Date required=true/>
            <FieldText field=form_state.field(field!(NewWave, closes)).or(day(13)) label="到哪天（含）" kind=TextKind::Date hint="不能提前结束，晚到的答卷会注明" required=true/>
            <Fold label="加自己的题目，或写预计的知晓率" open=special>
                <FieldArea field=form_state.field(field!(NewWave, own)) label="自己的题目" optional=true rows=4
                    hint="一行一题：题目|类型。类型有 是否、1-5、1-10、选择|甲;乙、文字"/>
                <FieldArea field=form_state.field(field!(NewWave, expected)) label="预计各处的知晓率" optional=true rows=3
                    hint="只有“按户数和差异分”用得到，一行一处：K10101 80；没写的按 50 算"/>
            </Fold>
            <SubmitButton label/>
        </Form>
    }
}
