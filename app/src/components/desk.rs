//! The page of the staff: a header with the navigation, and room for a list with one order beside it.

use super::nav::Badge;
use super::page::{DocumentTitle, PressScript, SkipLink, live_updates};
use super::{DeskStylesheet, Icon, Mark, NavItem, Tone, Words};
use leptos::prelude::*;

/// A page of the staff, made for 1024 px and more; on a phone the header's items wrap and all stands in one column.
#[component]
pub fn DeskPage(
    /// The page's name, also the document's title and its one `h1`.
    #[prop(into)]
    title: String,
    /// Whether the `h1` is only heard, where the header already says where one is.
    #[prop(optional)]
    hide_title: bool,
    /// Where the product's name leads.
    #[prop(into, default = "/".to_owned())]
    home: String,
    /// The items of the header.
    nav: Vec<NavItem>,
    /// Who works here, for which area: «樾城社区 · 社区工作者 陈静».
    #[prop(optional, into)]
    who: Words,
    /// Where one changes the role or signs out.
    #[prop(optional, into)]
    who_href: Words,
    /// Stands beside the title at the right, for instance a `ButtonLink`.
    #[prop(optional)]
    end: Option<AnyView>,
    /// How many things wait here, also said by the browser's tab: 0, nothing is said.
    #[prop(optional)]
    waiting: i64,
    /// Whether it changes by itself when something happens.
    #[prop(optional)]
    live: bool,
    children: Children,
) -> impl IntoView {
    let items = nav.into_iter().map(|item| {
        let current = item.aria_current();
        view! {
            <li>
                <a class="desk-place" href=item.href aria-current=current>
                    {item.label}
                    <Badge count=item.count.unwrap_or(0)/>
                </a>
            </li>
        }
    });
    let who = who.into_option().map(|name| match who_href.into_option() {
        Some(href) => view! { <a class="desk-who" href=href><Icon name="user"/>{name}</a> }.into_any(),
        None => view! { <p class="desk-who"><Icon name="user"/>{name}</p> }.into_any(),
    });
    let title_class = if hide_title { "unseen" } else { "desk-title" };
    view! {
        <DocumentTitle title=counted(&title, waiting)/>
        <SkipLink/>
        <DeskStylesheet/>
        <div class="desk">
            <header class="desk-head">
                <a class="desk-name" href=home><Mark/>"点点通"</a>
                <nav class="desk-nav" aria-label="工作台">
                    <ul>{items.collect_view()}</ul>
                </nav>
                {who}
            </header>
            <main class="desk-main" id="content" tabindex="-1">
                <div class="desk-top"><h1 class=title_class>{title}</h1>{end}</div>
                {children()}
            </main>
        </div>
        {live.then(live_updates)}
        <PressScript/>
    }
}

/// A title with what waits before it: who looks at another tab sees that there is something to do.
fn counted(title: &str, waiting: i64) -> String {
    if waiting <= 0 { title.to_owned() } else { format!("({waiting}) {title}") }
}

/// A list with one thing of it beside: two columns at a desk. On a narrow screen only the chosen
/// thing is shown, with a way back to the list.
#[component]
pub fn Split(
    /// The list.
    list: AnyView,
    /// What was chosen from it.
    #[prop(optional_no_strip)]
    detail: Option<AnyView>,
    /// The list's own address, with its filters.
    #[prop(into)]
    list_href: String,
) -> impl IntoView {
    let class = if detail.is_some() { "split split-chosen" } else { "split" };
    let detail = detail.map(|detail| {
        view! {
            <section class="split-detail" aria-label="选中的一件">
                <a class="split-back" href=list_href><Icon name="chevron-left"/>"回到列表"</a>
                {detail}
            </section>
        }
    });
    view! {
        <div class=class>
            <div class="split-list">{list}</div>
            {detail}
        </div>
    }
}

/// A main part with a smaller one at its right, for instance a table and the form that adds to it.
/// On a narrow screen the smaller part follows.
#[component]
pub fn Beside(
    /// The smaller part.
    side: AnyView,
    /// The main part.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="beside">
            <div class="split-list">{children()}</div>
            <div class="split-list">{side}</div>
        </div>
    }
}

/// A number at the desk that is also a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stat {
    /// The list with this filter.
    pub href: String,
    /// What is counted.
    pub label: String,
    /// How many.
    pub count: u32,
    /// The number's colour: red for what is overdue.
    pub tone: Tone,
    /// Whether the list is filtered by this now.
    pub current: bool,
}

/// The counts of the desk, each a link to the list of just these.
#[component]
pub fn StatTiles(
    /// The counts, three to six.
    stats: Vec<Stat>,
) -> impl IntoView {
    let tiles = stats.into_iter().map(|stat| {
        let current = stat.current.then_some("true");
        view! {
            <li>
                <a class=format!("stat {}", stat.tone.class()) href=stat.href aria-current=current>
                    <b class="stat-count">{stat.count}</b>
                    <span class="stat-label">{stat.label}</span>
                </a>
            </li>
        }
    });
    view! { <nav aria-label="按状态看"><ul class="stats">{tiles.collect_view()}</ul></nav> }
}

/// A figure that leads to what it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureTile {
    title: String,
    value: String,
    href: String,
    line: String,
    tone: Tone,
}

impl FigureTile {
    /// A figure.
    pub fn new(title: impl Into<String>, value: impl Into<String>, href: impl Into<String>) -> Self {
        let (title, value, href) = (title.into(), value.into(), href.into());
        Self { title, value, href, line: String::new(), tone: Tone::Plain }
    }

    /// What it is made of, in one line.
    #[must_use]
    pub fn line(self, line: impl Into<String>) -> Self {
        Self { line: line.into(), ..self }
    }

    /// The figure's colour: red for what is late or missed.
    #[must_use]
    pub fn tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }
}

/// The few figures that a page begins with.
#[component]
pub fn FigureTiles(
    /// The figures, up to four.
    tiles: Vec<FigureTile>,
) -> impl IntoView {
    let tiles = tiles.into_iter().map(|tile| {
        view! {
            <li>
                <a class=format!("stat figure-tile {}", tile.tone.class()) href=tile.href>
                    <span class="stat-label">{tile.title}</span>
                    <b class="stat-count">{tile.value}</b>
                    <span class="figure-line">{tile.line}</span>
                </a>
            </li>
        }
    });
    view! { <ul class="figure-tiles">{tiles.collect_view()}</ul> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_counts_what_waits() {
        assert_eq!(counted("派单台", 3), "(3) 派单台");
        assert_eq!(counted("派单台", 0), "派单台");
    }
}
