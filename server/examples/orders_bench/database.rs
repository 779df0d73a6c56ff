//! A database to be measured: made here, and removed afterwards.

use crate::Failure;
use backend::Backend;
use backend::accounts::DemoSender;
use backend::store::Store;
use backend::vault::Vault;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::sync::Arc;
use tempfile::TempDir;

/// The address of a server, with the right to make databases.
const VARIABLE: &str = "DIANDIANTONG_TEST_POSTGRES";
const NAME: &str = "diandiantong_orders_bench";

/// Where the tables are: in a file, or on a server.
pub enum Database {
    Sqlite(TempDir),
    Postgres(String),
}

/// SQLite, and PostgreSQL where there is a server.
pub fn wanted() -> Result<Vec<Database>, Failure> {
    let folder = tempfile::Builder::new().prefix("diandiantong-").tempdir()?;
    let server = std::env::var(VARIABLE).ok().filter(|address| address != "none");
    Ok([Database::Sqlite(folder)].into_iter().chain(server.map(Database::Postgres)).collect())
}

impl Database {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }

    /// A backend over it, empty and migrated, as the program has one.
    pub async fn open(&self) -> Result<Backend, Failure> {
        let address = match self {
            Self::Sqlite(folder) => format!("sqlite:{}", folder.path().join("bench.db").display()),
            Self::Postgres(server) => {
                self.on_server(&format!("DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")).await?;
                self.on_server(&format!("CREATE DATABASE {NAME}")).await?;
                let authority = server.rsplit_once('/').map_or(server.as_str(), |(authority, _)| authority);
                format!("{authority}/{NAME}")
            }
        };
        let store = Store::open(&address).await?;
        store.migrate().await?;
        Ok(server::open::backend(store, Vault::new(&[7; 32]), Arc::new(DemoSender)))
    }

    /// Removes it; its store is closed.
    pub async fn remove(self) -> Result<(), Failure> {
        self.on_server(&format!("DROP DATABASE {NAME} WITH (FORCE)")).await
    }

    async fn on_server(&self, statement: &str) -> Result<(), Failure> {
        let Self::Postgres(server) = self else { return Ok(()) };
        let mut connection = PgConnection::connect(server).await?;
        connection.execute(AssertSqlSafe(statement.to_owned())).await?;
        Ok(connection.close().await?)
    }
}
