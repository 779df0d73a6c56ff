//! A page that shows every part in every variant, for whoever writes pages.

mod forms;
mod lists;
mod orders;
mod work;

use super::{DeskPage, NavItem};
use forms::FormSamples;
use leptos::prelude::*;
use lists::ListSamples;
use orders::OrderSamples;
use work::WorkSamples;

/// Every part in every variant. People and numbers in it are invented.
#[component]
pub fn StyleGallery() -> impl IntoView {
    let nav = vec![
        NavItem::new("#orders", "工单"),
        NavItem::new("#forms", "表单"),
        NavItem::new("#lists", "清单"),
        NavItem::new("#work", "工作台"),
    ];
    view! {
        <DeskPage title="样式" nav who="样例社区 · 社区工作者 陈静">
            <p class="sample-note">"每个部件的每种样子。人和数字都是编的。"</p>
            <div id="orders" class="sample-columns"><OrderSamples/></div>
            <div id="forms" class="sample-columns"><FormSamples/></div>
            <div id="lists" class="sample-columns"><ListSamples/></div>
            <div id="work"><WorkSamples/></div>
        </DeskPage>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos_meta::provide_meta_context;
    use std::collections::HashSet;
    use std::path::Path;

    fn html() -> String {
        Owner::new().with(|| {
            provide_meta_context();
            view! { <StyleGallery/> }.to_html()
        })
    }

    /// The values of an attribute, wherever it stands.
    fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
        html.split(&format!(" {attribute}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn nothing_is_styled_or_scripted_inline() {
        let html = html();
        assert!(html.contains("class=\"steps\""), "the gallery is empty");
        let scripts = html.matches("<script").count();
        assert_eq!(scripts, html.matches("<script src=\"/pkg/").count(), "each comes from its file");
        assert!(!html.contains(" style=") && !html.contains(" on"), "{html}");
    }

    #[test]
    fn ids_are_unique_and_references_lead_somewhere() {
        let html = html();
        let ids = values(&html, "id");
        let known: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "an id is used twice: {ids:?}");
        for attribute in ["for", "aria-describedby", "aria-labelledby"] {
            for id in values(&html, attribute).into_iter().flat_map(|value| value.split(' ')) {
                assert!(known.contains(id), "{attribute} names {id}, which is nowhere");
            }
        }
    }

    #[test]
    fn every_icon_is_in_the_sprite() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../style/icons");
        for name in
            values(&html(), "href").into_iter().filter_map(|href| href.strip_prefix("/pkg/icons.svg#"))
        {
            assert!(folder.join(format!("{name}.svg")).is_file(), "{name} is missing");
        }
    }
}
