//! Ways into the lists of services: tiles, rows, and the grid of categories.

use super::{Icon, Tag, Tone, Words};
use leptos::prelude::*;

/// A wide tile with an icon: one of the three lists, or anything else to choose on a page.
#[component]
pub fn ListRow(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Its name.
    #[prop(into)]
    title: String,
    /// One line about it.
    #[prop(optional, into)]
    line: Words,
    /// Its icon.
    #[prop(into)]
    icon: String,
    /// The icon's colour.
    #[prop(optional)]
    tone: Tone,
    /// How much is there: «47 项».
    #[prop(optional, into)]
    count: Words,
) -> impl IntoView {
    let line = line.into_option().map(|text| view! { <span class="row-line">{text}</span> });
    let count = count.into_option().map(|text| view! { <span class="row-count">{text}</span> });
    view! {
        <a class="list-row" href=href>
            <span class=format!("row-icon {}", tone.class())><Icon name=icon/></span>
            <span class="row-words">
                <span class="row-head"><span class="row-title">{title}</span>{count}</span>
                {line}
            </span>
            <Icon name="chevron-right"/>
        </a>
    }
}

/// A service in a list: its name, what is done, what it costs.
#[component]
pub fn ServiceRow(
    /// The service's page.
    #[prop(into)]
    href: String,
    /// The service's name.
    #[prop(into)]
    title: String,
    /// What is done, in one line.
    #[prop(optional, into)]
    line: Words,
    /// What it costs: «免费».
    #[prop(optional, into)]
    fee: Words,
    /// Which list it is in, or who does it.
    #[prop(optional, into)]
    tag: Words,
    /// That tag's colour.
    #[prop(optional)]
    tone: Tone,
) -> impl IntoView {
    let line = line.into_option().map(|text| view! { <span class="row-line">{text}</span> });
    let tag = tag.into_option().map(|label| view! { <Tag label tone/> });
    let fee = fee.into_option().map(|text| {
        let class = if text.contains("免费") { "service-fee money-free" } else { "service-fee" };
        view! { <span class=class>{text}</span> }
    });
    view! {
        <a class="service-row" href=href>
            <span class="row-words">
                <span class="row-title">{title}</span>
                {line}
                <span class="service-end">{tag}{fee}</span>
            </span>
            <Icon name="chevron-right"/>
        </a>
    }
}

/// Rows on one sheet, parted by lines: `ServiceRow`s.
#[component]
pub fn Rows(children: Children) -> impl IntoView {
    view! { <div class="rows">{children()}</div> }
}

/// One field of the grid of categories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryItem {
    /// The category's page.
    pub href: String,
    /// Its name, usually four characters.
    pub label: String,
    /// Its icon.
    pub icon: String,
}

/// The categories, as many beside each other as fit.
#[component]
pub fn CategoryGrid(
    /// The categories in their order.
    items: Vec<CategoryItem>,
) -> impl IntoView {
    let items = items.into_iter().map(|item| {
        view! { <li><a class="category" href=item.href><Icon name=item.icon/><span>{item.label}</span></a></li> }
    });
    view! { <ul class="categories">{items.collect_view()}</ul> }
}

/// A very large tile of the home page in elder mode.
#[component]
pub fn BigTile(
    /// Where it leads; `tel:` for a call.
    #[prop(into)]
    href: String,
    /// What it does.
    #[prop(into)]
    title: String,
    /// One line about it.
    #[prop(optional, into)]
    line: Words,
    /// Its icon.
    #[prop(into)]
    icon: String,
    /// The icon's colour.
    #[prop(optional)]
    tone: Tone,
    /// Whether the whole tile is green: the call to the community.
    #[prop(optional)]
    call: bool,
) -> impl IntoView {
    let line = line.into_option().map(|text| view! { <span class="row-line">{text}</span> });
    let class = if call { "big-tile big-tile-call" } else { "big-tile" };
    view! {
        <a class=class href=href>
            <span class=format!("row-icon {}", tone.class())><Icon name=icon/></span>
            <span class="row-words"><span class="row-title">{title}</span>{line}</span>
        </a>
    }
}
