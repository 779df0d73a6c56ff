//! A database of PostgreSQL for one test.
#![allow(dead_code, reason = "each test program uses a part of it")]

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::sync::atomic::{AtomicU32, Ordering};

/// The address of a server, with the right to make databases; [`NONE`] leaves PostgreSQL out.
const VARIABLE: &str = "DIANDIANTONG_TEST_POSTGRES";

/// What stands in [`VARIABLE`] where SQLite alone is tested.
const NONE: &str = "none";

static MADE: AtomicU32 = AtomicU32::new(0);

/// A database that was made for one test.
pub struct Database {
    server: String,
    name: String,
}

impl Database {
    /// Where databases can be made, unless PostgreSQL is left out in so many words.
    ///
    /// # Panics
    /// If it was said neither where the server is nor that there is none: a test that ran on one database of two is no
    /// test that has passed.
    pub fn server() -> Option<String> {
        let server = std::env::var(VARIABLE).ok().filter(|address| !address.is_empty());
        let server = server.unwrap_or_else(|| {
            panic!("PostgreSQL was not tested: {VARIABLE} must name a server, or be «{NONE}» to leave it out")
        });
        (server != NONE).then_some(server)
    }

    /// Makes an empty one, if there is a server to make it on.
    pub async fn make() -> Option<Self> {
        Some(Self::empty(&Self::server()?).await)
    }

    /// Makes an empty one.
    pub async fn empty(server: &str) -> Self {
        Self::like(server, "template1").await
    }

    /// Makes one that is as another, to which nobody is connected.
    pub async fn like(server: &str, template: &str) -> Self {
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("diandiantong_test_{}_{number}", std::process::id());
        let database = Self { server: server.to_owned(), name };
        database.run(format!("CREATE DATABASE {} TEMPLATE {template}", database.name)).await;
        database
    }

    /// What the server calls it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its address: the server's, with another database.
    pub fn address(&self) -> String {
        let (address, parameters) = match self.server.split_once('?') {
            Some((address, parameters)) => (address, format!("?{parameters}")),
            None => (self.server.as_str(), String::new()),
        };
        let (scheme, rest) = address.split_once("://").expect("an address such as postgres://…");
        let authority = rest.split('/').next().unwrap_or_default();
        format!("{scheme}://{authority}/{}{parameters}", self.name)
    }

    /// Drops it, whoever is still connected.
    pub async fn drop(self) {
        self.run(format!("DROP DATABASE {} WITH (FORCE)", self.name)).await;
    }

    async fn run(&self, statement: String) {
        let mut connection = PgConnection::connect(&self.server).await.expect("a PostgreSQL server");
        connection.execute(AssertSqlSafe(statement)).await.expect("the right to make databases");
        connection.close().await.expect("an orderly end");
    }
}
