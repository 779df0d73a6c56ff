//! Settling a rule.

use crate::components::{ButtonKind, Choice, Field, FieldHidden, FieldSelect, Fold, Form, SubmitButton};
use crate::context::{backend, here, signed_in};
use crate::flash::flash;
use crate::form::{answer, form_state_for};
use crate::paths;
use backend::dispatch;
use backend::field;
use domain::catalogue::ProviderKind;
use domain::dispatch::ServiceRule;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// The rule of one service.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceRuleForm {
    /// The page to come back to.
    pub back: String,
    /// The service's code.
    pub service: String,
    /// A rule of [`ServiceRule`].
    pub rule: String,
}

/// Everything that property companies usually do.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RepairsForm {
    /// The page to come back to.
    pub back: String,
}

/// Settles the rule of one service.
#[server(prefix = "/do", endpoint = "set_service_rule")]
pub async fn set_service_rule(#[server(flatten)] form: ServiceRuleForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        dispatch::set_service_rule(&backend()?, &viewer, &form.service, &form.rule).await?;
        Ok(format!("{}#{}", flash(paths::own(&form.back), "rule"), form.service))
    })
    .await
}

/// Sends everything that property companies usually do straight to them.
#[server(prefix = "/do", endpoint = "send_repairs")]
pub async fn send_repairs(#[server(flatten)] form: RepairsForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        dispatch::send_repairs_to_property(&backend()?, &viewer).await?;
        Ok(flash(paths::own(&form.back), "rule"))
    })
    .await
}

/// One press for all repairs.
#[component]
pub(super) fn SendRepairsForm(
    /// How many services that would change.
    waiting: usize,
) -> impl IntoView {
    view! {
        <Form action=SendRepairs::PATH back=here()>
            <SubmitButton label=format!("物业做的 {waiting} 项都直接派给物业") kind=ButtonKind::Plain/>
        </Form>
    }
}

/// The rules that are offered for a service, folded away under what holds now.
#[component]
pub(super) fn SetRule(
    /// The service's code.
    service: String,
    /// Its name.
    name: String,
    /// Who usually does it.
    provider: ProviderKind,
    /// What holds now.
    rule: ServiceRule,
) -> impl IntoView {
    let form_state = form_state_for(SetServiceRule::PATH);
    let mine =
        form_state.value(field!(ServiceRuleForm, service)).is_some_and(|form_state| form_state == service);
    let error = mine.then(|| form_state.error(field!(ServiceRuleForm, rule))).flatten();
    let mut offered = ServiceRule::offered(provider);
    // A rule that is offered no longer still shows what it is.
    if !offered.contains(&rule) {
        offered.push(rule);
    }
    let choices = offered.into_iter().map(|rule| Choice::new(rule.to_string(), rule.words())).collect();
    view! {
        <Fold label="改" open=error.is_some()>
            <Form action=SetServiceRule::PATH back=here()>
                <FieldHidden field=field!(ServiceRuleForm, service) value=service.clone()/>
                <FieldSelect
                    field=Field::named(field!(ServiceRuleForm, rule)).or(rule.to_string()).wrong(error)
                    id=format!("rule-{service}")
                    label=format!("“{name}”怎么派")
                    choices
                />
                <SubmitButton label="保存" kind=ButtonKind::Plain about=name/>
            </Form>
        </Fold>
    }
}
