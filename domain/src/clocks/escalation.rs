//! Who is told of a clock that runs out, and when.

use super::interval::{FOREVER, Interval};
use super::{OutOfSight, Run, Terms};
use crate::accounts::Role;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};

/// Who is told next.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum EscalationLevel {
    /// Whoever is responsible, once 80 % of the limit are used.
    Warning,
    /// The grid, once all of it is used.
    Grid,
    /// The lead of the community.
    CommunityLead,
    /// The office.
    Office,
    /// The district.
    District,
}

impl EscalationLevel {
    /// Who it is that is told, as it stands on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Warning => "负责的人",
            Self::Grid => "社区",
            Self::CommunityLead => "社区书记",
            Self::Office => "办事处",
            Self::District => "区",
        }
    }

    /// The role of those who are told because they lead; `None` where it is whoever is responsible, or the desk.
    #[must_use]
    pub fn lead(self) -> Option<Role> {
        match self {
            Self::Warning | Self::Grid => None,
            Self::CommunityLead => Some(Role::CommunityLead),
            Self::Office => Some(Role::OfficeLead),
            Self::District => Some(Role::DistrictLead),
        }
    }
}

/// How long after the deadline each level is told, in minutes at the clock's own pace.
///
/// The figures of [`Default`] are ours, not the policy's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EscalationDelays {
    /// Until the grid is told.
    pub grid: u32,
    /// Until the lead of the community is told.
    pub community_lead: u32,
    /// Until the office is told.
    pub office: u32,
    /// Until the district is told.
    pub district: u32,
}

impl Default for EscalationDelays {
    /// At once, and after 60, 240 and 480 minutes.
    fn default() -> Self {
        Self { grid: 0, community_lead: 60, office: 240, district: 480 }
    }
}

impl EscalationDelays {
    /// Minutes behind the deadline; `None` for the warning, which comes before it.
    fn behind(&self, level: EscalationLevel) -> Option<u32> {
        match level {
            EscalationLevel::Warning => None,
            EscalationLevel::Grid => Some(self.grid),
            EscalationLevel::CommunityLead => Some(self.community_lead),
            EscalationLevel::Office => Some(self.office),
            EscalationLevel::District => Some(self.district),
        }
    }
}

/// The levels whose time has come since the last that was told, in the order of [`EscalationLevel`]. More than one after a time
/// in which nobody looked: then only the newest is told, see [`super::to_be_told`], and those before it are over.
///
/// A clock that is met or ended owes nothing more, and one that stands still tells nobody until it
/// goes on. `already_told` are the levels of this clock in this round; a new round begins with none.
///
/// # Errors
/// [`OutOfSight`].
pub fn due_levels(
    run: &Run,
    terms: &Terms<'_>,
    delays: &EscalationDelays,
    already_told: &[EscalationLevel],
    now: Timestamp,
) -> Result<Vec<EscalationLevel>, OutOfSight> {
    let stills = terms.standstills(run.round_start, &run.pauses_by(now));
    if run.stop.is_some() || stills.iter().any(|still| still.contains(now)) {
        return Ok(Vec::new());
    }
    let untold = untold(run, terms, delays, already_told, &stills)?;
    Ok(untold.into_iter().filter(|(_, at)| *at <= now).map(|(level, _)| level).collect())
}

/// When somebody is to be told next, as far as one knows at `now`. It is in the past if somebody is to be
/// told already; `None` if nobody is, or not before a pause ends that has no end yet.
///
/// # Errors
/// [`OutOfSight`].
pub fn next_due(
    run: &Run,
    terms: &Terms<'_>,
    delays: &EscalationDelays,
    already_told: &[EscalationLevel],
    now: Timestamp,
) -> Result<Option<Timestamp>, OutOfSight> {
    if run.stop.is_some() {
        return Ok(None);
    }
    let stills = terms.standstills(run.round_start, &run.pauses_by(now));
    let untold = untold(run, terms, delays, already_told, &stills)?;
    let next = untold.into_iter().map(|(_, at)| at).min();
    let standing = stills.iter().find(|still| still.contains(now)).map(|still| still.to);
    Ok(next.map(|next| standing.map_or(next, |end| end.max(next))).filter(|next| *next != FOREVER))
}

/// The moments of the levels after the newest that was told, as far as they are known.
fn untold(
    run: &Run,
    terms: &Terms<'_>,
    delays: &EscalationDelays,
    already_told: &[EscalationLevel],
    stills: &[Interval],
) -> Result<Vec<(EscalationLevel, Timestamp)>, OutOfSight> {
    let Some(due) = terms.due_among(run.round_start, stills)? else { return Ok(Vec::new()) };
    let mut moments = Vec::new();
    let newest = already_told.iter().max();
    for level in EscalationLevel::iter().filter(|level| newest.is_none_or(|told| level > told)) {
        let moment = match delays.behind(level) {
            None => Some(due.warn_at),
            Some(minutes) => terms.after(due.deadline, minutes, stills)?,
        };
        moments.extend(moment.map(|moment| (level, moment)));
    }
    Ok(moments)
}
