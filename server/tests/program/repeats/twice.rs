//! Posting twice, and looking at what that made.

use super::forms::{Form, forms};
use crate::support::{Answer, TestServer};
use backend::accounts::{DemoSender, sign_in_by_shown_code, use_grant, viewer};
use backend::demo::{self, DemoPerson};
use backend::photos::PhotoStore;
use domain::audit::SecurityEventKind;
use http::StatusCode;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The demo, and what has been posted.
pub struct World {
    pub server: TestServer,
    /// The server functions that a story has posted twice.
    pub posted: Vec<String>,
    /// What each of them has had recorded.
    pub recorded: BTreeMap<String, BTreeSet<SecurityEventKind>>,
    people: Vec<DemoPerson>,
    cookies: BTreeMap<(String, usize), String>,
}

/// The second of two equal posts may add rows to tables that are meant to grow.
pub const NOTHING_GROWS: &[&str] = &[];
/// A repeated sign-in begins a session of its own: of the first nobody has the secret.
pub const SESSIONS_GROW: &[&str] = &["sessions", "security_events"];

impl World {
    pub async fn begin() -> Self {
        let server = TestServer::start_with_photos(PhotoStore::in_memory()).await;
        let server = server.with(|state| state.backend.messages = Arc::new(DemoSender));
        let people = demo::fill(&server.backend, 0).await.unwrap();
        Self { server, people, posted: Vec::new(), recorded: BTreeMap::new(), cookies: BTreeMap::new() }
    }

    /// The number of the `nth` person of the demo with this role.
    pub fn phone(&self, role: &str, nth: usize) -> String {
        let mut holders = self.people.iter().filter(|person| person.role.split('、').any(|own| own == role));
        holders.nth(nth).unwrap_or_else(|| panic!("no {role} {nth}")).phone.clone()
    }

    /// Their cookie, using that role.
    pub async fn who(&mut self, role: &str, nth: usize) -> String {
        let key = (role.to_owned(), nth);
        if let Some(cookie) = self.cookies.get(&key)
            && self.server.get("/me", cookie).await.status == StatusCode::OK
        {
            return cookie.clone();
        }
        let (backend, phone) = (&self.server.backend, self.phone(role, nth));
        let token = sign_in_by_shown_code(backend, &phone).await.unwrap().token;
        let person = viewer(backend, &token).await.unwrap().unwrap();
        if let Some(held) = person.grants.iter().find(|held| held.grant.role.name() == role) {
            use_grant(backend, &person, Some(&held.grant.id)).await.unwrap();
        }
        let cookie = format!("session={token}");
        self.cookies.insert(key, cookie.clone());
        cookie
    }

    /// A page that is there.
    pub async fn page(&self, path: &str, cookies: &str) -> String {
        let page = self.server.get(path, cookies).await;
        assert_eq!(page.status, StatusCode::OK, "{path} leads to {:?}", page.location());
        page.body
    }

    /// The form on a page that is posted to a server function, and whose fields have these values.
    pub async fn form(&self, function: &str, path: &str, cookies: &str, holds: &[(&str, &str)]) -> Form {
        let page = self.page(path, cookies).await;
        let found = forms(&page, &format!("/do/{function}"));
        let fits = |form: &&Form| holds.iter().all(|(name, value)| form.get(name) == Some(value));
        let form = found.iter().find(fits).cloned();
        form.unwrap_or_else(|| panic!("no form {function} {holds:?} on {path}: {found:?}"))
    }

    /// Posts a form twice; the answer to the first is lost. Where it led.
    pub async fn twice(&mut self, function: &str, cookies: &str, form: &Form) -> String {
        let [first, second] = self.both(function, cookies, form, NOTHING_GROWS).await;
        assert_eq!(first.location(), second.location(), "{function}");
        first.location().to_owned()
    }

    /// Posts a form twice; both answers. The second adds no row, but to tables that are meant to grow.
    pub async fn both(&mut self, function: &str, cookies: &str, form: &Form, grows: &[&str]) -> [Answer; 2] {
        self.posted.push(function.to_owned());
        let (path, body) = (format!("/do/{function}"), form.body());
        let known = self.events().await.len();
        let first = self.server.post(&path, cookies, &body).await;
        self.is_taken(function, cookies, &first).await;
        let before = self.rows(grows).await;
        // What is kept by the moment doesn't look alike only because time stands still.
        self.server.backend.clock.advance(700);
        let second = self.server.post(&path, cookies, &body).await;
        self.is_taken(function, cookies, &second).await;
        assert_eq!(self.rows(grows).await, before, "{function}: the second press made something");
        let events = self.events().await.split_off(known);
        self.recorded.entry(function.to_owned()).or_default().extend(events);
        [first, second]
    }

    /// A form that is refused is kept with the reason.
    async fn is_taken(&self, function: &str, cookies: &str, answer: &Answer) {
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{function}: {}", answer.body);
        let kept = answer
            .set_cookies()
            .iter()
            .any(|line| line.strip_prefix("kept=").is_some_and(|value| !value.starts_with(';')));
        if kept {
            let cookies = format!("{cookies}; {}", answer.cookie("kept"));
            let page = self.server.get(answer.location(), &cookies).await.body;
            let said: Vec<_> =
                page.split("class=\"notice").skip(1).map(|rest| &rest[..rest.len().min(900)]).collect();
            panic!("{function} was refused: {said:#?}");
        }
    }

    /// What is recorded, in the order in which it was written.
    async fn events(&self) -> Vec<SecurityEventKind> {
        #[derive(backend::store::FromRow)]
        struct Row {
            event: String,
        }
        let mut tx = self.server.backend.store.read().await.unwrap();
        let rows: Vec<Row> =
            tx.all("SELECT event FROM security_events ORDER BY rowid", Vec::new()).await.unwrap();
        rows.iter().map(|row| row.event.parse().unwrap()).collect()
    }

    /// How many rows each table has.
    async fn rows(&self, but: &[&str]) -> BTreeMap<String, i64> {
        #[derive(backend::store::FromRow)]
        struct Table {
            name: String,
        }
        #[derive(backend::store::FromRow)]
        struct Count {
            rows: i64,
        }
        let mut tx = self.server.backend.store.read().await.unwrap();
        let tables: Vec<Table> = tx
            .all(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
                Vec::new(),
            )
            .await
            .unwrap();
        let mut rows = BTreeMap::new();
        for Table { name } in tables.into_iter().filter(|table| !but.contains(&table.name.as_str())) {
            let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) AS rows FROM {name}"));
            let count: Option<Count> = tx.one(sql, Vec::new()).await.unwrap();
            rows.insert(name, count.unwrap().rows);
        }
        rows
    }
}
