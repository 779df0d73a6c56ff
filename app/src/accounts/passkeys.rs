//! The own passkeys: added, named, removed.

use super::passkey_part::{PasskeyCeremony, PasskeyPart};
use crate::components::{
    ButtonKind, ButtonLink, ButtonRow, Card, Fact, Facts, FieldHidden, FieldText, Fold, Form, ListRow,
    Notice, NoticeKind, Page, Section, Stack, SubmitButton, Tone,
};
use crate::context::{SigningIn, backend, here, now, relying_party, settings, signed_in};
use crate::flash::flash;
use crate::form::{FormState, answer, form_state_for};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::accounts::{self, NewPasskey, PasskeyAnswer, PasskeyLine, PasskeyRequest, Viewer};
use backend::{AppError, Backend, ErrorKind, field};
use domain::accounts::{PASSKEY_NAME_LIMIT, PASSKEYS_MOST, RelyingParty, is_fresh};
use domain::time::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// A passkey to be added: what the browser has answered is not kept where the form comes back.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AddPasskeyForm {
    /// The page to come back to.
    pub back: String,
    /// What it is to be called.
    pub name: String,
    /// What was asked for.
    #[serde(skip_serializing)]
    pub challenge: String,
    /// What the browser has answered.
    #[serde(skip_serializing)]
    pub credential: String,
}

/// Another name for a passkey.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RenamePasskeyForm {
    /// The page to come back to.
    pub back: String,
    /// The passkey.
    pub passkey: String,
    /// What it is to be called.
    pub name: String,
}

/// Which passkey to remove.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RemovePasskeyForm {
    /// The page to come back to.
    pub back: String,
    /// The passkey.
    pub passkey: String,
}

/// The site that passkeys are made for here.
///
/// # Errors
/// [`AppError`] where there can be none.
pub(super) fn party() -> Result<RelyingParty, AppError> {
    let without = || AppError::new(ErrorKind::Conflict, "passkey.no_site", "这个网址用不了通行密钥");
    relying_party().ok_or_else(without)
}

/// Adds a passkey.
#[server(prefix = "/do", endpoint = "add_passkey")]
pub async fn add_passkey(#[server(flatten)] form: AddPasskeyForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let (backend, viewer, party) = (backend()?, signed_in()?, party()?);
        let answer = PasskeyAnswer { challenge: &form.challenge, credential: &form.credential };
        let (new, from) = (NewPasskey { answer, name: &form.name }, SigningIn::here(&backend));
        accounts::add_passkey(&backend, &viewer, &party, new, from.origin()).await?;
        Ok(flash(paths::ME_PASSKEYS, "passkey_added"))
    })
    .await
}

/// Calls a passkey otherwise.
#[server(prefix = "/do", endpoint = "rename_passkey")]
pub async fn rename_passkey(#[server(flatten)] form: RenamePasskeyForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        accounts::rename_passkey(&backend()?, &viewer, &form.passkey, &form.name).await?;
        Ok(flash(paths::ME_PASSKEYS, "passkey_renamed"))
    })
    .await
}

/// Removes a passkey.
#[server(prefix = "/do", endpoint = "remove_passkey")]
pub async fn remove_passkey(#[server(flatten)] form: RemovePasskeyForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = signed_in()?;
        accounts::remove_passkey(&backend()?, &viewer, &form.passkey).await?;
        Ok(flash(paths::ME_PASSKEYS, "passkey_removed"))
    })
    .await
}

/// The own passkeys.
#[component]
pub fn PasskeysPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let passkeys = accounts::passkeys(&backend, &viewer).await?;
        let (now, fresh) = (now(), is_fresh(viewer.begun, now()));
        let full = passkeys.len() >= PASSKEYS_MOST;
        let list = passkeys.into_iter().map(|passkey| view! { <Passkey passkey now fresh/> }).collect_view();
        let asked = if fresh && !full { ask(&backend, &viewer).await? } else { None };
        let add = match asked {
            Some(request) => view! { <Add request form_state=form_state_for(AddPasskey::PATH)/> }.into_any(),
            None if relying_party().is_none() => view! { <NoSite/> }.into_any(),
            None if !fresh => view! { <Again path=paths::ME_PASSKEYS/> }.into_any(),
            None => ().into_any(),
        };
        let others = viewer.works_with_contacts().then(|| view! { <OtherFactors/> });
        Ok(view! {
            <Page title="通行密钥" back=paths::ME>
                <Notices/>
                <p>"登记一次，以后按一下指纹、看一眼，或者输手机的锁屏密码就能登录，不用等短信；别人骗不走，换个网站也用不了。"</p>
                <Stack>{list}</Stack>
                {add}
                {others}
            </Page>
        })
    })
}

/// What else those have who work with doors and numbers.
#[component]
fn OtherFactors() -> impl IntoView {
    view! {
        <Section title="管派单、管人员的，多一道核对">
            <p>"只用短信登录，过了授予身份的第一天就看不到门牌和号码。登记通行密钥最省事；用不了的，设动态口令。"</p>
            <Stack>
                <ListRow href=paths::ME_TOTP title="动态口令" line="验证器应用里的 6 位数字" icon="smartphone" tone=Tone::Blue/>
                <ListRow href=paths::ME_RECOVERY title="备用码" line="抄在纸上，手机丢了用" icon="file-text" tone=Tone::Amber/>
            </Stack>
        </Section>
    }
}

/// Asks this browser for a new passkey, where it can have one.
async fn ask(backend: &Backend, viewer: &Viewer) -> Result<Option<PasskeyRequest>, AppError> {
    let Some(party) = relying_party() else { return Ok(None) };
    let from = SigningIn::here(backend);
    Ok(Some(accounts::ask_for_new_passkey(backend, viewer, &party, from.origin()).await?))
}

/// Where a passkey is added.
#[component]
fn Add(request: PasskeyRequest, form_state: FormState) -> impl IntoView {
    let PasskeyRequest { options, challenge } = request;
    view! {
        <Section title="登记一把">
            <PasskeyPart ceremony=PasskeyCeremony::Create options>
                <Card>
                    <Form action=AddPasskey::PATH back=here() errors=form_state.errors()>
                        <FieldHidden field=field!(AddPasskeyForm, challenge) value=challenge/>
                        <FieldHidden field=field!(AddPasskeyForm, credential) value=""/>
                        <FieldText
                            field=form_state.field(field!(AddPasskeyForm, name))
                            label="怎么称呼它"
                            hint="例如“办公室电脑”；不写就写设备的名字"
                            maxlength=limit()
                            optional=true
                        />
                        <SubmitButton label="登记通行密钥" icon="key-round"/>
                    </Form>
                </Card>
            </PasskeyPart>
        </Section>
    }
}

/// The most characters of a name, for a field.
fn limit() -> Option<u32> {
    u32::try_from(PASSKEY_NAME_LIMIT).ok()
}

/// Whoever signed in a while ago does so again.
#[component]
pub(super) fn Again(
    /// The page to come back to.
    path: &'static str,
) -> impl IntoView {
    view! {
        <Notice title="改动登录办法之前，要先重新登录一次">
            <ButtonLink href=paths::sign_in_again(path) label="重新登录" kind=ButtonKind::Plain/>
        </Notice>
    }
}

/// Where no passkey can be made: it belongs to a name, and numbers are none.
#[component]
fn NoSite() -> impl IntoView {
    let how = if settings().demo {
        "通行密钥认网站的名字，不认数字网址。演示请打开 localhost 开头的网址，再登录一次。"
    } else {
        "通行密钥认网站的名字，请管系统的人设好对外的网址（DIANDIANTONG_PUBLIC_URL）。"
    };
    view! { <Notice kind=NoticeKind::Warning title="这个网址用不了通行密钥"><p>{how}</p></Notice> }
}

/// One passkey: what it is called, since when, and when it was used.
#[component]
fn Passkey(passkey: PasskeyLine, now: Timestamp, fresh: bool) -> impl IntoView {
    let PasskeyLine { id, name, made, used, backed_up } = passkey;
    let facts = vec![
        Fact::view("名称", view! { <span translate="no">{name.clone()}</span> }.into_any()),
        Fact::new("登记", made.words(now)),
        Fact::new("上次用", used.map_or_else(|| "还没用过".to_owned(), |used| used.words(now))),
        Fact::new("在哪里", if backed_up { "跟着账号，换了设备也在" } else { "只在这台设备上" }),
    ];
    let (own, about) = (id.clone(), verbatim(&name));
    let remove = fresh.then(|| {
        view! {
            <ButtonRow>
                <Form action=RemovePasskey::PATH back=here()>
                    <FieldHidden field=field!(RemovePasskeyForm, passkey) value=own/>
                    <SubmitButton label="删除" kind=ButtonKind::Danger about=about.clone()/>
                </Form>
            </ButtonRow>
        }
    });
    view! {
        <Card>
            <Facts facts/>
            <Fold label="改名" about=verbatim(&name)>
                <Form action=RenamePasskey::PATH back=here()>
                    <FieldHidden field=field!(RenamePasskeyForm, passkey) value=id.clone()/>
                    <FieldText
                        field=crate::components::Field::named(field!(RenamePasskeyForm, name)).or(name)
                        label="名称"
                        id=format!("name-{id}")
                        maxlength=limit()
                        required=true
                    />
                    <SubmitButton label="保存" kind=ButtonKind::Plain/>
                </Form>
            </Fold>
            {remove}
        </Card>
    }
}
