//! Locking an account, and unlocking it.

use crate::components::{ButtonKind, FieldHidden, Form, SubmitButton};
use crate::context::{backend, here, signed_in};
use crate::flash::flash;
use crate::form::answer;
use crate::paths;
use backend::accounts;
use backend::field;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// Whose account, by a grant of theirs.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LockAccountForm {
    /// The page to come back to.
    pub back: String,
    /// The grant.
    pub grant: String,
}

/// Locks an account.
#[server(prefix = "/do", endpoint = "lock_account")]
pub async fn lock_account(#[server(flatten)] form: LockAccountForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        accounts::lock_account(&backend()?, &viewer, &form.grant).await?;
        Ok(flash(paths::own(&form.back), "locked"))
    })
    .await
}

/// Unlocks an account.
#[server(prefix = "/do", endpoint = "unlock_account")]
pub async fn unlock_account(#[server(flatten)] form: LockAccountForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        accounts::unlock_account(&backend()?, &viewer, &form.grant).await?;
        Ok(flash(paths::own(&form.back), "unlocked"))
    })
    .await
}

/// The button that locks an account, with what that means, or unlocks it.
#[component]
pub(super) fn Lock(
    /// The grant.
    grant: String,
    /// Whose account.
    name: String,
    /// Whether it is locked.
    locked: bool,
) -> impl IntoView {
    let (action, label, kind) = if locked {
        (UnlockAccount::PATH, "恢复账号", ButtonKind::Plain)
    } else {
        (LockAccount::PATH, "停用账号", ButtonKind::Danger)
    };
    let means = (!locked).then_some("手机丢了、人离岗了：停用后马上退出，哪里也登录不了，直到恢复。身份和手上的单不变，要改派请收回身份。");
    view! {
        <Form action back=here()>
            <FieldHidden field=field!(LockAccountForm, grant) value=grant/>
            {means.map(|means| view! { <p>{means}</p> })}
            <SubmitButton label kind about=name/>
        </Form>
    }
}
