//! That something changed, told while a page stands open: server-sent events.
//!
//! An event says only that it is worth looking again; the page then asks for itself anew, with all that
//! guards it. Whoever was cut off is told at once on coming back, since something may have been missed. A stream ends soon
//! after the session or the grant that it was opened with.

use crate::pages::request_context::RequestContext;
use crate::state::AppState;
use crate::streams::Stream as Place;
use app::context::SESSION_COOKIE;
use axum::extract::{Query, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use backend::Backend;
use backend::accounts::{Viewer, viewer};
use backend::orders::{Changes, changes};
use domain::time::Timestamp;
use futures::stream::{Stream, unfold};
use http::StatusCode;
use http::header::{CACHE_CONTROL, HeaderName, HeaderValue, RETRY_AFTER};
use serde::Deserialize;
use std::convert::Infallible;
use std::pin::pin;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until};

/// A connection lasts so long; then the browser comes back, and is asked again who it is.
const LASTS: Duration = Duration::from_secs(600);
/// How often a silent connection says that it lives, so that nothing between cuts it.
const ALIVE: Duration = Duration::from_secs(20);
/// How long changes are gathered before they are told.
const GATHERED: Duration = Duration::from_millis(250);
/// A page that was made longer ago than this, in milliseconds, may have missed something.
const FRESH: i64 = 3_000;
/// Told to proxies: nginx would hold events back until it has many, and others would until they have compressed them.
const UNBUFFERED: [(HeaderName, HeaderValue); 2] = [
    (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
    (CACHE_CONTROL, HeaderValue::from_static("no-store, no-transform")),
];
/// The browser's own header when it comes back.
const LAST_EVENT: HeaderName = HeaderName::from_static("last-event-id");

/// When the page was made, in Unix milliseconds.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Since {
    since: Option<i64>,
}

/// After how many seconds it is worth another try where too many listen.
const COME_BACK: &str = "60";

/// Who listens, and by which token.
struct Listener {
    backend: Backend,
    token: String,
    viewer: Viewer,
}

/// What one connection waits for.
struct Connection {
    changes: Changes,
    listener: Listener,
    place: Place,
    looks_again: Duration,
    until: Instant,
    stopping: watch::Receiver<bool>,
    /// Whether to tell at once: something may have been missed.
    missed: bool,
    /// How many events were sent; the first names the connection and tells nothing.
    count: u64,
}

/// Tells whoever is signed in that something changed which concerns them.
pub async fn live(
    State(state): State<AppState>,
    Query(query): Query<Since>,
    context: RequestContext,
) -> Response {
    let now = state.backend.clock.now();
    let late = query.since.is_some_and(|since| now.since(Timestamp(since)) > FRESH);
    let missed = late || context.parts.headers.contains_key(LAST_EVENT);
    let token = state.settings.cookie_of(&context.parts.headers, SESSION_COOKIE);
    let (Ok(viewer), Some(token)) = (context.viewer(), token) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let Some(place) = state.streams.open(&viewer.person) else {
        return (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, COME_BACK)]).into_response();
    };
    let listener =
        Listener { backend: state.backend.clone(), token: token.to_owned(), viewer: viewer.clone() };
    match changes(&state.backend, viewer).await {
        Ok(changes) => {
            let connection = Connection {
                changes,
                listener,
                place,
                looks_again: state.streams.looks_again(),
                until: Instant::now() + LASTS,
                stopping: state.stopping.clone(),
                missed,
                count: 0,
            };
            let events = Sse::new(connection.events()).keep_alive(KeepAlive::new().interval(ALIVE));
            let mut response = events.into_response();
            for (name, value) in UNBUFFERED {
                response.headers_mut().insert(name, value);
            }
            response
        }
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

impl Connection {
    fn events(self) -> impl Stream<Item = Result<Event, Infallible>> {
        unfold(self, |mut connection| async move {
            let id = connection.count.to_string();
            connection.count += 1;
            if id == "0" {
                // Without data it is no event, but the browser keeps the id, and names it on coming back.
                return Some((Ok(Event::default().id(id)), connection));
            }
            let missed = std::mem::take(&mut connection.missed);
            if !missed && !connection.waits().await {
                return None;
            }
            Some((Ok(Event::default().event("change").id(id).data("look")), connection))
        })
    }

    /// Waits for a change; false when it is time to end.
    async fn waits(&mut self) -> bool {
        let mut stopped = pin!(async { self.stopping.wait_for(|stopping| *stopping).await.map(|_| ()) });
        let mut changed = pin!(async {
            let changed = self.changes.next().await.is_some();
            // What comes at once, such as a whole queue, is told once.
            sleep(GATHERED).await;
            self.changes.forget();
            changed
        });
        loop {
            tokio::select! {
                changed = &mut changed => return changed && self.listener.may_go_on().await,
                () = sleep_until(self.until) => return false,
                () = self.place.closed() => return false,
                _ = &mut stopped => return false,
                () = sleep(self.looks_again) => if !self.listener.may_go_on().await {
                    return false;
                },
            }
        }
    }
}

impl Listener {
    /// Whether it is still the same person with the same grants. Whoever isn't comes back, and is asked anew.
    async fn may_go_on(&self) -> bool {
        let now = viewer(&self.backend, &self.token).await;
        now.is_ok_and(|now| now.as_ref() == Some(&self.viewer))
    }
}
