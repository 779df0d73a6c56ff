//! What the rate of return visits is made of.

use super::rate::drawn_weeks;
use crate::accounts::Viewer;
use crate::areas;
use crate::figures::Span;
use crate::orders::DeskScope;
use crate::reports::rules;
use crate::{AppError, Backend};
use domain::areas::{AreaCode, AreaKind};
use domain::figures::Month;
use domain::orders::Satisfaction;
use domain::return_visits::DrawnWeek;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What those said who were drawn from a community's orders. Who said it is known to the caller alone, so that nobody
/// has to be afraid of whom they complain of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnPart {
    /// The community's name.
    pub community: String,
    /// The Monday of the week in which the orders were finished; `None` for all weeks together.
    pub monday: Option<Date>,
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
}

impl ReturnPart {
    fn of(community: String, monday: Option<Date>) -> Self {
        Self {
            community,
            monday,
            population: 0,
            drawn: 0,
            reached: BTreeMap::new(),
            refused: 0,
            not_reached: 0,
        }
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

    /// How many are still to be asked.
    #[must_use]
    pub fn waiting(&self) -> u32 {
        let over = self.reached.values().sum::<u32>() + self.refused + self.not_reached;
        self.drawn.saturating_sub(over)
    }
}

/// The draws of the weeks that begin in these months: week by week for the desk of a community, the newest first, and by
/// community for all others.
///
/// # Errors
/// [`AppError`] of kind `Denied` for everybody without a desk.
pub async fn return_parts(
    backend: &Backend,
    viewer: &Viewer,
    (from, to): (Month, Month),
) -> Result<Vec<ReturnPart>, AppError> {
    let span = Span { area: DeskScope::of(viewer)?.area, from, to };
    let mut session = backend.store.read().await?;
    let tree = areas::tree_in(&mut session, backend).await?;
    let rules = rules(&mut session).await?;
    let by_week = tree.get(&span.area).is_some_and(|area| area.kind == AreaKind::Community);
    let mut parts: BTreeMap<_, ReturnPart> = BTreeMap::new();
    for week in drawn_weeks(&mut session, &span, &rules).await? {
        let monday = by_week.then(|| week.week.monday());
        let code = AreaCode::parse(&week.community).ok();
        let name = code.and_then(|code| tree.get(&code)).map(|area| area.name.clone());
        let name = name.unwrap_or_else(|| week.community.clone());
        let key = (std::cmp::Reverse(monday), week.community);
        parts.entry(key).or_insert_with(|| ReturnPart::of(name, monday)).add(&week.drawn);
    }
    Ok(parts.into_values().collect())
}
