//! Many rows at once.

use crate::Failure;
use backend::store::{Transaction, Value};
use sqlx::AssertSqlSafe;

/// About how many values go into one statement: SQLite seeks each by its name among all of them.
const VALUES: usize = 400;

/// Rows for a table, written when there are enough of them.
pub struct Rows {
    into: String,
    columns: usize,
    waiting: Vec<Value>,
}

impl Rows {
    /// For a table with its columns, such as `areas (code, name)`.
    pub fn new(into: &str) -> Self {
        Self { into: into.to_owned(), columns: into.matches(',').count() + 1, waiting: Vec::new() }
    }

    pub async fn add(&mut self, tx: &mut Transaction, row: Vec<Value>) -> Result<(), Failure> {
        self.waiting.extend(row);
        if self.waiting.len() + self.columns > VALUES {
            self.write(tx).await?;
        }
        Ok(())
    }

    /// Writes what is left.
    pub async fn write(&mut self, tx: &mut Transaction) -> Result<(), Failure> {
        let values = std::mem::take(&mut self.waiting);
        if values.is_empty() {
            return Ok(());
        }
        let row = |row: usize| {
            let cells = (1..=self.columns).map(|column| format!("${}", row * self.columns + column));
            format!("({})", cells.collect::<Vec<_>>().join(", "))
        };
        let rows: Vec<_> = (0..values.len() / self.columns).map(row).collect();
        let sql = format!("INSERT INTO {} VALUES {}", self.into, rows.join(", "));
        tx.run(AssertSqlSafe(sql), values).await?;
        Ok(())
    }
}
