//! The search.

use super::LocalOffer;
use super::rows::{RowTag, ServiceRows, category_items};
use crate::components::{CategoryGrid, Empty, Page, SearchBox, Section};
use crate::context::{backend, locale, query, viewer};
use crate::elder::SayTile;
use crate::nav::{Here, bottom_bar};
use crate::page::{Notices, page};
use crate::paths;
use crate::scripts::{IslandScripts, Wake};
use crate::suggest::SearchSuggest;
use crate::telephones::ViewersCall;
use crate::verbatim::verbatim;
use domain::catalogue::search::QUERY_LIMIT;
use leptos::prelude::*;

/// What was found. Its address holds the question, so it can be kept and passed on.
#[component]
pub fn SearchPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, viewer());
        // What the search doesn't read is not shown either.
        let words: String = query("q").trim().chars().take(QUERY_LIMIT).collect();
        let local = LocalOffer::of(&backend, viewer.as_deref()).await?;
        let tabs = bottom_bar(&backend, viewer.as_deref(), Here::Home).await?;
        let title = if words.is_empty() {
            "找服务".to_owned()
        } else {
            format!("查找“{words}”", words = verbatim(&words))
        };
        let search = (!words.is_empty()).then(|| found(&local, &words));
        Ok(view! {
            <Page title back=paths::HOME tabs>
                <Notices/>
                <SearchSuggest caller=String::new()><SearchBox action=paths::SEARCH value=words/></SearchSuggest>
                <IslandScripts wake=Wake::Touched/>
                <SayTile/>
                {search}
                <Section title="按事情找"><CategoryGrid items=category_items(&local.offer)/></Section>
            </Page>
        })
    })
}

/// The services that fit, or what to try instead.
fn found(local: &LocalOffer, words: &str) -> AnyView {
    let services = local.found(words, locale());
    if services.is_empty() {
        return view! {
            <Empty
                icon="search"
                words=format!(
                    "没有找到“{words}”。换个说法试试，比如“水管漏了”；或者打社区电话，说一声就行。",
                    words = verbatim(words)
                )
            />
            <ViewersCall/>
        }
        .into_any();
    }
    let title = format!("找到 {} 项", services.len());
    view! { <Section title><ServiceRows services tag=RowTag::List/></Section> }.into_any()
}
