//! Making a wave.

use crate::components::{
    Choice, FieldArea, FieldChoice, FieldSegment, FieldText, Fold, Form, Notice, SubmitButton, TextKind,
};
use crate::context::{backend, here, signed_in};
use crate::flash::flash;
use crate::form::{FormState, answer};
use crate::paths;
use backend::surveys::{self, NewWave, StrataKind, WAVE_FORM_USED};
use domain::surveys::Allocation;
use domain::time::{DAY, Timestamp};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;
use strum::IntoEnumIterator;

/// A new wave, as it is typed; see [`NewWave`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewWaveForm {
    /// The page to come back to.
    pub back: String,
    /// What it is called.
    pub title: String,
    /// What the strata are.
    pub strata: String,
    /// How the sample is spread over them.
    pub allocation: String,
    /// How many households are asked.
    pub wanted: String,
    /// How many of each stratum at the least.
    pub minimum: String,
    /// The first day.
    pub opens: String,
    /// The last day.
    pub closes: String,
    /// What is expected of some strata.
    pub expected: String,
    /// Questions of one's own.
    pub own: String,
    /// Made with the page: the same form makes one wave, however often it is sent.
    pub token: String,
}

impl NewWaveForm {
    fn wave(&self) -> NewWave {
        let form = self.clone();
        NewWave {
            title: form.title,
            strata: form.strata,
            allocation: form.allocation,
            wanted: form.wanted,
            minimum: form.minimum,
            opens: form.opens,
            closes: form.closes,
            expected: form.expected,
            own: form.own,
            token: form.token,
        }
    }
}

/// Makes a wave, and publishes its hashes.
#[server(prefix = "/do", endpoint = "create_wave")]
pub async fn create_wave(#[server(flatten)] form: NewWaveForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        let id = surveys::create_wave(&backend()?, &viewer, &form.wave()).await?;
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
        |field: &str| form_state.value(field).is_some_and(|typed| !domain::typed::folded(&typed).is_empty());
    let special = typed("expected") || typed("own");
    let again = form_state.was_refused_as(WAVE_FORM_USED);
    let label = if again { "确定再建一个" } else { "建好并公布指纹" };
    view! {
        <Form action=CreateWave::PATH back=here() token errors>
            <Notice title="一建好就定下来了">
                "建好后题目、户数、日期都不能再改；种子指纹和名册指纹马上公布，再抽样本。建了不用的也留在列表里。"
            </Notice>
            <FieldText name="title" label="叫什么" hint="例如：2026 年第四季度知晓率" maxlength=Some(40)
                value=form_state.value("title") error=form_state.error("title") required=true/>
            <FieldText name="wanted" label="一共抽几户" kind=TextKind::Number unit="户"
                value=form_state.value("wanted") error=form_state.error("wanted") required=true/>
            <FieldSegment name="strata" label="分开哪些地方抽" choices=strata
                value=form_state.value_or("strata", "estate") error=form_state.error("strata")/>
            <FieldChoice name="allocation" label="每处抽多少" choices=ways
                value=form_state.value_or("allocation", "proportional") error=form_state.error("allocation")/>
            <FieldText name="minimum" label="每处至少几户" kind=TextKind::Number unit="户" optional=true
                value=form_state.value("minimum") error=form_state.error("minimum")/>
            <FieldText name="opens" label="从哪天起" kind=TextKind::Date
                value=form_state.value_or("opens", day(0)) error=form_state.error("opens") required=true/>
            <FieldText name="closes" label="到哪天（含）" kind=TextKind::Date hint="不能提前结束，晚到的答卷会注明"
                value=form_state.value_or("closes", day(13)) error=form_state.error("closes") required=true/>
            <Fold label="加自己的题目，或写预计的知晓率" open=special>
                <FieldArea name="own" label="自己的题目" optional=true rows=4
                    hint="一行一题：题目|类型。类型有 是否、1-5、1-10、选择|甲;乙、文字"
                    value=form_state.value("own") error=form_state.error("own")/>
                <FieldArea name="expected" label="预计各处的知晓率" optional=true rows=3
                    hint="只有“按户数和差异分”用得到，一行一处：K10101 80；没写的按 50 算"
                    value=form_state.value("expected") error=form_state.error("expected")/>
            </Fold>
            <SubmitButton label/>
        </Form>
    }
}
