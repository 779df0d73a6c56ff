//! That something changed, told while a page stands open: server-sent events.
//!
//! An event says only that it is worth looking again; the page then asks for itself anew, with all that
//! guards it. Whoever was cut off is told at once on coming back, since something may have been missed.

use crate::routes::AppState;
use crate::visit::visit;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use backend::orders::{Changes, changes};
use futures::stream::{Stream, unfold};
use http::header::HeaderName;
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

/// A connection lasts so long; then the browser comes back, and is asked again who it is.
const LASTS: Duration = Duration::from_secs(600);
/// How often a silent connection says that it lives, so that nothing between cuts it.
const ALIVE: Duration = Duration::from_secs(20);
/// The browser's own header when it comes back.
const LAST_EVENT: HeaderName = HeaderName::from_static("last-event-id");

/// What one connection waits for.
struct Connection {
    changes: Changes,
    until: Instant,
    stopping: watch::Receiver<bool>,
    /// Whether to begin with an event: the browser was cut off.
    missed: bool,
    count: u64,
}

/// Tells whoever is signed in that something changed which concerns them.
pub async fn live(State(state): State<AppState>, headers: HeaderMap, parts: Parts) -> Response {
    let known = visit(&state, &parts).await.map(|visit| visit.viewer);
    let Ok(Some(viewer)) = known else { return StatusCode::UNAUTHORIZED.into_response() };
    match changes(&state.backend, &viewer).await {
        Ok(changes) => {
            let connection = Connection {
                changes,
                until: Instant::now() + LASTS,
                stopping: state.stopping.clone(),
                missed: headers.contains_key(LAST_EVENT),
                count: 0,
            };
            Sse::new(connection.events()).keep_alive(KeepAlive::new().interval(ALIVE)).into_response()
        }
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

impl Connection {
    fn events(self) -> impl Stream<Item = Result<Event, Infallible>> {
        unfold(self, |mut connection| async move {
            let missed = std::mem::take(&mut connection.missed);
            if !missed && !connection.waits().await {
                return None;
            }
            connection.count += 1;
            let event = Event::default().event("change").id(connection.count.to_string()).data("look");
            Some((Ok(event), connection))
        })
    }

    /// Waits for a change; false when it is time to end.
    async fn waits(&mut self) -> bool {
        let stopped = async { self.stopping.wait_for(|stopping| *stopping).await.map(|_| ()) };
        tokio::select! {
            changed = self.changes.next() => changed.is_some(),
            () = sleep_until(self.until) => false,
            _ = stopped => false,
        }
    }
}
