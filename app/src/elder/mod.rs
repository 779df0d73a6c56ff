//! What elder mode adds for browsers that can: reading aloud, and ordering by voice.
//!
//! A plain script of its own (`frontend/scripts/elder.mjs`) does it, which only pages in elder mode load; an island
//! would bring the whole WebAssembly with it. Without scripts, or where the browser has no voice, style sheets keep
//! the buttons away.

use crate::components::Icon;
use crate::context::elder;
use leptos::prelude::*;

/// A part of a page that can be read aloud.
#[component]
pub(crate) fn Aloud(children: Children) -> impl IntoView {
    match elder() {
        true => view! { <div class="aloud" data-aloud="">{children()}</div> }.into_any(),
        false => children(),
    }
}

/// The button that reads the parts of the page aloud, and stops.
#[component]
pub(crate) fn ReadAloud() -> impl IntoView {
    elder().then(|| {
        view! {
            <button type="button" class="button button-plain read" data-read="">
                <Icon name="volume-2"/>
                <span class="read-start">"念给我听"</span>
                <span class="read-stop">"不念了"</span>
            </button>
        }
    })
}

/// The large button that takes down what somebody says, and searches for it. The search box stands on the same page.
#[component]
pub(crate) fn SayTile() -> impl IntoView {
    elder().then(|| {
        view! {
            <button type="button" class="big-tile say" data-say="">
                <span class="row-icon tone-red"><Icon name="mic"/></span>
                <span class="row-words">
                    <span class="row-title">"说给我听"</span>
                    <span class="row-line" role="status">"要什么，说一声"</span>
                </span>
            </button>
        }
    })
}
