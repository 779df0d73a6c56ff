//! A server in the test's own process, over a database of its own.

mod said;

pub use said::{Said, program};

use app::context::Settings;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::response::Response;
use backend::Backend;
use backend::accounts::{DemoSender, sign_in_by_shown_code, use_grant, viewer};
use backend::clock::Clock;
use backend::entropy::Entropy;
use backend::messages::MessageSender;
use backend::photos::PhotoStore;
use backend::store::Store;
use backend::vault::Vault;
use domain::accounts::Role;
use domain::time::Timestamp;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use http::{Request, StatusCode};
use i18n::Translator;
use server::assets::Site;
use server::metrics::Metrics;
use server::routes::{guarded, router};
use server::state::AppState;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::watch;
use tower::ServiceExt;

/// Where the tests pretend to be.
pub const OWN_HOST: &str = "localhost:3000";
/// 2026-11-24 09:30 in China.
pub const NOW: Timestamp = Timestamp(1_795_483_800_000);

/// A server, and what it stands on.
pub struct TestServer {
    /// The use cases.
    pub backend: Backend,
    /// The site and the database.
    pub folder: TempDir,
    router: Router,
    state: AppState,
    /// Held so that nothing believes the server to be stopping.
    _running: watch::Sender<bool>,
}

impl TestServer {
    /// A server with an empty, migrated database.
    pub async fn start(demo: bool) -> Self {
        Self::start_for(demo, None).await
    }

    /// A demo whose messages go out through that sender.
    pub async fn start_sending(messages: Arc<dyn MessageSender>) -> Self {
        let server = Self::start(true).await;
        let backend = Backend { messages, ..server.backend.clone() };
        let state = AppState { backend: backend.clone(), ..server.state.clone() };
        Self { router: router(state.clone()), state, backend, ..server }
    }

    /// A demo whose pictures are kept there.
    pub async fn start_with_photos(photos: PhotoStore) -> Self {
        let server = Self::start(true).await;
        let backend = Backend { photos, ..server.backend.clone() };
        let state = AppState { backend: backend.clone(), ..server.state.clone() };
        Self { router: router(state.clone()), state, backend, ..server }
    }

    /// The same with a public address.
    pub async fn start_for(demo: bool, public_origin: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&database(folder.path())).await.unwrap();
        Self::start_in(folder, store, demo, public_origin).await
    }

    /// A demo over an empty database.
    pub async fn start_over(store: Store) -> Self {
        Self::start_in(tempfile::tempdir().unwrap(), store, true, None).await
    }

    async fn start_in(folder: TempDir, store: Store, demo: bool, public_origin: Option<&str>) -> Self {
        build_site(&folder.path().join("site"));
        store.migrate().await.unwrap();
        let backend = Backend::new(
            store,
            Clock::set_to(NOW),
            Entropy::seeded(7),
            Vault::new(&[7; 32]),
            Arc::new(DemoSender),
        );
        let backend = Backend { asks_second_factor: !demo, ..backend };
        let (running, stopping) = watch::channel(false);
        let site = Site::open(&folder.path().join("site")).unwrap();
        let (settings, translator) = (Settings { demo }, Translator::load().unwrap());
        let state = AppState {
            public_origin: public_origin.map(Into::into),
            ..AppState::new(backend.clone(), settings, site, translator, stopping)
        };
        Self { router: router(state.clone()), backend, folder, state, _running: running }
    }

    /// The same server with routes of the test's own.
    pub fn with_routes(self, routes: Router<AppState>, patience: Duration) -> Self {
        let state = AppState { patience, ..self.state.clone() };
        Self { router: guarded(routes, state), ..self }
    }

    /// The same server with something changed.
    pub fn with(self, change: impl FnOnce(&mut AppState)) -> Self {
        let mut state = self.state.clone();
        change(&mut state);
        Self { router: router(state.clone()), backend: state.backend.clone(), state, ..self }
    }

    /// All its routes.
    pub fn routes(&self) -> Router {
        self.router.clone()
    }

    /// The same server, whose metrics want a token.
    pub fn with_metrics_token(self, token: &str) -> Self {
        let state = AppState { metrics_token: Some(token.into()), ..self.state.clone() };
        Self { router: router(state.clone()), state, ..self }
    }

    /// What it counts.
    pub fn metrics(&self) -> &Metrics {
        &self.state.metrics
    }

    /// Sends any request.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        Answer::read(self.router.clone().oneshot(request).await.unwrap()).await
    }

    /// Sends any request; the answer's body is left to be read.
    pub async fn open(&self, request: Request<Body>) -> Response {
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// A page, as a browser asks for it.
    pub async fn get(&self, path: &str, cookies: &str) -> Answer {
        self.send(browser("GET", path, cookies).body(Body::empty()).unwrap()).await
    }

    /// A form of this site, as a browser without scripts posts it.
    pub async fn post(&self, path: &str, cookies: &str, form: &str) -> Answer {
        let request = browser("POST", path, cookies).header(ORIGIN, format!("http://{OWN_HOST}"));
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.to_owned())).unwrap()).await
    }
}

/// The address of the test's database.
pub fn database(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("test.db").display())
}

/// A site as `cargo xtask build` makes it, in small.
pub fn build_site(folder: &Path) {
    let pkg = folder.join("pkg");
    std::fs::create_dir_all(&pkg).unwrap();
    std::fs::write(folder.join("hash.txt"), "css: c1\njs: j1\nwasm: w1\nicons: i1\noffline: o1\npress: q1\n")
        .unwrap();
    std::fs::write(folder.join("service-worker.js"), "addEventListener('fetch', () => {})").unwrap();
    std::fs::write(folder.join("manifest.webmanifest"), "{}").unwrap();
    std::fs::write(folder.join("favicon.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").unwrap();
    std::fs::write(pkg.join("diandiantong.c1.css"), "body{}").unwrap();
    std::fs::write(pkg.join("diandiantong.c1.css.br"), "brotli").unwrap();
    std::fs::write(pkg.join("diandiantong.c1.css.gz"), "gzip").unwrap();
}

/// A request as browsers send them.
pub fn browser(method: &str, path: &str, cookies: &str) -> http::request::Builder {
    let request = Request::builder().method(method).uri(path).header(HOST, OWN_HOST);
    let request = request.header(ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8");
    if cookies.is_empty() { request } else { request.header(COOKIE, cookies) }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: http::HeaderMap,
    /// Its body.
    pub body: String,
}

impl Answer {
    async fn read(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8_lossy(&body).into_owned();
        Self { status: parts.status, headers: parts.headers, body }
    }

    /// A header; empty if it is absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where it leads.
    pub fn location(&self) -> &str {
        self.header(LOCATION.as_str())
    }

    /// All `Set-Cookie` lines.
    pub fn set_cookies(&self) -> Vec<&str> {
        self.headers.get_all(SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect()
    }

    /// `name=value` of a cookie that is set; in production browsers hold its name to this host.
    pub fn cookie(&self, name: &str) -> &str {
        let lines = self.set_cookies();
        let is_it =
            |line: &&&str| line.strip_prefix("__Host-").unwrap_or(line).starts_with(&format!("{name}="));
        let line = lines.iter().find(is_it);
        line.unwrap_or_else(|| panic!("no cookie {name} in {lines:?}")).split(';').next().unwrap()
    }
}

/// The cookie of somebody who uses their grant for this role.
pub async fn as_one(server: &TestServer, phone: &str, role: Role) -> String {
    let backend = &server.backend;
    let token = sign_in_by_shown_code(backend, phone).await.unwrap().token;
    let person = viewer(backend, &token).await.unwrap().unwrap();
    let held = person.grants.iter().find(|held| held.grant.role == role).expect("the role");
    use_grant(backend, &person, Some(&held.grant.id)).await.unwrap();
    format!("session={token}")
}
