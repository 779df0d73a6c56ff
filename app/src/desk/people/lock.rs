//! Locking an account, and unlocking it.

use crate::components::{ButtonKind, FieldHidden, Fold, Form, SubmitButton};
use crate::context::{backend, here, signed_in};
use crate::flash::flash;
use crate::form::answer;
use crate::paths;
use backend::accounts;
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

/// The button that locks an account, behind a question, or unlocks it.
#[component]
pub(super) fn Lock(
    /// The grant.
    grant: String,
    /// Whose account.
    name: String,
    /// Whether it is locked.
    locked: bool,
) -> impl IntoView {
    if locked {
        return view! {
            <Form action=UnlockAccount::PATH back=here()>
                <FieldHidden name="grant" value=grant/>
                <SubmitButton label="恢复账号" kind=ButtonKind::Plain about=name/>
            </Form>
        }
        .into_any();
    }
    view! {
        <Fold label="停用账号" about=name.clone()>
            <Form action=LockAccount::PATH back=here()>
                <FieldHidden name="grant" value=grant/>
                <p>"手机丢了、人走了：停用后马上退出，哪里也登录不了，直到恢复。"</p>
                <SubmitButton label="确定停用" kind=ButtonKind::Danger about=name/>
            </Form>
        </Fold>
    }
    .into_any()
}
