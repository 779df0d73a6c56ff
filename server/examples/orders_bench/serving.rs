//! The server that is measured: the real routes, without a site and without jobs.

use crate::Failure;
use app::context::Settings;
use backend::Backend;
use i18n::Translator;
use server::assets::{PKG, Site};
use server::routes::router;
use server::state::AppState;
use std::net::SocketAddr;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A server until it is dropped.
pub struct Served {
    pub address: SocketAddr,
    serving: JoinHandle<()>,
    _site: TempDir,
    _running: watch::Sender<bool>,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// Serves on any free port.
pub async fn serve(backend: &Backend) -> Result<Served, Failure> {
    let site = tempfile::tempdir()?;
    std::fs::create_dir_all(site.path().join(PKG))?;
    std::fs::write(site.path().join("hash.txt"), "css: 0123456789abcdef\nicons: 0123456789abcdef\n")?;
    let (running, stopping) = watch::channel(false);
    let opened = Site::open(site.path())?;
    let settings = Settings { demo: true };
    let state = AppState::new(backend.clone(), settings, opened, Translator::load()?, stopping);
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let routes = router(state).into_make_service_with_connect_info::<SocketAddr>();
    let serving = tokio::spawn(async move {
        let _ = axum::serve(listener, routes).await;
    });
    Ok(Served { address, serving, _site: site, _running: running })
}
