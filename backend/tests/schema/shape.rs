//! What a catalogue says of every table, in words that are the same for both databases.

use sqlx::{AssertSqlSafe, PgConnection, Row, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet};

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Each column's type, whether it may be empty, and what stands there by itself.
    pub columns: BTreeMap<String, String>,
    /// The columns in their order.
    pub order: Vec<String>,
    /// Those that may be empty.
    pub nullable: BTreeSet<String>,
    /// The key.
    pub key: Vec<String>,
    /// The columns of every index and constraint that lets nothing stand twice, the key's too.
    pub unique: BTreeSet<Vec<String>>,
    /// Keys, foreign keys, and how many checks there are.
    pub constraints: BTreeSet<String>,
    /// Indexes with names, as they were made.
    pub indexes: BTreeSet<String>,
}

impl Shape {
    fn column(&mut self, name: &str, kind: &str, nullable: bool, default: Option<&str>) {
        let default = default.map(plain).unwrap_or_default();
        let empty = if nullable { "may be empty" } else { "not empty" };
        self.columns.insert(name.to_owned(), format!("{} {empty} {default}", kind.to_lowercase()));
        self.order.push(name.to_owned());
        if nullable {
            self.nullable.insert(name.to_owned());
        }
    }
}

/// A definition without what only one of the databases writes.
fn plain(sql: &str) -> String {
    let sql = sql.to_lowercase().replace("using btree", "").replace("::text", "").replace("public.", "");
    sql.chars().filter(|sign| !sign.is_whitespace() && !"()\"".contains(*sign)).collect()
}

/// The tables of a SQLite file.
pub async fn of_sqlite(connection: &mut SqliteConnection) -> BTreeMap<String, Shape> {
    let names = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
                 AND name <> '_sqlx_migrations'";
    let mut tables = BTreeMap::new();
    for row in sqlx::query(names).fetch_all(&mut *connection).await.unwrap() {
        let (name, sql): (String, String) = (row.get(0), row.get(1));
        let mut shape = Shape::default();
        let columns = "SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info($1)";
        let mut key = Vec::new();
        for row in sqlx::query(columns).bind(&name).fetch_all(&mut *connection).await.unwrap() {
            let (column, place): (String, i64) = (row.get(0), row.get(4));
            // A column of the key is written by the program, always; SQLite alone would let it be empty.
            let nullable = row.get::<i64, _>(2) == 0 && place == 0;
            shape.column(&column, row.get(1), nullable, row.get(3));
            if place > 0 {
                key.push((place, column));
            }
        }
        key.sort();
        shape.key = key.into_iter().map(|(_, column)| column).collect();
        shape.constraints.insert(format!("primary key {}", shape.key.join(",")));
        shape.constraints.insert(format!("{} checks", sql.matches("CHECK (").count()));
        foreign_keys(connection, &name, &mut shape).await;
        indexes(connection, &name, &mut shape).await;
        tables.insert(name, shape);
    }
    tables
}

async fn foreign_keys(connection: &mut SqliteConnection, table: &str, shape: &mut Shape) {
    let sql = "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list($1) ORDER BY id, seq";
    let mut keys: BTreeMap<i64, (String, Vec<String>, Vec<String>)> = BTreeMap::new();
    for row in sqlx::query(sql).bind(table).fetch_all(connection).await.unwrap() {
        let key = keys.entry(row.get(0)).or_insert_with(|| (row.get(1), Vec::new(), Vec::new()));
        key.1.push(row.get(2));
        key.2.push(row.get(3));
    }
    for (parent, from, to) in keys.into_values() {
        shape.constraints.insert(format!("{} references {parent} {}", from.join(","), to.join(",")));
    }
}

async fn indexes(connection: &mut SqliteConnection, table: &str, shape: &mut Shape) {
    let sql = "SELECT l.name, l.\"unique\", l.origin, m.sql FROM pragma_index_list($1) l \
               LEFT JOIN sqlite_master m ON m.name = l.name";
    for row in sqlx::query(sql).bind(table).fetch_all(&mut *connection).await.unwrap() {
        let (name, unique, origin): (String, i64, String) = (row.get(0), row.get(1), row.get(2));
        let columns = "SELECT name FROM pragma_index_info($1) ORDER BY seqno";
        let columns = sqlx::query(columns).bind(&name).fetch_all(&mut *connection).await.unwrap();
        let columns: Option<Vec<String>> = columns.iter().map(|row| row.get(0)).collect();
        if let (1, Some(columns)) = (unique, &columns) {
            shape.unique.insert(columns.clone());
        }
        match (origin.as_str(), columns) {
            ("u", Some(columns)) => {
                shape.constraints.insert(format!("unique {}", columns.join(",")));
            }
            ("c", _) => {
                shape.indexes.insert(plain(row.get(3)));
            }
            _ => {}
        }
    }
}

/// The tables of a database of PostgreSQL.
pub async fn of_postgres(connection: &mut PgConnection) -> BTreeMap<String, Shape> {
    let mut tables: BTreeMap<String, Shape> = BTreeMap::new();
    let columns = "SELECT table_name::text, column_name::text, data_type::text, is_nullable::text, \
                   column_default::text FROM information_schema.columns WHERE table_schema = 'public' \
                   AND table_name <> '_sqlx_migrations' ORDER BY table_name, ordinal_position";
    for row in sqlx::query(columns).fetch_all(&mut *connection).await.unwrap() {
        let shape = tables.entry(row.get(0)).or_default();
        shape.column(row.get(1), row.get(2), row.get::<&str, _>(3) == "YES", row.get(4));
    }
    let constraints = "SELECT conrelid::regclass::text, contype::text, pg_get_constraintdef(oid) FROM pg_constraint \
                       WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f', 'c')";
    let mut checks: BTreeMap<String, usize> = BTreeMap::new();
    for row in sqlx::query(constraints).fetch_all(&mut *connection).await.unwrap() {
        let (table, kind, sql): (String, String, String) = (row.get(0), row.get(1), row.get(2));
        let Some(shape) = tables.get_mut(&table) else { continue };
        let between = |text: &str| -> Vec<String> {
            let inside = text.split_once('(').unwrap().1.split(')').next().unwrap();
            inside.split(", ").map(str::to_owned).collect()
        };
        match kind.as_str() {
            "p" => {
                shape.key = between(&sql);
                shape.constraints.insert(format!("primary key {}", shape.key.join(",")));
            }
            "u" => {
                shape.constraints.insert(format!("unique {}", between(&sql).join(",")));
            }
            "f" => {
                let (from, to) = sql.split_once(" REFERENCES ").unwrap();
                let parent = to.split('(').next().unwrap();
                let (from, to) = (between(from).join(","), between(to).join(","));
                shape.constraints.insert(format!("{from} references {parent} {to}"));
            }
            _ => *checks.entry(table).or_default() += 1,
        }
    }
    for (table, shape) in &mut tables {
        shape.constraints.insert(format!("{} checks", checks.get(table).unwrap_or(&0)));
    }
    let indexes = "SELECT indrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index i \
                   JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = 'public'::regnamespace \
                   AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))";
    for row in sqlx::query(AssertSqlSafe(indexes)).fetch_all(&mut *connection).await.unwrap() {
        if let Some(shape) = tables.get_mut(row.get::<&str, _>(0)) {
            shape.indexes.insert(plain(row.get(1)));
        }
    }
    tables
}
