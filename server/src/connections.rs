//! Connections: how many, and how long one may be silent on them.

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use rustix::process::{Resource, getrlimit, setrlimit};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::sleep;

/// How many connections there may be, where the system allows so many files; those beyond wait at the door.
const MOST: u64 = 4_096;
/// Files that are no connections of browsers: the database, pictures, the log.
const OTHER_FILES: u64 = 128;
/// How long the head of a request may take, and how long a connection may lie idle between two.
const HEAD: Duration = Duration::from_secs(10);
/// How many bytes of a request's head are kept: a session and a kept form's cookie, and the longest address, ten times.
const HEAD_BYTES: usize = 32 * 1024;
/// How long to wait when the system has no file left for a connection.
const OUT_OF_FILES: Duration = Duration::from_secs(1);

/// What connections are held to.
#[derive(Clone, Copy, Debug)]
pub struct ConnectionLimits {
    /// How many there may be.
    pub most: usize,
    /// How long the head of a request may take, the time before its first byte included.
    pub head: Duration,
}

impl ConnectionLimits {
    /// As many as the system allows this program, which is asked for all that it may have.
    #[must_use]
    pub fn of_system() -> Self {
        let mut files = getrlimit(Resource::Nofile);
        files.current = files.maximum;
        // Where that is refused, there are fewer.
        let _ = setrlimit(Resource::Nofile, files);
        let files = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
        let most = files.saturating_sub(OTHER_FILES).clamp(16, MOST);
        Self { most: usize::try_from(most).unwrap_or(usize::MAX), head: HEAD }
    }
}

/// Answers requests until `stopping` becomes true, and then those that are under way.
pub async fn serve(
    listener: TcpListener,
    routes: Router,
    limits: ConnectionLimits,
    mut stopping: watch::Receiver<bool>,
) {
    let places = Arc::new(Semaphore::new(limits.most));
    let mut builder = Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(limits.head).max_buf_size(HEAD_BYTES);
    loop {
        let (stream, peer, place) = tokio::select! {
            Some(taken) = next(&listener, &places) => taken,
            () = stopped(&mut stopping) => break,
        };
        let routes = TowerToHyperService::new(routes.clone());
        let answer = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            routes.call(request.map(Body::new))
        });
        let connection = builder.serve_connection(TokioIo::new(stream), answer);
        let mut stopping = stopping.clone();
        tokio::spawn(async move {
            let _place = place;
            let mut connection = pin!(connection);
            let ended = tokio::select! {
                ended = connection.as_mut() => ended,
                () = stopped(&mut stopping) => {
                    connection.as_mut().graceful_shutdown();
                    connection.await
                }
            };
            if let Err(error) = ended {
                tracing::trace!(%error, "a connection has failed");
            }
        });
    }
    drop(listener);
    // All places are free once the last connection has ended.
    let all = u32::try_from(limits.most).unwrap_or(u32::MAX);
    let _ = places.acquire_many(all).await;
}

/// Waits until it is time to stop.
async fn stopped(stopping: &mut watch::Receiver<bool>) {
    // An error means that the sender is gone: time to stop as well.
    let _ = stopping.wait_for(|stopping| *stopping).await;
}

/// The next connection, once there is a place for it.
async fn next(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return Some((stream, peer, place)),
            Err(error) if is_of_the_other_side(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be taken");
                sleep(OUT_OF_FILES).await;
            }
        }
    }
}

/// Whether it was given up before it was taken.
fn is_of_the_other_side(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionRefused | ConnectionAborted | ConnectionReset)
}
