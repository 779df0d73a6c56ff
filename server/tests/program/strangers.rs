//! Whatever strangers send is answered, and never with a fault of ours: drawn at random from a fixed seed, a few of each kind.
//! `STRANGERS=2000` draws so many of each.

use crate::nul::{cookies, fields, routes};
use crate::support::{OWN_HOST, TestServer, browser};
use app::paths::own;
use axum::body::Body;
use http::header::{CONTENT_TYPE, ORIGIN};
use leptos::server_fn::axum::server_fn_paths;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// What texts are made of: digits and letters in their forms, signs that mean something to a parser, and what can't be seen.
const PIECES: [&str; 40] = [
    "1",
    "0",
    "13800000001",
    "K101",
    "K101-0001",
    "S008",
    "２",
    "Ａ",
    "水",
    "𠮷",
    "é",
    "e\u{301}",
    "👨‍👩‍👧",
    "ß",
    " ",
    "\u{3000}",
    "\t",
    "\n",
    "\r\n",
    "-",
    "—",
    ".",
    "..",
    "/",
    "//",
    "\\",
    ":",
    "T",
    "+",
    "%",
    "&",
    "=",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "\u{202e}",
    "\u{feff}",
];
/// The same for bodies that are no form at all.
const BYTES: [&[u8]; 14] = [
    b"=",
    b"&",
    b"%",
    b"%2",
    b"%FF",
    b"%C0%80",
    b"%F0%9F",
    b"\xff",
    b"\xc3\x28",
    b"[0]",
    b"[a][b]",
    b"note",
    b";",
    b"+",
];
/// The heads of bodies.
const KINDS: [&str; 5] = [
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=gb2312",
    "multipart/form-data; boundary=x",
    "application/json",
    "text/plain; charset=\"",
];

/// What is drawn, and how many of each kind.
struct Draw {
    source: StdRng,
    each: usize,
}

impl Draw {
    fn new(each: usize) -> Self {
        let each = std::env::var("STRANGERS").ok().and_then(|many| many.parse().ok()).unwrap_or(each);
        Self { source: StdRng::seed_from_u64(20_261_130), each }
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.source.random_range(0..all.len())]
    }

    fn text(&mut self) -> String {
        let pieces = self.source.random_range(0..12);
        (0..pieces).map(|_| self.one_of(&PIECES)).collect()
    }

    fn bytes(&mut self) -> Vec<u8> {
        let pieces = self.source.random_range(0..20);
        (0..pieces).flat_map(|_| self.one_of(&BYTES).to_vec()).collect()
    }

    /// A text as it stands in an address or a form, all of it escaped.
    fn escaped(&mut self) -> String {
        self.text().bytes().map(|byte| format!("%{byte:02X}")).collect::<String>().replace("%00", "")
    }
}

#[tokio::test]
async fn every_page_answers_whatever_stands_in_its_address() {
    let server = TestServer::start(true).await;
    let everybody = cookies(&server).await;
    let mut draw = Draw::new(2);
    let fields = fields();
    let fields: Vec<_> = fields.iter().map(String::as_str).collect();
    for route in routes() {
        for _ in 0..draw.each {
            let part = |part: &str, draw: &mut Draw| {
                if part.contains(['{', ':', '*']) { draw.escaped() } else { part.to_owned() }
            };
            let path: Vec<_> = route.split('/').map(|one| part(one, &mut draw)).collect();
            let field = draw.one_of(&fields);
            let asked = format!("{}?q={}&{field}={}&page=", path.join("/"), draw.escaped(), draw.escaped());
            let cookies = &everybody[draw.source.random_range(0..everybody.len())];
            let answer = server.get(&asked, cookies).await;
            assert!(!answer.status.is_server_error(), "GET {asked}: {}", answer.status);
        }
    }
}

#[tokio::test]
async fn every_form_answers_whatever_is_posted_to_it() {
    let server = TestServer::start(true).await;
    let everybody = cookies(&server).await;
    let mut draw = Draw::new(3);
    let forms = server_fn_paths().map(|(path, _)| path.to_owned()).filter(|path| path != "/do/sign_out");
    let uploads = ["/photos/send?key=k&token=t", "/photos/add?number=K101-0001&view=resident"];
    for path in forms.chain(uploads.map(str::to_owned)) {
        for round in 0..draw.each {
            let cookies = &everybody[draw.source.random_range(0..everybody.len())];
            let kind = if round == 0 { KINDS[0] } else { draw.one_of(&KINDS) };
            let body = if round == 0 {
                let fields = fields().into_iter().map(|field| format!("{field}={}", draw.escaped()));
                fields.collect::<Vec<_>>().join("&").into_bytes()
            } else {
                draw.bytes()
            };
            let request = browser("POST", &path, cookies).header(ORIGIN, format!("http://{OWN_HOST}"));
            let request = request.header(CONTENT_TYPE, kind).body(Body::from(body.clone())).unwrap();
            let answer = server.send(request).await;
            let sent = String::from_utf8_lossy(&body).into_owned();
            assert!(!answer.status.is_server_error(), "POST {path} {kind} {sent:?}: {}", answer.status);
        }
    }
}

#[test]
fn nobody_is_led_elsewhere_by_any_text() {
    let mut draw = Draw::new(5_000);
    for _ in 0..draw.each {
        let text = format!("/{}", draw.text());
        let kept = own(&text);
        // What browsers make of it: tabs and line breaks are nothing, a backslash is a slash.
        let read = kept.replace(['\t', '\n', '\r'], "").replace('\\', "/");
        assert!(read.starts_with('/') && !read.starts_with("//"), "{text:?} becomes {kept:?}");
    }
}
