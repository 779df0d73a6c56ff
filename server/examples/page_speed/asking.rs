//! What asks the server: some connections that stay open, each asking again as soon as it is answered.

use crate::connection::Connection;
use crate::{Failure, WAYS};
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// How many ask at the same time.
pub const CONNECTIONS: usize = 16;

/// One way for the length of one round.
#[derive(Clone, Debug)]
pub struct Round {
    /// Answers a second.
    pub rate: f64,
    /// How long each took, the shortest first.
    pub times: Vec<Duration>,
    /// How large a page was.
    pub bytes: usize,
}

/// Asks for each way in turn, round after round; by way, in the order of [`WAYS`]. The first round is for warming up
/// and isn't kept.
///
/// # Errors
/// If the server can't be reached, or answers anything but 200.
pub async fn rounds(address: SocketAddr, rounds: u64, length: Duration) -> Result<[Vec<Round>; 3], Failure> {
    let mut found: [Vec<Round>; 3] = Default::default();
    for round in 0..=rounds {
        for ((_, path), kept) in WAYS.iter().zip(&mut found) {
            let one = ask(address, path, length).await?;
            if round > 0 {
                kept.push(one);
            }
        }
    }
    Ok(found)
}

async fn ask(address: SocketAddr, path: &str, length: Duration) -> Result<Round, Failure> {
    let mut asking = JoinSet::new();
    let begun = Instant::now();
    for _ in 0..CONNECTIONS {
        asking.spawn(again_and_again(Connection::open(address, path).await?, begun + length));
    }
    let mut round = Round { rate: 0.0, times: Vec::new(), bytes: 0 };
    while let Some(ended) = asking.join_next().await {
        let (times, bytes) = ended??;
        round.times.extend(times);
        round.bytes = bytes;
    }
    round.times.sort_unstable();
    // Some thousand answers are counted exactly.
    #[allow(clippy::cast_precision_loss)]
    let answers = round.times.len() as f64;
    round.rate = answers / begun.elapsed().as_secs_f64();
    Ok(round)
}

async fn again_and_again(
    mut connection: Connection,
    end: Instant,
) -> Result<(Vec<Duration>, usize), Failure> {
    let (mut times, mut bytes) = (Vec::new(), 0);
    while Instant::now() < end {
        let begun = Instant::now();
        bytes = connection.ask().await?;
        times.push(begun.elapsed());
    }
    Ok((times, bytes))
}
