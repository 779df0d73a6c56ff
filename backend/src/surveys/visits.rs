//! The households that somebody is to go to.

use super::records;
use super::{access, wave};
use crate::accounts::Viewer;
use crate::{AppError, Backend, values};
use domain::surveys::{NextVisit, Over};
use sqlx::FromRow;

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
    #[derive(FromRow)]
    struct Row {
        survey: String,
    }
    let grant = access::visits(viewer)?;
    let now = backend.clock.now();
    let mut session = backend.store.read().await?;
    let waves: Vec<Row> = session
        .all(
            "SELECT DISTINCT m.survey FROM survey_sample m JOIN surveys s ON s.id = m.survey \
             WHERE m.interviewer = $1 AND s.stage = 'drawn' AND s.opens_at <= $2 ORDER BY m.survey",
            values![&viewer.person, now],
        )
        .await?;
    let mut lines = Vec::new();
    for Row { survey } in waves {
        let wave = wave::load(&mut session, &survey).await?;
        let sample = records::sample(&mut session, &wave).await?;
        for row in sample.iter().filter(|row| row.interviewer.as_ref() == Some(&viewer.person)) {
            let place = records::address(&mut session, backend, &row.community, &row.household).await?;
            if !grant.covers(&place.area) {
                continue;
            }
            let key = (rank(row.next(now)), place.estate_name.clone(), place.sort_key());
            let line = VisitLine {
                survey: wave.id.clone(),
                title: wave.title.clone(),
                household: row.household.clone(),
                place: place.stairs(),
                tries: row.attempts.len(),
                next: row.next(now),
            };
            lines.push((key, line));
        }
    }
    lines.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

fn rank(next: NextVisit) -> u8 {
    match next {
        NextVisit::Now => 0,
        NextVisit::From(_) => 1,
        NextVisit::Over(Over::Answered) => 2,
        NextVisit::Over(_) => 3,
    }
}
