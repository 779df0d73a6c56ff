//! How many orders a second a server takes, over connections that stay open, beside writers that do nothing but write
//! one row of that size and commit: `cargo xtask bench orders`.
//!
//! Server and load share the machine, as do the bare writers and their load: what is compared is the ratio.

mod bare;
mod database;
mod load;
mod residents;
mod serving;

use locale::{Text, said};
use std::error::Error;
use std::io::{Write, stdout};
use std::time::Duration;

/// Anything that stops the bench.
pub type Failure = Box<dyn Error + Send + Sync>;

/// What was measured of one database.
/// What the columns are.
const HEAD: Text = Text::new(
    "数据库\t每秒点单\t一半在内\t99% 在内\t每单语句\t只写一行\t比值",
    "database\torders a second\thalf within\t99% within\tstatements an order\trows alone\tratio",
);

struct Measured {
    name: &'static str,
    orders: load::Load,
    bare: load::Load,
    statements: f64,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    locale::follow_environment();
    let length = Duration::from_secs(option("--seconds", 10)?.clamp(1, 120));
    let connections = usize::try_from(option("--connections", 32)?.clamp(1, 256))?;
    let mut found = Vec::new();
    for database in database::wanted()? {
        found.push(measure(&database, connections, length).await?);
        database.remove().await?;
    }
    let mut out = stdout().lock();
    let seconds = length.as_secs();
    writeln!(
        out,
        "{}",
        said!("{connections} 个连接，各量 {seconds} 秒：", "{connections} connections, {seconds} s each:")
    )?;
    writeln!(out, "{}", HEAD.said())?;
    for Measured { name, orders, bare, statements } in found {
        let ratio = orders.rate / bare.rate;
        let [middle, most] = [0.5, 0.99].map(|share| orders.within(share).as_secs_f64() * 1e3);
        let line = said!(
            "{name}\t{:.0}\t{middle:.0} 毫秒\t{most:.0} 毫秒\t{statements:.1}\t{:.0}\t{ratio:.2}",
            "{name}\t{:.0}\t{middle:.0} ms\t{most:.0} ms\t{statements:.1}\t{:.0}\t{ratio:.2}",
            orders.rate,
            bare.rate
        );
        writeln!(out, "{line}")?;
    }
    Ok(())
}

async fn measure(
    database: &database::Database,
    connections: usize,
    length: Duration,
) -> Result<Measured, Failure> {
    let backend = database.open().await?;
    backend::demo::fill(&backend, 0).await?;
    let tokens = residents::sign_in(&backend, connections).await?;
    let served = serving::serve(&backend).await?;
    let before = backend.store.statements();
    let orders = load::orders(served.address, tokens, length).await?;
    let statements = (backend.store.statements() - before) as f64 / orders.times.len() as f64;
    drop(served);
    let bare = bare::rows(&backend.store, connections, length).await?;
    backend.store.close().await;
    Ok(Measured { name: database.name(), orders, bare, statements })
}

/// `--name VALUE` on the command line; the value given here if it isn't there.
fn option(name: &str, otherwise: u64) -> Result<u64, Failure> {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    match arguments.nth(1) {
        Some(value) => Ok(value.parse()?),
        None => Ok(otherwise),
    }
}
