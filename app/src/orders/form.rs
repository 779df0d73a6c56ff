//! The resident's order form, around what the service page tells of the service.

use super::ask::{NoteField, RhythmFields, WhenFields, WishFields, window_choices};
use super::place::PlaceOrder;
use super::whom::{Home, WhoFields, remembered};
use crate::areas::Estates;
use crate::components::{ActionBar, ButtonKind, ButtonLink, Choice, FieldHidden, Form, SubmitButton};
use crate::context::{backend, here, now};
use crate::form::form_state_for;
use crate::paths;
use crate::photos::PhotoField;
use backend::accounts::Viewer;
use backend::orders::{self as ordering, FORM_USED, OTHER, SOON};
use backend::photos::drafts;
use backend::{AppError, Backend, areas, field};
use domain::catalogue::Service;
use domain::time::Timestamp;
use leptos::prelude::*;
use server_fn::ServerFn;

/// What an order form is filled with at first.
pub(crate) struct OrderDefaults {
    home: Option<Home>,
    /// The relatives who are remembered.
    family: Vec<Choice>,
    estates: Estates,
    token: String,
    /// The pictures that were sent before the form came back; none where none are taken.
    photos: Option<Vec<String>>,
}

impl OrderDefaults {
    /// What is known of the viewer.
    ///
    /// # Errors
    /// [`AppError::internal`] if the database fails.
    pub async fn of(viewer: &Viewer) -> Result<Self, AppError> {
        let backend = backend()?;
        let tree = areas::tree(&backend).await?;
        let home = Home::of(viewer, &tree);
        let family = ordering::family(&backend, viewer).await?;
        let family = family.into_iter().map(|relative| remembered(relative, &tree)).collect();
        let estates = Estates::of(&backend, viewer.community.as_ref()).await?;
        let (token, photos) = token_and_photos(&backend, viewer).await?;
        Ok(Self { home, family, estates, token, photos })
    }
}

/// The token of the form, and the pictures that were sent with it: a form that comes back has the same, unless it has
/// made an order before.
async fn token_and_photos(
    backend: &Backend,
    viewer: &Viewer,
) -> Result<(String, Option<Vec<String>>), AppError> {
    let token = form_state_for(PlaceOrder::PATH).token(backend, FORM_USED);
    if !backend.photos.is_open() {
        return Ok((token, None));
    }
    if let Ok(sent) = drafts(backend, viewer, &token).await {
        return Ok((token, Some(sent)));
    }
    Ok((backend.entropy.token(), Some(Vec::new())))
}

/// The order form of one service. What stands inside comes before the questions; the bar with the fee
/// is always in sight.
#[component]
pub(crate) fn ServiceOrderForm(
    /// What is ordered.
    service: Service,
    /// What it is filled with at first.
    defaults: OrderDefaults,
    children: Children,
) -> impl IntoView {
    let form_state = form_state_for(PlaceOrder::PATH);
    let OrderDefaults { home, family, estates, token, photos } = defaults;
    let now = now();
    let note = order_note(home.as_ref(), service.doorstep, now);
    let wanted = service.needs_photo;
    let photos = photos.map(|sent| view! { <PhotoField token=token.clone() sent wanted/> });
    let earlier = form_state.order();
    let label = if earlier.is_some() { AGAIN } else { "点单" };
    let earlier = earlier.map(|number| {
        let href = paths::order(&number);
        view! { <Earlier number href/> }
    });
    view! {
        <Form action=PlaceOrder::PATH back=here() token errors=form_state.errors() tall=true later=format!("点单：{}", service.name)>
            <FieldHidden field=field!(ordering::PlaceOrder, service) value=service.code.to_string()/>
            {earlier}
            {children()}
            <WhoFields form_state=form_state.clone() home family estates doorstep=service.doorstep/>
            <WhenFields form_state=form_state.clone() now/>
            <NoteField form_state=form_state.clone()/>
            {photos}
            <WishFields form_state=form_state.clone()/>
            // What is urgent is wanted now.
            {(!service.urgent).then(|| view! { <RhythmFields form_state/> })}
            <ActionBar fee=service.fee_words().headline note>
                <SubmitButton label/>
            </ActionBar>
        </Form>
    }
}

/// What the button says where there is an order already that may be the same.
pub(crate) const AGAIN: &str = "确定再点一单";

/// The order that this form, or one like it, has made, to be looked at first. Sent again, the form means another.
#[component]
pub(crate) fn Earlier(number: String, href: String) -> impl IntoView {
    view! {
        <ButtonLink href label=format!("看看 {number}") kind=ButtonKind::Plain/>
        <FieldHidden field=field!(ordering::PlaceOrder, again) value=number/>
    }
}

/// The same page for whoever can't order yet: one step comes first.
#[component]
pub(crate) fn ServiceOrderGate(
    /// What would be ordered.
    service: Service,
    /// Whether somebody is signed in, and only their address is missing.
    signed_in: bool,
    children: Children,
) -> impl IntoView {
    let (href, label) = if signed_in {
        (paths::welcome(&here()), "填好住址就能点单")
    } else {
        (paths::sign_in(&here()), "登录后点单")
    };
    view! {
        <div class="form form-tall">
            {children()}
            <ActionBar fee=service.fee_words().headline>
                <ButtonLink href label/>
            </ActionBar>
        </div>
    }
}

/// What the button sends: when, and where to, or for whom where nobody comes to a door. All answers stand in it, and style sheets show those that are chosen, as
/// they do with the fields of each; a browser that can't shows none.
fn order_note(home: Option<&Home>, doorstep: bool, now: Timestamp) -> AnyView {
    let windows = window_choices(now).into_iter().enumerate().map(|(index, choice)| {
        let second = choice.second.into_option().filter(|_| choice.value != SOON && choice.value != OTHER);
        let words = [Some(choice.label), second].into_iter().flatten().collect::<Vec<_>>().join(" ");
        view! { <span class=format!("sent sent-window-{index}")>{words}</span> }
    });
    let own = match home {
        Some(home) if doorstep => home.address.clone(),
        Some(_) => "给自己".to_owned(),
        None => ELSEWHERE.to_owned(),
    };
    let family = if doorstep { "家人那里" } else { "给家人" };
    view! {
        {windows.collect_view()}
        <span class="sent sent-self sent-elsewhere sent-relative">" · "</span>
        <span class="sent sent-self">{own}</span>
        <span class="sent sent-elsewhere">{ELSEWHERE}</span>
        <span class="sent sent-relative">{family}</span>
    }
    .into_any()
}

/// Where an order goes to, if not home.
const ELSEWHERE: &str = "这次填的地址";
