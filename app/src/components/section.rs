//! The frames that a page's content stands in, and the plain lists of facts.

use super::{ButtonKind, ButtonLink, Icon, Words};
use leptos::prelude::*;

/// A part of a page with a heading, and at most one link at its right.
#[component]
pub fn Section(
    /// The heading.
    #[prop(into)]
    title: String,
    /// By what an address leads to it: `#rate`.
    #[prop(optional, into)]
    id: Words,
    /// Where the link at the right leads.
    #[prop(optional, into)]
    more_href: Words,
    /// The words of that link.
    #[prop(optional, into)]
    more: Words,
    children: Children,
) -> impl IntoView {
    let more = more_href.into_option().map(|href| {
        view! { <a class="section-more" href=href>{more.or("全部")}<Icon name="chevron-right"/></a> }
    });
    view! {
        <section class="section" id=id.into_option()>
            <div class="section-head"><h2>{title}</h2>{more}</div>
            {children()}
        </section>
    }
}

/// A sheet of paper on the page's ground.
#[component]
pub fn Card(children: Children) -> impl IntoView {
    view! { <div class="card">{children()}</div> }
}

/// Things evenly spaced, for instance `OrderCard`s.
#[component]
pub fn Stack(
    /// Whether it is a list, so that a screen reader counts; each child is then an `<li>`.
    #[prop(optional)]
    list: bool,
    children: Children,
) -> impl IntoView {
    match list {
        true => view! { <ul class="stack">{children()}</ul> }.into_any(),
        false => view! { <div class="stack">{children()}</div> }.into_any(),
    }
}

/// One fact: what it is about, and what is so.
pub struct Fact {
    /// What the fact is about: «在哪».
    pub term: String,
    /// What is so: words, or any view.
    pub value: AnyView,
}

impl Fact {
    /// A fact in words.
    pub fn new(term: impl Into<String>, value: impl Into<String>) -> Self {
        Self { term: term.into(), value: value.into().into_any() }
    }

    /// A fact in words that somebody wrote, which stay as they were written.
    pub fn written(term: impl Into<String>, words: impl Into<String>) -> Self {
        let words = words.into();
        Self::view(term, view! { <span translate="no">{words}</span> })
    }

    /// A fact with a view, for instance a link or a `Tag`.
    pub fn view(term: impl Into<String>, value: impl IntoView + 'static) -> Self {
        Self { term: term.into(), value: value.into_any() }
    }
}

/// Facts side by side with what they are about.
#[component]
pub fn Facts(
    /// The facts, in reading order.
    facts: Vec<Fact>,
) -> impl IntoView {
    let rows = facts
        .into_iter()
        .map(|fact| view! { <div class="fact"><dt>{fact.term}</dt><dd>{fact.value}</dd></div> });
    view! { <dl class="facts">{rows.collect_view()}</dl> }
}

/// What stands where nothing is yet: an icon, one sentence, and one thing to do.
#[component]
pub fn Empty(
    /// The icon.
    #[prop(into, default = "inbox".to_owned())]
    icon: String,
    /// The sentence.
    #[prop(into)]
    words: String,
    /// Where the one thing to do leads.
    #[prop(optional, into)]
    href: Words,
    /// What there is to do.
    #[prop(optional, into)]
    action: Words,
) -> impl IntoView {
    let link = href.into_option().map(|href| {
        view! { <ButtonLink href label=action.or("去看看") kind=ButtonKind::Plain/> }
    });
    view! {
        <div class="empty">
            <span class="empty-icon"><Icon name=icon/></span>
            <p>{words}</p>
            {link}
        </div>
    }
}

/// The way through a long list: the page before, the page after, both by the key of a row.
#[component]
pub fn Pager(
    /// The page of newer rows.
    #[prop(optional, into)]
    newer: Words,
    /// The page of older rows.
    #[prop(optional, into)]
    older: Words,
    /// What is shown now: «第 51–100 件».
    #[prop(optional, into)]
    shown: Words,
) -> impl IntoView {
    let newer = newer.into_option().map(|href| {
        view! { <a class="button button-plain" rel="prev" href=href><Icon name="arrow-left"/>"前一页"</a> }
    });
    let older = older.into_option().map(|href| {
        view! { <a class="button button-plain" rel="next" href=href>"后一页"<Icon name="arrow-right"/></a> }
    });
    let shown = shown.into_option().map(|text| view! { <p class="pager-shown">{text}</p> });
    view! {
        <nav class="pager" aria-label="翻页">
            <div class="pager-side">{newer}</div>
            {shown}
            <div class="pager-side pager-next">{older}</div>
        </nav>
    }
}
