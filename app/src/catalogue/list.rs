//! One of the three lists.

use super::LocalOffer;
use super::rows::{RowTag, ServiceRows};
use crate::components::{Empty, NavItem, Page, Section, TabStrip};
use crate::context::{backend, param, viewer};
use crate::nav::{Here, bottom_bar};
use crate::offline;
use crate::page::{Notices, page};
use crate::paths;
use crate::telephones::ViewersCall;
use crate::verbatim::verbatim;
use backend::AppError;
use backend::catalogue::{Offer, ServiceOnOffer};
use domain::catalogue::{Category, ServiceList};
use leptos::prelude::*;
use strum::IntoEnumIterator;

/// One list, by category.
#[component]
pub fn ListPage() -> impl IntoView {
    page(async move {
        let list: ServiceList =
            param("list").parse().map_err(|_| AppError::not_found("catalogue.list_not_found", "这张清单"))?;
        let (backend, viewer) = (backend()?, viewer());
        offline::keep();
        let local = LocalOffer::of(&backend, viewer.as_deref()).await?;
        let tabs = bottom_bar(&backend, viewer.as_deref(), Here::Home).await?;
        let groups = groups(&local.offer, list);
        let empty = groups.is_empty();
        let sections = groups.into_iter().map(|(category, services)| {
            view! {
                <Section title=category.name><ServiceRows services tag=RowTag::None/></Section>
            }
        });
        let sections = sections.collect_view();
        let under = strip(&local.offer, list);
        Ok(view! {
            <Page title=format!("{}服务清单", list.name()) back=paths::HOME tabs under>
                <Notices/>
                <p>{format!("{}。点开看怎么办、多久办好、要不要钱。", list.motto())}</p>
                {empty.then(|| nothing(&local.place))}
                {sections}
            </Page>
        })
    })
}

/// The three lists beside each other, with how much is on each.
fn strip(offer: &Offer, current: ServiceList) -> AnyView {
    let items = ServiceList::iter().map(|list| {
        let count = u32::try_from(offer.on_list(list).len()).unwrap_or(u32::MAX);
        NavItem::new(paths::list(list), list.name()).count(count).current(list == current)
    });
    view! { <TabStrip label="三张清单" items=items.collect()/> }.into_any()
}

/// The services of a list by category, in the order of the categories and their subcategories.
fn groups(offer: &Offer, list: ServiceList) -> Vec<(Category, Vec<ServiceOnOffer>)> {
    let categories = offer.catalogue.categories.iter();
    categories
        .map(|category| {
            let mut services = offer.in_category(&category.code);
            services.retain(|on_offer| on_offer.service.list == list);
            (category.clone(), services)
        })
        .filter(|(_, services)| !services.is_empty())
        .collect()
}

fn nothing(place: &str) -> impl IntoView + use<> {
    view! {
        <Empty
            icon="list-checks"
            words=format!("{place}的这张清单还是空的，看看别的清单，或打社区电话问一问。", place = verbatim(place))
            href=paths::HOME
            action="回首页"
        />
        <ViewersCall/>
    }
}
