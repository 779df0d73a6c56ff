//! Reports over ten thousand to ten million orders: `cargo xtask bench figures`.
//!
//! Areas and services are those of `data/`; a few thousand orders are lived through by the rules of `domain::orders`
//! (`fixture`, `template`) and stamped over three years with other people, places and numbers, into the very tables of
//! the migrations (`fill`). What they come to is added up by the functions that the application uses. Then the
//! application's own use cases are timed (`measure`), and the sums are held against the orders (`check`).

mod cast;
mod check;
mod database;
mod dice;
mod district;
mod fill;
mod fixtures;
mod insert;
mod measure;
mod people;
mod stamp;
mod table;
mod template;
mod visits;
mod weeks;

use database::{Database, Kind};
use locale::said;
use measure::Measured;
use std::error::Error;
use std::io::{Write, stderr, stdout};

/// What can go wrong, all of which ends the program.
type Failure = Box<dyn Error + Send + Sync>;

/// What is asked for on the command line.
struct Asked {
    orders: Vec<u64>,
    databases: Vec<Kind>,
    seed: u64,
}

impl Asked {
    fn read() -> Result<Self, Failure> {
        let orders = option("--orders").unwrap_or_else(|| "10000,100000,1000000,10000000".to_owned());
        let databases = match option("--database").as_deref() {
            Some("sqlite") => vec![Kind::Sqlite],
            Some("postgres") => vec![Kind::Postgres],
            None | Some("both") => vec![Kind::Sqlite, Kind::Postgres],
            Some(other) => return Err(format!("--database sqlite|postgres|both, not {other}").into()),
        };
        let seed = option("--seed").map_or(Ok(20_261_124), |seed| seed.parse())?;
        Ok(Self { orders: orders.split(',').map(str::parse).collect::<Result<_, _>>()?, databases, seed })
    }
}

/// `--name VALUE` on the command line.
fn option(name: &str) -> Option<String> {
    std::env::args().skip_while(|argument| argument != name).nth(1)
}

/// Says how far it is, apart from what was found.
fn say(line: &str) {
    // Nobody may be reading.
    let _ = writeln!(stderr().lock(), "{line}");
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    locale::follow_environment();
    let asked = Asked::read()?;
    let mut found = Vec::new();
    for kind in &asked.databases {
        for orders in &asked.orders {
            let measured = one(*kind, *orders, asked.seed).await?;
            // What is found is said at once: it may be an hour until the next.
            table::of_database(kind.name(), &[&measured]).iter().for_each(|line| say(line));
            found.push(measured);
        }
    }
    let mut out = stdout().lock();
    for line in table::lines(&found) {
        writeln!(out, "{line}")?;
    }
    let seed = said!("种子 {}。", "Seed {}.", asked.seed);
    writeln!(out, "\n{}\n{seed}", table::NOTES)?;
    Ok(())
}

/// One database of one size, made, measured and removed.
async fn one(kind: Kind, orders: u64, seed: u64) -> Result<Measured, Failure> {
    let name = format!("{} {orders}", kind.name());
    say(&said!("{name}：建库", "{name}: making it"));
    let database = Database::make(kind).await?;
    let measured = async {
        let backend = database.open(seed).await?;
        district::tables(&backend).await?;
        let cast = cast::sign_in(&backend).await?;
        let filled = fill::fill(&backend, &database, &cast, orders, seed, &name).await?;
        backend.store.close().await;
        database.settle().await?;
        let backend = database.open(seed.wrapping_add(1)).await?;
        say(&said!("{name}：测量", "{name}: measuring"));
        let measured = measure::all(&backend, &database, &cast, filled).await?;
        backend.store.close().await;
        Ok::<_, Failure>(measured)
    };
    let measured = measured.await;
    database.remove().await?;
    measured
}
