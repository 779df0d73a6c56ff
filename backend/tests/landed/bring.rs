//! Databases as the program of a landed state left them, and how they are brought up to date.

use super::fixture::{Column, Fixture, Kind, Ran, Table};
use backend::accounts::DemoSender;
use backend::clock::Clock;
use backend::entropy::Entropy;
use backend::maintenance::backup::{DATABASE_FILE, Place, restore};
use backend::maintenance::identity::DatabaseKind;
use backend::maintenance::upgrade;
use backend::store::migrations::{POSTGRES, SQLITE};
use backend::store::{Store, Value};
use backend::vault::{DEMO_SECRET, Vault};
use backend::{Backend, values};
use domain::time::{DAY, Timestamp};
use serde_json::Value as Json;
use sqlx::migrate::{Migration, Migrator};
use sqlx::{Connection, PgConnection, SqliteConnection};
use std::path::Path;
use std::sync::Arc;

/// Fills an empty database as the state left it, triggers and foreign keys in their places, and writes down the
/// checksums that it had written down.
pub async fn as_it_was(fixture: &Fixture, address: &str) {
    let store = Store::open(address).await.unwrap();
    let set = if store.is_file() {
        let mut connection = SqliteConnection::connect(address).await.unwrap();
        let some = those(fixture, &SQLITE, |ran| &ran.sqlite);
        some.run_direct(None, &mut connection, false).await.unwrap();
        connection.close().await.unwrap();
        "UPDATE _sqlx_migrations SET checksum = unhex($2) WHERE version = $1"
    } else {
        let mut connection = PgConnection::connect(address).await.unwrap();
        let some = those(fixture, &POSTGRES, |ran| &ran.postgres);
        some.run_direct(None, &mut connection, false).await.unwrap();
        connection.close().await.unwrap();
        "UPDATE _sqlx_migrations SET checksum = decode($2, 'hex') WHERE version = $1"
    };
    let mut tx = store.write().await.unwrap();
    for ran in &fixture.ran {
        let checksum = if store.is_file() { &ran.sqlite } else { &ran.postgres };
        assert_eq!(tx.run(set, values![ran.migration, checksum]).await.unwrap(), 1);
    }
    for table in &fixture.tables {
        let columns: Vec<_> = table.columns.iter().map(|column| column.name.as_str()).collect();
        let head = format!("INSERT INTO {} ({})", table.table, columns.join(", "));
        let filled = tx.insert(&head, rows(table), "").await;
        filled.unwrap_or_else(|error| panic!("{}: {error}", table.table));
    }
    tx.commit().await.unwrap();
    store.close().await;
}

/// The migrations that the state had run, as today's files have them: frozen, so they must be the very same.
fn those(fixture: &Fixture, today: &Migrator, checksum: impl Fn(&Ran) -> &String) -> Migrator {
    let frozen = |ran: &Ran| -> Migration {
        let found = today.iter().find(|migration| migration.version == ran.migration);
        let found = found.unwrap_or_else(|| panic!("migration {} is gone", ran.migration));
        let now: String = found.checksum.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(&now, checksum(ran), "migration {} ({}) was edited", ran.migration, found.description);
        found.clone()
    };
    Migrator::with_migrations(fixture.ran.iter().map(frozen).collect())
}

fn rows(table: &Table) -> Vec<Vec<Value>> {
    let cell = |column: &Column, row: usize| match (column.kind, &column.cells[row]) {
        (Kind::Text, Json::Null) => Value::Text(None),
        (Kind::Bigint, Json::Null) => Value::Integer(None),
        (Kind::Text, Json::String(text)) => Value::Text(Some(text.clone())),
        (Kind::Bigint, Json::Number(number)) => Value::Integer(Some(number.as_i64().unwrap())),
        (kind, json) => panic!("{}.{} is no {kind:?}: {json}", table.table, column.name),
    };
    let cells = |row| table.columns.iter().map(|column| cell(column, row)).collect();
    (0..table.count()).map(cells).collect()
}

/// What today's program makes of the database: as `diandiantong migrate` does, and `serve` before it listens.
pub async fn up_to_date(fixture: &Fixture, address: &str) -> Backend {
    let backend = over(fixture, Store::open(address).await.unwrap());
    let missing = SQLITE.iter().count() - fixture.ran.len();
    assert_eq!(backend.store.pending_migrations().await.unwrap(), missing);
    upgrade::migrate(&backend, DatabaseKind::Demo).await.unwrap();
    assert_eq!(upgrade::complete(&backend).await.unwrap(), 0, "no household of the demo is listed twice");
    assert_eq!(backend.store.pending_migrations().await.unwrap(), 0);
    backend
}

/// What `diandiantong restore` makes of a backup that the state's own program took, which was a copy of its file.
pub async fn restored(fixture: &Fixture, folder: &Path) -> Backend {
    as_it_was(fixture, &address(&folder.join(DATABASE_FILE))).await;
    let file = folder.join("restored.db");
    let place = Place { file: file.clone(), photos: None, kind: DatabaseKind::Demo, anyway: false };
    restore(folder, &place, |store| over(fixture, store)).await.unwrap();
    over(fixture, Store::open(&address(&file)).await.unwrap())
}

/// The use cases over it, a day after it was filled.
fn over(fixture: &Fixture, store: Store) -> Backend {
    let clock = Clock::set_to(Timestamp(fixture.head.filled_at).plus(DAY));
    Backend::new(store, clock, Entropy::seeded(1), Vault::new(DEMO_SECRET), Arc::new(DemoSender))
}

/// The address of a SQLite file.
pub fn address(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}
