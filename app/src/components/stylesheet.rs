//! How a page comes by its looks.

use super::Assets;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use std::sync::Arc;

/// Where a page's style sheet is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stylesheet {
    /// At an address, from which browsers keep it.
    Linked(String),
    /// In the page itself: nothing more has to come before it can be read.
    Within(Arc<str>),
}

/// The style sheet, in the document's head.
#[component]
pub fn StylesheetOfPage() -> impl IntoView {
    match Assets::current().stylesheet {
        Stylesheet::Linked(href) => view! { <link rel="stylesheet" href=href/> }.into_any(),
        Stylesheet::Within(rules) => {
            view! { <style nonce=use_nonce() inner_html=rules.to_string()></style> }.into_any()
        }
    }
}

/// The style sheet of desks and of what is made for paper; stands before all that it dresses.
#[component]
pub fn DeskStylesheet() -> impl IntoView {
    view! { <link rel="stylesheet" href=Assets::current().desk_stylesheet/> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(stylesheet: Stylesheet) -> String {
        let owner = Owner::new();
        owner.with(|| {
            provide_context(Assets { stylesheet, ..Assets::default() });
            StylesheetOfPage().to_html()
        })
    }

    #[test]
    fn the_rules_stand_in_the_page_as_they_are() {
        let html = head(Stylesheet::Within("a>b{content:\"<&\"}".into()));
        assert!(html.contains(">a>b{content:\"<&\"}</style>"), "{html}");
        let html = head(Stylesheet::Linked("/pkg/a.css".to_owned()));
        assert!(html.contains("<link rel=\"stylesheet\" href=\"/pkg/a.css\">"), "{html}");
    }
}
