//! What strangers send is refused before it is read.

use crate::support::{OWN_HOST, TestServer, browser};
use app::app::Document;
use axum::body::{Body, Bytes};
use futures::stream::unfold;
use http::StatusCode;
use http::header::{CONTENT_TYPE, ORIGIN};
use leptos::server_fn::axum::server_fn_paths;
use server::connections::{self, ConnectionLimits};
use server::pages::BODY_LIMIT;
use std::convert::Infallible;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::spawn_blocking;

/// What arrives at once.
const CHUNK: usize = 16 * 1024;
/// What a stranger would send.
const MUCH: usize = 66 * 1024 * 1024;
/// Only a failing test ever waits for it.
const PATIENCE: Duration = Duration::from_secs(30);

/// Every address that takes a body, and some that take none.
fn addresses() -> Vec<(String, &'static str)> {
    let mut all: Vec<_> = server_fn_paths().map(|(path, _)| (path.to_owned(), "POST")).collect();
    assert!(all.len() > 20, "all server functions are known: {all:?}");
    let pages = leptos_axum::generate_route_list(Document);
    for method in ["GET", "POST"] {
        all.extend(pages.iter().map(|page| (page.path().replace(['{', '}'], ""), method)));
    }
    for path in [
        "/photos/add?number=K101-0001&view=resident&back=%2F&token=0123456789abcdef",
        "/photos/send?key=0123456789abcdef&token=0123456789abcdef",
        "/photos/drafts/x/drop",
        "/test/clock/1",
        "/export/figures.csv",
        "/live",
        "/p/K10101",
        "/nowhere",
    ] {
        all.push((path.to_owned(), "POST"));
    }
    all
}

/// A body of as many bytes as somebody takes, which counts them.
fn endless(read: &Arc<AtomicUsize>) -> Body {
    let read = Arc::clone(read);
    Body::from_stream(unfold(read, |read| async move {
        let sent = read.fetch_add(CHUNK, Ordering::Relaxed);
        (sent < MUCH).then(|| (Ok::<_, Infallible>(Bytes::from_static(&[b'a'; CHUNK])), read))
    }))
}

#[tokio::test]
async fn no_route_takes_more_of_nobody_than_a_form_has() {
    let server = TestServer::start(true).await;
    for (path, method) in addresses() {
        let most = if path.starts_with("/do/") { BODY_LIMIT + CHUNK } else { 0 };
        for kind in ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
            let read = Arc::new(AtomicUsize::new(0));
            let request = browser(method, &path, "").header(ORIGIN, format!("http://{OWN_HOST}"));
            let request = request.header(CONTENT_TYPE, kind);
            server.send(request.body(endless(&read)).unwrap()).await;
            let read = read.load(Ordering::Relaxed);
            assert!(read <= most, "{method} {path} has read {read} bytes of {kind}");
        }
    }
}

/// What a server says to a head that announces a large body, of which nothing is sent until it asks for it.
fn announced(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nAccept: text/html\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {MUCH}\r\nExpect: 100-continue\r\n\r\n"
    )
    .unwrap();
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).unwrap();
    line
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_says_that_it_is_too_long_is_not_asked_for() {
    let server = TestServer::start(true).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (stop, stopping) = watch::channel(false);
    let limits = ConnectionLimits { most: 10, head: PATIENCE };
    let served = tokio::spawn(connections::serve(listener, server.routes(), limits, stopping));
    for (path, status) in [
        ("/do/place_order", StatusCode::PAYLOAD_TOO_LARGE),
        ("/do/nothing", StatusCode::PAYLOAD_TOO_LARGE),
        ("/photos/add?back=%2F", StatusCode::SEE_OTHER),
        ("/photos/send?key=0123456789abcdef&token=0123456789abcdef", StatusCode::UNAUTHORIZED),
    ] {
        let address = address.clone();
        let line = spawn_blocking(move || announced(&address, path)).await.unwrap();
        assert!(line.starts_with(&format!("HTTP/1.1 {} ", status.as_u16())), "{path}: {line}");
    }
    stop.send_replace(true);
    served.await.unwrap();
}
