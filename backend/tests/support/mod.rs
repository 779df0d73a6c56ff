//! Databases for tests: a fresh one for each, made and dropped here.
//!
//! SQLite always; PostgreSQL too if `DIANDIANTONG_TEST_POSTGRES` names a server on which databases may
//! be made. Time stands still until a test moves it, and chance follows a seed.
#![allow(dead_code, unused_imports, reason = "each test program uses a part of it")]

mod cast;
mod district;
mod postgres;

pub use cast::{Person, resident, sign_in, with_grant};
pub use district::district;

use backend::Backend;
use backend::accounts::DemoSender;
use backend::clock::Clock;
use backend::entropy::Entropy;
use backend::messages::MessageSender;
use backend::photos::PhotoStore;
use backend::store::Store;
use backend::vault::Vault;
use domain::time::Timestamp;
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
    async fn open(address: String) -> Self {
        let store = Store::open(&address).await.unwrap();
        store.migrate().await.unwrap();
        let clock = Clock::set_to(start());
        Self { backend: over(store, clock, Entropy::seeded(1)), address }
    }

    /// A SQLite file that the test keeps for itself.
    pub async fn in_file(file: &Path) -> Self {
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
    Backend { photos: PhotoStore::in_memory(), ..backend }
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
    if let Some(database) = postgres::Database::make().await {
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

/// How many rows a table has.
pub async fn count(backend: &Backend, table: &'static str) -> i64 {
    #[derive(sqlx::FromRow)]
    struct Row {
        number: i64,
    }
    let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) AS number FROM {table}"));
    let mut session = backend.store.read().await.unwrap();
    session.one::<Row>(sql, Vec::new()).await.unwrap().unwrap().number
}

/// What somebody at the database's console tries; whether it was refused.
pub async fn is_refused(backend: &TestBackend, sql: &str) -> bool {
    let mut session = backend.store.write().await.unwrap();
    match session.run(sqlx::AssertSqlSafe(sql.to_owned()), Vec::new()).await {
        Err(_) => true,
        Ok(_) => {
            session.commit().await.unwrap();
            false
        }
    }
}
