//! Granting a role.

use super::scope::Scope;
use crate::accounts::named_errors;
use crate::components::{Choice, FieldSelect, FieldText, Form, SubmitButton, TextKind, Words};
use crate::context::{backend, here, signed_in};
use crate::flash::flash;
use crate::form::{FormState, answer};
use crate::paths;
use backend::accounts;
use backend::field;
use domain::accounts::{PersonName, Role};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// The fields whose errors do not name them.
const NAMES: [(&str, &str); 3] = [("name", "姓名"), ("team", "队伍或公司的名字"), ("until", "到哪天为止")];

/// The form, and where it stands.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct GrantRoleForm {
    /// The page to come back to.
    pub back: String,
    /// Whom to grant what, where.
    #[serde(flatten)]
    pub grant: accounts::GrantForm,
}

/// Grants a role.
#[server(prefix = "/do", endpoint = "grant_role")]
pub async fn grant_role(#[server(flatten)] form: GrantRoleForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        accounts::grant_role(&backend()?, &viewer, &form.grant).await?;
        Ok(flash(paths::own(&form.back), "grant"))
    })
    .await
}

/// The form that grants a role.
#[component]
pub(super) fn GrantFields(scope: Scope, form_state: FormState) -> impl IntoView {
    let roles: Vec<_> = scope.roles.iter().map(|role| Choice::new(role.to_string(), role.name())).collect();
    let teams = scope.roles.iter().any(|role| role.needs_team());
    // A district's administrator grants what belongs to a community there.
    let elsewhere = if scope.roles.contains(&Role::Member) {
        Words::default()
    } else {
        "要授予党员、社区工作者等身份，请先在上面选社区".into()
    };
    let only = match scope.areas.as_slice() {
        [one] => one.value.clone(),
        _ => String::new(),
    };
    let team = teams.then(|| {
        let names = [Role::VolunteerTeam, Role::PropertyCompany].map(Role::name).join("和");
        view! {
            <FieldText
                field=form_state.field(field!(accounts::GrantForm, team))
                label="队伍或公司的名字"
                hint=format!("只有{names}要填；名字相同就是同一支队伍")
                maxlength=Some(30)
            />
        }
    });
    view! {
        <Form action=GrantRole::PATH back=here() errors=named_errors(&form_state, &NAMES)>
            <FieldText
                field=form_state.field(field!(accounts::GrantForm, phone))
                label="手机号"
                kind=TextKind::Phone
                autocomplete="off"
                required=true
            />
            <FieldText
                field=form_state.field(field!(accounts::GrantForm, name))
                label="姓名"
                hint="真名，上门时居民看到的就是它；以后只有您和管理员能改"
                autocomplete="off"
                maxlength=u32::try_from(PersonName::LIMIT).ok()
                required=true
            />
            <FieldSelect
                field=form_state.field(field!(accounts::GrantForm, role))
                label="身份"
                hint=elsewhere
                blank="请选择"
                choices=roles
                required=true
            />
            <FieldSelect
                field=form_state.field(field!(accounts::GrantForm, area)).or(only)
                label="负责哪里"
                blank="请选择"
                choices=scope.areas
                required=true
            />
            {team}
            <FieldText
                field=form_state.field(field!(accounts::GrantForm, until))
                label="到哪天为止"
                hint="替班、借调的写上最后一天，过了就自动收回；不写就一直有效"
                kind=TextKind::Date
                optional=true
            />
            <SubmitButton label="授予身份"/>
        </Form>
    }
}
