//! Ordering for somebody who telephones: whose number it is, what they want, and then the rest.

use super::caller::{AskNumber, CallerFacts, NOBODY};
use super::service_choice::ServiceChoice;
use crate::areas::Estates;
use crate::components::{
    Card, DeskPage, Fact, Facts, FieldHidden, Form, Notice, NoticeKind, Section, SubmitButton,
};
use crate::context::{backend, here, now, query, signed_in};
use crate::form::form_state_for;
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::orders::{
    AGAIN, Earlier, KnownPerson, NoteField, PersonFields, PlaceFields, PlaceForCaller, WhenFields, WishFields,
};
use crate::page::{Notices, page};
use crate::paths;
use backend::catalogue::{Offer, ServiceOnOffer, offer};
use backend::orders::{Caller, FORM_USED, PlaceOrder, caller};
use backend::{AppError, Backend, field};
use domain::areas::AreaCode;
use domain::catalogue::ServiceCode;
use leptos::prelude::*;
use server_fn::ServerFn;

/// The order form of the staff: for whoever is on the telephone.
#[component]
pub fn NewOrderPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let community = viewer.community_desk().ok_or_else(AppError::denied)?;
        let nav = desk_bar(&backend, &viewer, AtDesk::NewOrder).await?;
        let offer = offer(&backend, community).await?;
        let (call, form_state) = (query("caller"), form_state_for(PlaceForCaller::PATH));
        let caller = match call.as_str() {
            "" | NOBODY => None,
            call => caller(&backend, &viewer, call).await?,
        };
        let service = form_state.value_or(field!(PlaceOrder, service), query("service"));
        let service = chosen(&offer, &service);
        let step = if form_state.is_some() || (service.is_some() && (caller.is_some() || call == NOBODY)) {
            order_form(&backend, community, (&call, caller.as_ref()), service).await?
        } else if caller.is_some() || call == NOBODY {
            view! { <ServiceChoice offer call=call.clone()/> }.into_any()
        } else {
            let over = !call.is_empty();
            view! { <AskNumber service=query("service") over/> }.into_any()
        };
        let known = caller.map(|caller| view! { <CallerFacts caller call now=now()/> });
        Ok(view! {
            <DeskPage title="替居民点单" nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                <div class="desk-form">{known} {step}</div>
            </DeskPage>
        })
    })
}

/// The service of this code, if the community offers it.
fn chosen(offer: &Offer, code: &str) -> Option<ServiceOnOffer> {
    ServiceCode::parse(code).ok().and_then(|code| offer.service(&code))
}

/// What is still to be said, with what is known filled in.
async fn order_form(
    backend: &Backend,
    community: &AreaCode,
    (call, caller): (&str, Option<&Caller>),
    service: Option<ServiceOnOffer>,
) -> Result<AnyView, AppError> {
    let estates = Estates::of_community(backend, community).await?;
    let form_state = form_state_for(PlaceForCaller::PATH);
    let (person, place, when) = (form_state.clone(), form_state.clone(), form_state.clone());
    let (errors, wrong) = (form_state.errors(), form_state.error(field!(PlaceOrder, service)));
    let wrong = wrong.map(|title| view! { <Notice kind=NoticeKind::Failed title/> });
    let token = form_state.token(backend, FORM_USED);
    let earlier = form_state.order();
    let label = if earlier.is_some() { AGAIN } else { "替他点单" };
    let earlier = earlier.map(|number| {
        let href = paths::with(paths::DESK, &[("order", &number)]);
        view! { <Earlier number href/> }
    });
    let known = caller.map(known_person).unwrap_or_default();
    let other = paths::order_by_telephone(if call.is_empty() { NOBODY } else { call }, "");
    let code = service.as_ref().map(|on_offer| on_offer.service.code.to_string()).unwrap_or_default();
    let what = service.map(|ServiceOnOffer { service, .. }| {
        vec![Fact::new("服务", service.name.clone()), Fact::new("费用", service.fee_words().headline)]
    });
    let what = what.map(|facts| view! { <Card><Facts facts/></Card> });
    Ok(view! {
        <Form action=PlaceForCaller::PATH back=here() token errors>
            {earlier}
            <Section title="要什么" more_href=other more="换一项">
                {wrong}
                {what}
                <FieldHidden field=field!(PlaceOrder, service) value=code/>
            </Section>
            <Section title="谁要、在哪">
                <PersonFields form_state=person whose="居民" known=known.clone()/>
                <PlaceFields form_state=place estates label="住的小区" known/>
            </Section>
            <Section title="什么时候、怎么说">
                <WhenFields form_state=when now=now()/>
                <NoteField form_state=form_state.clone()/>
                <WishFields form_state/>
            </Section>
            <SubmitButton label/>
        </Form>
    }
    .into_any())
}

/// What need not be typed again of a caller.
fn known_person(caller: &Caller) -> KnownPerson {
    let phone = caller.phone.clone();
    let Some(known) = &caller.known else { return KnownPerson { phone, ..KnownPerson::default() } };
    let name = known.name.clone();
    known.door.clone().map_or_else(
        || KnownPerson { phone: phone.clone(), name: name.clone(), ..KnownPerson::default() },
        |(_, door)| KnownPerson {
            phone: phone.clone(),
            name: name.clone(),
            estate: door.estate.to_string(),
            building: door.building,
            unit: door.unit,
            room: door.room,
        },
    )
}
