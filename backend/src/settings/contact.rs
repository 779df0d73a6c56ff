//! Whom to call about an area, and when somebody answers.

use super::settings;
use crate::areas::tree_in;
use crate::calendar::calendar_in;
use crate::{AppError, Backend};
use domain::areas::{AreaCode, AreaKind, Telephone};
use domain::clocks::Answering;
use domain::time::Timestamp;

/// A telephone to call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Who answers: the community's name, or its office's.
    pub place: String,
    /// The number.
    pub telephone: Telephone,
    /// When: by the community's hours and the calendar. Of an office nobody has said it.
    pub answering: Option<Answering>,
}

/// Whom to call about an area at `now`: its community, or else the office above; `None` if neither has a telephone.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn contact(
    backend: &Backend,
    area: &AreaCode,
    now: Timestamp,
) -> Result<Option<Contact>, AppError> {
    let mut tx = backend.store.read().await?;
    let tree = tree_in(&mut tx, backend).await?;
    let Some((called, telephone)) = tree.whom_to_call(area) else { return Ok(None) };
    let answering = if called.kind == AreaKind::Community {
        let settings = settings(&mut tx, backend).await?;
        let hours = settings.hours(&called.code);
        Some(Answering::at(now, hours, calendar_in(&mut tx, backend).await?.as_ref()))
    } else {
        None
    };
    Ok(Some(Contact { place: called.name.clone(), telephone: telephone.clone(), answering }))
}
