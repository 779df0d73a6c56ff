//! What one presses: buttons of forms, links that look like them, and the bars they stand in.

use super::{Icon, Words};
use leptos::prelude::*;

/// How much a button asks for attention. A screen has one `Main`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing this screen is for.
    #[default]
    Main,
    /// Another thing that one can do.
    Plain,
    /// A way out, without a frame.
    Quiet,
    /// Something that cannot be undone.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Main => "button button-main",
            Self::Plain => "button button-plain",
            Self::Quiet => "button button-quiet",
            Self::Danger => "button button-danger",
        }
    }
}

/// The button that sends its form.
#[component]
pub fn SubmitButton(
    /// What it does, as a verb.
    #[prop(into)]
    label: String,
    /// How much it asks for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the label.
    #[prop(optional, into)]
    icon: Words,
    /// The field that tells which of several buttons was pressed.
    #[prop(optional, into)]
    name: Words,
    /// That field's value.
    #[prop(optional, into)]
    value: Words,
    /// Who or what it is about, for screen readers, where several buttons on a page have the same label.
    #[prop(optional, into)]
    about: Words,
) -> impl IntoView {
    let icon = icon.into_option().map(|name| view! { <Icon name/> });
    let about = about.into_option().map(|text| view! { <span class="unseen">"："{text}</span> });
    view! {
        <button class=kind.class() type="submit" name=name.into_option() value=value.into_option()>
            {icon}
            <span>{label}{about}</span>
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// What is there.
    #[prop(into)]
    label: String,
    /// How much it asks for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the label.
    #[prop(optional, into)]
    icon: Words,
    /// Who or what it is about, for screen readers, where several links on a page have the same label.
    #[prop(optional, into)]
    about: Words,
) -> impl IntoView {
    let icon = icon.into_option().map(|name| view! { <Icon name/> });
    let about = about.into_option().map(|text| view! { <span class="unseen">"："{text}</span> });
    view! {
        <a class=kind.class() href=href>
            {icon}
            <span>{label}{about}</span>
        </a>
    }
}

/// Buttons beside each other; the main one is twice as wide, and all wrap where space is short.
#[component]
pub fn ButtonRow(children: Children) -> impl IntoView {
    view! { <div class="button-row">{children()}</div> }
}

/// The bar at the foot of a form, always in sight: the fee at the left, the main action at the right.
///
/// It is the last thing in a `Form` with `tall=true`.
#[component]
pub fn ActionBar(
    /// The fee in two or three words: «上门免费».
    #[prop(optional, into)]
    fee: Words,
    /// What the action does, in few words: «尽快 · 中华园 12 幢 301».
    #[prop(optional)]
    note: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let note = note.map(|text| view! { <span class="action-note">{text}</span> });
    let fee = fee.into_option().map(|text| {
        view! { <p class="action-fee"><b>{text}</b>{note}</p> }
    });
    view! {
        <div class="action-bar">
            <div class="action-inner">{fee}<div class="action-buttons">{children()}</div></div>
        </div>
    }
}

/// A thing to do that is seldom wanted, folded away until it is asked for. It opens without scripts.
#[component]
pub fn Fold(
    /// What is inside.
    #[prop(into)]
    label: String,
    /// Whether it is open from the beginning, for instance because its form has errors.
    #[prop(optional)]
    open: bool,
    /// Who or what it is about, for screen readers, where several folds on a page have the same label.
    #[prop(optional, into)]
    about: Words,
    children: Children,
) -> impl IntoView {
    let about = about.into_option().map(|text| view! { <span class="unseen">"："{text}</span> });
    view! {
        <details class="fold" open=open>
            <summary class="fold-label"><span>{label}{about}</span><Icon name="chevron-down"/></summary>
            <div class="fold-body">{children()}</div>
        </details>
    }
}
