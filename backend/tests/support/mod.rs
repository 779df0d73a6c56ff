//! Databases for tests: a fresh one for each, made and dropped here.
//!
//! SQLite always; PostgreSQL on the server that `DIANDIANTONG_TEST_POSTGRES` names, on which databases may be made, unless
//! that says `none`. Time stands still until a test moves it, and chance follows a seed.
#![allow(dead_code, unused_imports, reason = "each test program uses a part of it")]

mod authenticator;
mod cast;
mod district;
mod postgres;
mod server_role;
mod template;

pub use authenticator::{Authenticator, totp_code};
pub use cast::{Person, resident, residents_for, sign_in, with_grant, with_profile};
pub use district::{change_areas, district, merge_estate};
pub use postgres::Database;
pub use server_role::ServerRole;

use backend::Backend;
use backend::accounts::DemoSender;
use backend::clock::Clock;
use backend::entropy::Entropy;
use backend::messages::MessageSender;
use backend::photos::PhotoStore;
use backend::store::{Store, StoreError};
use backend::vault::Vault;
use domain::time::Timestamp;
use sqlx::{Connection, PgConnection, SqliteConnection};
use std::future::Future;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

/// A backend over an empty database whose tables are up to date.
#[derive(Clone)]
pub struct TestBackend {
    backend: Backend,
    address: String,
}

impl Deref for TestBackend {
    type Target = Backend;
    fn deref(&self) -> &Backend {
        &self.backend
    }
}

impl TestBackend {
    /// Over a database whose tables are up to date.
    pub async fn open(address: String) -> Self {
        let store = Store::open(&address).await.unwrap();
        assert_eq!(store.pending_migrations().await.unwrap(), 0);
        let clock = Clock::set_to(start());
        Self { backend: over(store, clock, Entropy::seeded(1)), address }
    }

    /// A SQLite file that the test keeps for itself.
    pub async fn in_file(file: &Path) -> Self {
        template::sqlite_file(file).await;
        Self::open(format!("sqlite:{}", file.display())).await
    }

    /// Whether several processes may share the database.
    pub fn is_postgres(&self) -> bool {
        self.address.starts_with("postgres")
    }

    /// The same, but messages go out through that sender.
    pub fn sending(mut self, messages: Arc<dyn MessageSender>) -> Self {
        self.backend.messages = messages;
        self
    }

    /// From now on no more messages than that go out in a day.
    pub fn set_messages_a_day(&mut self, number: i64) {
        self.backend.messages_a_day = number;
    }

    /// From now on no more codes for signing in than that go out in a day.
    pub fn set_codes_a_day(&mut self, number: i64) {
        self.backend.codes_a_day = number;
    }

    /// From now on those who work at desks are asked for a second factor.
    pub fn ask_second_factor(&mut self) {
        self.backend.asks_second_factor = true;
    }

    /// From now on pictures are kept there.
    pub fn keep_photos_in(&mut self, store: PhotoStore) {
        self.backend.photos = store;
    }

    /// From now on there is no place for pictures.
    pub fn take_no_photos(&mut self) {
        self.backend.photos = PhotoStore::default();
    }

    /// What another process over the same database would be: nothing in memory is shared, but the clock is.
    pub async fn other_process(&self) -> Backend {
        let store = Store::open(&self.address).await.unwrap();
        over(store, self.clock.clone(), Entropy::seeded(2))
    }
}

fn over(store: Store, clock: Clock, entropy: Entropy) -> Backend {
    let backend = Backend::new(store, clock, entropy, Vault::new(&[7; 32]), Arc::new(DemoSender));
    // The stories of all else sign in as in a demo.
    Backend { photos: PhotoStore::in_memory(), asks_second_factor: false, ..backend }
}

/// When a test begins: Tuesday, 2026-11-24, half past nine in the morning.
pub fn start() -> Timestamp {
    Timestamp::from_civil("2026-11-24T09:30:00".parse().unwrap())
}

/// Runs a test on each database.
pub async fn both<F, T>(test: F)
where
    F: Fn(TestBackend) -> T,
    T: Future<Output = ()> + Send + 'static,
{
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    run(TestBackend::in_file(&file).await, &test, "SQLite").await;
    if let Some(database) = template::postgres().await {
        let backend = TestBackend::open(database.address()).await;
        let store = backend.store.clone();
        let outcome = outcome(&test, backend).await;
        store.close().await;
        database.drop().await;
        report(outcome, "PostgreSQL");
    }
}

async fn run<F, T>(backend: TestBackend, test: &F, database: &str)
where
    F: Fn(TestBackend) -> T,
    T: Future<Output = ()> + Send + 'static,
{
    let store = backend.store.clone();
    let outcome = outcome(test, backend).await;
    store.close().await;
    report(outcome, database);
}

/// In a task of its own, so that a failure can be told after everything is put away.
async fn outcome<F, T>(test: &F, backend: TestBackend) -> Result<(), tokio::task::JoinError>
where
    F: Fn(TestBackend) -> T,
    T: Future<Output = ()> + Send + 'static,
{
    tokio::spawn(test(backend)).await
}

#[allow(clippy::print_stderr, reason = "which database it was stands nowhere else")]
fn report(outcome: Result<(), tokio::task::JoinError>, database: &str) {
    if let Err(error) = outcome {
        eprintln!("failed on {database}");
        std::panic::resume_unwind(error.into_panic());
    }
}

/// Does something with a bare connection to a SQLite file with all tables.
pub async fn in_sqlite<R>(work: impl AsyncFnOnce(&mut SqliteConnection) -> R) -> R {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    template::sqlite_file(&file).await;
    let mut connection = SqliteConnection::connect(&format!("sqlite:{}", file.display())).await.unwrap();
    let result = work(&mut connection).await;
    connection.close().await.unwrap();
    result
}

/// Does something with a bare connection to a database of PostgreSQL with all tables, if there is a server.
pub async fn in_postgres<R>(work: impl AsyncFnOnce(&mut PgConnection) -> R) -> Option<R> {
    let database = template::postgres().await?;
    let mut connection = PgConnection::connect(&database.address()).await.unwrap();
    let result = work(&mut connection).await;
    connection.close().await.unwrap();
    database.drop().await;
    Some(result)
}

/// How many rows a table has.
pub async fn count(backend: &Backend, table: &'static str) -> i64 {
    #[derive(backend::store::FromRow)]
    struct Row {
        number: i64,
    }
    let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) AS number FROM {table}"));
    let mut tx = backend.store.read().await.unwrap();
    tx.one::<Row>(sql, Vec::new()).await.unwrap().unwrap().number
}

/// What somebody at the database's console tries; whether a trigger refused it. Whatever else it fails of proves nothing.
pub async fn is_refused(backend: &TestBackend, sql: &str) -> bool {
    let mut tx = backend.store.write().await.unwrap();
    match tx.run(sqlx::AssertSqlSafe(sql.to_owned()), Vec::new()).await {
        Err(error) => {
            let message =
                of_trigger(&error).unwrap_or_else(|| panic!("no trigger refused it: {sql}: {error}"));
            let table = message.split(' ').next().unwrap();
            assert!(message == "the survey is not open" || sql.contains(table), "{sql}: {message}");
            true
        }
        Ok(_) => {
            tx.commit().await.unwrap();
            false
        }
    }
}

/// What a trigger said, if it was a trigger that refused a statement.
pub fn of_trigger(error: &StoreError) -> Option<&str> {
    let StoreError::Statement(sqlx::Error::Database(error)) = error else { return None };
    // SQLITE_CONSTRAINT_TRIGGER and raise_exception.
    error.code().is_some_and(|code| matches!(&*code, "1811" | "P0001")).then(|| error.message())
}
