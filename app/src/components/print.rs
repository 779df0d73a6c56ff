//! The page that is made for paper.

use super::page::{DocumentTitle, SkipLink};
use super::{DeskStylesheet, Icon};
use leptos::prelude::*;

/// Sheets to print. On the screen a bar with the way back and a note stands above them; on paper there is nothing
/// but the sheets.
#[component]
pub fn PrintPage(
    /// The page's name, also the document's title and its one `h1`.
    #[prop(into)]
    title: String,
    /// How to print them.
    #[prop(into)]
    note: String,
    /// Where «返回» leads.
    #[prop(into)]
    back: String,
    /// The sheets.
    children: Children,
) -> impl IntoView {
    view! {
        <DocumentTitle title=title.clone()/>
        <SkipLink/>
        <DeskStylesheet/>
        <div class="sheets">
            <header class="sheets-bar">
                <a class="top-back" href=back><Icon name="chevron-left"/>"返回"</a>
                <h1 class="top-title">{title}</h1>
                <p class="aside">{note}</p>
            </header>
            <main class="sheets-main" id="content" tabindex="-1">{children()}</main>
        </div>
    }
}
