//! Small labels: what somebody is, and how an order stands.

use super::{Icon, Tone, Words};
use leptos::prelude::*;

/// One or two words in a tinted frame.
#[component]
pub fn Tag(
    /// The words.
    #[prop(into)]
    label: String,
    /// Their colour.
    #[prop(optional)]
    tone: Tone,
    /// An icon before them.
    #[prop(optional, into)]
    icon: Words,
) -> impl IntoView {
    let icon = icon.into_option().map(|name| view! { <Icon name/> });
    view! { <span class=format!("tag {}", tone.class())>{icon}{label}</span> }
}

/// What runs through nights and holidays, and is done before the rest.
#[component]
pub fn UrgentTag() -> impl IntoView {
    view! { <span class="tag tag-urgent">"急"</span> }
}

/// How an order stands, as its tag shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagTone {
    /// Ordered; nobody has it yet.
    Placed,
    /// Given to somebody who has not answered yet.
    Dispatched,
    /// Somebody comes.
    Accepted,
    /// Somebody is there.
    OnSite,
    /// Served; the resident may rate it.
    Done,
    /// At its end.
    Closed,
    /// Waits for something that was named.
    Paused,
    /// Taken back by the resident.
    Cancelled,
    /// Not within what is offered; the advice says where to go.
    Refused,
}

impl TagTone {
    /// The words of the tag.
    pub const fn words(self) -> &'static str {
        self.look().0
    }

    /// Words, colour, icon.
    const fn look(self) -> (&'static str, Tone, &'static str) {
        match self {
            Self::Placed => ("待派单", Tone::Blue, "inbox"),
            Self::Dispatched => ("待接单", Tone::Blue, "hourglass"),
            Self::Accepted => ("已接单", Tone::Blue, "user-check"),
            Self::OnSite => ("服务中", Tone::Blue, "door-open"),
            Self::Done => ("已办好", Tone::Green, "circle-check"),
            Self::Closed => ("已办结", Tone::Plain, "check"),
            Self::Paused => ("暂停", Tone::Amber, "circle-pause"),
            Self::Cancelled => ("已取消", Tone::Plain, "circle-x"),
            Self::Refused => ("不予受理", Tone::Plain, "ban"),
        }
    }
}

/// How an order stands: icon, words, colour.
#[component]
pub fn StateTag(
    /// How it stands.
    tag_tone: TagTone,
    /// Other words than the usual: «暂停 · 等配件».
    #[prop(optional, into)]
    label: Words,
) -> impl IntoView {
    let (words, tone, icon) = tag_tone.look();
    view! { <Tag label=label.or(words) tone icon/> }
}
