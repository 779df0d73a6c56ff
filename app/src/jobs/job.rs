//! One job: where, who, what, and the next thing to do.

use super::actions::ServeActions;
use super::list::when;
use super::way::{Agree, Way};
use crate::clocks::deadline_facts;
use crate::components::{
    ButtonLink, CallButton, Card, Fact, Facts, Icon, ListRow, NavItem, Notice, OrderHero, Page, Section,
    Timeline, Tone, Words, dial,
};
use crate::context::{backend, here, now, param, signed_in};
use crate::happenings::happenings;
use crate::nav::{Here, bottom_bar};
use crate::orders::{ActErrors, Reopened, asked_facts, note_fact};
use crate::page::{Notices, page};
use crate::paths;
use crate::photos::{Looking, PhotoSection};
use crate::tag_tone::{steps, tag_tone};
use crate::verbatim::verbatim;
use backend::accounts::Viewer;
use backend::orders::{OrderView, Released, Viewpoint, next_job};
use backend::photos::OrderPhotos;
use backend::{AppError, Backend, ErrorKind, areas};
use domain::areas::AreaKind;
use domain::orders::{Acting, CommandKind, State};
use domain::photos::PhotoKind;
use domain::time::{HOUR, Timestamp};
use leptos::prelude::*;

/// One job, for whoever may serve it.
#[component]
pub fn JobPage() -> impl IntoView {
    page(async move {
        let viewer = signed_in()?;
        let backend = backend()?;
        let number = param("number");
        let view = match backend::orders::view(&backend, &viewer, &number, Viewpoint::Role).await {
            // What one had a part in is not simply gone.
            Err(error) if error.kind == ErrorKind::NotFound => {
                let released = backend::orders::released(&backend, &viewer, &number).await?;
                let tabs = bottom_bar(&backend, Some(&viewer), Here::Work).await?;
                return Ok(over(released, tabs));
            }
            view => view?,
        };
        if !matches!(view.acting, Acting::Member | Acting::Volunteer { .. } | Acting::Property { .. }) {
            return Ok(crate::page::go_to(&paths::with(paths::DESK, &[("order", &number)])));
        }
        let tabs = bottom_bar(&backend, Some(&viewer), Here::Work).await?;
        let photos = backend::photos::of_order(&backend, &viewer, &view).await?;
        let now = now();
        let number = view.order.number.to_string();
        let line = format!("{} {}", verbatim(&view.order.estate_name), view.contact.place);
        let whom = view.contact.name.clone();
        let within = photos_within(&view, &photos);
        let looking = Looking {
            number: number.clone(),
            doorstep: view.order.doorstep,
            viewpoint: Viewpoint::Role,
            back: here(),
            within,
        };
        let photos = view! { <PhotoSection photos looking/> };
        let way = way(&backend, &view).await?;
        let following = following(&backend, &viewer, &view, now).await?;
        let call = view.contact.phone.clone().map(|phone| view! { <CallButton phone whom/> });
        let happened = happenings(&view.events, &viewer.person, now);
        Ok(view! {
            <Page title=format!("工单 {number}") back=paths::JOBS tabs=tabs live=true>
                <Notices/>
                <ActErrors/>
                <OrderHero
                    title=view.order.service_name.clone()
                    line=line
                    tag_tone=tag_tone(&view.order.state)
                    urgent=view.order.urgent
                    tag_label=tag_label(&view.order.state)
                    steps=steps(&view.order.state)
                />
                {following}
                <Reopened view=view.clone()/>
                {call}
                {way}
                {photos}
                <ServeActions view=view.clone() back=here() next=paths::JOBS photos=within/>
                <Section title="这一单">
                    <Card><Facts facts=facts(&view, now)/></Card>
                </Section>
                <Section title="经过">
                    <Card><Timeline happenings=happened/></Card>
                </Section>
            </Page>
        }
        .into_any())
    })
}

/// The way to whoever is served, once one serves them and until one is there.
async fn way(backend: &Backend, view: &OrderView) -> Result<Option<AnyView>, AppError> {
    if view.contact.phone.is_none()
        || !view.order.doorstep
        || !matches!(view.order.state, State::Accepted { .. })
    {
        return Ok(None);
    }
    let tree = areas::tree(backend).await?;
    let district =
        tree.of_kind(AreaKind::District).first().map_or_else(String::new, |area| area.name.clone());
    let (number, version) = (view.order.number.to_string(), view.order.version);
    let agree = view.allowed.contains(&CommandKind::Agree).then(|| {
        let agreed = view.order.state.arrives_at().is_some();
        view! { <Agree number version back=here() agreed/> }
    });
    Ok(Some(view! { {agree} <Way view=view.clone() district/> }.into_any()))
}

/// How long after one has finished a job its page says where to go on, in milliseconds.
const GOES_ON: i64 = HOUR;

/// Where to go on, soon after one has finished a job.
async fn following(
    backend: &Backend,
    viewer: &Viewer,
    view: &OrderView,
    now: Timestamp,
) -> Result<Option<AnyView>, AppError> {
    let state = &view.order.state;
    let own = state.progress().is_some_and(|progress| progress.person == viewer.person);
    if !own || state.done_at().is_none_or(|done| now.since(done) > GOES_ON) {
        return Ok(None);
    }
    Ok(next_job(backend, viewer).await?.map(|(order, contact)| {
        let title = format!("下一单：{}", order.service_name);
        let line = format!("{} {} · {}", verbatim(&order.estate_name), contact.place, when(&order, now));
        let href = paths::job(order.number.to_string());
        view! { <ListRow href title line icon="arrow-right" tone=Tone::Blue/> }.into_any()
    }))
}

/// Whether the form that finishes an order also adds pictures: where both can be done now.
pub(crate) fn photos_within(view: &OrderView, photos: &OrderPhotos) -> bool {
    view.allowed.contains(&CommandKind::Finish) && photos.addable == Some(PhotoKind::After)
}

/// In place of an order that is no longer one's own: what became of it, and where there is more to do. It
/// never changes again by itself.
fn over(released: Released, tabs: Vec<NavItem>) -> AnyView {
    view! {
        <Page title=format!("工单 {}", released.number) back=paths::JOBS tabs>
            <Notices/>
            <Notice title=released.sentence>{released.service_name}</Notice>
            <ButtonLink href=paths::JOBS label="看看别的工单"/>
        </Page>
    }
    .into_any()
}

/// «暂停 · 等配件»; nothing where the usual word says enough.
pub(crate) fn tag_label(state: &State) -> Words {
    match state {
        State::Paused { reason, .. } => format!("暂停 · {}", reason.name()).into(),
        State::Closed { rating: None, .. } => "已办结 · 没有评价".into(),
        _ => Words::default(),
    }
}

/// What one needs to know to go there.
fn facts(view: &OrderView, now: Timestamp) -> Vec<Fact> {
    let order = &view.order;
    let mut facts = vec![
        Fact::new("在哪", format!("{} {}", verbatim(&order.estate_name), view.contact.place)),
        Fact::new("何时", when(order, now)),
        Fact::new("居民", verbatim(&view.contact.name)),
        Fact::view("电话", phone(view)),
    ];
    facts.splice(2..2, deadline_facts(&view.clocks, order.doorstep, now));
    facts.extend(note_fact(&order.details));
    facts.extend(asked_facts(&order.details));
    facts.extend(crate::desk::assignee_words(order).map(|words| Fact::new("派给", words)));
    facts.push(Fact::new("点单", order.placed_at.words(now)));
    facts
}

/// The number to call, once one serves the order; masked until then.
pub(crate) fn phone(view: &OrderView) -> AnyView {
    match &view.contact.phone {
        Some(phone) => phone_link(phone),
        None => view.contact.phone_masked.clone().into_any(),
    }
}

/// A number in full, which calls.
pub(crate) fn phone_link(phone: &str) -> AnyView {
    let (href, phone) = (dial(phone), phone.to_owned());
    view! { <a class="text-link" href=href data-phone=""><Icon name="phone"/>{phone}</a> }.into_any()
}
