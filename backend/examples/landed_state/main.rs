//! Writes down a demo as the fixture of a landed state: `cargo xtask landed` (`backend/tests/landed/README.md`).
//!
//! The demo is a SQLite file that the program of that state has filled. It is read as it is: names of tables and columns
//! come from the file itself, since those of other states are others.

#[path = "../../tests/landed/fixture.rs"]
mod fixture;
mod tables;
mod write;

use fixture::{Fixture, Head, Ran, Table};
use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Row, SqliteConnection};
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{Write, stdout};
use std::path::Path;

/// What can go wrong, all of which ends the program.
type Failure = Box<dyn Error + Send + Sync>;

/// `--name VALUE` on the command line.
fn option(name: &str) -> Result<String, Failure> {
    let value = std::env::args().skip_while(|argument| argument != name).nth(1);
    value.ok_or_else(|| format!("{name} is missing").into())
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let (database, into) = (option("--database")?, option("--into")?);
    let communities: Vec<_> = option("--communities")?.split(',').map(str::to_owned).collect();
    let options = SqliteConnectOptions::new().filename(&database).read_only(true);
    let mut connection = options.connect().await?;
    let (ran, filled_at) = ran(&mut connection, Path::new(&option("--postgres-migrations")?)).await?;
    let tables = tables::read(&mut connection, &communities).await?;
    let fixture =
        Fixture { head: Head { filled_by: option("--filled-by")?, filled_at, communities }, ran, tables };
    let folder = Path::new(&into);
    let file = folder.join(format!("{:04}{}", fixture.last(), fixture::ENDING));
    write::write(&fixture, &file)?;
    let read = Fixture::read(&file)?;
    if read != fixture {
        return Err("it doesn't read as it was written".into());
    }
    let rows: usize = read.tables.iter().map(Table::count).sum();
    let (bytes, orders) = (std::fs::metadata(&file)?.len(), read.count("orders"));
    writeln!(
        stdout().lock(),
        "{}: {bytes} bytes, {} tables, {rows} rows, {orders} orders, of {}",
        file.display(),
        read.tables.len(),
        read.head.filled_by
    )?;
    Ok(())
}

/// The migrations that the file has run, and when it ran the last. PostgreSQL would have written down the checksums of
/// its own files, which the same program carried.
async fn ran(connection: &mut SqliteConnection, postgres: &Path) -> Result<(Vec<Ran>, i64), Failure> {
    let postgres = Migrator::new(postgres).await?;
    let mut theirs: BTreeMap<_, _> =
        postgres.iter().map(|migration| (migration.version, hex(&migration.checksum))).collect();
    let sql = "SELECT version, lower(hex(checksum)), unixepoch(installed_on) * 1000 FROM _sqlx_migrations ORDER BY version";
    let (mut ran, mut filled_at) = (Vec::new(), 0);
    for row in sqlx::query(sql).fetch_all(connection).await? {
        let migration: i64 = row.try_get(0)?;
        let postgres = theirs.remove(&migration).ok_or_else(|| format!("PostgreSQL has no {migration}"))?;
        ran.push(Ran { migration, sqlite: row.try_get(1)?, postgres });
        filled_at = row.try_get::<i64, _>(2)?.max(filled_at);
    }
    match theirs.keys().next() {
        Some(more) => Err(format!("the demo has not run {more}: it is of another state").into()),
        None => Ok((ran, filled_at)),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
