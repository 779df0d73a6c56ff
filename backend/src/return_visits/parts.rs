//! What the rate of return visits is made of.

use super::rate::drawn_weeks;
use crate::accounts::Viewer;
use crate::areas;
use crate::counters::Span;
use crate::orders::DeskScope;
use crate::settings::satisfaction_rules_in;
use crate::{AppError, Backend, ErrorKind};
use domain::areas::{AreaCode, AreaKind};
use domain::counters::Month;
use domain::orders::Satisfaction;
use domain::return_visits::{DrawnWeek, told};
use std::collections::BTreeMap;

/// What those said who were drawn from a community's orders. Who said it is known to the caller alone, so that nobody
/// has to be afraid of whom they complain of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnPart {
    /// The community's name.
    pub community: String,
    /// How many orders were finished.
    pub population: u32,
    /// How many of them were drawn.
    pub drawn: u32,
    /// How many said which level.
    pub reached: BTreeMap<Satisfaction, u32>,
    /// How many would not say.
    pub refused: u32,
    /// How many were called three times, and nobody answered.
    pub not_reached: u32,
    /// How many more were drawn of which nothing is told yet.
    pub held_back: u32,
}

impl ReturnPart {
    fn of(community: String) -> Self {
        let (population, drawn, refused, not_reached, held_back) = (0, 0, 0, 0, 0);
        Self { community, population, drawn, reached: BTreeMap::new(), refused, not_reached, held_back }
    }

    fn add(&mut self, week: &DrawnWeek) {
        self.population += week.population;
        self.drawn += week.drawn;
        self.refused += week.refused;
        self.not_reached += week.not_reached;
        for (level, count) in &week.reached {
            *self.reached.entry(*level).or_default() += count;
        }
    }

    /// How many were never asked.
    #[must_use]
    pub fn waiting(&self) -> u32 {
        let over = self.reached.values().sum::<u32>() + self.refused + self.not_reached;
        self.drawn.saturating_sub(over)
    }
}

/// What was drawn and said in these months, by community, as far as it may be told.
///
/// # Errors
/// [`AppError`] of kind `Denied` for everybody without a desk, and for the desks of communities: of few orders those who
/// served could tell who said what.
pub async fn return_parts(
    backend: &Backend,
    viewer: &Viewer,
    (from, to): (Month, Month),
) -> Result<Vec<ReturnPart>, AppError> {
    let span = Span { area: DeskScope::of(viewer)?.area, from, to };
    let mut tx = backend.store.read().await?;
    let tree = areas::tree_in(&mut tx, backend).await?;
    let rules = satisfaction_rules_in(&mut tx).await?;
    if tree.get(&span.area).is_none_or(|area| area.kind == AreaKind::Community) {
        return Err(AppError::new(
            ErrorKind::Denied,
            "return_visit.own",
            "回访的回答，本社区看不到，只看得到合在一起的数",
        ));
    }
    let now = backend.clock.now();
    let mut parts = Vec::new();
    for (community, weeks) in drawn_weeks(&mut tx, &span, &rules).await? {
        let told = told(&weeks, (from, to), now);
        if told.weeks.is_empty() && told.held_back == 0 {
            continue;
        }
        let name =
            AreaCode::parse(&community).ok().and_then(|code| tree.get(&code)).map(|area| area.name.clone());
        let mut part = ReturnPart::of(name.unwrap_or(community));
        told.weeks.iter().for_each(|week| part.add(week));
        part.held_back = told.held_back;
        parts.push(part);
    }
    Ok(parts)
}
