//! Ordering for somebody who telephones.

use crate::areas::Estates;
use crate::components::{Choice, DeskPage, Field, FieldSelect, Form, Section, SubmitButton};
use crate::context::{backend, here, now, query, signed_in};
use crate::form::form_state_for;
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::orders::{
    AGAIN, Earlier, NoteField, PersonFields, PlaceFields, PlaceForCaller, WhenFields, WishFields,
};
use crate::page::{Notices, page};
use crate::paths;
use backend::catalogue::{Offer, offer};
use backend::orders::{FORM_USED, PlaceOrder};
use backend::{AppError, field};
use leptos::prelude::*;
use server_fn::ServerFn;

/// The order form of the staff: for whoever is on the telephone.
#[component]
pub fn NewOrderPage() -> impl IntoView {
    page(async move {
        let viewer = signed_in()?;
        let backend = backend()?;
        let community = viewer.community_desk().ok_or_else(AppError::denied)?;
        let services = choices(&offer(&backend, community).await?);
        let estates = Estates::of_community(&backend, community).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::NewOrder).await?;
        let form_state = form_state_for(PlaceForCaller::PATH);
        let chosen = form_state.value_or(field!(PlaceOrder, service), query("service"));
        let (person, place, when) = (form_state.clone(), form_state.clone(), form_state.clone());
        let (errors, wrong_service) = (form_state.errors(), form_state.error(field!(PlaceOrder, service)));
        let token = form_state.token(&backend, FORM_USED);
        let earlier = form_state.order();
        let label = if earlier.is_some() { AGAIN } else { "替他点单" };
        let earlier = earlier.map(|number| {
            let href = paths::with(paths::DESK, &[("order", &number)]);
            view! { <Earlier number href/> }
        });
        Ok(view! {
            <DeskPage title="替居民点单" nav who=desk_who(&viewer) who_href=paths::ME>
                <Notices/>
                <div class="desk-form">
                    <Form action=PlaceForCaller::PATH back=here() token errors>
                        {earlier}
                        <Section title="要什么">
                            <FieldSelect field=Field::named(field!(PlaceOrder, service)).or(chosen).wrong(wrong_service) label="服务" choices=services blank="请选服务" required=true
                                hint="直接打字可以跳到服务名"/>
                        </Section>
                        <Section title="谁在电话那头">
                            <PersonFields form_state=person whose="居民"/>
                            <PlaceFields form_state=place estates label="住的小区"/>
                        </Section>
                        <Section title="什么时候、怎么说">
                            <WhenFields form_state=when now=now()/>
                            <NoteField form_state=form_state.clone()/>
                            <WishFields form_state/>
                        </Section>
                        <SubmitButton label/>
                    </Form>
                </div>
            </DeskPage>
        })
    })
}

/// The services that the community publishes, under their subcategories.
fn choices(offer: &Offer) -> Vec<Choice> {
    offer
        .catalogue
        .subcategories
        .iter()
        .flat_map(|subcategory| {
            offer.in_subcategory(&subcategory.code).into_iter().map(|on_offer| {
                Choice::new(on_offer.service.code.to_string(), on_offer.service.name)
                    .group(subcategory.name.as_str())
            })
        })
        .collect()
}
