//! Rows that were there before a migration are there after it, under the names that it gives.

use crate::support::{Database, of_trigger};
use backend::store::StoreError;
use backend::store::migrations::{POSTGRES, SQLITE};
use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row, SqliteConnection};

/// The migration that renames tables and columns.
const NAMES: i64 = 32;

/// A row of each table that it renames, or a column of, as it was before.
const BEFORE: [&str; 8] = [
    "INSERT INTO people (id, phone, phone_hash, name, inbox_read_at, created_at, language) \
     VALUES ('p', 'x', 'h', '王', 7, 1, 'en')",
    "INSERT INTO orders (community, number, estate, service, service_name, list, doorstep, urgent, placed_by, resident, \
     contact, note, state, detail, server, bounces, wishes, promise, placed_at, changed_at, token) VALUES \
     ('K101', 'K101-1', 'e', 's', 's', 'l', 0, 0, 'p', 'p', 'c', '', 'accepted', '{}', 'q', 2, 'w', 'l', 1, 1, 't')",
    "INSERT INTO recurrences (community, id, number, service, service_name, placed_by, resident, contact, note, wishes, \
     rule, at_home, looked_until, created_at, created_by) VALUES \
     ('K101', 'r', 'K101-1', 's', 's', 'p', 'p', 'c', '', 'w', 'r', 0, 'd', 1, 'p')",
    "INSERT INTO number_looks (community, number, id, person, acting, at, whose) \
     VALUES ('K101', 'K101-1', 'i', 'p', 'member', 1, 'server')",
    "INSERT INTO figures (community, month, list, placed) VALUES ('K101', '2026-11', 'l', 3)",
    "INSERT INTO inbox_marks (person, box, read_at) VALUES ('p', 'team:t', 5)",
    "INSERT INTO kept_forms (id, person, content, created_at) VALUES ('k', 'p', 'c', 1)",
    "INSERT INTO surveys (id, area, title, questionnaire, version, strata, allocation, wanted, minimum, opens_at, closes_at, \
     commitment, frame_hash, frame_revision, seed_locked, stage, created_at) VALUES \
     ('s', 'K1', 't', 'q', 1, 'grid', 'even', 1, 1, 1, 2, 'c', 'f', 1, 'x', 'committed', 1)",
];

/// What is read of them afterwards, and what stands there.
const AFTER: [(&str, &str); 8] = [
    ("SELECT locale || CAST(notifications_read_at AS TEXT) FROM people", "en7"),
    ("SELECT helper || CAST(declines AS TEXT) || preferences || service_level FROM orders", "q2wl"),
    ("SELECT preferences FROM recurrences", "w"),
    ("SELECT person || whose FROM access_log", "pserver"),
    ("SELECT CAST(placed AS TEXT) FROM counters", "3"),
    ("SELECT box || CAST(read_at AS TEXT) FROM notification_marks", "team:t5"),
    ("SELECT content FROM form_states", "c"),
    ("SELECT seed_encrypted FROM surveys", "x"),
];

/// What the triggers refuse as before.
const REFUSED: [&str; 3] = [
    "UPDATE access_log SET whose = 'helper'",
    "DELETE FROM access_log",
    "UPDATE surveys SET seed_encrypted = 'y'",
];

fn refused<T>(outcome: Result<T, sqlx::Error>, sql: &str) {
    let error = StoreError::from(outcome.err().unwrap_or_else(|| panic!("it was done: {sql}")));
    assert!(of_trigger(&error).is_some(), "no trigger refused it: {sql}: {error}");
}

/// The statements of the migrations before that, and its own.
fn statements(migrations: &'static Migrator) -> (Vec<String>, String) {
    let sql = |keep: fn(i64) -> bool| {
        let kept = migrations.iter().filter(move |migration| keep(migration.version));
        kept.map(|migration| migration.sql.as_str().to_owned()).collect::<Vec<_>>()
    };
    (sql(|version| version < NAMES), sql(|version| version == NAMES).concat())
}

#[tokio::test]
async fn on_sqlite_rows_stay_under_their_new_names() {
    let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
    // Without all that the rows would stand on.
    connection.execute("PRAGMA foreign_keys = OFF").await.unwrap();
    let (before, names) = statements(&SQLITE);
    for sql in before.iter().map(String::as_str).chain(BEFORE).chain([names.as_str()]) {
        connection
            .execute(AssertSqlSafe(sql.to_owned()))
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
    for (sql, expected) in AFTER {
        let row = connection.fetch_one(sql).await.unwrap();
        assert_eq!(row.get::<String, _>(0), expected, "{sql}");
    }
    for sql in REFUSED {
        refused(connection.execute(sql).await, sql);
    }
}

#[tokio::test]
async fn on_postgresql_rows_stay_under_their_new_names() {
    let Some(database) = Database::make().await else { return };
    let mut connection = PgConnection::connect(&database.address()).await.unwrap();
    let (before, names) = statements(&POSTGRES);
    for sql in &before {
        connection.execute(AssertSqlSafe(sql.clone())).await.unwrap();
    }
    // Without all that the rows would stand on.
    connection.execute("SET session_replication_role = replica").await.unwrap();
    for sql in BEFORE {
        connection.execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
    connection.execute("SET session_replication_role = origin").await.unwrap();
    connection.execute(AssertSqlSafe(names)).await.unwrap();
    for (sql, expected) in AFTER {
        let row = connection.fetch_one(sql).await.unwrap();
        assert_eq!(row.get::<String, _>(0), expected, "{sql}");
    }
    for sql in REFUSED {
        refused(connection.execute(sql).await, sql);
    }
    connection.close().await.unwrap();
    database.drop().await;
}
