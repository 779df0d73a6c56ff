//! A gateway of the tests' own: it notes what it is asked, and answers as it is told to.

use backend::messages::{MessageGateway, MessageGatewayConfig, MessageTemplates};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

/// A gateway on a port of its own, until it is dropped.
pub struct Gateway {
    address: SocketAddr,
    state: Arc<State>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct State {
    /// The bodies of the requests.
    asked: Mutex<Vec<Value>>,
    /// The heads of the requests.
    heads: Mutex<Vec<String>>,
    status: AtomicU16,
    stopping: AtomicBool,
}

impl Gateway {
    /// One that takes everything.
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State { status: AtomicU16::new(200), ..State::default() });
        let serving = Arc::clone(&state);
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if serving.stopping.load(Ordering::SeqCst) {
                    return;
                }
                serving.serve(stream.unwrap());
            }
        });
        Self { address, state, thread: Some(thread) }
    }

    /// From now on it answers this.
    pub fn answers(&self, status: u16) {
        self.state.status.store(status, Ordering::SeqCst);
    }

    /// What it was asked since the last look.
    pub fn asked(&self) -> Vec<Value> {
        std::mem::take(&mut *self.state.asked.lock().unwrap())
    }

    /// The heads of all requests.
    pub fn heads(&self) -> Vec<String> {
        self.state.heads.lock().unwrap().clone()
    }

    /// What sends through it, with a text for every kind.
    pub fn sender(&self) -> Arc<MessageGateway> {
        sender(self.address)
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        self.state.stopping.store(true, Ordering::SeqCst);
        // Wakes the thread, so that it sees that it is to stop.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What sends through a gateway at an address, be there one or not.
pub fn sender(address: SocketAddr) -> Arc<MessageGateway> {
    let template = |name: &str| Some(name.to_owned());
    let templates = MessageTemplates {
        progress: template("T-progress"),
        work: template("T-work"),
        desk: template("T-desk"),
        escalation: template("T-escalation"),
    };
    let config =
        MessageGatewayConfig { url: format!("http://{address}/send"), key: "secret".into(), templates };
    Arc::new(MessageGateway::new(config))
}

impl State {
    fn serve(&self, mut stream: TcpStream) {
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let (mut head, mut length) = (String::new(), 0);
        while !head.ends_with("\r\n\r\n") {
            let start = head.len();
            if reader.read_line(&mut head).unwrap() == 0 {
                return;
            }
            if let Some(value) = head[start..].to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        self.asked.lock().unwrap().push(serde_json::from_slice(&body).unwrap());
        self.heads.lock().unwrap().push(head.to_ascii_lowercase());
        let status = self.status.load(Ordering::SeqCst);
        let answer = format!("HTTP/1.1 {status} Answer\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        stream.write_all(answer.as_bytes()).unwrap();
    }
}
