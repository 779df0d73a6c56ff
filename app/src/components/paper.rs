//! A page that is made for paper.

use super::page::{DocumentTitle, SkipLink};
use super::{ButtonKind, ButtonLink, DeskStylesheet};
use leptos::prelude::*;

/// A sheet: nothing on it has to be pressed, and what stands above it is not printed.
#[component]
pub fn PaperPage(
    /// The page's name, also the document's title and its one `h1`.
    #[prop(into)]
    title: String,
    /// Where one came from.
    #[prop(into)]
    back: String,
    /// What that is called.
    #[prop(into)]
    back_label: String,
    children: Children,
) -> impl IntoView {
    view! {
        <DocumentTitle title=title.clone()/>
        <SkipLink/>
        <DeskStylesheet/>
        <div class="paper-page">
            <nav class="paper-bar" aria-label="回去">
                <ButtonLink href=back label=back_label kind=ButtonKind::Plain icon="arrow-left"/>
                <p>"用浏览器的“打印”，纸张选 A4。这一栏不会印出来。"</p>
            </nav>
            <main class="sheet" id="content" tabindex="-1">
                <h1>{title}</h1>
                {children()}
            </main>
        </div>
    }
}
