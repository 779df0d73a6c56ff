//! Services and categories as rows, tiles and colours: the same on every page.

use crate::components::{CategoryItem, Rows, ServiceRow, Tone};
use crate::paths;
use backend::catalogue::{Offer, ServiceOnOffer};
use domain::catalogue::ServiceList;
use leptos::prelude::*;

/// The icon of a list.
pub(crate) fn list_icon(list: ServiceList) -> &'static str {
    match list {
        ServiceList::Routine => "list-checks",
        ServiceList::Agency => "footprints",
        ServiceList::Volunteer => "hand-heart",
    }
}

/// The colour of a list.
pub(crate) fn list_tone(list: ServiceList) -> Tone {
    match list {
        ServiceList::Routine => Tone::Red,
        ServiceList::Agency => Tone::Blue,
        ServiceList::Volunteer => Tone::Green,
    }
}

/// The first sentence of what is done.
pub(crate) fn one_line(description: &str) -> &str {
    description.find('。').map_or(description, |end| &description[..end])
}

/// What stands in a row's tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowTag {
    /// Nothing: the page is about one list.
    None,
    /// The list.
    List,
}

/// Services under each other.
#[component]
pub(super) fn ServiceRows(
    /// The services in their order.
    services: Vec<ServiceOnOffer>,
    /// What stands in each row's tag.
    tag: RowTag,
) -> impl IntoView {
    let rows = services.into_iter().map(move |on_offer| {
        let service = on_offer.service;
        let list = service.list;
        view! {
            <ServiceRow
                href=paths::service(&service.code)
                title=service.name.clone()
                line=one_line(&service.description)
                fee=service.fee_words().headline
                tag=(tag == RowTag::List).then(|| list.name())
                tone=list_tone(list)
            />
        }
    });
    view! { <Rows>{rows.collect_view()}</Rows> }
}

/// The categories in which something is on offer.
pub(crate) fn category_items(offer: &Offer) -> Vec<CategoryItem> {
    let categories = offer.catalogue.categories.iter();
    categories
        .filter(|category| !offer.in_category(&category.code).is_empty())
        .map(|category| CategoryItem {
            href: paths::category(&category.code),
            label: category.name.clone(),
            icon: category.icon.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn a_line_is_one_sentence() {
        assert_eq!(one_line("水龙头滴水。来人修好。"), "水龙头滴水");
        assert_eq!(one_line("来人修好"), "来人修好");
        assert_eq!(one_line(""), "");
    }
}
