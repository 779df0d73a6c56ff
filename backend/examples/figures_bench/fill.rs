//! So many orders, week by week, with their clocks, events and sums.

use crate::cast::Cast;
use crate::database::Database;
use crate::dice::Dice;
use crate::district::{self, Community};
use crate::insert::Rows;
use crate::people::{self, People};
use crate::template::{self, Kept, Template};
use crate::visits::Finished;
use crate::weeks::{self, WEEK, now};
use crate::{Failure, say, stamp};
use backend::Backend;
use backend::store::{Transaction, values};
use domain::counters::{Counts, Measure, Month};
use domain::orders::OrderNumber;
use domain::time::Timestamp;
use locale::said;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use strum::IntoEnumIterator;

/// With more orders, only the last weeks have their events.
pub const WITH_EVENTS: u64 = 1_000_000;
/// How many weeks that is.
pub const EVENT_WEEKS: i64 = 5;

/// What a database was filled with.
pub struct Filled {
    pub orders: u64,
    pub all_events: bool,
    pub visits: usize,
    pub took: Duration,
}

/// What is being filled.
struct Filling<'a> {
    communities: &'a [Community],
    people: &'a [People],
    dice: &'a Dice,
    /// Communities by their place, each as often as it has a share of the orders.
    shares: Vec<usize>,
    numbers: Vec<u32>,
    finished_at: Vec<Option<Timestamp>>,
    sums: BTreeMap<(usize, Month, String), Counts>,
    finished: Finished,
}

/// Fills a database.
pub async fn fill(
    backend: &Backend,
    database: &Database,
    cast: &Cast,
    orders: u64,
    seed: u64,
    name: &str,
) -> Result<Filled, Failure> {
    let begun = Instant::now();
    let dice = Dice::new(seed);
    let communities = district::communities(backend).await?;
    let templates = template::invent(&dice, &district::services(backend).await?)?;
    let (kept, by_week) = keep(&templates)?;
    let households: usize = communities.iter().map(|one| one.households).sum();
    let share = |one: &Community| orders * one.households as u64 / households as u64;
    let people = people::write(
        backend,
        database,
        cast,
        &communities,
        &communities.iter().map(share).collect::<Vec<_>>(),
    )
    .await?;
    let mut tx = database.begin(backend).await?;
    stamp::keep(&mut tx, &kept).await?;
    tx.commit().await?;
    // Of a thousand orders, so many are each community's.
    let shares = communities
        .iter()
        .enumerate()
        .flat_map(|(place, one)| std::iter::repeat_n(place, (one.households * 1_000 / households).max(1)));
    let mut filling = Filling {
        shares: shares.collect(),
        numbers: vec![0; communities.len()],
        finished_at: vec![None; communities.len()],
        communities: &communities,
        people: &people,
        dice: &dice,
        sums: BTreeMap::new(),
        finished: Finished::default(),
    };
    let contact = contact(backend, cast)?;
    let all_events = orders <= WITH_EVENTS;
    let sizes = sizes(orders, &by_week);
    let mut done = 0;
    for (week, (size, ids)) in (0_i64..).zip(sizes.iter().zip(&by_week)) {
        let mut tx = database.begin(backend).await?;
        filling.week(&mut tx, week, *size, (&kept, ids)).await?;
        let with_events = all_events || week >= weeks::count() - EVENT_WEEKS;
        stamp::stamp(&mut tx, &contact, with_events).await?;
        tx.commit().await?;
        done += size;
        say(&said!("{name}：{done} 单，{} 秒", "{name}: {done} orders, {} s", begun.elapsed().as_secs()));
    }
    let mut tx = database.begin(backend).await?;
    stamp::end(&mut tx).await?;
    filling.write_sums(&mut tx).await?;
    tx.commit().await?;
    let visits = filling.finished.write(backend, database, &dice).await?;
    Ok(Filled { orders, all_events, visits, took: begun.elapsed() })
}

/// All templates as they stand in the end, and for each week which of them were placed by now, as they stand.
fn keep(templates: &[Template]) -> Result<(Vec<Kept<'_>>, Vec<Vec<usize>>), Failure> {
    let mut kept = Vec::new();
    for template in templates {
        kept.extend(template.at(template.ended_at())?);
    }
    let mut by_week = Vec::new();
    for week in 0..weeks::count() {
        let seen_from = now().plus(-week * WEEK);
        let mut ids = Vec::new();
        for (place, template) in templates.iter().enumerate() {
            if template.ended_at() <= seen_from {
                ids.push(place);
            } else if let Some(under_way) = template.at(seen_from)? {
                ids.push(kept.len());
                kept.push(under_way);
            }
        }
        by_week.push(ids);
    }
    Ok((kept, by_week))
}

/// How many orders each week has: more and more, three times as many in the end as in the beginning.
fn sizes(orders: u64, by_week: &[Vec<usize>]) -> Vec<u64> {
    let weeks = by_week.len() as u64;
    let weight = |(week, ids): (u64, &Vec<usize>)| (weeks + 2 * week) * ids.len() as u64;
    let weights: Vec<_> = (0..).zip(by_week).map(weight).collect();
    let all: u64 = weights.iter().sum();
    let (mut before, mut sizes) = (0, Vec::new());
    for weight in weights {
        let until = before + weight;
        sizes.push(orders * until / all - orders * before / all);
        before = until;
    }
    sizes
}

/// Whom an order is for, encrypted: the same for all.
fn contact(backend: &Backend, cast: &Cast) -> Result<String, Failure> {
    let contact = backend::orders::Contact {
        name: domain::accounts::PersonName::parse(&cast.resident.name)?,
        phone: cast.resident.phone.clone(),
        address: cast.resident.home.clone().ok_or("no home")?,
    };
    Ok(backend.vault.encrypt("orders.contact", &serde_json::to_string(&contact)?, &backend.entropy)?)
}

impl Filling<'_> {
    /// The orders of a week, in the order in which they are placed.
    async fn week(
        &mut self,
        tx: &mut Transaction,
        week: i64,
        size: u64,
        (kept, ids): (&[Kept<'_>], &[usize]),
    ) -> Result<(), Failure> {
        stamp::begin(tx).await?;
        let mut batch = stamp::batch();
        let mut chosen: Vec<_> = (0..size).map(|_| self.dice.below(ids.len())).collect();
        chosen.sort_unstable();
        let later = week * WEEK;
        for id in chosen.into_iter().filter_map(|place| ids.get(place)) {
            let Some(one) = kept.get(*id) else { continue };
            let place = *self.dice.pick(&self.shares).ok_or("no community")?;
            let (Some(community), Some(people)) = (self.communities.get(place), self.people.get(place))
            else {
                continue;
            };
            let number = self.numbers.get_mut(place).ok_or("no community")?;
            *number += 1;
            let number = OrderNumber::new(community.code.clone(), *number).to_string();
            let estate = self.dice.pick(&community.estates).ok_or("no estate")?;
            let (resident, helper) = (people.resident(self.dice), people.helper(self.dice));
            let template = i64::try_from(*id)?;
            let row = values![template, later, &community.code, estate, &number, resident, helper];
            batch.add(tx, row).await?;
            let month = Month::of(one.of.placed_at().plus(later));
            *self.sums.entry((place, month, one.of.service.list.to_string())).or_default() += one.counts;
            if let Some(at) = one.state.done_at() {
                let at = at.plus(later);
                let last = self.finished_at.get_mut(place).ok_or("no community")?;
                *last = (*last).max(Some(at));
                self.finished.add(self.dice, community.code.as_str(), &number, at);
            }
        }
        batch.write(tx).await
    }

    async fn write_sums(&self, tx: &mut Transaction) -> Result<(), Failure> {
        let columns: Vec<&'static str> = Measure::iter().map(Into::into).collect();
        let mut counters = Rows::new(&format!("counters (community, month, list, {})", columns.join(", ")));
        let code = |place: usize| self.communities.get(place).map(|one| one.code.to_string());
        for ((place, month, list), counts) in &self.sums {
            let mut row = values![code(*place), month.to_string(), list];
            row.extend(counts.iter().map(|(_, number)| number.into()));
            counters.add(tx, row).await?;
        }
        counters.write(tx).await?;
        let mut counts = Rows::new("order_counts (community, placed, finished_at)");
        for (place, (number, finished_at)) in self.numbers.iter().zip(&self.finished_at).enumerate() {
            counts.add(tx, values![code(place), i64::from(*number), *finished_at]).await?;
        }
        counts.write(tx).await
    }
}
