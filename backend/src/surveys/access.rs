//! Who may do what with a wave.

use crate::AppError;
use crate::accounts::Viewer;
use domain::accounts::{Grant, Role};
use domain::areas::AreaCode;

/// Whether the role in use makes and runs waves for an area: those who lead it, and administrators.
#[must_use]
pub fn may_manage(viewer: &Viewer, area: &AreaCode) -> bool {
    leads(viewer).is_some_and(|grant| grant.covers(area))
}

/// Whether the role in use reads how a wave for an area goes: every desk that has a part in it.
#[must_use]
pub fn may_see(viewer: &Viewer, area: &AreaCode) -> bool {
    let grant = viewer.in_use.as_ref();
    grant.is_some_and(|grant| has_part(grant.role) && grant.area.touches(area))
}

fn has_part(role: Role) -> bool {
    role.has_desk() || role == Role::Admin
}

/// The grant in use, if it makes waves.
pub(super) fn leads(viewer: &Viewer) -> Option<&Grant> {
    viewer.in_use.as_ref().filter(|grant| grant.role.leads() || grant.role == Role::Admin)
}

/// Whether the role in use may have files with a row for each household: nobody of a community, who is judged by them, and
/// no administrator, who looks after the program.
#[must_use]
pub fn reads_answers(viewer: &Viewer) -> bool {
    let grant = viewer.in_use.as_ref().filter(|grant| grant.role.leads());
    grant.is_some_and(|grant| grant.role != Role::CommunityLead)
}

/// Whether the role in use may see the doors of a wave's sample, with the links by which to answer: those who lead its area,
/// and no administrator.
#[must_use]
pub fn sees_doors(viewer: &Viewer, area: &AreaCode) -> bool {
    viewer.in_use.as_ref().is_some_and(|grant| grant.role.leads() && grant.covers(area))
}

/// The grant in use, if it reads waves.
pub(super) fn reads(viewer: &Viewer) -> Result<&Grant, AppError> {
    viewer.in_use.as_ref().filter(|grant| has_part(grant.role)).ok_or_else(AppError::denied)
}

/// The grant in use, if its holder may be sent to households: staff and members.
pub(super) fn visits(viewer: &Viewer) -> Result<&Grant, AppError> {
    viewer.in_use.as_ref().filter(|grant| may_visit(grant.role)).ok_or_else(AppError::denied)
}

/// Whether holders of this role may be sent to households.
pub(super) fn may_visit(role: Role) -> bool {
    matches!(role, Role::Staff | Role::Member)
}
