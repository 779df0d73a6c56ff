//! Return visits of all weeks but the last, drawn and called.

use crate::Failure;
use crate::database::Database;
use crate::dice::Dice;
use crate::insert::Rows;
use crate::people::staff;
use backend::Backend;
use backend::store::{Value, values};
use domain::orders::Satisfaction;
use domain::return_visits::{Week, sample_size};
use domain::time::{DAY, HOUR, Timestamp};
use std::collections::BTreeMap;

/// The most that are drawn of a week and community, however many were finished.
const MOST: usize = 40;

/// The orders that each community finished in each week: how many, and some of them.
#[derive(Default)]
pub struct Finished(BTreeMap<(Timestamp, String), (u32, Vec<String>)>);

impl Finished {
    /// Takes down an order; of many, each is kept as likely as the others.
    pub fn add(&mut self, dice: &Dice, community: &str, number: &str, at: Timestamp) {
        let key = (Week::of(at).begins(), community.to_owned());
        let (count, some) = self.0.entry(key).or_default();
        *count += 1;
        if some.len() < MOST {
            some.push(number.to_owned());
        } else if let Some(place) = some.get_mut(dice.below(*count as usize)) {
            number.clone_into(place);
        }
    }

    /// Draws and calls.
    pub async fn write(&self, backend: &Backend, database: &Database, dice: &Dice) -> Result<usize, Failure> {
        let last = Week::of(backend.clock.now()).before().begins();
        let mut tx = database.begin(backend).await?;
        let mut draws = Rows::new("return_draws (community, week, population, drawn, seed, drawn_at)");
        let mut visits = Rows::new("return_visits (community, number, week)");
        let mut calls = Rows::new("return_calls (community, number, attempt, at, caller, outcome, level)");
        let mut results = Rows::new(
            "return_results (community, week, very_satisfied, satisfied, fairly_satisfied, dissatisfied, \
             very_dissatisfied, refused, not_reached)",
        );
        let mut drawn = 0;
        for ((begins, community), (count, some)) in self.0.iter().filter(|((week, _), _)| *week < last) {
            let week = Week::of(*begins).to_string();
            let size = sample_size(*count).min(u32::try_from(some.len())?);
            let at = begins.plus(7 * DAY + HOUR);
            let row = values![community, &week, i64::from(*count), i64::from(size), "bench", at];
            draws.add(&mut tx, row).await?;
            // No more visits than were drawn are taken: the draw must stand before them.
            draws.write(&mut tx).await?;
            for number in some.iter().take(size as usize) {
                drawn += 1;
                visits.add(&mut tx, values![community, number, &week]).await?;
            }
            visits.write(&mut tx).await?;
            let caller = staff(community);
            let mut came_to = [0_i64; 7];
            for number in some.iter().take(size as usize) {
                let unanswered = dice.below(4).min(3);
                for attempt in 1..=3 {
                    let (outcome, level, place) = match attempt > unanswered {
                        true if dice.percent(10) => ("refused", None, 5),
                        true => {
                            let level = level(dice);
                            ("reached", Some(<&'static str>::from(level)), level as usize)
                        }
                        false => ("no_answer", None, 6),
                    };
                    if let Some(count) = came_to.get_mut(place).filter(|_| place < 6 || attempt == 3) {
                        *count += 1;
                    }
                    let attempt = i64::try_from(attempt)?;
                    let called = at.plus(attempt * DAY);
                    let row = values![community, number, attempt, called, &caller, outcome, level];
                    calls.add(&mut tx, row).await?;
                    if outcome != "no_answer" {
                        break;
                    }
                }
            }
            let mut row = values![community, &week];
            row.extend(came_to.map(Value::from));
            results.add(&mut tx, row).await?;
        }
        calls.write(&mut tx).await?;
        results.write(&mut tx).await?;
        tx.commit().await?;
        Ok(drawn)
    }
}

fn level(dice: &Dice) -> Satisfaction {
    match dice.below(100) {
        0..=49 => Satisfaction::VerySatisfied,
        50..=79 => Satisfaction::Satisfied,
        80..=92 => Satisfaction::FairlySatisfied,
        93..=97 => Satisfaction::Dissatisfied,
        _ => Satisfaction::VeryDissatisfied,
    }
}
