//! A page that stands open changes by itself: an island that asks for the page anew when the server says
//! that something changed. Without scripts the page stands still, and is whole.

#[cfg(feature = "hydrate")]
mod refresh;
#[cfg(any(feature = "hydrate", test))]
mod wait;

use leptos::prelude::*;

/// Where the server tells of changes.
#[cfg(feature = "hydrate")]
const CHANGES: &str = "/live";

/// What somebody is told who is in the middle of something, so that the page can't be renewed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum News {
    /// Nothing: the page shows what is so.
    #[default]
    None,
    /// Something changed.
    Changed,
    /// The page is nobody's any more: somebody signed out in another window, or the session is over.
    SignedOut,
}

/// Listens for changes and renews the page's content and its bars.
///
/// A page that was long under way is renewed at once. What somebody is just filling in or has folded open is never taken away: they are told instead.
#[island]
pub fn LiveUpdates(
    /// When the page was made, in Unix milliseconds.
    since: i64,
) -> impl IntoView {
    let news = RwSignal::new(News::None);
    #[cfg(feature = "hydrate")]
    leptos::task::spawn_local(refresh::listen(news, since));
    #[cfg(not(feature = "hydrate"))]
    let _ = since;
    view! {
        <p class="live" role="status">
            <a class="live-link" href="" hidden=move || news.get() != News::Changed>"有新变化，点这里看"</a>
            <a class="live-link" href="" hidden=move || news.get() != News::SignedOut>"已经退出登录，点这里重新登录"</a>
        </p>
    }
}
