//! How an order is shown: as a card in a list, as a job offered, as the head of its own page.

use super::{Fact, Facts, Icon, StateTag, Steps, StepsAt, TagTone, Tone, UrgentTag, Words};
use leptos::prelude::*;

/// An order in a list: name, number, the five steps, and one line about what happens next.
#[component]
pub fn OrderCard(
    /// The service's name.
    #[prop(into)]
    title: String,
    /// The order's number.
    #[prop(into)]
    number: String,
    /// The order's page.
    #[prop(into)]
    href: String,
    /// When it was ordered, and by when something is to be done.
    #[prop(optional)]
    line: Option<AnyView>,
    /// How far it is.
    steps: StepsAt,
    /// What happens next, in one line.
    #[prop(optional, into)]
    hint: Words,
    /// The icon before that line.
    #[prop(into, default = "clock".to_owned())]
    hint_icon: String,
    /// The colour of that line: red is for what is late.
    #[prop(default = Tone::Blue)]
    tone: Tone,
    /// How it stands, where the steps don't say enough: paused, cancelled, refused, closed.
    #[prop(optional_no_strip)]
    tag_tone: Option<TagTone>,
) -> impl IntoView {
    let tag = tag_tone.map(|tag_tone| view! { <StateTag tag_tone/> });
    let hint = hint.into_option().map(|text| {
        view! { <p class=format!("order-hint {}", tone.class())><Icon name=hint_icon/><span>{text}</span></p> }
    });
    view! {
        <article class="card order-card">
            <div class="order-head">
                <p class="order-title"><a class="stretch" href=href>{title}</a> {tag}</p>
                <span class="order-number"><span class="unseen">"，"</span>"单号 "{number}</span>
            </div>
            {line.map(|line| view! { <p class="order-line">{line}</p> })}
            <Steps at=steps/>
            {hint}
        </article>
    }
}

/// The head of an order's own page: how it stands, what happens next, the five steps.
#[component]
pub fn OrderHero(
    /// What happens next, in a few large words: «今天 14:00–16:00 上门».
    #[prop(into)]
    title: String,
    /// Service and address in one line.
    #[prop(optional, into)]
    line: Words,
    /// How it stands.
    tag_tone: TagTone,
    /// Whether it is to be done before the rest, for those who do it.
    #[prop(optional)]
    urgent: bool,
    /// Other words for that: «暂停 · 等配件».
    #[prop(optional, into)]
    tag_label: Words,
    /// How far it is.
    steps: StepsAt,
    /// More, for instance a `Notice` with the reason of a pause.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let line = line.into_option().map(|text| view! { <p class="hero-line">{text}</p> });
    view! {
        <section class="hero">
            {urgent.then(|| view! { <UrgentTag/> " " })}
            <StateTag tag_tone label=tag_label/>
            <h2 class="hero-title">{title}</h2>
            {line}
            <Steps at=steps/>
            {children.map(|children| children())}
        </section>
    }
}

/// A job: its name, a tag, the facts one decides by, and what one can do about it.
#[component]
pub fn JobCard(
    /// The service's name.
    #[prop(into)]
    title: String,
    /// The job's page; without it the name is no link.
    #[prop(optional, into)]
    href: Words,
    /// Whether it is to be done before the rest.
    #[prop(optional)]
    urgent: bool,
    /// What stands at the right of the name: a `Tag` or `StateTag`.
    #[prop(optional)]
    tag: Option<AnyView>,
    /// What one decides by: where, when, what, why you.
    facts: Vec<Fact>,
    /// What one can do: a `ButtonRow`.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let title = match href.into_option() {
        Some(href) => view! { <a href=href>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    view! {
        <article class="card job">
            <div class="order-head"><h2 class="order-title">{urgent.then(|| view! { <UrgentTag/> })}{title}</h2>{tag}</div>
            <Facts facts/>
            {children.map(|children| children())}
        </article>
    }
}

/// What a resident said about an order, in quotation marks.
#[component]
pub fn Said(
    /// The words as they were typed.
    #[prop(into)]
    words: String,
) -> impl IntoView {
    view! { <blockquote class="said" translate="no">"“"{words}"”"</blockquote> }
}

/// The number of an order, large, on the page that thanks for it: it can be read out on the phone.
#[component]
pub fn OrderNumber(
    /// The order's number.
    #[prop(into)]
    number: String,
) -> impl IntoView {
    view! { <p class="order-number-large"><span class="order-number-label">"单号"</span> <b>{number}</b></p> }
}
