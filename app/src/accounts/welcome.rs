//! The first sign-in: name, home, consent. Later, the same form changes name and home.

use super::address::AddressFields;
use super::switch::SignOut;
use super::{first_page, named_errors};
use crate::areas::Estates;
use crate::components::{
    ButtonKind, Card, Fact, Facts, Field, FieldCheck, FieldHidden, FieldText, Form, Page, SubmitButton,
    TextKind,
};
use crate::context::{backend, here, query, scanned_estate, viewer};
use crate::flash::flash;
use crate::form::{answer, form_state_for};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::accounts::{self, ProfileForm, Viewer};
use backend::posters::PosterEstate;
use backend::{AppError, Backend, areas, field, orders, posters};
use domain::accounts::{PersonName, Role};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// The fields whose errors do not name them.
const NAMES: [(&str, &str); 4] =
    [("name", "姓名"), ("building", "几幢"), ("unit", "几单元"), ("room", "几室")];

/// What is said of oneself.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct WelcomeForm {
    /// The page to come back to.
    pub back: String,
    /// The page to go to afterwards.
    pub next: String,
    /// Name and home.
    #[serde(flatten)]
    pub profile: ProfileForm,
    /// `on` if the privacy notice is agreed to.
    pub consent: String,
    /// `on` if it is what is asked at the first sign-in; nothing where something is changed later.
    pub first: String,
}

impl WelcomeForm {
    fn profile(&self) -> ProfileForm {
        ProfileForm { consent: self.consent == "on", ..self.profile.clone() }
    }
}

/// Takes name, home and consent.
#[server(prefix = "/do", endpoint = "complete_profile")]
pub async fn complete_profile(#[server(flatten)] form: WelcomeForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let viewer = viewer().ok_or_else(AppError::signed_out)?;
        let backend = backend()?;
        let left = match accounts::complete_profile(&backend, &viewer, &form.profile()).await? {
            Some(door) => orders::open_at(&backend, &viewer, &door).await?,
            None => 0,
        };
        Ok(onward(form.first == "on", viewer.role(), &form.next, left))
    })
    .await
}

/// Where one goes next, by what the form was for: posted twice, it leads to the same page. Back to a form that waited
/// meanwhile, nothing is said: the form is. Whoever moves while orders are under way, to see those: they go on to the
/// old door.
fn onward(first: bool, role: Role, next: &str, left_at_old_door: usize) -> String {
    let next = paths::own(next);
    if left_at_old_door > 0 {
        return flash(paths::ORDERS, "profile_moved");
    }
    match (first, next == paths::HOME || next == first_page(role)) {
        (true, true) => flash(first_page(role), "welcome"),
        (true, false) => next.to_owned(),
        (false, _) => flash(next, "profile"),
    }
}

/// Asks who one is and where one lives.
#[component]
pub fn WelcomePage() -> impl IntoView {
    page(async move {
        let viewer = viewer().ok_or_else(AppError::signed_out)?;
        let backend = backend()?;
        let scanned = scanned(&backend, &viewer).await?;
        let tree = areas::tree(&backend).await?;
        let near = scanned.as_ref().and_then(|estate| tree.community_of(&estate.code));
        let near = viewer.community.as_ref().or(near.map(|community| &community.code));
        let estates = Estates::of(&backend, near).await?;
        let form_state = form_state_for(CompleteProfile::PATH);
        let next = paths::own(&query("next")).to_owned();
        let first = viewer.needs_profile();
        let consent = (!viewer.consented)
            .then(|| view! { <Consent field=form_state.field(field!(WelcomeForm, consent))/> });
        let errors = named_errors(&form_state, &NAMES);
        let name_field = if viewer.keeps_name() {
            let facts = vec![Fact::new("姓名", verbatim(&viewer.name))];
            view! {
                <Facts facts/>
                <p class="aside">"有身份的人改名，请找授予身份的人（社区书记或管理员）。"</p>
            }
            .into_any()
        } else {
            view! {
                <FieldText
                    field=form_state.field(field!(ProfileForm, name)).or(viewer.name.as_str())
                    label="姓名"
                    kind=TextKind::Name
                    maxlength=u32::try_from(PersonName::LIMIT).ok()
                    required=true
                />
            }
            .into_any()
        };
        Ok(view! {
            <Page
                title=if first { "先认识一下" } else { "我的资料" }
                back=if first { String::new() } else { next.clone() }
            >
                <Notices/>
                {first.then(|| view! { <p class="aside">"只问这一次。填好就能点单，上门的人照这个地址来。"</p> })}
                <Card>
                    <Form action=CompleteProfile::PATH back=here() errors>
                        <FieldHidden field=field!(WelcomeForm, next) value=next/>
                        {first.then(|| view! { <FieldHidden field=field!(WelcomeForm, first) value="on"/> })}
                        {name_field}
                        <AddressFields estates home=viewer.home.clone() scanned form_state required=viewer.grants.is_empty()/>
                        {consent}
                        <SubmitButton label="保存"/>
                    </Form>
                </Card>
                {first.then(|| view! { <Leave/> })}
            </Page>
        })
    })
}

/// The estate whose poster was scanned, for those who have to live somewhere.
async fn scanned(backend: &Backend, viewer: &Viewer) -> Result<Option<PosterEstate>, AppError> {
    match scanned_estate().filter(|_| viewer.grants.is_empty() && viewer.home.is_none()) {
        // The area may be gone, and anybody can write a cookie.
        Some(code) => Ok(posters::poster_estate(backend, code.as_str()).await.ok()),
        None => Ok(None),
    }
}

/// The consent to the privacy notice.
#[component]
fn Consent(field: Field) -> impl IntoView {
    view! {
        <FieldCheck field required=true>
            "我看过并同意"
            <a class="text-link" href=paths::PRIVACY target="_blank">"《隐私说明》"<span class="unseen">"（在新窗口打开）"</span></a>
        </FieldCheck>
    }
}

/// The way out, for whoever came with a wrong number or does not agree.
#[component]
fn Leave() -> impl IntoView {
    view! {
        <Form action=SignOut::PATH back=here()>
            <SubmitButton label="先不填，退出登录" kind=ButtonKind::Quiet/>
        </Form>
    }
}
