//! What one state of the product left behind: every row of a demo that its own program filled, and the migrations that
//! it had run by then. README.md beside this file says how a new one is made.
//!
//! Plain lines of JSON, compressed: a head, a line for each migration, and for each table a line with its columns,
//! followed by a line with all cells of each (like beside like takes less room). All columns of both databases are TEXT or BIGINT, so one file is loaded into either.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::io::{Error, Read};
use std::path::Path;

/// How a file's name ends.
pub const ENDING: &str = ".jsonl.br";

/// The first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The commit or version whose program filled the demo.
    pub filled_by: String,
    /// When it did, in Unix milliseconds.
    pub filled_at: i64,
    /// The communities whose rows were kept; of all others only what stands in tables without communities.
    pub communities: Vec<String>,
}

/// A migration that had been run, with the checksums (hexadecimal) under which each database wrote it down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ran {
    /// Its number.
    pub migration: i64,
    /// On SQLite.
    pub sqlite: String,
    /// On PostgreSQL.
    pub postgres: String,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// TEXT
    Text,
    /// BIGINT
    Bigint,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub table: String,
    /// Its columns in their order.
    pub columns: Vec<Column>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// What stands in it, row by row: texts, whole numbers and nulls.
    #[serde(skip)]
    pub cells: Vec<Json>,
}

impl Table {
    /// How many rows it has.
    pub fn count(&self) -> usize {
        self.columns.first().map_or(0, |column| column.cells.len())
    }
}

/// All of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixture {
    /// Where it comes from.
    pub head: Head,
    /// By their numbers.
    pub ran: Vec<Ran>,
    /// In an order in which they can be filled: no row refers to one that comes later.
    pub tables: Vec<Table>,
}

impl Fixture {
    /// The number of the last migration.
    pub fn last(&self) -> i64 {
        self.ran.last().map_or(0, |ran| ran.migration)
    }

    /// How many rows a table has.
    pub fn count(&self, table: &str) -> usize {
        self.tables.iter().filter(|one| one.table == table).map(Table::count).sum()
    }

    /// Reads a file.
    ///
    /// # Errors
    /// If it can't be read, or holds something else.
    pub fn read(file: &Path) -> Result<Self, Error> {
        let (mut text, file) = (String::new(), std::fs::File::open(file)?);
        brotli::Decompressor::new(file, 1 << 16).read_to_string(&mut text)?;
        let mut lines = text.lines();
        let head = serde_json::from_str(lines.next().unwrap_or_default())?;
        let (mut ran, mut tables) = (Vec::new(), Vec::<Table>::new());
        while let Some(line) = lines.next() {
            if !line.starts_with("{\"table\"") {
                ran.push(serde_json::from_str(line)?);
                continue;
            }
            let mut table: Table = serde_json::from_str(line)?;
            for column in &mut table.columns {
                column.cells = serde_json::from_str(lines.next().unwrap_or_default())?;
            }
            if table.columns.iter().any(|column| column.cells.len() != table.count()) {
                return Err(Error::other(format!("the columns of {} differ in length", table.table)));
            }
            tables.push(table);
        }
        Ok(Self { head, ran, tables })
    }
}
