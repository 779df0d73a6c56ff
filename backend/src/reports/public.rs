//! The report of a community for everybody: the same figures as its desk reads, without those of few answers.

use super::Report;
use super::report::compute;
use crate::star_rating::{FinalStars, final_stars};
use crate::{AppError, Backend, areas};
use domain::areas::{AreaCode, AreaKind};
use domain::reports::{Finding, Found, Indicator, IndicatorResult};
use domain::time::{MINUTE, Timestamp};
use statistics::{hidden, may_be_told, may_stand_beside};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How long figures that were made are shown, in milliseconds: anybody may ask, as often as they like.
const KEPT_FOR: i64 = MINUTE;

/// What everybody reads of a community.
#[derive(Clone, Debug, PartialEq)]
pub struct PublicFigures {
    /// Its report.
    pub report: Report,
    /// Its published stars, if it has any.
    pub stars: Option<FinalStars>,
}

/// Figures for everybody that were made a moment ago, by the code of the community. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Recent {
    made: Arc<Mutex<HashMap<AreaCode, (Timestamp, PublicFigures)>>>,
    /// Held by whoever makes some: those who ask meanwhile wait for them.
    making: Arc<tokio::sync::Mutex<()>>,
}

impl Recent {
    fn of(&self, community: &AreaCode, now: Timestamp) -> Option<PublicFigures> {
        let figures = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let (made, figures) = figures.get(community)?;
        (0..KEPT_FOR).contains(&now.since(*made)).then(|| figures.clone())
    }

    fn keep(&self, community: AreaCode, figures: PublicFigures, now: Timestamp) {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(community, (now, figures));
    }
}

/// What everybody reads of a community, made once a minute at most.
///
/// # Errors
/// [`AppError`] of kind `NotFound` if there is no such community.
pub async fn public_figures(backend: &Backend, community: &str) -> Result<PublicFigures, AppError> {
    let code = code_of(backend, community).await?;
    let now = backend.clock.now();
    if let Some(figures) = backend.public_figures.of(&code, now) {
        return Ok(figures);
    }
    let _making = backend.public_figures.making.lock().await;
    if let Some(figures) = backend.public_figures.of(&code, now) {
        return Ok(figures);
    }
    let report = public_report(backend, community).await?;
    let figures = PublicFigures { report, stars: final_stars(backend, &code).await? };
    backend.public_figures.keep(code, figures.clone(), now);
    Ok(figures)
}

/// The report of a community for everybody.
///
/// # Errors
/// [`AppError`] of kind `NotFound` if there is no such community.
pub async fn public_report(backend: &Backend, community: &str) -> Result<Report, AppError> {
    let code = code_of(backend, community).await?;
    Ok(told(compute(backend, code, None, None).await?))
}

async fn code_of(backend: &Backend, community: &str) -> Result<AreaCode, AppError> {
    let missing = || AppError::not_found("area.community_not_found", "这个社区");
    let code = AreaCode::parse(community).map_err(|_| missing())?;
    let tree = areas::tree(backend).await?;
    let community = tree.get(&code).filter(|area| area.kind == AreaKind::Community);
    Ok(community.ok_or_else(missing)?.code.clone())
}

/// The report without ratings so few that neighbours could tell whose they are, alone or less one another. Desks
/// read who rated what with each order, and see them all.
fn told(mut report: Report) -> Report {
    let rated = |found: Option<Finding>| found.map_or(0, |found| found.count.n());
    let whole = rated(report.rated());
    for result in &mut report.results {
        let told = match (result.indicator, result.found) {
            (Indicator::Satisfaction, _) => may_be_told(whole),
            (_, Some(Found::Ratings(part))) => may_stand_beside(whole, part.count.n()),
            _ => true,
        };
        if !told {
            *result = IndicatorResult::without_finding(*result);
        }
    }
    let months: Vec<_> = report.trend.iter().map(|point| rated(point.found)).collect();
    for (point, hidden) in report.trend.iter_mut().zip(hidden(&months)) {
        if hidden {
            (point.found, point.held_back) = (None, true);
        }
    }
    report
}
