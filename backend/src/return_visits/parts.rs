//! What the rate of return visits is made of.

use super::rate::drawn_weeks;
use crate::accounts::Viewer;
use crate::areas;
use crate::figures::Span;
use crate::orders::DeskScope;
use crate::reports::rules;
use crate::{AppError, Backend, ErrorKind};
use domain::areas::{AreaCode, AreaKind};
use domain::figures::Month;
use domain::orders::Satisfaction;
use domain::return_visits::DrawnWeek;
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
}

impl ReturnPart {
    fn of(community: String) -> Self {
        Self { community, population: 0, drawn: 0, reached: BTreeMap::new(), refused: 0, not_reached: 0 }
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

/// What was drawn and said in the weeks that begin in these months, by community.
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
    let mut session = backend.store.read().await?;
    let tree = areas::tree_in(&mut session, backend).await?;
    let rules = rules(&mut session).await?;
    if tree.get(&span.area).is_none_or(|area| area.kind == AreaKind::Community) {
        return Err(AppError::new(
            ErrorKind::Denied,
            "return_visit.own",
            "回访的回答，本社区看不到，只看得到合在一起的数",
        ));
    }
    let mut parts: BTreeMap<_, ReturnPart> = BTreeMap::new();
    for week in drawn_weeks(&mut session, &span, &rules).await? {
        let code = AreaCode::parse(&week.community).ok();
        let name = code.and_then(|code| tree.get(&code)).map(|area| area.name.clone());
        let name = name.unwrap_or_else(|| week.community.clone());
        parts.entry(week.community).or_insert_with(|| ReturnPart::of(name)).add(&week.drawn);
    }
    Ok(parts.into_values().collect())
}
