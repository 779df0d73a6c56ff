//! The first page.

use super::elder::{ElderHome, OwnTile};
use super::open::{Open, OpenOrders, work};
use crate::accounts::{LocaleSwitch, SetElder};
use crate::catalogue::{LocalOffer, category_items, list_icon, list_tone};
use crate::components::{
    Banner, ButtonLink, CategoryGrid, ElderSwitch, ListRow, Notice, Page, SearchBox, Section, Stack,
};
use crate::context::{backend, elder, here, now, viewer};
use crate::nav::{Here, bottom_bar};
use crate::offline;
use crate::orders::ComingCard;
use crate::page::{Notices, page};
use crate::paths;
use crate::scripts::{IslandScripts, Wake};
use crate::suggest::SearchSuggest;
use crate::telephones::{Call, CallRow};
use crate::verbatim::verbatim;
use backend::accounts::Viewer;
use backend::catalogue::Offer;
use domain::catalogue::ServiceList;
use leptos::prelude::*;
use server_fn::ServerFn;
use strum::IntoEnumIterator;

/// The first page: search, own open orders, three lists, ten categories.
#[component]
pub fn HomePage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, viewer());
        offline::keep();
        let viewer = viewer.as_deref();
        let local = LocalOffer::of(&backend, viewer).await?;
        let open = Open::of(&backend, viewer).await?;
        let tabs = bottom_bar(&backend, viewer, Here::Home).await?;
        let work = match viewer {
            Some(viewer) => work(&backend, viewer).await?,
            None => None,
        };
        let count = local.offer.services().len();
        let banner = banner(&local, count, viewer.is_some(), open.coming.is_some());
        let invitation = invitation(viewer);
        let categories = category_items(&local.offer);
        let call = Call::of(&backend, viewer).await?;
        // Whoever has scanned a poster and is new here rather asks somebody.
        let first = viewer.is_none() && call.is_community();
        let row = view! { <CallRow call=call.clone()/> };
        let (first_call, last_call) = if first && !elder() { (Some(row), None) } else { (None, Some(row)) };
        let Open { coming, orders, count: under_way } = open;
        let coming = coming.map(|coming| view! { <ComingCard coming now=now() linked=true/> });
        let body = if elder() {
            let signed_in = viewer.is_some();
            let own = OwnTile { only: orders.into_iter().next(), count: under_way };
            view! { <ElderHome own count signed_in call categories/> }.into_any()
        } else {
            view! {
                <OpenOrders orders count=under_way/>
                <Section title="三张清单"><Lists offer=local.offer/></Section>
                <Section title="按事情找"><CategoryGrid items=categories/></Section>
                {last_call}
            }
            .into_any()
        };
        // Whoever has signed in finds it under «我的».
        let languages = viewer.is_none().then(|| {
            view! {
                <p class="aside"><a class="text-link" href=paths::HELP>"第一次来？看看帮助"</a></p>
                <LocaleSwitch/>
            }
        });
        Ok(view! {
            <Page title=verbatim(&local.place) banner tabs>
                <Notices/>
                {coming}
                {invitation}
                {first_call}
                {work}
                {body}
                {languages}
            </Page>
        })
    })
}

/// Where one is, the promise, and the search. Where somebody is on the way, nothing but that is to be read first.
fn banner(local: &LocalOffer, count: usize, signed_in: bool, coming: bool) -> AnyView {
    let line = match (&local.estate, signed_in) {
        (_, true) => format!("三张清单 {count} 项服务，24 小时内一定有回音"),
        (Some(estate), false) => format!("{estate}的邻居您好，登录就能点单", estate = verbatim(estate)),
        (None, false) => "登录后看到您社区的服务".to_owned(),
    };
    let switch = view! { <ElderSwitch action=SetElder::PATH elder=elder() back=here()/> }.into_any();
    let search = view! {
        <SearchSuggest caller=String::new()><SearchBox action=paths::SEARCH/></SearchSuggest>
        <IslandScripts wake=Wake::Touched/>
    }
    .into_any();
    let place = verbatim(&local.place);
    if elder() || coming {
        // Every line above the large tiles pushes one of them out of sight.
        return view! { <Banner place end=switch search/> }.into_any();
    }
    view! { <Banner place slogan="您点单，我上门" line end=switch search/> }.into_any()
}

/// What is still to be done before one can order.
fn invitation(viewer: Option<&Viewer>) -> Option<AnyView> {
    match viewer {
        None => Some(
            view! { <ButtonLink href=paths::sign_in(paths::HOME) label="用手机号登录" icon="log-in"/> }
                .into_any(),
        ),
        Some(viewer) if viewer.needs_profile() => Some(
            view! {
                <Notice title="还差一步就能点单">
                    <a href=paths::welcome(paths::HOME)>"填好姓名和住址"</a>
                </Notice>
            }
            .into_any(),
        ),
        Some(_) => None,
    }
}

/// The three lists, with how much is on each.
#[component]
fn Lists(offer: Offer) -> impl IntoView {
    let rows = ServiceList::iter().map(move |list| {
        view! {
            <ListRow
                href=paths::list(list)
                title=format!("{}服务", list.name())
                line=list.motto()
                icon=list_icon(list)
                tone=list_tone(list)
                count=format!("{} 项", offer.on_list(list).len())
            />
        }
    });
    view! { <Stack>{rows.collect_view()}</Stack> }
}
