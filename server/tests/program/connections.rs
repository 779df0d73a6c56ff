//! Connections on which nothing comes are closed, and there are only so many.

use axum::Router;
use axum::routing::get;
use server::connections::{ConnectionLimits, serve};
use std::io::ErrorKind;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// Only a failing test ever waits for it.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server that is held to these limits.
struct Held {
    address: String,
    stop: watch::Sender<bool>,
    served: JoinHandle<()>,
}

async fn held(most: usize, head: Duration) -> Held {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (stop, stopping) = watch::channel(false);
    let routes = Router::new().route("/", get(async || "here"));
    let served = tokio::spawn(serve(listener, routes, ConnectionLimits { most, head }, stopping));
    Held { address, stop, served }
}

impl Held {
    async fn connected(&self, sent: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).await.unwrap();
        stream.write_all(sent.as_bytes()).await.unwrap();
        stream
    }

    async fn stopped(self) {
        self.stop.send_replace(true);
        timeout(PATIENCE, self.served).await.expect("it stops").unwrap();
    }
}

/// What comes until the connection is closed.
async fn to_the_end(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    timeout(PATIENCE, stream.read_to_end(&mut answer)).await.expect("it is closed").unwrap();
    String::from_utf8(answer).unwrap()
}

/// Reads up to the end of the one answer that these tests know.
async fn answered(stream: &mut TcpStream) {
    let mut answer = Vec::new();
    while !answer.ends_with(b"here") {
        assert_ne!(
            timeout(PATIENCE, stream.read_buf(&mut answer)).await.expect("it is answered").unwrap(),
            0
        );
    }
}

const REQUEST: &str = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

#[tokio::test]
async fn whoever_says_nothing_or_never_ends_is_let_go() {
    let server = held(10, Duration::from_millis(50)).await;
    for sent in ["", "GET / HT", "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: a"] {
        let answer = to_the_end(&mut server.connected(sent).await).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408 "), "{sent:?}: {answer}");
    }
    let mut idle = server.connected(REQUEST).await;
    let answer = to_the_end(&mut idle).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "answered first, closed when nothing more comes: {answer}");
    server.stopped().await;
}

#[tokio::test]
async fn those_beyond_the_limit_wait_until_another_goes() {
    let server = held(2, PATIENCE).await;
    let mut first = server.connected(REQUEST).await;
    let mut second = server.connected(REQUEST).await;
    answered(&mut first).await;
    answered(&mut second).await;
    let mut third = server.connected(REQUEST).await;
    // Whoever was let in before is still answered.
    first.write_all(REQUEST.as_bytes()).await.unwrap();
    answered(&mut first).await;
    let mut nothing = [0; 1];
    let unread = third.try_read(&mut nothing).unwrap_err();
    assert_eq!(unread.kind(), ErrorKind::WouldBlock, "nobody has looked at it");
    drop(second);
    answered(&mut third).await;
    server.stopped().await;
}
