//! People: who comes, who could be sent, and the code that shows they were there.

use super::{Icon, Tag, Tone, Words};
use crate::verbatim::verbatim;
use domain::accounts::Phone;
use leptos::prelude::*;

/// Somebody who serves an order, with a way to call.
#[component]
pub fn PersonCard(
    /// The name.
    #[prop(into)]
    name: String,
    /// What the person is: «党员».
    #[prop(optional, into)]
    tag: Words,
    /// That tag's colour.
    #[prop(optional)]
    tone: Tone,
    /// One line about the person.
    #[prop(optional, into)]
    line: Words,
    /// The phone number in full, digits only; without it there is nothing to call.
    #[prop(optional, into)]
    phone: Words,
) -> impl IntoView {
    let face: String = name.chars().take(1).collect();
    let tag = tag.into_option().map(|label| view! { <Tag label tone/> });
    let line = line.into_option().map(|text| view! { <p class="person-line">{text}</p> });
    let whom = name.clone();
    let call = phone.into_option().map(|phone| view! { <CallButton phone whom/> });
    view! {
        <div class="card person">
            <span class=format!("face {}", tone.class()) aria-hidden="true" translate="no">{face}</span>
            <div class="person-words"><p class="person-name"><b translate="no">{name.clone()}</b> {tag}</p>{line}</div>
            {call}
        </div>
    }
}

/// The green button that calls somebody: across the whole width, or round, beside their name.
#[component]
pub fn CallButton(
    /// The phone number in full.
    #[prop(into)]
    phone: String,
    /// Whose it is.
    #[prop(into)]
    whom: String,
    /// Whether it is round: only elder mode then shows its words.
    #[prop(optional)]
    round: bool,
) -> impl IntoView {
    let class = if round { "call call-round" } else { "call" };
    view! {
        <a class=class href=dial(&phone)>
            <Icon name="phone"/>
            <span class="call-words">"打电话"<span class="unseen">{format!("联系{whom}", whom = verbatim(whom))}</span></span>
        </a>
    }
}

/// The address that calls a number; an extension is dialled by hand.
pub(crate) fn dial(phone: &str) -> String {
    let dialled = Phone::parse(phone).map_or_else(|_| phone.to_owned(), |phone| phone.dialled());
    format!("tel:{dialled}")
}

/// Somebody who could be sent: name, tag, the reasons, and the button. The first one is framed as the best.
#[component]
pub fn PickCard(
    /// The name of the person, team or company.
    #[prop(into)]
    name: String,
    /// What they are: «党员», «物业».
    #[prop(optional, into)]
    tag: Words,
    /// That tag's colour.
    #[prop(optional)]
    tone: Tone,
    /// Why they fit, and how much they have to do.
    #[prop(into)]
    line: String,
    /// Whether the rules put them first.
    #[prop(optional)]
    best: bool,
    /// The form with the button.
    children: Children,
) -> impl IntoView {
    let tag = tag.into_option().map(|label| view! { <Tag label tone/> });
    let class = if best { "pick pick-best" } else { "pick" };
    view! {
        <div class=class>
            <p class="person-name"><b>{name}</b> {tag}</p>
            <p class="pick-line">{line}</p>
            <div class="pick-action">{children()}</div>
        </div>
    }
}

/// A short code of digits, to be read out at the door.
#[component]
pub fn CodeDigits(
    /// The digits.
    #[prop(into)]
    code: String,
) -> impl IntoView {
    // Spaces between the digits: a screen reader then says 4, 0, 7, 2, not a number in thousands.
    let spoken: Vec<String> = code.chars().map(String::from).collect();
    let digits = code.chars().map(|digit| view! { <span class="digit">{digit.to_string()}</span> });
    view! {
        <p class="code">
            <span class="unseen">{spoken.join(" ")}</span>
            <span class="code-digits" aria-hidden="true">{digits.collect_view()}</span>
        </p>
    }
}

/// An address with the person who lives there, and a link to change it.
#[component]
pub fn AddressCard(
    /// The address.
    #[prop(into)]
    address: String,
    /// Name and phone number in one line.
    #[prop(optional, into)]
    line: Words,
    /// Where one changes it.
    #[prop(optional, into)]
    href: Words,
    /// The words of that link.
    #[prop(optional, into)]
    action: Words,
) -> impl IntoView {
    let line = line.into_option().map(|text| view! { <p class="person-line">{text}</p> });
    let link =
        href.into_option().map(|href| view! { <a class="text-link" href=href>{action.or("改我的住址")}</a> });
    view! {
        <div class="card address">
            <Icon name="map-pin"/>
            <div class="address-words"><p>{address}</p>{line}</div>
            {link}
        </div>
    }
}
