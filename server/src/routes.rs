//! Every route, and what every request goes through.

use crate::assets::{PKG, Site, WORKER};
use crate::client::{Network, UnknownProxy};
use crate::guard::{failures, headers, nul, observe, origin};
use crate::live::Streams;
use crate::metrics::Metrics;
use crate::photos::Uploads;
use crate::{downloads, export, health, live, metrics, pages, photos, scan, suggest, test_clock};
use app::app::Document;
use app::context::Settings;
use app::suggest::SUGGESTIONS;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get, post};
use backend::Backend;
use http::StatusCode;
use language::Interpreter;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::timeout::TimeoutLayer;

/// How long an answer may usually take; a transaction that waits for another gives up earlier.
pub const PATIENCE: Duration = Duration::from_secs(45);
/// How long sending pictures may take, on one bar of network.
const UPLOAD_PATIENCE: Duration = Duration::from_secs(300);
/// How hard pages are compressed: from 4 to 5 the style sheet of a first visit loses a tenth in as much time, beyond
/// hardly anything in much more.
const COMPRESSION: CompressionLevel = CompressionLevel::Precise(5);

/// What every request may need. Cloning shares it.
#[derive(Clone)]
pub struct AppState {
    /// The use cases.
    pub backend: Backend,
    /// How the server runs.
    pub settings: Settings,
    /// The built site.
    pub site: Arc<Site>,
    /// Scheme, host and port of the address that people type, if it was given.
    pub public_origin: Option<Arc<str>>,
    /// Whether all hosts below this one speak HTTPS, too.
    pub https_below: bool,
    /// The proxies that are believed.
    pub trusted: Arc<[Network]>,
    /// Whether another has been seen.
    pub unknown_proxy: UnknownProxy,
    /// How long an answer may take.
    pub patience: Duration,
    /// Becomes true when the server is to stop: what lasts long must end then.
    pub stopping: watch::Receiver<bool>,
    /// Says pages in other languages.
    pub interpreter: Arc<Interpreter>,
    /// The streams of changes that are open.
    pub streams: Streams,
    /// The places for pictures that are coming in.
    pub uploads: Uploads,
    /// What is counted.
    pub metrics: Metrics,
    /// What one must know to read it; `None` if nobody may, but in the demo.
    pub metrics_token: Option<Arc<str>>,
}

/// All routes. To be called once: it asks the pages for their addresses.
pub fn router(state: AppState) -> Router {
    let mut router = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/live", get(live::live))
        .route(SUGGESTIONS, get(suggest::suggest))
        .route("/metrics", get(metrics::metrics))
        .route("/export/{file}", get(export::export))
        .route("/surveys/{wave}/FRAME.csv", get(downloads::frame))
        .route("/surveys/{wave}/DRAW.csv", get(downloads::draw))
        .route("/desk/surveys/{wave}/files/{name}", get(downloads::exported))
        .route("/p/{code}", get(scan::scan))
        .route("/photos/{id}", get(photos::of_order))
        .route("/photos/drafts/{id}", get(photos::draft))
        .route("/test/clock/{how}", post(test_clock::advance))
        .route("/do/{*function}", any(pages::act));
    for page in leptos_axum::generate_route_list(Document) {
        router = router.route(page.path(), get(pages::page));
    }
    let quick = within(router.merge(files(&state.site)).fallback(pages::page), &state, state.patience);
    around(quick.merge(within(photos::uploads(), &state, UPLOAD_PATIENCE)), state)
}

/// The routes, with what every request and every answer goes through around them.
pub fn guarded(routes: Router<AppState>, state: AppState) -> Router {
    around(within(routes, &state, state.patience), state)
}

/// Routes that are answered within a time, and change something only for pages of this site.
fn within(routes: Router<AppState>, state: &AppState, patience: Duration) -> Router<AppState> {
    routes
        .layer(from_fn_with_state(state.clone(), origin::same_origin))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, patience))
}

/// What stands around all routes: the last is the outermost.
fn around(routes: Router<AppState>, state: AppState) -> Router {
    routes
        .layer(CatchPanicLayer::custom(failures::after_panic))
        .layer(from_fn(nul::without_nul))
        .layer(from_fn_with_state(state.clone(), failures::as_pages))
        .layer(CompressionLayer::new().quality(COMPRESSION))
        .layer(from_fn(headers::plain_when_led_here))
        .layer(from_fn_with_state(state.clone(), headers::secure))
        .layer(from_fn_with_state(state.clone(), observe::observe))
        .with_state(state)
}

/// The built site: what carries a hash in its name is kept for a year, the rest for a day. The service worker is
/// asked for anew each time, since it names the others.
fn files(site: &Site) -> Router<AppState> {
    let hashed = site.hashed;
    let folder = ServeDir::new(site.folder.join(PKG))
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false);
    let packages = Router::new()
        .nest_service(&format!("/{PKG}"), folder)
        .layer(from_fn(move |request, next| headers::long_lived(hashed, request, next)));
    let (mut others, mut worker) = (Router::new(), Router::new());
    for name in &site.root_files {
        let file = ServeFile::new(site.folder.join(name));
        if name == WORKER {
            worker = worker.route_service(&format!("/{name}"), file);
        } else {
            others = others.route_service(&format!("/{name}"), file);
        }
    }
    let worker = worker.layer(from_fn(headers::service_worker));
    packages.merge(worker).merge(others.layer(from_fn(headers::kept_a_day)))
}
