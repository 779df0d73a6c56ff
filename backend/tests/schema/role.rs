//! The role of PostgreSQL that the server runs as takes no record away, whatever it tries.

use super::kept::keeping;
use super::of_postgres;
use crate::support::{ServerRole, TestBackend};
use sqlx::postgres::PgDatabaseError;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::collections::BTreeSet;

/// The code with which PostgreSQL says that somebody has not the right.
const NO_RIGHT: &str = "42501";

async fn is_refused(connection: &mut PgConnection, sql: &str) {
    let error = match connection.execute(AssertSqlSafe(sql.to_owned())).await {
        Ok(_) => panic!("it was done: {sql}"),
        Err(error) => error,
    };
    let code = error.as_database_error().and_then(|error| error.try_downcast_ref::<PgDatabaseError>());
    assert_eq!(code.map(PgDatabaseError::code), Some(NO_RIGHT), "{sql}: {error}");
}

#[tokio::test]
async fn it_changes_and_takes_away_nothing_of_any_record() {
    let Some(role) = ServerRole::make().await else { return };
    let mut owner = PgConnection::connect(&role.owner_address()).await.unwrap();
    let all: BTreeSet<String> = of_postgres(&mut owner).await.into_keys().collect();
    let kept = keeping(of_postgres(&mut owner).await);
    let mut server = PgConnection::connect(&role.address()).await.unwrap();
    for (table, shape) in &kept {
        let column = &shape.key[0];
        for sql in [
            format!("UPDATE {table} SET {column} = {column}"),
            format!("DELETE FROM {table}"),
            format!("TRUNCATE {table}"),
            format!("DROP TABLE {table}"),
            format!("ALTER TABLE {table} DISABLE TRIGGER ALL"),
            format!("ALTER TABLE {table} ADD COLUMN more BIGINT"),
            format!("CREATE INDEX more ON {table} ({column})"),
            format!(
                "CREATE TRIGGER more BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            ),
        ] {
            is_refused(&mut server, &sql).await;
        }
    }
    for sql in [
        "CREATE TABLE more (id BIGINT)",
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "DROP FUNCTION refuse_change() CASCADE",
        "SET session_replication_role = replica",
        "DELETE FROM _sqlx_migrations",
        "INSERT INTO _sqlx_migrations SELECT * FROM _sqlx_migrations",
    ] {
        is_refused(&mut server, sql).await;
    }
    // Every other table it works with; none is forgotten.
    for table in &all {
        let right = if kept.contains_key(table) { "INSERT" } else { "DELETE" };
        let sql = "SELECT has_table_privilege($1, $2) AND has_table_privilege($1, 'SELECT')";
        let may: bool = sqlx::query_scalar(sql).bind(table).bind(right).fetch_one(&mut server).await.unwrap();
        assert!(may, "{right} {table}");
    }
    assert!(all.len() > kept.len() + 20);
    owner.close().await.unwrap();
    server.close().await.unwrap();
    role.drop().await;
}

#[tokio::test]
async fn a_role_is_known_by_what_it_may_and_renewed_with_the_tables() {
    let Some(role) = ServerRole::make().await else { return };
    let (owner, server) =
        (TestBackend::open(role.owner_address()).await, TestBackend::open(role.address()).await);
    assert!(owner.store.may_rewrite_records().await.unwrap());
    assert!(!server.store.may_rewrite_records().await.unwrap());
    let mut connection = PgConnection::connect(&role.owner_address()).await.unwrap();
    connection.execute("CREATE TABLE later (id BIGINT PRIMARY KEY)").await.unwrap();
    let mut other = PgConnection::connect(&role.address()).await.unwrap();
    is_refused(&mut other, "INSERT INTO later VALUES (1)").await;
    server.store.renew_server_roles().await.unwrap();
    is_refused(&mut other, "INSERT INTO later VALUES (1)").await;
    owner.store.renew_server_roles().await.unwrap();
    other.execute("INSERT INTO later VALUES (1)").await.unwrap();
    let own = sqlx::query_scalar("SELECT current_user::text").fetch_one(&mut connection).await.unwrap();
    let own: String = own;
    for (name, why) in [(own.as_str(), "may do anything"), ("x\" SUPERUSER", "no name"), ("", "no name")] {
        let refused = owner.store.give_server_role(name).await.unwrap_err().to_string();
        assert!(refused.contains(why), "{name}: {refused}");
    }
    for connection in [connection, other] {
        connection.close().await.unwrap();
    }
    owner.store.close().await;
    server.store.close().await;
    role.drop().await;
}
