//! A database for one size: made here, and removed when it has been measured.

use crate::Failure;
use crate::weeks::now;
use backend::Backend;
use backend::accounts::DemoSender;
use backend::clock::Clock;
use backend::entropy::Entropy;
use backend::store::{Store, Transaction, values};
use backend::vault::Vault;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// The address of a server, with the right to make databases.
const VARIABLE: &str = "DIANDIANTONG_TEST_POSTGRES";
const NAME: &str = "diandiantong_figures_bench";

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// Where the tables are.
pub struct Database {
    pub kind: Kind,
    /// The folder of a file, or the server.
    place: Place,
}

enum Place {
    Folder(TempDir),
    Server(String),
}

impl Database {
    pub async fn make(kind: Kind) -> Result<Self, Failure> {
        let place = match kind {
            Kind::Sqlite => Place::Folder(tempfile::Builder::new().prefix("diandiantong-").tempdir()?),
            Kind::Postgres => {
                let server = std::env::var(VARIABLE).map_err(|_| format!("{VARIABLE} names no server"))?;
                Place::Server(server)
            }
        };
        let database = Self { kind, place };
        if kind == Kind::Postgres {
            database.on_server(&format!("DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")).await?;
            database.on_server(&format!("CREATE DATABASE {NAME}")).await?;
        }
        Ok(database)
    }

    fn address(&self) -> String {
        match &self.place {
            Place::Folder(folder) => format!("sqlite:{}", folder.path().join("bench.db").display()),
            Place::Server(server) => match server.rsplit_once('/') {
                Some((authority, _)) => format!("{authority}/{NAME}"),
                None => server.clone(),
            },
        }
    }

    /// A backend over it, as the program has one; its clock stands still.
    pub async fn open(&self, seed: u64) -> Result<Backend, Failure> {
        let store = Store::open(&self.address()).await?;
        store.migrate().await?;
        let entropy = Entropy::seeded(seed);
        Ok(Backend::new(store, Clock::set_to(now()), entropy, Vault::new(&[7; 32]), Arc::new(DemoSender)))
    }

    /// Begins to write a great deal: rows that were made here need not be looked up again.
    pub async fn begin(&self, backend: &Backend) -> Result<Transaction, Failure> {
        let mut tx = backend.store.write().await?;
        let sql = match self.kind {
            Kind::Sqlite => "PRAGMA cache_size = -1000000",
            Kind::Postgres => "SET LOCAL session_replication_role = replica",
        };
        tx.run(sql, values![]).await?;
        Ok(tx)
    }

    /// What the database does for itself in time: statistics on both, and vacuum.
    pub async fn settle(&self) -> Result<(), Failure> {
        if self.kind == Kind::Postgres {
            self.inside("VACUUM (ANALYZE)").await?;
        }
        Ok(())
    }

    /// Bytes on disk.
    pub async fn size(&self) -> Result<u64, Failure> {
        match &self.place {
            Place::Folder(folder) => files(folder.path()),
            Place::Server(_) => {
                let mut connection = PgConnection::connect(&self.address()).await?;
                let size: i64 = sqlx::query_scalar("SELECT pg_database_size(current_database())")
                    .fetch_one(&mut connection)
                    .await?;
                Ok(u64::try_from(size)?)
            }
        }
    }

    /// Removes it; its store is closed.
    pub async fn remove(self) -> Result<(), Failure> {
        if self.kind == Kind::Postgres {
            self.on_server(&format!("DROP DATABASE {NAME} WITH (FORCE)")).await?;
        }
        Ok(())
    }

    async fn inside(&self, statement: &'static str) -> Result<(), Failure> {
        let mut connection = PgConnection::connect(&self.address()).await?;
        connection.execute(statement).await?;
        Ok(connection.close().await?)
    }

    async fn on_server(&self, statement: &str) -> Result<(), Failure> {
        let Place::Server(server) = &self.place else { return Ok(()) };
        let mut connection = PgConnection::connect(server).await?;
        connection.execute(AssertSqlSafe(statement.to_owned())).await?;
        Ok(connection.close().await?)
    }
}

fn files(folder: &Path) -> Result<u64, Failure> {
    let mut bytes = 0;
    for file in std::fs::read_dir(folder)? {
        bytes += file?.metadata()?.len();
    }
    Ok(bytes)
}
