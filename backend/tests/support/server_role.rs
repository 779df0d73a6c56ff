//! A role of PostgreSQL that the server runs as, with a database of its own.
#![allow(dead_code, reason = "each test program uses a part of it")]

use super::postgres::Database;
use super::template;
use backend::store::Store;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

/// The password of every role that is made here.
const PASSWORD: &str = "server";

/// A database with all tables, and a role that has been given what the server needs.
pub struct ServerRole {
    database: Database,
    name: String,
}

impl ServerRole {
    /// Makes both, if there is a server to make them on.
    pub async fn make() -> Option<Self> {
        let database = template::postgres().await?;
        let name = format!("{}_server", database.name());
        let store = Store::open(&database.address()).await.unwrap();
        store.give_server_role(&name).await.unwrap();
        store.give_server_role(&name).await.unwrap();
        store.close().await;
        let role = Self { database, name };
        role.as_owner(format!("ALTER ROLE {} PASSWORD '{PASSWORD}'", role.name)).await;
        Some(role)
    }

    /// The address for whoever owns the tables.
    pub fn owner_address(&self) -> String {
        self.database.address()
    }

    /// The address for the server.
    pub fn address(&self) -> String {
        let address = self.database.address();
        let (scheme, rest) = address.split_once("://").unwrap();
        let place = rest.split_once('@').map_or(rest, |(_, place)| place);
        format!("{scheme}://{}:{PASSWORD}@{place}", self.name)
    }

    /// Drops both.
    pub async fn drop(self) {
        let server = Database::server().unwrap();
        self.database.drop().await;
        let mut connection = PgConnection::connect(&server).await.unwrap();
        connection.execute(AssertSqlSafe(format!("DROP ROLE {}", self.name))).await.unwrap();
        connection.close().await.unwrap();
    }

    async fn as_owner(&self, statement: String) {
        let mut connection = PgConnection::connect(&self.database.address()).await.unwrap();
        connection.execute(AssertSqlSafe(statement)).await.unwrap();
        connection.close().await.unwrap();
    }
}
