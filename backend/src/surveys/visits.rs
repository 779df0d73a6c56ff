//! The households that somebody is to go to.

use super::access;
use super::records::{self, SampleRow};
use super::wave::{self, Wave};
use crate::accounts::Viewer;
use crate::store::{FromRow, Transaction};
use crate::{AppError, Backend, values};
use domain::surveys::{NextVisit, Over};
use std::sync::Arc;

/// A household that the viewer is to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitLine {
    /// The wave's number.
    pub survey: String,
    /// What the wave is called.
    pub title: String,
    /// The household.
    pub household: String,
    /// «书香名邸 3 幢 1 单元», without the door.
    pub place: String,
    /// How often somebody was there.
    pub tries: usize,
    /// Whether and when one goes there next.
    pub next: NextVisit,
}

/// The households that were given to the viewer in waves under way: those to be visited now first, as one walks,
/// and what is over last.
///
/// # Errors
/// [`AppError::denied`] for roles that aren't sent to households.
pub async fn visits(backend: &Backend, viewer: &Viewer) -> Result<Vec<VisitLine>, AppError> {
    let now = backend.clock.now();
    let mut tx = backend.store.read().await?;
    let mut lines = Vec::new();
    for (wave, row) in given(&mut tx, backend, viewer).await? {
        let place = records::address(&mut tx, backend, &row.community, &row.household).await?;
        let next = row.next(now);
        let key = (rank(next), place.estate_name.clone(), place.sort_key());
        let line = VisitLine {
            survey: wave.id.clone(),
            title: wave.title.clone(),
            household: row.household,
            place: place.stairs(),
            tries: row.attempts.len(),
            next,
        };
        lines.push((key, line));
    }
    lines.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

/// How many households the viewer is still to go to; none in roles that aren't sent to households.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn visits_waiting(backend: &Backend, viewer: &Viewer) -> Result<usize, AppError> {
    if access::visits(viewer).is_err() {
        return Ok(0);
    }
    let mut tx = backend.store.read().await?;
    let given = given(&mut tx, backend, viewer).await?;
    Ok(given.iter().filter(|(_, row)| row.over().is_none()).count())
}

/// The households that were given to the viewer in waves under way, where the role in use covers them.
async fn given(
    tx: &mut Transaction,
    backend: &Backend,
    viewer: &Viewer,
) -> Result<Vec<(Arc<Wave>, SampleRow)>, AppError> {
    #[derive(FromRow)]
    struct Row {
        survey: String,
    }
    let grant = access::visits(viewer)?;
    let waves: Vec<Row> = tx
        .all(
            "SELECT DISTINCT m.survey FROM survey_sample m JOIN surveys s ON s.id = m.survey \
             WHERE m.interviewer = $1 AND s.stage = 'drawn' AND s.opens_at <= $2 ORDER BY m.survey",
            values![&viewer.person, backend.clock.now()],
        )
        .await?;
    let mut given = Vec::new();
    for Row { survey } in waves {
        let wave = Arc::new(wave::load(tx, &survey).await?);
        let rows = records::given_to(tx, &wave, &viewer.person).await?;
        let covered = rows.into_iter().filter(|row| grant.covers(&row.area));
        given.extend(covered.map(|row| (Arc::clone(&wave), row)));
    }
    Ok(given)
}

fn rank(next: NextVisit) -> u8 {
    match next {
        NextVisit::Now => 0,
        NextVisit::From(_) => 1,
        NextVisit::Over(Over::Answered) => 2,
        NextVisit::Over(_) => 3,
    }
}
