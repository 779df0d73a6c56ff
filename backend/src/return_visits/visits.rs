//! The visits that somebody may make.

use super::{calls, record};
use crate::accounts::Viewer;
use crate::areas::AreaTree;
use crate::{AppError, Backend, areas};
use domain::areas::AreaCode;
use domain::orders::OrderNumber;
use domain::return_visits::{NextCall, OPEN_FOR, next_call};
use domain::time::Timestamp;

/// A visit that is still to be made. No name and no number stand in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnLine {
    /// The order.
    pub number: OrderNumber,
    /// What was served.
    pub service_name: String,
    /// Where.
    pub community_name: String,
    /// How often somebody called.
    pub tries: usize,
    /// Whether and when one calls next.
    pub next: NextCall,
    /// The last day to call ends before this moment.
    pub until: Timestamp,
}

/// Whether the role in use is one that makes return visits at all.
#[must_use]
pub fn may_call_at_all(viewer: &Viewer) -> bool {
    viewer.role().has_desk()
}

/// The visits that the viewer may make and that aren't over: those to be made now first.
///
/// # Errors
/// [`AppError::denied`] for roles that make none.
pub async fn return_visits(backend: &Backend, viewer: &Viewer) -> Result<Vec<ReturnLine>, AppError> {
    let now = backend.clock.now();
    let mut tx = backend.store.read().await?;
    let tree = areas::tree_in(&mut tx, backend).await?;
    let area = reach(viewer, &tree)?;
    let since = now.plus(-OPEN_FOR);
    let drawn = record::since(&mut tx, viewer, &area, since).await?;
    let mut calls = calls::since(&mut tx, &area, since).await?;
    let mut lines = Vec::new();
    for visit in drawn.into_iter().filter(|visit| visit.may_be_called_by(viewer, &tree)) {
        let calls = calls.remove(&visit.number.to_string()).unwrap_or_default();
        let next = next_call(&calls, visit.drawn_at, now);
        if !matches!(next, NextCall::Over(_)) {
            lines.push(ReturnLine {
                number: visit.number,
                service_name: visit.service_name,
                community_name: visit.community_name,
                tries: calls.len(),
                next,
                until: visit.drawn_at.plus(OPEN_FOR),
            });
        }
    }
    lines.sort_by_key(|line| line.next != NextCall::Now);
    Ok(lines)
}

/// Where the visits lie among which the viewer finds theirs: the office of a desk, the area of those above.
pub(super) fn reach(viewer: &Viewer, tree: &AreaTree) -> Result<AreaCode, AppError> {
    let grant = viewer.in_use.as_ref().filter(|_| may_call_at_all(viewer)).ok_or_else(AppError::denied)?;
    match viewer.community_desk() {
        Some(community) => {
            let office = tree.get(community).and_then(|area| area.parent.clone());
            office.ok_or_else(AppError::denied)
        }
        None => Ok(grant.area.clone()),
    }
}
