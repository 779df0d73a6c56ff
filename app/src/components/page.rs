//! The page of residents and members: one column for a hand.

use super::{Assets, Icon, NavItem, Tabs, Words, escape::escape_html};
use crate::live::LiveUpdates;
use crate::offline::OfflineScript;
use crate::scripts::IslandScripts;
use leptos::prelude::*;
use leptos_meta::Title;

/// Sets the document's title: the page's name, then the product's.
#[component]
pub(super) fn DocumentTitle(
    /// The page's name, unescaped.
    title: String,
) -> impl IntoView {
    // leptos_meta writes a title into the head as it stands.
    let text = escape_html(&format!("{title} · 点点通"));
    view! { <Title text=text/> }
}

/// The first link of a page: past the bars, straight to the content.
#[component]
pub(super) fn SkipLink() -> impl IntoView {
    view! { <a class="skip" href="#content">"跳到正文"</a> }
}

/// A page of residents or members: top bar or banner, one column, and the bottom bar.
///
/// A page has either a bottom bar (`tabs`) or an `ActionBar` in its form, never both.
#[component]
pub fn Page(
    /// The page's name: in the top bar, in the document's title, and its one `h1`.
    #[prop(into)]
    title: String,
    /// Where «返回» leads; without it there is no such link.
    #[prop(optional, into)]
    back: Words,
    /// The items of the bottom bar; none, no bar.
    #[prop(optional)]
    tabs: Vec<NavItem>,
    /// Stands in place of the top bar (see `Banner`); the `h1` is then only heard.
    #[prop(optional)]
    banner: Option<AnyView>,
    /// Stands at the right end of the top bar, for instance a `Tag`.
    #[prop(optional)]
    end: Option<AnyView>,
    /// Stands under the top bar, across the whole width (see `TabStrip`).
    #[prop(optional)]
    under: Option<AnyView>,
    /// Whether it changes by itself when something happens.
    #[prop(optional)]
    live: bool,
    children: Children,
) -> impl IntoView {
    let (head, heard) = match banner {
        Some(banner) => (banner, Some(view! { <h1 class="unseen">{title.clone()}</h1> })),
        None => (view! { <TopBar title=title.clone() back end/> }.into_any(), None),
    };
    let has_bar = !tabs.is_empty();
    let bar = has_bar.then(|| view! { <Tabs items=tabs/> });
    view! {
        <DocumentTitle title/>
        <SkipLink/>
        <div class="page">
            {head}
            {under}
            <main class="page-main" id="content" tabindex="-1">{heard} {children()}</main>
            {bar}
        </div>
        {live.then(live_updates)}
        <OfflineScript has_bar otherwise=press_script/>
    }
}

/// The script that says of a pressed form that it is on its way.
#[component]
pub(super) fn PressScript() -> impl IntoView {
    view! { <script src=Assets::current().press defer=true></script> }
}

/// The same, for a page whose other script doesn't bring it along.
fn press_script() -> AnyView {
    view! { <PressScript/> }.into_any()
}

/// What makes a page change by itself.
pub(super) fn live_updates() -> impl IntoView {
    view! { <IslandScripts/> <LiveUpdates since=crate::context::now().0/> }
}

/// The bar at the top: the way back, the page's name, and one thing at the right.
#[component]
fn TopBar(title: String, back: Words, #[prop(optional_no_strip)] end: Option<AnyView>) -> impl IntoView {
    let back = back.into_option().map(|href| {
        view! { <a class="top-back" href=href><Icon name="chevron-left"/>"返回"</a> }
    });
    let end = end.map(|end| view! { <div class="top-end">{end}</div> });
    view! {
        <header class="top">
            <div class="top-row">
                {back}
                <h1 class="top-title">{title}</h1>
                {end}
            </div>
        </header>
    }
}
