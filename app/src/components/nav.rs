//! A navigation item, as the bars and strips of a page show it, and those bars.

use super::Icon;
use leptos::prelude::*;

/// A navigation item: an entry of the bottom bar, of a tab strip, or of the desk's header.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NavItem {
    /// Where the link leads.
    pub href: String,
    /// What it is called, in at most four characters where space is short.
    pub label: String,
    /// The icon above the label; only the bottom bar shows it.
    pub icon: String,
    /// How many things wait there; nothing is shown for 0 in the bottom bar and the header.
    pub count: Option<u32>,
    /// Whether the reader is there now.
    pub current: bool,
}

impl NavItem {
    /// An item with an address and a name.
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into(), ..Self::default() }
    }

    /// With an icon of the sprite.
    #[must_use]
    pub fn icon(mut self, name: impl Into<String>) -> Self {
        self.icon = name.into();
        self
    }

    /// With the number of things that wait there.
    #[must_use]
    pub fn count(mut self, count: u32) -> Self {
        self.count = Some(count);
        self
    }

    /// As the item of the page where the reader is, or not.
    #[must_use]
    pub fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }

    /// The value of `aria-current`.
    pub(super) fn aria_current(&self) -> Option<&'static str> {
        self.current.then_some("page")
    }
}

/// How many things wait there, as a badge with words for screen readers.
#[component]
pub(super) fn Badge(
    /// The number; nothing is shown for 0.
    count: u32,
) -> impl IntoView {
    (count > 0).then(|| {
        let shown = if count > 99 { "99+".to_owned() } else { count.to_string() };
        view! { <span class="badge"><span class="unseen">"，有 "</span>{shown}<span class="unseen">" 条"</span></span> }
    })
}

/// The bar at the bottom of the screen, within reach of the thumb. It shows at most four items.
#[component]
pub fn Tabs(
    /// The items; those after the fourth are left out.
    items: Vec<NavItem>,
) -> impl IntoView {
    let links = items.into_iter().take(4).map(|item| {
        let current = item.aria_current();
        view! {
            <li>
                <a class="tab" href=item.href aria-current=current>
                    <Icon name=item.icon/>
                    <span class="tab-label">{item.label}</span>
                    <Badge count=item.count.unwrap_or(0)/>
                </a>
            </li>
        }
    });
    view! {
        <nav class="tabs" aria-label="主要页面">
            <ul>{links.collect_view()}</ul>
        </nav>
    }
}

/// A strip of views of the same thing, under the top bar: «可接 3 | 在办 2 | 办完 61».
#[component]
pub fn TabStrip(
    /// What the strip chooses between, for screen readers.
    #[prop(into)]
    label: String,
    /// The views, two to four.
    items: Vec<NavItem>,
) -> impl IntoView {
    let links = items.into_iter().map(|item| {
        let current = item.aria_current();
        let count = item.count.map(|count| view! { <span class="strip-count">{count}</span> });
        view! { <li><a class="strip-item" href=item.href aria-current=current>{item.label}{count}</a></li> }
    });
    view! {
        <nav class="strip" aria-label=label>
            <ul>{links.collect_view()}</ul>
        </nav>
    }
}
