//! Taking a role back.

use crate::components::{ButtonKind, FieldHidden, Form, SubmitButton};
use crate::context::{backend, here, signed_in};
use crate::flash::flash;
use crate::form::answer;
use crate::paths;
use backend::field;
use backend::orders;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// Which role to take back.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RevokeRoleForm {
    /// The page to come back to.
    pub back: String,
    /// The grant.
    pub grant: String,
}

/// Takes a role back.
#[server(prefix = "/do", endpoint = "revoke_role")]
pub async fn revoke_role(#[server(flatten)] form: RevokeRoleForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        let orphaned = orders::revoke_role(&backend()?, &viewer, &form.grant).await?;
        Ok(flash(paths::own(&form.back), if orphaned > 0 { "revoke_left" } else { "revoke" }))
    })
    .await
}

/// The button that takes a role back, with what that means.
#[component]
pub(super) fn Revoke(
    /// The grant.
    grant: String,
    /// Whose role: «李建国的党员».
    whose: String,
) -> impl IntoView {
    view! {
        <Form action=RevokeRole::PATH back=here()>
            <FieldHidden field=field!(RevokeRoleForm, grant) value=grant/>
            <p>"收回后马上不能再用；手上没办完的单会告诉派单台。"</p>
            <SubmitButton label="收回身份" kind=ButtonKind::Danger about=whose/>
        </Form>
    }
}
