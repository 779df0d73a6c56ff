//! How early anybody could have been at the doors, had everything been known.
//!
//! For each community and day the orders of that day are assigned, all known beforehand, to pieces of the
//! working time of those who may serve them (skill, wish), so that the sum of minutes to the door is least.
//! The pieces of a member are as long as the shortest job that they could have: no two jobs can be begun in
//! the same piece, so every real timetable is one of these assignments, and their least sum is never more
//! than what any policy reaches with the same orders served.
//!
//! It is less than can be reached: jobs of other days, longer jobs, and the limit of open jobs are left out.
//! An order that could only be begun after a week counts as a week.

use crate::assumptions::way;
use crate::orders::Placed;
use domain::dispatch::{MatchingError, Member, PairCosts, Period, Task, Weights, fit};
use domain::time::{DAY, MINUTE, Timestamp};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How far ahead pieces are looked for.
const AHEAD: i64 = 7 * DAY;

/// The sum over all communities and days.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bound {
    minutes: u64,
    orders: u64,
    /// Orders with a window that somebody could serve, and those of them for which nobody who could works then.
    windowed: u64,
    unstaffed: u64,
}

/// A piece of a member's working time: who, and when it begins.
type Piece = (usize, i64);

impl Bound {
    /// Adds a community's month.
    pub fn add(
        &mut self,
        orders: &[Placed],
        members: &[Member],
        weights: &Weights,
    ) -> Result<(), MatchingError> {
        let able: Vec<Vec<usize>> = orders.iter().map(|order| able(order, members, weights)).collect();
        for (order, _) in
            orders.iter().zip(&able).filter(|(order, able)| order.task.window.is_some() && !able.is_empty())
        {
            let now = order.task.placed_at;
            self.windowed += 1;
            self.unstaffed +=
                u64::from(!members.iter().any(|member| fit(&order.task, member, now, weights).is_ok()));
        }
        let shortest = shortest(orders, &able, members);
        let mut days: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
        for (number, order) in orders.iter().enumerate() {
            days.entry(order.task.placed_at.date()).or_default().push(number);
        }
        for numbers in days.into_values() {
            let rows: Vec<_> = numbers
                .iter()
                .filter_map(|number| Some((orders.get(*number)?, able.get(*number)?)))
                .filter(|(_, able)| !able.is_empty())
                .collect();
            let offers: Vec<_> = rows
                .iter()
                .map(|(order, able)| offers(order, able, members, &shortest, rows.len()))
                .collect();
            self.minutes += least(&offers)?;
            self.orders += u64::try_from(rows.len()).unwrap_or(0);
        }
        Ok(())
    }

    /// Windows per thousand that are missed because nobody works then, whatever is chosen.
    pub fn missed_permille(&self) -> u64 {
        (self.unstaffed * 1000).checked_div(self.windowed).unwrap_or(0)
    }

    /// Mean minutes to the door, in tenths.
    pub fn mean_tenths(&self) -> u64 {
        (self.minutes * 10).checked_div(self.orders).unwrap_or(0)
    }
}

/// Who could serve it, were they free.
fn able(order: &Placed, members: &[Member], weights: &Weights) -> Vec<usize> {
    let free = |member: &Member| {
        let weeks = Weights { days_ahead: 60, urgent_hours_ahead: 60 * 24, ..*weights };
        let task = Task { window: None, ..order.task.clone() };
        fit(&task, member, order.task.placed_at, &weeks).is_ok()
    };
    (0..).zip(members).filter(|(_, member)| free(member)).map(|(number, _)| number).collect()
}

/// For each member the length of the shortest job that they could have, with the way, in milliseconds.
fn shortest(orders: &[Placed], able: &[Vec<usize>], members: &[Member]) -> Vec<i64> {
    let of = |(number, member): (usize, &Member)| {
        let jobs = orders.iter().zip(able).filter(|(_, able)| able.contains(&number));
        jobs.map(|(order, _)| way(&order.task, member) + order.length).min().unwrap_or(DAY).max(MINUTE)
    };
    members.iter().enumerate().map(of).collect()
}

/// The pieces that an order may be begun in, with the minutes to the door. More than there are orders that day
/// are never needed: among the cheapest so many there is always one that no other order has.
fn offers(
    order: &Placed,
    able: &[usize],
    members: &[Member],
    shortest: &[i64],
    count: usize,
) -> Vec<(Piece, u64)> {
    let awaited = order.awaited_from();
    let mut offers = Vec::new();
    for number in able {
        let (Some(member), Some(length)) = (members.get(*number), shortest.get(*number)) else { continue };
        let way = way(&order.task, member);
        let earliest = order.task.placed_at.max(awaited.plus(-way));
        // The pieces are cut from the beginning of a shift, so that they are the same for every order.
        let midnight = Timestamp::from_civil(earliest.date().at(0, 0, 0, 0));
        let whole = Period { from: midnight, until: earliest.plus(AHEAD) };
        let pieces = member.free(whole).flat_map(|shift| {
            let starts = (0..).map(move |place| shift.from.plus(place * length));
            starts
                .take_while(move |start| *start < shift.until)
                .map(move |start| Period { from: start, until: start.plus(*length).min(shift.until) })
        });
        let open = pieces.filter(|piece| piece.until > earliest);
        offers.extend(open.take(count).map(|piece| {
            let wait = piece.from.max(earliest).plus(way).since(awaited) / MINUTE;
            ((*number, piece.from.0), u64::try_from(wait).unwrap_or(0))
        }));
    }
    offers.sort_by_key(|(piece, wait)| (*wait, *piece));
    offers.truncate(count);
    offers
}

/// The least sum of minutes.
fn least(offers: &[Vec<(Piece, u64)>]) -> Result<u64, MatchingError> {
    let week = u64::try_from(AHEAD / MINUTE).unwrap_or(u64::MAX);
    let mut pieces: Vec<Piece> = offers.iter().flatten().map(|(piece, _)| *piece).collect();
    pieces.sort_unstable();
    pieces.dedup();
    // One column more for each order: to be begun after a week.
    let columns = pieces.len() + offers.len();
    let mut cells = vec![None; columns * offers.len()];
    for (row, offers) in offers.iter().enumerate() {
        let places =
            offers.iter().filter_map(|(piece, wait)| Some((pieces.binary_search(piece).ok()?, *wait)));
        for (place, wait) in places.chain([(pieces.len() + row, week)]) {
            if let Some(cell) = cells.get_mut(row * columns + place) {
                *cell = Some(wait.min(week));
            }
        }
    }
    let costs = PairCosts { columns, cells, leaving: vec![0; offers.len()] };
    let found = costs.cheapest()?;
    let cost =
        |(row, column): (usize, Option<usize>)| costs.cells.get(row * columns + column?).copied().flatten();
    Ok(found.into_iter().enumerate().filter_map(cost).sum())
}
