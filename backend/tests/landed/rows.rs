//! What stood in the rows of a landed state stands there still, unless a migration says otherwise.

use super::fixture::{Column, Fixture, Kind, Table};
use backend::store::migrations::SQLITE;
use backend::store::{FromRow, Store};
use backend::values;
use serde_json::Value as Json;
use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;

/// The tables that a migration empties, by its number; each is called what it was called just before.
const EMPTIED: [(i64, &str); 1] = [(24, "kept_forms")];

/// The columns that a migration drops, since what they held stands elsewhere: a recurrence's note and preferences in the order
/// that it was made from.
const DROPPED: [(i64, &str, &str); 2] = [(37, "recurrences", "note"), (37, "recurrences", "preferences")];

/// The columns that a migration, or what it leaves to the program, fills anew in rows that are there.
const CHANGED: [(i64, &str, &str); 4] = [
    (26, "order_clocks", "next_at"),
    (28, "recurrences", "at_home"),
    (29, "people", "door_hash"),
    (29, "households", "door_hash"),
];

/// What stands between two cells, and for an empty one: signs that nobody types.
const BETWEEN: &str = "\u{1f}";
const EMPTY: &str = "\u{2400}";

/// Holds every row of the fixture against the database, cell by cell.
pub async fn stay(store: &Store, fixture: &Fixture) {
    let mut compared = 0;
    for table in &fixture.tables {
        let Some(now) = Now::of(table, fixture.last()) else { continue };
        let (mut before, mut after) = (now.before(table), now.after(store).await);
        before.sort();
        after.sort();
        assert_eq!(after.len(), before.len(), "rows of {} that was {}", now.table, table.table);
        let other = before.iter().zip(&after).find(|(before, after)| before != after);
        assert_eq!(other, None, "a row of {} that was {}", now.table, table.table);
        compared += after.len();
    }
    assert!(compared > 1000, "the fixture has rows");
}

/// A table of the fixture as it is called today.
struct Now {
    table: String,
    /// The places of the columns in the fixture that are held to be the same, and their names today.
    columns: BTreeMap<usize, String>,
}

impl Now {
    /// Follows the names through all later migrations; `None` if one empties the table.
    fn of(table: &Table, last: i64) -> Option<Self> {
        let columns = table.columns.iter().map(|column| column.name.clone()).enumerate().collect();
        let mut now = Self { table: table.table.clone(), columns };
        for migration in SQLITE.iter().filter(|migration| migration.version > last) {
            if EMPTIED.contains(&(migration.version, &now.table)) {
                return None;
            }
            let table = now.table.clone();
            now.columns.retain(|_, column| !CHANGED.contains(&(migration.version, &table, column)));
            now.columns.retain(|_, column| !DROPPED.contains(&(migration.version, &table, column)));
            statements(migration.sql.as_str()).iter().for_each(|statement| now.rename(statement));
        }
        Some(now)
    }

    fn rename(&mut self, statement: &str) {
        let words: Vec<_> = statement.split_whitespace().collect();
        match words.as_slice() {
            ["ALTER", "TABLE", table, "RENAME", "TO", new] if *table == self.table => {
                self.table = (*new).to_owned();
            }
            ["ALTER", "TABLE", table, "RENAME", "COLUMN", old, "TO", new] if *table == self.table => {
                let renamed = self.columns.values_mut().find(|column| column == old);
                renamed.into_iter().for_each(|column| *column = (*new).to_owned());
            }
            _ => {}
        }
    }

    fn before(&self, table: &Table) -> Vec<String> {
        let cell = |json: &Json| match json {
            Json::Null => EMPTY.to_owned(),
            Json::String(text) => text.clone(),
            other => other.to_string(),
        };
        let line = |row: usize| {
            let cells = self.columns.keys().map(|place| cell(&table.columns[*place].cells[row]));
            cells.collect::<Vec<_>>().join(BETWEEN)
        };
        (0..table.count()).map(line).collect()
    }

    async fn after(&self, store: &Store) -> Vec<String> {
        #[derive(FromRow)]
        struct Row {
            line: String,
        }
        let cells: Vec<_> =
            self.columns.values().map(|column| format!("COALESCE(CAST({column} AS TEXT), $2)")).collect();
        let sql = format!("SELECT {} AS line FROM {}", cells.join(" || $1 || "), self.table);
        let mut tx = store.read().await.unwrap();
        let rows: Vec<Row> = tx.all(AssertSqlSafe(sql), values![BETWEEN, EMPTY]).await.unwrap();
        rows.into_iter().map(|row| row.line).collect()
    }
}

/// The statements of a migration, without its comments.
fn statements(sql: &str) -> Vec<String> {
    let lines: Vec<_> = sql.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
    lines.join("\n").split(';').map(str::to_owned).collect()
}

#[test]
fn names_are_followed() {
    let column = |name: &str| Column { name: name.to_owned(), kind: Kind::Text, cells: Vec::new() };
    let table = Table { table: "orders".to_owned(), columns: vec![column("number"), column("door")] };
    let mut now = Now::of(&table, i64::MAX).unwrap();
    let sql = "-- ALTER TABLE orders RENAME TO nothing;\nALTER TABLE orders RENAME COLUMN door\n  TO place;\n\
               ALTER TABLE orders RENAME TO jobs;ALTER TABLE jobs RENAME COLUMN place TO home;\
               ALTER TABLE orders RENAME COLUMN number TO none;";
    statements(sql).iter().for_each(|statement| now.rename(statement));
    assert_eq!(now.table, "jobs");
    assert_eq!(now.columns.into_values().collect::<Vec<_>>(), ["number", "home"]);
}
