//! The load: connections that stay open, each ordering again as soon as it is answered.

use crate::Failure;
use app::context::SESSION_COOKIE;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// What is ordered: an inquiry, which nobody comes to the door for.
const SERVICE: &str = "S002";
/// How many orders of a resident may be under way, less some.
const OF_ONE: usize = 28;

/// What came of a load.
pub struct Load {
    /// How many a second.
    pub rate: f64,
    /// How long each took, the shortest first.
    pub times: Vec<Duration>,
}

impl Load {
    pub fn new(mut times: Vec<Duration>, took: Duration) -> Self {
        times.sort_unstable();
        Self { rate: times.len() as f64 / took.as_secs_f64(), times }
    }

    /// How long the given share of them took at most.
    pub fn within(&self, share: f64) -> Duration {
        let place = (self.times.len() as f64 * share) as usize;
        self.times.get(place.min(self.times.len().saturating_sub(1))).copied().unwrap_or_default()
    }
}

/// Orders over a connection for each group of residents, until the time is over.
pub async fn orders(
    address: SocketAddr,
    residents: Vec<Vec<String>>,
    length: Duration,
) -> Result<Load, Failure> {
    let begun = Instant::now();
    let mut ordering = JoinSet::new();
    for (connection, tokens) in residents.into_iter().enumerate() {
        ordering.spawn(again_and_again(address, connection, tokens, begun + length));
    }
    let mut times = Vec::new();
    while let Some(ended) = ordering.join_next().await {
        times.extend(ended??);
    }
    Ok(Load::new(times, begun.elapsed()))
}

async fn again_and_again(
    address: SocketAddr,
    connection: usize,
    tokens: Vec<String>,
    end: Instant,
) -> Result<Vec<Duration>, Failure> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut times = Vec::new();
    let mut answer = Vec::with_capacity(1 << 12);
    for round in 0..tokens.len() * OF_ONE {
        if Instant::now() >= end {
            return Ok(times);
        }
        let token = &tokens[round % tokens.len()];
        let body = format!(
            "back=%2F&whom=self&service={SERVICE}&token=bench-{connection:08}-{round:08}&window=soon&again=meant"
        );
        let request = format!(
            "POST /do/place_order HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\n\
             cookie: {SESSION_COOKIE}={token}\r\naccept: text/html\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        let asked = Instant::now();
        stream.write_all(request.as_bytes()).await?;
        answered(&mut stream, &mut answer).await?;
        times.push(asked.elapsed());
    }
    Err("every resident has as many orders as they may have: measure for a shorter time".into())
}

/// Reads the answer, which must lead to the new order.
async fn answered(stream: &mut TcpStream, answer: &mut Vec<u8>) -> Result<(), Failure> {
    answer.clear();
    let head = loop {
        if let Some(place) = answer.windows(4).position(|window| window == b"\r\n\r\n") {
            break place + 4;
        }
        if stream.read_buf(answer).await? == 0 {
            return Err("the server closed the connection".into());
        }
    };
    let text = String::from_utf8_lossy(&answer[..head]).to_ascii_lowercase();
    if !text.starts_with("http/1.1 303 ") || !text.contains("done=place") {
        return Err(format!("not ordered: {text}").into());
    }
    let length = text.lines().find_map(|line| line.strip_prefix("content-length: "));
    let length: usize = length.ok_or("no length")?.trim().parse()?;
    while answer.len() < head + length {
        if stream.read_buf(answer).await? == 0 {
            return Err("the server closed the connection".into());
        }
    }
    Ok(())
}
