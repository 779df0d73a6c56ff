//! Listening, and stopping without cutting anybody off.

use crate::assets::Site;
use crate::config::ServeConfig;
use crate::connections::{self, ConnectionLimits};
use crate::failure::Failure;
use crate::jobs;
use crate::routes::router;
use crate::state::AppState;
use app::context::Settings;
use backend::Backend;
use i18n::Translator;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::timeout;

/// How long requests under way may go on after the signal to stop.
const GRACE: Duration = Duration::from_secs(30);

/// Serves until SIGTERM or SIGINT; then no connection is taken any more, and requests under way are
/// finished.
///
/// # Errors
/// [`Failure`] if the site isn't there or the address can't be listened on.
pub async fn serve(config: ServeConfig, backend: Backend) -> Result<(), Failure> {
    let site = Site::open(&config.site)?;
    let stop_asked = stop_asked().map_err(Failure::Server)?;
    let listener = listen(config.listen).await?;
    let address = listener.local_addr().map_err(Failure::Server)?;
    let (stop, stopping) = watch::channel(false);
    let settings = Settings { demo: config.demo };
    let may_rewrite_records = !config.demo && backend.store.may_rewrite_records().await?;
    if may_rewrite_records {
        tracing::error!(
            "THE SERVER MAY REWRITE ITS OWN RECORDS: it connects to PostgreSQL as owner of the tables, or with more rights than it \
             needs. Make it a role of its own: diandiantong migrate --role diandiantong_server"
        );
    }
    let state = AppState {
        may_rewrite_records,
        public_origin: config.public_origin.map(Into::into),
        https_below: config.https_below,
        trusted: config.trusted.into(),
        metrics_token: config.metrics_token.map(Into::into),
        ..AppState::new(backend.clone(), settings, site, Translator::load()?, stopping.clone())
    };
    let metrics = state.metrics.clone();
    let limits = ConnectionLimits::of_system();
    let mut server = tokio::spawn(connections::serve(listener, router(state), limits, stopping.clone()));
    let relayed = backend.store.clone();
    let relay = tokio::spawn(async move { relayed.relay().await });
    let jobs = tokio::spawn(jobs::run(backend, metrics, stopping));
    if config.demo && !address.ip().is_loopback() {
        tracing::warn!("a demo shows one-time codes to everybody who can reach it");
    }
    tracing::info!(%address, demo = config.demo, "listening");
    tokio::select! {
        () = stop_asked => {}
        ended = &mut server => return ended.map_err(|error| Failure::Server(error.into())),
    }
    tracing::info!("stopping");
    stop.send_replace(true);
    relay.abort();
    let finished = timeout(GRACE, async {
        let served = server.await;
        let _ = jobs.await;
        served
    });
    match finished.await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => return Err(Failure::Server(error.into())),
        Err(_) => tracing::warn!("requests cut off after {} s", GRACE.as_secs()),
    }
    tracing::info!("stopped");
    Ok(())
}

async fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|reason| match reason.kind() {
        ErrorKind::AddrInUse => Failure::PortInUse(address),
        _ => Failure::Listen { address, reason },
    })
}

/// Waits for SIGTERM or SIGINT; from the call on, neither ends the program by itself.
fn stop_asked() -> std::io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
