//! A database of PostgreSQL for one test.

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::sync::atomic::{AtomicU32, Ordering};

/// The address of a server, with the right to make databases.
const VARIABLE: &str = "DIANDIANTONG_TEST_POSTGRES";

static MADE: AtomicU32 = AtomicU32::new(0);

/// A database that was made for one test.
pub struct Database {
    server: String,
    name: String,
}

impl Database {
    /// Makes one, if there is a server to make it on.
    pub async fn make() -> Option<Self> {
        let server = std::env::var(VARIABLE).ok().filter(|address| !address.is_empty())?;
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("diandiantong_test_{}_{number}", std::process::id());
        let database = Self { server, name };
        database.run(format!("CREATE DATABASE {}", database.name)).await;
        Some(database)
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
