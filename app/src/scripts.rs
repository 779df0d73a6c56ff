//! The scripts that bring islands to life: on the pages that have one, and nowhere else.

use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the page that is being rendered asked for scripts. The server provides it, and sends what
/// leptos adds at the end of the document only if so.
#[derive(Clone, Debug, Default)]
pub struct Scripts(Arc<AtomicBool>);

impl Scripts {
    /// Whether [`IslandScripts`] stands on the page.
    #[must_use]
    pub fn wanted(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// When the islands of a page are brought to life. Until then their scripts aren't fetched: what makes the
/// page readable has the network to itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wake {
    /// Once the page is loaded.
    #[default]
    Loaded,
    /// When a finger or the keyboard comes to an island; whoever doesn't need it never fetches it.
    Touched,
}

impl Wake {
    /// A script that lets the scripts out of their template, which holds them back.
    fn script(self) -> &'static str {
        match self {
            // Without what would be fetched beforehand: it is fetched at once, and used whenever there is time.
            Self::Loaded => {
                "addEventListener('load',()=>document.body.append(\
                 document.getElementById('island-scripts').content.querySelector('script')))"
            }
            Self::Touched => {
                "for(const kind of['pointerdown','focusin'])\
                 document.querySelector('leptos-island').addEventListener(kind,()=>\
                 document.body.append(document.getElementById('island-scripts').content),{once:true})"
            }
        }
    }
}

/// The scripts for the islands of a page. Stands once on each page that has one, in its body after the island.
#[component]
pub fn IslandScripts(
    /// When they are fetched.
    #[prop(optional)]
    wake: Wake,
) -> impl IntoView {
    if let Some(scripts) = use_context::<Scripts>() {
        scripts.0.store(true, Ordering::Relaxed);
    }
    use_context::<LeptosOptions>().map(|options| {
        view! {
            <template id="island-scripts"><HydrationScripts options islands=true/></template>
            <script nonce=use_nonce()>{wake.script()}</script>
        }
    })
}
