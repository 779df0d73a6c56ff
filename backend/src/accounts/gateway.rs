//! Sending codes through a gateway of short messages that speaks HTTP.

use super::{CodeSender, SendError};
use crate::gateway::Gateway;
use domain::accounts::{Phone, SignInCode};
use serde::Serialize;
use std::fmt;
use std::time::Duration;

/// How long to wait before the second and the third try.
const PAUSES: [Duration; 2] = [Duration::from_millis(500), Duration::from_millis(1500)];

/// How to reach the gateway.
#[derive(Clone, PartialEq, Eq)]
pub struct GatewayConfig {
    /// Where codes are posted to, `https://…`.
    pub url: String,
    /// The key that the operator of the gateway handed out; sent as a bearer token.
    pub key: String,
    /// The operator's id of the approved text, in which the code stands.
    pub template: String,
}

impl fmt::Debug for GatewayConfig {
    /// Without the key, so that it can't end up in a log.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("GatewayConfig").field("url", &self.url).field("template", &self.template).finish()
    }
}

/// Posts `{"phone", "template", "code"}` as JSON; any status from 200 to 299 means that it was sent.
#[derive(Clone, Debug)]
pub struct GatewaySender {
    gateway: Gateway,
    template: String,
    pauses: [Duration; 2],
}

#[derive(Serialize)]
struct Message<'a> {
    phone: &'a str,
    template: &'a str,
    code: &'a str,
}

impl GatewaySender {
    /// A sender through that gateway.
    #[must_use]
    pub fn new(config: GatewayConfig) -> Self {
        let GatewayConfig { url, key, template } = config;
        Self { gateway: Gateway::new(url, key), template, pauses: PAUSES }
    }

    fn post(&self, phone: &Phone, code: &SignInCode) -> Result<(), SendError> {
        self.gateway.post(&Message { phone: phone.full(), template: &self.template, code: code.digits() })
    }
}

impl CodeSender for GatewaySender {
    fn send(&self, phone: &Phone, code: &SignInCode) -> Result<Option<String>, SendError> {
        let mut pauses = self.pauses.iter();
        loop {
            let error = match self.post(phone, code) {
                Ok(()) => return Ok(None),
                Err(error) => error,
            };
            // The same code twice does no harm; asking again for what was refused does no good.
            let again = match error {
                SendError::Unreachable(_) => true,
                SendError::Refused(status) => status == 429 || status >= 500,
                SendError::NoTemplate => false,
            };
            match pauses.next().filter(|_| again) {
                Some(pause) => std::thread::sleep(*pause),
                None => return Err(error),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::TcpListener;
    use std::thread::{self, JoinHandle};

    /// A gateway that gives these answers in turn; what it was asked.
    fn gateway(answers: &'static [&'static str]) -> (GatewaySender, JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/send", listener.local_addr().unwrap());
        let asked = thread::spawn(move || answers.iter().map(|answer| serve(&listener, answer)).collect());
        let config = GatewayConfig { url, key: "secret".into(), template: "T1".into() };
        (GatewaySender { pauses: [Duration::ZERO; 2], ..GatewaySender::new(config) }, asked)
    }

    fn serve(listener: &TcpListener, answer: &str) -> String {
        let (mut stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let (mut head, mut length) = (String::new(), 0);
        while !head.ends_with("\r\n\r\n") {
            let start = head.len();
            reader.read_line(&mut head).unwrap();
            if let Some(value) = head[start..].to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        write!(stream, "HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
        head + &String::from_utf8(body).unwrap()
    }

    fn send(sender: &GatewaySender) -> Result<Option<String>, SendError> {
        sender.send(&Phone::parse("13800000001").unwrap(), &SignInCode::from_random(42))
    }

    #[test]
    fn posts_the_code_and_never_shows_it() {
        let (sender, asked) = gateway(&["200 OK"]);
        assert_eq!(send(&sender), Ok(None));
        let asked = asked.join().unwrap().remove(0);
        assert!(asked.to_ascii_lowercase().contains("authorization: bearer secret"), "{asked}");
        assert!(asked.ends_with(r#"{"phone":"13800000001","template":"T1","code":"000042"}"#), "{asked}");
    }

    #[test]
    fn tries_three_times_where_it_may_help() {
        let (sender, asked) = gateway(&["503 Busy", "429 Slow down", "204 Sent"]);
        assert_eq!(send(&sender), Ok(None));
        assert_eq!(asked.join().unwrap().len(), 3);
        let (sender, asked) = gateway(&["500 A", "500 B", "502 C"]);
        assert_eq!(send(&sender), Err(SendError::Refused(502)));
        assert_eq!(asked.join().unwrap().len(), 3);
    }

    #[test]
    fn a_refusal_is_final() {
        let (sender, asked) = gateway(&["401 No"]);
        assert_eq!(send(&sender), Err(SendError::Refused(401)));
        assert_eq!(asked.join().unwrap().len(), 1);
    }

    #[test]
    fn the_key_is_in_no_log() {
        let (sender, _) = gateway(&[]);
        assert!(!format!("{sender:?}").contains("secret"));
    }
}
