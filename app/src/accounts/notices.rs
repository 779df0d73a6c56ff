//! What is told of the account itself.

use crate::components::{ButtonKind, Card, Empty, Form, Page, Stack, SubmitButton};
use crate::context::{backend, here, now, signed_in};
use crate::flash::flash;
use crate::form::answer;
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::accounts::{self, AccountNotice, AccountNoticeLine};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// Says that all was read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadNoticesForm {
    /// The page to come back to.
    pub back: String,
}

/// Says that all was read.
#[server(prefix = "/do", endpoint = "read_account_notices")]
pub async fn read_account_notices(#[server(flatten)] form: ReadNoticesForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        accounts::read_account_notices(&backend()?, &viewer).await?;
        Ok(flash(paths::ME_NOTICES, "notices_read"))
    })
    .await
}

/// What was told, the newest first.
#[component]
pub fn NoticesPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let lines = accounts::account_notices(&backend, &viewer).await?;
        let now = now();
        let unread = lines.iter().any(|line| line.unread);
        let read = unread.then(|| {
            view! {
                <Form action=ReadAccountNotices::PATH back=here()>
                    <SubmitButton label="知道了" kind=ButtonKind::Plain/>
                </Form>
            }
        });
        let list = if lines.is_empty() {
            view! { <Empty icon="shield-check" words="没有要告诉您的"/> }.into_any()
        } else {
            let lines = lines.into_iter().map(move |AccountNoticeLine { notice, at, unread }| {
                let mark = unread.then(|| view! { <b>"新："</b> });
                view! { <Card><p>{mark}{sentence(&notice)}</p><p class="aside">{at.words(now)}</p></Card> }
            });
            view! { <Stack>{lines.collect_view()}</Stack> }.into_any()
        };
        Ok(view! {
            <Page title="账号消息" back=paths::ME>
                <Notices/>
                {read}
                {list}
            </Page>
        })
    })
}

/// What a notice says.
fn sentence(notice: &AccountNotice) -> String {
    match notice {
        AccountNotice::PasskeyAdded => {
            "账号里登记了一把通行密钥。不是您本人的话，请马上删掉，再找管理员。".to_owned()
        }
        AccountNotice::TotpSetUp => "账号设了动态口令。不是您本人的话，请马上找管理员。".to_owned(),
        AccountNotice::RecoveryCodesMade => "账号换了一套备用码，以前的都作废了。".to_owned(),
        AccountNotice::RecoveryCodeUsed => {
            "有人用备用码登录了您的账号。不是您本人的话，请马上找管理员。".to_owned()
        }
        AccountNotice::DeskGranted { name, role, area_name, by } => {
            format!(
                "{}给{}授予了{}的身份：{}",
                verbatim(by),
                verbatim(name),
                verbatim(area_name),
                role.name()
            )
        }
    }
}
