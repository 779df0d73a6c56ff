//! The server: the real routes, and beside them, behind the same layers, the page by askama and ready-made.

use crate::{Failure, askama_page};
use app::components::Assets;
use app::context::Settings;
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use backend::Backend;
use backend::accounts::DemoSender;
use backend::store::Store;
use backend::vault::Vault;
use http::header::{ACCEPT, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST};
use http::{Request, StatusCode};
use i18n::Translator;
use locale::said;
use server::assets::{PKG, Site};
use server::open;
use server::pages::failure;
use server::pages::request_context::visit;
use server::routes::{guarded, router};
use server::state::AppState;
use std::io::{Write, stdout};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower::ServiceExt;

/// The real page.
pub const LEPTOS: &str = "/lists/routine";
/// The same by askama.
pub const ASKAMA: &str = "/bench/askama";
/// The same, made once.
pub const READY: &str = "/bench/ready";

/// As long as that of a real page.
const POLICY: &str = "default-src 'self'; script-src 'self' 'nonce-AAAAAAAAAAAAAAAAAAAAAA' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; \
    form-action 'self'; object-src 'none'";

/// Serves on any free port until it is stopped; says where, and how alike the pages are.
///
/// # Errors
/// What the database or the network said.
pub async fn serve() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let (_running, stopping) = watch::channel(false);
    let state = state(folder.path(), stopping).await?;
    let real = router(state.clone());
    let page = body(&real, LEPTOS).await?;
    let bench = Router::new().route(ASKAMA, get(by_askama)).route(READY, get(ready_made(page.clone())));
    let all = real.merge(guarded(bench, state));
    let likeness = likeness(&page, &body(&all, ASKAMA).await?);
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    {
        let mut out = stdout().lock();
        writeln!(out, "{}\n{likeness}", listener.local_addr()?)?;
        out.flush()?;
    }
    axum::serve(listener, all.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}

/// A demo district without a history, in a folder that is gone afterwards.
async fn state(folder: &Path, stopping: watch::Receiver<bool>) -> Result<AppState, Failure> {
    let site = folder.join("site");
    std::fs::create_dir_all(site.join(PKG))?;
    std::fs::write(site.join("hash.txt"), "css: 0123456789abcdef\nicons: 0123456789abcdef\n")?;
    let store = Store::open(&format!("sqlite:{}", folder.join("district.db").display())).await?;
    store.migrate().await?;
    let backend = open::backend(store, Vault::new(&[7; 32]), Arc::new(DemoSender));
    backend::demo::fill(&backend, 0).await?;
    Ok(AppState::new(backend, Settings { demo: true }, Site::open(&site)?, Translator::load()?, stopping))
}

/// As `server::pages::page`: who asks, then the page.
async fn by_askama(State(state): State<AppState>, request: Request<Body>) -> Response {
    let (parts, _) = request.into_parts();
    let made = match visit(&state, &parts).await {
        Ok(_) => html(&state.backend, &state.site.assets).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(html) => answer(html),
        Err(error) => failure(&state, parts, error).await,
    }
}

async fn html(backend: &Backend, assets: &Assets) -> Result<String, backend::AppError> {
    askama_page::html(backend, assets).await
}

fn ready_made(page: Bytes) -> impl Fn() -> std::future::Ready<Response> + Clone + Send + Sync + 'static {
    move || std::future::ready(answer(page.clone()))
}

fn answer(body: impl Into<Body>) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-cache"),
        (CONTENT_SECURITY_POLICY, POLICY),
    ];
    (headers, body.into()).into_response()
}

/// The body of a page, asked for without a network.
async fn body(router: &Router, path: &str) -> Result<Bytes, Failure> {
    let request =
        Request::get(path).header(HOST, "127.0.0.1").header(ACCEPT, "text/html").body(Body::empty())?;
    let response = router.clone().oneshot(request).await?;
    if response.status() != StatusCode::OK {
        return Err(format!("{path}: {}", response.status()).into());
    }
    Ok(to_bytes(response.into_body(), usize::MAX).await?)
}

/// Whether both say the same, apart from the marks that Leptos sets between nodes.
fn likeness(leptos: &[u8], askama: &[u8]) -> String {
    let (leptos, askama) = (without_marks(&String::from_utf8_lossy(leptos)), String::from_utf8_lossy(askama));
    let askama = askama.trim_end();
    if leptos == askama {
        return said!(
            "两边的网页一字不差（{} 字节，Leptos 的节点记号不算）。",
            "Both make the same page ({} bytes, without the marks that Leptos sets between nodes).",
            askama.len()
        );
    }
    let same = leptos.chars().zip(askama.chars()).take_while(|(one, other)| one == other).count();
    let next: String = leptos.chars().skip(same).take(60).collect();
    said!(
        "注意：两边的网页不一样，请照着改 templates/list.html；从第 {same} 个字起，Leptos 是“{next}”。",
        "Note: the pages differ, mend templates/list.html; from character {same} on, Leptos has «{next}»."
    )
}

/// HTML without comments: Leptos marks with them where its nodes end.
fn without_marks(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<!") {
        let (before, mark) = rest.split_at(at);
        kept.push_str(before);
        let end = if mark.starts_with("<!--") { "-->" } else { ">" };
        let length = mark.find(end).map_or(mark.len(), |found| found + end.len());
        if mark.starts_with("<!DOCTYPE") {
            kept.push_str(&mark[..length]);
        }
        rest = &mark[length..];
    }
    kept + rest
}
