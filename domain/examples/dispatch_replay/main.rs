//! A simulated month of the district, given out in four ways: `cargo xtask bench dispatch`.
//!
//! Areas and services are those of `data/`; orders and members are invented from a seed. Every policy gets the
//! same orders, the same members and the same limits ([`domain::dispatch::fit`]), and differs only in whom it
//! chooses and when. What is assumed stands in `assumptions`; what the bound is, in `hindsight`.

mod assumptions;
mod calendar;
mod dice;
mod district;
mod figures;
mod hindsight;
mod orders;
mod people;
mod policy;
mod run;
mod speed;
mod table;

use assumptions::START;
use domain::dispatch::Weights;
use domain::time::{DAY, Timestamp};
use figures::Figures;
use hindsight::Bound;
use locale::said;
use policy::Policy;
use std::error::Error;
use std::io::{Write, stdout};
use std::time::Instant;

/// What is asked for on the command line.
struct Month {
    seed: u64,
    start: Timestamp,
    end: Timestamp,
    /// Orders in percent of what is assumed otherwise.
    load: i64,
}

impl Month {
    fn asked() -> Result<Self, Box<dyn Error>> {
        let days = i64::try_from(option("--days", 30)?.clamp(1, 365))?;
        let load = i64::try_from(option("--load", 100)?.clamp(1, 10_000))?;
        let start = Timestamp::from_civil(START.parse()?);
        Ok(Self { seed: option("--seed", 20_261_124)?, start, end: start.plus(days * DAY), load })
    }

    fn days(&self) -> i64 {
        self.end.since(self.start) / DAY
    }
}

/// `--name VALUE` on the command line; the value given here if it isn't there.
fn option(name: &str, otherwise: u64) -> Result<u64, Box<dyn Error>> {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    match arguments.nth(1) {
        Some(value) => Ok(value.parse()?),
        None => Ok(otherwise),
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    locale::follow_environment();
    let month = Month::asked()?;
    let begun = Instant::now();
    let district = district::read()?;
    let weights = Weights::default();

    let mut figures = Policy::ALL.map(|_| Figures::default());
    let mut bound = Bound::default();
    let (mut members, mut orders) = (0, 0);
    for community in &district.communities {
        let mut dice = dice::Dice::new(month.seed, community.code.as_str());
        let people = people::invent(community, &district, &month, &mut dice);
        let placed = orders::invent(community, &district, &month, &mut dice);
        members += people.len();
        orders += placed.len();
        for (policy, figures) in Policy::ALL.into_iter().zip(&mut figures) {
            run::community(policy, &placed, &people, month.end, &weights, figures)?;
        }
        bound.add(&placed, &people, &weights)?;
    }

    let mut out = stdout().lock();
    let (communities, days) = (district.communities.len(), month.days());
    let Month { seed, load, .. } = month;
    let head = said!(
        "{communities} 个社区，{days} 天，{orders} 张工单（常量的 {load}%），{members} 位服务的人；种子 {seed}",
        "{communities} communities, {days} days, {orders} orders ({load}% of the usual), {members} who serve; seed {seed}"
    );
    writeln!(out, "{head}\n")?;
    for line in table::lines(&figures, &bound) {
        writeln!(out, "{line}")?;
    }
    writeln!(out, "\n{}\n", table::NOTES.said())?;
    for line in speed::lines()? {
        writeln!(out, "{line}")?;
    }
    writeln!(out, "{}", said!("\n共 {} 秒", "\nIn {} s", begun.elapsed().as_secs()))?;
    Ok(())
}
