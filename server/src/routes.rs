//! Every route, and what every request goes through.

use crate::assets::{PKG, Site, WORKER};
use crate::middleware::{failures, headers, observe, origin};
use crate::state::AppState;
use crate::{
    appointment, downloads, export, health, live, nul, pages, photos, poster_redirect, suggest, test_clock,
};
use app::app::Document;
use app::areas::ESTATES_MEANT;
use app::paths::DESK_AUDIT_FILE;
use app::suggest::SUGGESTIONS;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get, post};
use http::StatusCode;
use std::time::Duration;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::timeout::TimeoutLayer;

/// How long sending pictures may take, on one bar of network.
const UPLOAD_PATIENCE: Duration = Duration::from_secs(300);
/// How hard pages are compressed: from 4 to 5 the style sheet of a first visit loses a tenth in as much time, beyond
/// hardly anything in much more.
const COMPRESSION: CompressionLevel = CompressionLevel::Precise(5);

/// All routes. To be called once: it asks the pages for their addresses.
pub fn router(state: AppState) -> Router {
    let mut router = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/live", get(live::live))
        .route(SUGGESTIONS, get(suggest::suggest))
        .route(ESTATES_MEANT, get(suggest::suggest_estates))
        .route("/metrics", get(health::metrics))
        .route("/export/{file}", get(export::export))
        .route(DESK_AUDIT_FILE, get(export::audit_file))
        .route("/surveys/{wave}/FRAME.csv", get(downloads::frame))
        .route("/surveys/{wave}/DRAW.csv", get(downloads::draw))
        .route("/desk/surveys/{wave}/files/{name}", get(downloads::exported))
        .route("/p/{code}", get(poster_redirect::redirect))
        .route("/orders/{number}/appointment.ics", get(appointment::of_order))
        .route("/jobs/{number}/appointment.ics", get(appointment::of_job))
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
