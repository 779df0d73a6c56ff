//! Two servers on one PostgreSQL, one of them killed in the middle of telling: everybody is told once.
//!
//! It wants PostgreSQL: `DIANDIANTONG_TEST_POSTGRES` names a server, or says in so many words that there is none.

use crate::support::build_site;
use backend::Backend;
use backend::accounts::{DemoSender, ProfileForm, Viewer, complete_profile, sign_in_by_shown_code, viewer};
use backend::clock::Clock;
use backend::entropy::Entropy;
use backend::orders::{OrderFor, PlaceOrder, place};
use backend::store::Store;
use backend::values;
use server::config;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// How many orders run late at once.
const ORDERS: usize = 120;
/// The newest level of each of the four clocks of an urgent order that nobody touches.
const TOLD_OF_EACH: usize = 4;
/// Longer than any of it takes; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(120);
/// Minutes after which all of them are due.
const LONG_AFTER: u32 = 3000;

/// A server on a free port, with a clock that can be moved on. Killed when the test ends.
struct Program {
    child: Child,
    address: String,
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program(database: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diandiantong"));
    command.args(arguments).args(["--demo", "--log", "json"]).env_clear().env("DATABASE_URL", database);
    command
}

impl Program {
    fn start(database: &str, site: &Path) -> Self {
        let mut command = program(database, &["serve", "--test-clock", "--listen", "127.0.0.1:0"]);
        let mut child = command.arg("--site").arg(site).stderr(Stdio::piped()).spawn().unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = log.by_ref().find_map(|line| {
            let entry: serde_json::Value = serde_json::from_str(&line.ok()?).ok()?;
            entry["address"].as_str().map(str::to_owned)
        });
        std::thread::spawn(move || log.for_each(drop));
        Self { child, address: address.expect("it says where it listens") }
    }

    /// Moves the clock on and waits until the jobs are done; what was answered, if anything was.
    fn advance(address: &str, minutes: u32) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(
            stream,
            "POST /test/clock/{minutes} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n\
             Content-Length: 0\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        answer
    }
}

#[derive(backend::store::FromRow)]
struct Told {
    number: String,
    event: String,
}

async fn told(backend: &Backend) -> Vec<Told> {
    let mut tx = backend.store.read().await.unwrap();
    tx.all("SELECT number, event FROM order_events WHERE kind = 'escalated'", values![]).await.unwrap()
}

/// A new resident of the demo district.
async fn resident(backend: &Backend, place: usize) -> Viewer {
    let phone = format!("1390000000{place}");
    let token = sign_in_by_shown_code(backend, &phone).await.unwrap().token;
    let person = viewer(backend, &token).await.unwrap().unwrap();
    let form = ProfileForm {
        name: "王丽".into(),
        estate: "K10101".into(),
        building: "3".into(),
        unit: "1".into(),
        room: "502".into(),
        consent: true,
        ..ProfileForm::default()
    };
    complete_profile(backend, &person, &form).await.unwrap();
    viewer(backend, &token).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_is_killed_in_the_middle_and_everybody_is_told_once() {
    let Some(database) = crate::postgres::Database::make().await else { return };
    let address = database.address();
    let outcome = tokio::spawn(killed_in_the_middle(address)).await;
    database.drop().await;
    outcome.unwrap();
}

async fn killed_in_the_middle(database: String) {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    build_site(&site);
    for arguments in [&["migrate"][..], &["demo-data"]] {
        assert!(program(&database, arguments).output().unwrap().status.success());
    }
    let store = Store::open(&database).await.unwrap();
    let vault = config::vault(true).unwrap();
    let backend = Backend::new(store, Clock::System, Entropy::seeded(3), vault, Arc::new(DemoSender));
    let mut residents = Vec::new();
    for place in 0..5 {
        residents.push(resident(&backend, place).await);
    }
    let mut numbers = BTreeMap::new();
    for order in 0..ORDERS {
        let token = format!("{order:>20}");
        let (service, again) = ("S008".into(), "meant".into());
        let request = PlaceOrder { service, again, token, ..PlaceOrder::default() };
        let placed = place(&backend, &residents[order % 5], OrderFor::Oneself, &request).await.unwrap();
        numbers.insert(placed.number.to_string(), 0);
    }

    let mut dies = Program::start(&database, &site);
    let lives = Program::start(&database, &site);
    let of_dying = dies.address.clone();
    let cut_off = std::thread::spawn(move || Program::advance(&of_dying, LONG_AFTER));
    let in_the_middle = async {
        loop {
            let told = told(&backend).await.len();
            if told > 200 {
                return told;
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    let before = tokio::time::timeout(PATIENCE, in_the_middle).await.expect("it begins to tell");
    dies.child.kill().unwrap();
    dies.child.wait().unwrap();
    assert!(!cut_off.join().unwrap().contains("200 OK"), "it was in the middle");
    assert!(before < ORDERS * TOLD_OF_EACH, "not all was told before it died: {before}");

    // The dead one's lease lasts for a while, and no longer.
    let living = lives.address.clone();
    tokio::task::spawn_blocking(move || {
        Program::advance(&living, LONG_AFTER);
        for _ in 0..10 {
            assert!(Program::advance(&living, 1).contains("200 OK"));
        }
    })
    .await
    .unwrap();

    let mut once = BTreeMap::new();
    for row in told(&backend).await {
        let event: serde_json::Value = serde_json::from_str(&row.event).unwrap();
        let what =
            (row.number.clone(), event["kind"]["clock"].to_string(), event["kind"]["step"].to_string());
        if let Some(count) = numbers.get_mut(&row.number) {
            *count += 1;
            assert!(once.insert(what.clone(), ()).is_none(), "told twice: {what:?}");
        }
    }
    assert!(numbers.values().all(|told| *told == TOLD_OF_EACH), "{numbers:?}");
    backend.store.close().await;
}
