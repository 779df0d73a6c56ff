//! The sums of all communities over some months, ready to be scored.

use super::running::running;
use crate::counters::{CounterRow, Span, rows};
use crate::return_visits::drawn_weeks;
use crate::settings::satisfaction_rules_in;
use crate::store::{StoreError, Transaction};
use domain::counters::{Month, Quarter};
use domain::reports::SatisfactionRules;
use domain::return_visits::{DatedWeek, ReturnRate, estimate, told};
use domain::star_rating::{Running, Score, Tally, YearStars, score, year_stars};
use domain::time::Timestamp;
use std::collections::BTreeMap;

/// What is known of some months.
pub(super) struct Known {
    rows: BTreeMap<(String, Month), Vec<CounterRow>>,
    weeks: BTreeMap<String, Vec<DatedWeek>>,
    running: BTreeMap<(String, Month), Running>,
    rules: SatisfactionRules,
    this_month: Month,
    now: Timestamp,
}

impl Known {
    /// Reads the sums of a span.
    pub async fn read(tx: &mut Transaction, span: &Span, now: Timestamp) -> Result<Self, StoreError> {
        let rules = satisfaction_rules_in(tx).await?;
        let mut by_month: BTreeMap<_, Vec<CounterRow>> = BTreeMap::new();
        for row in rows(tx, span).await? {
            by_month.entry((row.community.clone(), row.month)).or_default().push(row);
        }
        Ok(Self {
            rows: by_month,
            weeks: drawn_weeks(tx, span, &rules).await?,
            running: running(tx, span, now).await?,
            rules,
            this_month: Month::of(now),
            now,
        })
    }

    /// What some months of a community come to.
    fn tally(&self, community: &str, from: Month, to: Month) -> Tally {
        let mut tally = Tally::default();
        for month in from.to(to) {
            let key = (community.to_owned(), month);
            let rows = self.rows.get(&key).map(Vec::as_slice).unwrap_or_default();
            let rows = rows.iter().map(|row| (row.list.as_str(), &row.counts));
            let running = self.running.get(&key).copied().unwrap_or_default();
            tally += &Tally::of_month(month, month < self.this_month, rows, &self.rules, running);
        }
        tally
    }

    /// What the return visits of some months of a community say, as far as it may be told: what isn't told costs nothing, or the
    /// points would tell it.
    fn visits(&self, community: &str, from: Month, to: Month) -> Option<ReturnRate> {
        let weeks = self.weeks.get(community)?;
        estimate(&told(weeks, (from, to), self.now))
    }

    /// The score of some months of a community, with what it was made of.
    pub fn score(&self, community: &str, from: Month, to: Month) -> Score {
        let visits = self.visits(community, from, to);
        score(&self.tally(community, from, to), visits.as_ref())
    }

    /// The stars of a community in the year of a quarter, as far as it has come.
    pub fn year(&self, community: &str, quarter: Quarter) -> YearStars {
        let begun: Vec<_> = quarter.of_year().filter(|one| one.first() <= self.this_month).collect();
        let points = |one: &Quarter| self.score(community, one.first(), one.last()).points;
        let (Some(first), Some(last)) = (begun.first(), begun.last()) else {
            return year_stars(Vec::new(), &Tally::default(), quarter.last());
        };
        let year = self.tally(community, first.first(), last.last());
        year_stars(begun.iter().map(points).collect(), &year, last.last())
    }
}
