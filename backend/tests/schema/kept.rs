//! What was written stays: nobody with a console changes, takes away or writes over a row of a table that keeps records.
//!
//! Every table keeps records unless it stands here among those that change; a new one is held to it by itself.

use super::{Shape, of_postgres, of_sqlite};
use crate::support::{in_postgres, in_sqlite, of_trigger};
use backend::store::StoreError;
use sqlx::sqlite::SqliteQueryResult;
use sqlx::{AssertSqlSafe, Executor, PgConnection, Row, SqliteConnection};
use std::collections::BTreeMap;

/// The tables whose rows change, or go, in the course of things.
const CHANGING: [&str; 42] = [
    // Tables that are imported, and copies of what they come to.
    "areas",
    "categories",
    "services",
    "holidays",
    "revisions",
    // Choices of those who lead: the newest holds, with who made it and when; each state of them stays in a table of its own
    // (`history.rs`).
    "publications",
    "satisfaction_rules",
    // People and what they say of themselves.
    "people",
    "teams",
    "member_profiles",
    "family",
    "absences",
    "message_switches",
    "notification_marks",
    // A passkey counts its uses; one that is removed stays, with when it was.
    "passkeys",
    // The other second factors: what was used says so, and a new set takes the place of the old.
    "totp_secrets",
    "recovery_codes",
    // What is told of an account says when it was read.
    "account_notices",
    // What runs out.
    "sessions",
    "passkey_challenges",
    "factor_tries",
    "sign_in_codes",
    "sign_in_gates",
    "sign_in_links",
    "devices",
    "form_states",
    "leases",
    "job_runs",
    "photo_drafts",
    "photo_leftovers",
    // How an order stands, which its events say; what follows from them.
    "orders",
    "order_clocks",
    "order_counts",
    "recurrences",
    "recurrence_days",
    "lapses",
    "counters",
    "return_results",
    "home_counts",
    "poster_scans",
    // What is told, and how far it has come.
    "notifications",
    "messages",
];

/// What columns with a CHECK take.
fn sample(table: &str, column: &str, first: bool) -> Option<&'static str> {
    match (table, column) {
        ("identity", "kind") => Some("'demo'"),
        ("identity", "id") => Some(if first { "1" } else { "2" }),
        ("return_calls", "outcome") => Some("'no_answer'"),
        _ => None,
    }
}

/// A row of a table: all its columns that may not be empty, as `first` or differing from that in each.
fn values(table: &str, shape: &Shape, same: impl Fn(&str) -> bool) -> Vec<String> {
    let value = |column: &String| {
        let first = same(column);
        if let Some(text) = sample(table, column, first) {
            return text.to_owned();
        }
        // What is empty stands beside anything: only what is filled in can meet its like.
        let may_meet = shape.unique.iter().any(|unique| unique.contains(column));
        let is_empty = shape.nullable.contains(column) && !may_meet;
        match (is_empty, shape.columns[column].starts_with("text")) {
            (true, _) => "NULL".to_owned(),
            (false, true) => if first { "'a'" } else { "'b'" }.to_owned(),
            (false, false) => if first { "1" } else { "2" }.to_owned(),
        }
    };
    shape.order.iter().map(value).collect()
}

fn insert(table: &str, shape: &Shape, same: impl Fn(&str) -> bool) -> String {
    format!("INTO {table} ({}) VALUES ({})", shape.order.join(", "), values(table, shape, same).join(", "))
}

pub fn keeping(tables: BTreeMap<String, Shape>) -> BTreeMap<String, Shape> {
    for name in CHANGING {
        assert!(tables.contains_key(name), "there is no table {name} any more");
    }
    let kept: BTreeMap<_, _> =
        tables.into_iter().filter(|(name, _)| !CHANGING.contains(&name.as_str())).collect();
    assert!(kept.len() >= 25, "the catalogue was read");
    kept
}

/// The trigger's words, whatever the database.
fn refused<T>(outcome: Result<T, sqlx::Error>, sql: &str) {
    let error = StoreError::from(outcome.err().unwrap_or_else(|| panic!("it was done: {sql}")));
    assert!(of_trigger(&error).is_some(), "no trigger refused it: {sql}: {error}");
}

#[tokio::test]
async fn on_sqlite_no_row_is_changed_taken_away_or_replaced() {
    let tables = in_sqlite(async |connection| keeping(of_sqlite(connection).await)).await;
    for (table, shape) in tables {
        in_sqlite(async |connection| none_is_changed(connection, &table, &shape).await).await;
    }
}

/// Tries everything on a row of a table, the only one in the database.
async fn none_is_changed(connection: &mut SqliteConnection, table: &str, shape: &Shape) {
    // Without all that it would stand on.
    run(connection, "PRAGMA foreign_keys = OFF").await.unwrap();
    run(connection, &format!("INSERT {}", insert(table, shape, |_| true))).await.unwrap();
    let column = &shape.key[0];
    let mut tries = vec![
        format!("UPDATE {table} SET {column} = {column}"),
        format!("UPDATE OR REPLACE {table} SET {column} = {column}"),
        format!("DELETE FROM {table}"),
        format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"),
        format!(
            "INSERT INTO {table} SELECT * FROM {table} WHERE true \
             ON CONFLICT DO UPDATE SET {column} = excluded.{column}"
        ),
    ];
    // Whatever may not stand twice, in a row that is another in all else.
    for unique in &shape.unique {
        let other = insert(table, shape, |column| unique.iter().any(|one| one == column));
        tries.push(format!("REPLACE {other}"));
    }
    // And the place where it lies, which every table has besides.
    let other = insert(table, shape, |_| false);
    let there = other.replacen('(', "(rowid, ", 1).replace("VALUES (", "VALUES (1, ");
    tries.push(format!("REPLACE {there}"));
    for sql in &tries {
        refused(run(connection, sql).await, sql);
    }
    // One row can't be pushed over another; of some tables there is only one.
    if run(connection, &format!("INSERT {other}")).await.is_ok() {
        let push = format!("UPDATE OR REPLACE {table} SET rowid = 1 WHERE rowid = 2");
        refused(run(connection, &push).await, &push);
    }
    let place = shape.order.iter().position(|one| one == column).unwrap();
    let value = values(table, shape, |_| true).remove(place);
    let written = format!("SELECT count(*) FROM {table} WHERE rowid = 1 AND {column} = {value}");
    let left: i64 = sqlx::query_scalar(AssertSqlSafe(written)).fetch_one(connection).await.unwrap();
    assert_eq!(left, 1, "{table}");
}

async fn run(connection: &mut SqliteConnection, sql: &str) -> Result<SqliteQueryResult, sqlx::Error> {
    connection.execute(AssertSqlSafe(sql.to_owned())).await
}

#[tokio::test]
async fn on_postgresql_no_row_is_changed_taken_away_or_truncated() {
    in_postgres(async |connection: &mut PgConnection| {
        for (table, shape) in keeping(of_postgres(connection).await) {
            // A row, without all that it would stand on; triggers sleep meanwhile.
            let row = format!("INSERT {}", insert(&table, &shape, |_| true));
            connection.execute("SET session_replication_role = replica").await.unwrap();
            connection.execute(AssertSqlSafe(row)).await.unwrap();
            connection.execute("SET session_replication_role = origin").await.unwrap();
            let (column, key) = (&shape.key[0], shape.key.join(", "));
            for sql in [
                format!("UPDATE {table} SET {column} = {column}"),
                format!("DELETE FROM {table}"),
                format!("TRUNCATE {table} CASCADE"),
                format!(
                    "INSERT INTO {table} SELECT * FROM {table} \
                     ON CONFLICT ({key}) DO UPDATE SET {column} = excluded.{column}"
                ),
            ] {
                refused(connection.execute(AssertSqlSafe(sql.clone())).await, &sql);
            }
            let count = AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
            let left: i64 = sqlx::query(count).fetch_one(&mut *connection).await.unwrap().get(0);
            assert_eq!(left, 1, "{table}");
            connection.execute("SET session_replication_role = replica").await.unwrap();
            connection.execute(AssertSqlSafe(format!("DELETE FROM {table}"))).await.unwrap();
            connection.execute("SET session_replication_role = origin").await.unwrap();
        }
    })
    .await;
}
