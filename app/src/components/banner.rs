//! The head of the home page: where one is, the promise, the search.

use super::{FieldHidden, Icon, Words};
use leptos::prelude::*;

/// The red head of the home page. Hand it to `Page` as `banner`.
#[component]
pub fn Banner(
    /// The community (or estate) that the page is about.
    #[prop(into)]
    place: String,
    /// Where one chooses another place; without it the place is not a link.
    #[prop(optional, into)]
    place_href: Words,
    /// The promise in one line.
    #[prop(optional, into)]
    slogan: Words,
    /// One smaller line under it.
    #[prop(optional, into)]
    line: Words,
    /// What stands at the right: the `ElderSwitch`.
    #[prop(optional)]
    end: Option<AnyView>,
    /// What overlaps the lower edge: the `SearchBox`.
    #[prop(optional)]
    search: Option<AnyView>,
) -> impl IntoView {
    let place = match place_href.into_option() {
        Some(href) => view! {
            <a class="banner-place" href=href>
                <Icon name="map-pin"/>
                <span><span class="unseen">"换小区，现在是"</span>{place}</span>
                <Icon name="chevron-down"/>
            </a>
        }
        .into_any(),
        None => view! { <span class="banner-place"><Icon name="map-pin"/>{place}</span> }.into_any(),
    };
    let slogan = slogan.into_option().map(|text| view! { <p class="banner-slogan">{text}</p> });
    let line = line.into_option().map(|text| view! { <p class="banner-line">{text}</p> });
    let class = if search.is_some() { "banner banner-search" } else { "banner" };
    view! {
        <header class=class>
            <div class="banner-inner">
                <div class="banner-row">{place}{end}</div>
                {slogan}
                {line}
            </div>
        </header>
        {search.map(|search| view! { <div class="banner-float">{search}</div> })}
    }
}

/// The switch between elder mode and standard mode: a form with one button.
#[component]
pub fn ElderSwitch(
    /// Where the choice is posted: `elder=on` or `elder=off`, and `back`.
    #[prop(into)]
    action: String,
    /// Whether elder mode is on now.
    elder: bool,
    /// The page to come back to.
    #[prop(into)]
    back: String,
) -> impl IntoView {
    let (value, label) = if elder { ("off", "标准模式") } else { ("on", "长辈模式") };
    view! {
        <form class="elder-switch" method="post" action=action>
            <input type="hidden" name="back" value=back/>
            <button class="elder-button" name="elder" value=value>
                <Icon name="a-large-small"/>
                <span>{label}</span>
            </button>
        </form>
    }
}

/// The search: a field and a button, sent by `GET` so that the result has an address.
#[component]
pub fn SearchBox(
    /// The page that shows what was found.
    #[prop(into)]
    action: String,
    /// The field's name.
    #[prop(into, default = "q".to_owned())]
    name: String,
    /// What was searched for last.
    #[prop(optional, into)]
    value: Words,
    /// An example in everyday words, shown while the field is empty.
    #[prop(into, default = "比如“水管漏了”".to_owned())]
    placeholder: String,
    /// What the field is for, for screen readers.
    #[prop(into, default = "找服务".to_owned())]
    label: String,
    /// What the form carries unseen: a name and its value.
    #[prop(optional)]
    carried: Option<(&'static str, String)>,
) -> impl IntoView {
    let carried = carried.map(|(field, value)| view! { <FieldHidden field value/> });
    view! {
        <form class="search" role="search" method="get" action=action>
            {carried}
            <Icon name="search"/>
            <input
                class="search-field"
                type="search"
                name=name
                value=value.or_empty()
                placeholder=placeholder
                aria-label=label
                maxlength="40"
                enterkeyhint="search"
                autocomplete="off"
            />
            <button class="search-button"><span>"找"</span></button>
        </form>
    }
}
