//! The scripts that bring islands to life: on the pages that have one, and nowhere else.

use leptos::config::LeptosOptions;
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

/// The scripts for the islands of a page. Stands once on each page that has one, anywhere in its body.
#[component]
pub fn IslandScripts() -> impl IntoView {
    if let Some(scripts) = use_context::<Scripts>() {
        scripts.0.store(true, Ordering::Relaxed);
    }
    use_context::<LeptosOptions>().map(|options| view! { <HydrationScripts options islands=true/> })
}
