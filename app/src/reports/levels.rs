//! Which levels count as satisfied, and since when.

use crate::components::{ButtonKind, Choice, FieldSelect, FieldText, Fold, Form, Section, SubmitButton};
use crate::context::{backend, here, signed_in};
use crate::flash::flash;
use crate::form::{answer, form_state_for};
use crate::paths;
use crate::verbatim::verbatim;
use backend::field;
use backend::settings::{self, RuleVersion};
use domain::counters::Month;
use domain::reports::{SatisfactionRule, SatisfactionRules};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// From which month on how many levels count.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SatisfactionRuleForm {
    /// The page to come back to.
    pub back: String,
    /// The first month: `2027-01`.
    pub from: String,
    /// How many levels, 1 to 4.
    pub levels: String,
}

/// Decides which levels count from a month on.
#[server(prefix = "/do", endpoint = "set_satisfaction_rule")]
pub async fn set_satisfaction_rule(
    #[server(flatten)] form: SatisfactionRuleForm,
) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        settings::set_satisfaction_rule(&backend()?, &viewer, &form.from, &form.levels).await?;
        Ok(flash(paths::own(&form.back), "satisfaction_rule"))
    })
    .await
}

/// All versions, and for the district's lead the form for the next.
#[component]
pub(super) fn Levels(
    /// All versions, the oldest first.
    versions: Vec<RuleVersion>,
    /// Whether the viewer decides.
    decides: bool,
    /// The first month that can be decided about.
    next: Month,
) -> impl IntoView {
    let usual = SatisfactionRules::new(Vec::new()).of(next);
    let lines = versions.into_iter().map(|version| {
        let RuleVersion { rule, by, .. } = version;
        view! { <li>{format!("{} 起：{}（{by} 定）", rule.from.words(), rule.words(), by = verbatim(by))}</li> }
    });
    let lines = lines.collect_view();
    let form_state = form_state_for(SetSatisfactionRule::PATH);
    let form = decides.then(|| {
        let rules = (1..=4).map(|levels| SatisfactionRule { from: next, levels });
        let choices: Vec<_> =
            rules.map(|rule| Choice::new(rule.levels.to_string(), rule.words())).collect();
        let errors = form_state.errors();
        view! {
            <Fold label="以后换一种算法" open=form_state.error(field!(SatisfactionRuleForm, from)).is_some() || form_state.error(field!(SatisfactionRuleForm, levels)).is_some()>
                <Form action=SetSatisfactionRule::PATH back=here() errors>
                    <FieldText field=form_state.field(field!(SatisfactionRuleForm, from)).or(next.to_string()) label="从哪个月起" hint="例如 2027-01；已经开始的月份不能改" required=true/>
                    <FieldSelect field=form_state.field(field!(SatisfactionRuleForm, levels)).or(SatisfactionRules::USUAL.to_string()) label="哪些算满意" choices/>
                    <SubmitButton label="保存" kind=ButtonKind::Plain/>
                </Form>
            </Fold>
        }
    });
    view! {
        <Section title="哪些评价算满意">
            <ul class="plain-list">
                <li>{format!("一直以来：{}", usual.words())}</li>
                {lines}
            </ul>
            {form}
        </Section>
    }
}
