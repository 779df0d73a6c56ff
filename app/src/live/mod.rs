//! A page that stands open changes by itself: an island that asks for the page anew when the server says
//! that something changed. Without scripts the page stands still, and is whole.

#[cfg(feature = "hydrate")]
mod refresh;

use leptos::prelude::*;

/// Where the server tells of changes.
#[cfg(feature = "hydrate")]
const CHANGES: &str = "/live";

/// Listens for changes and renews the page's content and its bars.
///
/// A page that was long under way is renewed at once. What somebody is just filling in or has folded open is never taken away: they are told instead.
#[island]
pub fn LiveUpdates(
    /// When the page was made, in Unix milliseconds.
    since: i64,
) -> impl IntoView {
    let stale = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    leptos::task::spawn_local(refresh::listen(stale, since));
    #[cfg(not(feature = "hydrate"))]
    let _ = since;
    view! {
        <p class="live" role="status">
            <a class="live-link" href="" hidden=move || !stale.get()>"有新变化，点这里看"</a>
        </p>
    }
}
