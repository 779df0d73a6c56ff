//! The page of a list once more, by askama: the same data, the same HTML.

use app::components::Stylesheet;
use askama::Template;
use backend::catalogue::{Offer, ServiceOnOffer, offer_anywhere};
use backend::{AppError, Backend, areas};
use domain::catalogue::ServiceList;
use strum::IntoEnumIterator;

/// The list that is shown: the longest.
const LIST: ServiceList = ServiceList::Routine;

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage<'a> {
    stylesheet: &'a str,
    icons: &'a str,
    offline: &'a str,
    title: String,
    motto: &'static str,
    strip: Vec<Tab>,
    sections: Vec<Section<'a>>,
}

struct Tab {
    path: String,
    name: &'static str,
    count: usize,
    current: bool,
}

struct Section<'a> {
    title: &'a str,
    rows: Vec<Row>,
}

struct Row {
    path: String,
    name: String,
    line: String,
    fee: String,
    free: bool,
}

/// The page for a stranger, from the database to the last byte.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn html(backend: &Backend, assets: &app::components::Assets) -> Result<String, AppError> {
    // The real page wants to know where its visitor is.
    areas::tree(backend).await?;
    let offer = offer_anywhere(backend).await?;
    // As for somebody who has been here before: on a first visit both would carry the same rules.
    let Stylesheet::Linked(stylesheet) = &assets.stylesheet else {
        return Err(AppError::internal(&"the style sheet stands in the page"));
    };
    let page = ListPage {
        stylesheet,
        icons: &assets.icons,
        offline: &assets.offline,
        title: format!("{}服务清单", LIST.name()),
        motto: LIST.motto(),
        strip: ServiceList::iter().map(|list| tab(&offer, list)).collect(),
        sections: sections(&offer),
    };
    page.render().map_err(|error| AppError::internal(&error))
}

fn tab(offer: &Offer, list: ServiceList) -> Tab {
    Tab {
        path: app::paths::list(list),
        name: list.name(),
        count: offer.on_list(list).len(),
        current: list == LIST,
    }
}

fn sections(offer: &Offer) -> Vec<Section<'_>> {
    let categories = offer.catalogue.categories.iter();
    let section = categories.map(|category| {
        let services = offer.in_category(&category.code).into_iter();
        let rows = services.filter(|on_offer| on_offer.service.list == LIST).map(row).collect();
        Section { title: &category.name, rows }
    });
    section.filter(|section| !section.rows.is_empty()).collect()
}

fn row(on_offer: ServiceOnOffer) -> Row {
    let service = on_offer.service;
    let fee = service.fee_words().headline;
    let line = service.description.split('。').next().unwrap_or_default().to_owned();
    Row {
        path: app::paths::service(&service.code),
        free: fee.contains("免费"),
        fee,
        line,
        name: service.name,
    }
}
