//! One connection that asks and reads, and does little else: it must not be what is measured.

use crate::Failure;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const LINE: &[u8] = b"\r\n";
const HEAD: &[u8] = b"\r\n\r\n";

/// A connection over HTTP/1.1 that stays open.
pub struct Connection {
    stream: TcpStream,
    request: Vec<u8>,
    read: Vec<u8>,
}

impl Connection {
    /// Connects, to ask for this path again and again as a browser would that can't unpack anything.
    ///
    /// # Errors
    /// If nobody listens there.
    pub async fn open(address: SocketAddr, path: &str) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\naccept: text/html\r\n\r\n");
        Ok(Self { stream, request: request.into_bytes(), read: Vec::with_capacity(1 << 16) })
    }

    /// Asks once and reads the whole answer; how large the page was.
    ///
    /// # Errors
    /// If the answer isn't 200, or can't be read to its end.
    pub async fn ask(&mut self) -> Result<usize, Failure> {
        self.stream.write_all(&self.request).await?;
        self.read.clear();
        let head = self.until(0, HEAD).await?;
        let text = String::from_utf8_lossy(&self.read[..head]).to_ascii_lowercase();
        if !text.starts_with("http/1.1 200 ") {
            return Err(format!("answered with {}", text.lines().next().unwrap_or_default()).into());
        }
        match text.lines().find_map(|line| line.strip_prefix("content-length: ")) {
            Some(length) => {
                let length = length.trim().parse()?;
                self.at_least(head + length).await?;
                Ok(length)
            }
            None => self.chunks(head).await,
        }
    }

    /// Reads a body in chunks, each with its length before it.
    async fn chunks(&mut self, mut at: usize) -> Result<usize, Failure> {
        let mut bytes = 0;
        loop {
            let begin = self.until(at, LINE).await?;
            let digits = String::from_utf8_lossy(&self.read[at..begin - LINE.len()]).into_owned();
            let length = usize::from_str_radix(&digits, 16)?;
            at = begin + length + LINE.len();
            self.at_least(at).await?;
            if length == 0 {
                return Ok(bytes);
            }
            bytes += length;
        }
    }

    /// Reads until these bytes stand somewhere from `at` on; where they end.
    async fn until(&mut self, at: usize, wanted: &[u8]) -> Result<usize, Failure> {
        loop {
            let found = self.read[at..].windows(wanted.len()).position(|window| window == wanted);
            if let Some(found) = found {
                return Ok(at + found + wanted.len());
            }
            self.more().await?;
        }
    }

    async fn at_least(&mut self, length: usize) -> Result<(), Failure> {
        while self.read.len() < length {
            self.more().await?;
        }
        Ok(())
    }

    async fn more(&mut self) -> Result<(), Failure> {
        match self.stream.read_buf(&mut self.read).await? {
            0 => Err("the server closed the connection".into()),
            _ => Ok(()),
        }
    }
}
