//! What a phone without a network shows and keeps. Scripts do that (`frontend/scripts`); here stands what they go by.
//!
//! The server says of each page who it was made for ([`PERSON`]), and of some that they may be kept ([`KEEP`]):
//! nothing else ever is. Forms that may be sent later say so themselves (`Form`'s `later`).

mod page;

pub use page::OfflinePage;

use crate::components::Assets;
use crate::context::{backend, viewer};
use backend::Backend;
use backend::accounts::Viewer;
use http::header::{HeaderName, HeaderValue};
use http::request::Parts;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// With an answer: the mark of whom it was made for. With a form that a script sends: whose it is.
pub const PERSON: HeaderName = HeaderName::from_static("x-person");
/// With a page that phones may keep.
pub const KEEP: HeaderName = HeaderName::from_static("x-keep");
/// With a form that a script sends: `now` while somebody waits for it on its page, or `later`.
pub const SENT: HeaderName = HeaderName::from_static("x-sent");

/// In place of a mark, where nobody is signed in.
const NOBODY: &str = "-";

/// Whether phones may keep the page that is being rendered.
#[derive(Clone, Debug, Default)]
pub struct Keeping(Arc<AtomicBool>);

/// How a form came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// From the browser itself, which shows whatever is answered.
    Plainly,
    /// By a script, while its page stands open.
    WhileSomebodyWaits,
    /// By a script that kept it until there was a network.
    Later,
}

/// Lets phones keep this page and show it again without a network. For pages without the phone or door of anybody
/// but the viewer; what stands there nevertheless of whole phone numbers the phone masks before it keeps the page.
pub fn keep() {
    if let Some(keeping) = use_context::<Keeping>() {
        keeping.0.store(true, Ordering::Relaxed);
    }
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(KEEP, HeaderValue::from_static("1"));
    }
}

/// How the form came that is being answered.
#[must_use]
pub fn sending() -> Sending {
    let parts = use_context::<Parts>();
    let header = parts.as_ref().and_then(|parts| parts.headers.get(SENT)?.to_str().ok());
    match header {
        None => Sending::Plainly,
        Some("later") => Sending::Later,
        Some(_) => Sending::WhileSomebodyWaits,
    }
}

/// The mark of somebody, or of nobody.
#[must_use]
pub fn mark(backend: &Backend, viewer: Option<&Viewer>) -> String {
    viewer.map_or_else(|| NOBODY.to_owned(), |viewer| viewer.mark(backend))
}

/// The script that keeps pages and changes, on the pages that are kept and on those with a bottom bar. Without it
/// everything works as long as there is a network.
#[component]
pub(crate) fn OfflineScript(
    /// Whether the page has a bottom bar.
    has_bar: bool,
    /// What a page has that needs no such script; the script brings it along.
    otherwise: fn() -> AnyView,
) -> impl IntoView {
    let kept = use_context::<Keeping>().filter(|keeping| has_bar || keeping.0.load(Ordering::Relaxed));
    let person = backend().ok().map(|backend| mark(&backend, viewer().as_deref()));
    match kept.zip(person) {
        Some((_, person)) => {
            view! { <script src=Assets::current().offline defer=true data-person=person></script> }.into_any()
        }
        None => otherwise(),
    }
}
