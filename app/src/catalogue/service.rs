//! One service: what it is, and the form to order it, on one page.

use super::{LocalOffer, list_tone};
use crate::components::{Card, Fact, Facts, Fold, Page, Section, Tag};
use crate::context::{backend, param, viewer};
use crate::elder::{Aloud, ReadAloud};
use crate::form::form_state_for;
use crate::offline;
use crate::orders::{OrderDefaults, PlaceOrder, ServiceOrderForm, ServiceOrderGate};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::catalogue::ServiceOnOffer;
use backend::{AppError, ErrorKind};
use domain::catalogue::{CLOCK_NOTE, Service, ServiceCode};
use leptos::prelude::*;
use server_fn::ServerFn;

/// One service, and the form to order it.
#[component]
pub fn ServicePage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, viewer());
        offline::keep();
        let local = LocalOffer::of(&backend, viewer.as_deref()).await?;
        let on_offer = match on_offer(&local, &param("code")) {
            // It was withdrawn while somebody filled in the form: what they typed comes back.
            Err(error) if form_state_for(PlaceOrder::PATH).is_some() => {
                withdrawn(&local, &param("code")).ok_or(error)?
            }
            on_offer => on_offer?,
        };
        let service = on_offer.service.clone();
        let subcategory = local.offer.catalogue.subcategory(&service.subcategory);
        let back = subcategory.map_or(paths::HOME.to_owned(), |found| paths::category(&found.category));
        let tag = view! { <Tag label=service.list.name() tone=list_tone(service.list)/> }.into_any();
        let title = service.name.clone();
        let about = view! { <About on_offer place=local.place/> };
        let body = match viewer.filter(|viewer| !viewer.needs_profile()) {
            Some(viewer) => {
                let defaults = OrderDefaults::of(&viewer).await?;
                view! { <ServiceOrderForm service defaults>{about}</ServiceOrderForm> }.into_any()
            }
            None => {
                let signed_in = crate::context::viewer().is_some();
                view! { <ServiceOrderGate service signed_in>{about}</ServiceOrderGate> }.into_any()
            }
        };
        Ok(view! {
            <Page title back end=tag>
                <Notices/>
                {body}
            </Page>
        })
    })
}

/// The service of a code, if it is on offer here.
fn on_offer(local: &LocalOffer, code: &str) -> Result<ServiceOnOffer, AppError> {
    let missing = || AppError::not_found("catalogue.service_not_found", "这项服务");
    let code = ServiceCode::parse(code).map_err(|_| missing())?;
    let service = local.offer.catalogue.service(&code).ok_or_else(missing)?;
    local.offer.service(&code).ok_or_else(|| {
        let sentence = format!(
            "{}现在没有开通“{}”，请换一项看看，或打社区电话问一问",
            verbatim(&local.place),
            service.name
        );
        AppError::new(ErrorKind::NotFound, "catalogue.service_not_offered", sentence)
    })
}

/// A service of the catalogue, whether it is on offer here or not.
fn withdrawn(local: &LocalOffer, code: &str) -> Option<ServiceOnOffer> {
    let service = local.offer.catalogue.service(&ServiceCode::parse(code).ok()?)?;
    Some(ServiceOnOffer { service: service.clone(), own_text: None })
}

/// What is done, by whom, for how much, what to prepare, and how long it may take.
#[component]
fn About(on_offer: ServiceOnOffer, place: String) -> impl IntoView {
    let ServiceOnOffer { service, own_text } = on_offer;
    let own_text = own_text.map(|text| {
        view! { <Section title=format!("{place}的话", place = verbatim(&place))><Card><p translate="no">{text}</p></Card></Section> }
    });
    let (facts, limits) = (facts(&service), limits(&service));
    let note = if service.urgent { "白天晚上、节假日都算" } else { CLOCK_NOTE };
    view! {
        <ReadAloud/>
        <Aloud>
            <Card>
                <p class="about">{service.description}</p>
                <Facts facts/>
            </Card>
            {own_text}
            <Fold label="多久办好">
                <Facts facts=limits/>
                <p class="facts-note">{format!("从点单算起，{note}。")}</p>
            </Fold>
        </Aloud>
    }
}

fn facts(service: &Service) -> Vec<Fact> {
    let fee = service.fee_words();
    let fee = if fee.detail.is_empty() { fee.headline } else { format!("{}，{}", fee.headline, fee.detail) };
    let materials = if service.materials.is_empty() {
        "什么都不用准备".to_owned()
    } else {
        service.materials.join("、")
    };
    let who = if service.doorstep { "谁上门" } else { "谁来办" };
    vec![Fact::new(who, service.provider.name()), Fact::new("要多少钱", fee), Fact::new("要准备", materials)]
}

/// How long each step may take.
fn limits(service: &Service) -> Vec<Fact> {
    let limits = service.limits;
    let begin = if service.doorstep { "上门" } else { "开始办" };
    [
        ("有人接单", limits.accept),
        ("给您回音", limits.first_reply),
        (begin, limits.onsite),
        ("办好", limits.finish),
    ]
    .map(|(step, minutes)| Fact::new(step, service.limit_words(minutes)))
    .into()
}
