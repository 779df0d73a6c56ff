//! Who may do what where.

use super::{PersonId, Role, TeamId};
use crate::areas::AreaCode;
use crate::time::Timestamp;
use crate::typed;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A role that a person holds for an area and everything below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The grant itself, a UUID: sessions name the one in use.
    pub id: String,
    /// Who holds it.
    pub person: PersonId,
    /// What it allows.
    pub role: Role,
    /// Where.
    pub area: AreaCode,
    /// The team that it makes the person belong to, for the roles that have one.
    pub team: Option<TeamId>,
}

impl Grant {
    /// Whether the grant holds at `area`: at its own area and below.
    #[must_use]
    pub fn covers(&self, area: &AreaCode) -> bool {
        self.area.covers(area)
    }
}

/// Why a grant can't hold until a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LastDayError {
    /// It is no day.
    #[error("日期请写成 2027-01-31 这样")]
    Malformed,
    /// It is over.
    #[error("这一天已经过去了，请选今天或以后的日子")]
    Past,
}

/// When a grant ends that holds up to a day, as typed, and on it: as the next day begins. `None` if nothing is typed.
///
/// # Errors
/// [`LastDayError`].
pub fn end_of_grant(typed: &str, now: Timestamp) -> Result<Option<Timestamp>, LastDayError> {
    if typed::folded(typed).is_empty() {
        return Ok(None);
    }
    let last = typed::day(typed).ok_or(LastDayError::Malformed)?;
    let next = last.tomorrow().map_err(|_| LastDayError::Malformed)?;
    let end = Timestamp::from_civil(next.at(0, 0, 0, 0));
    if end > now { Ok(Some(end)) } else { Err(LastDayError::Past) }
}

/// Whether the holder of `own` may grant or take back `role` for `area`.
///
/// A community lead may do so within the community, for those who serve and for the staff; an
/// administrator everywhere, for everybody. Nobody else may.
#[must_use]
pub fn may_grant(own: &Grant, role: Role, area: &AreaCode) -> bool {
    own.covers(area)
        && match own.role {
            Role::Admin => role != Role::Resident,
            Role::CommunityLead => role.serves() || role == Role::Staff,
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    fn grant(role: Role, area: &str) -> Grant {
        Grant {
            id: "g".into(),
            person: PersonId("p".into()),
            role,
            area: AreaCode::parse(area).unwrap(),
            team: None,
        }
    }

    #[test]
    fn only_leads_and_administrators_grant() {
        let community = AreaCode::parse("K101").unwrap();
        for own in Role::iter() {
            for role in Role::iter() {
                let expected = match own {
                    Role::Admin => role != Role::Resident,
                    Role::CommunityLead => matches!(
                        role,
                        Role::Member | Role::VolunteerTeam | Role::PropertyCompany | Role::Staff
                    ),
                    _ => false,
                };
                assert_eq!(may_grant(&grant(own, "K101"), role, &community), expected, "{own} → {role}");
            }
        }
    }

    #[test]
    fn a_grant_holds_on_its_last_day() {
        let at = |text: &str| Timestamp::from_civil(text.parse().unwrap());
        let now = at("2026-11-24T09:30:00");
        assert_eq!(end_of_grant(" ", now), Ok(None));
        assert_eq!(end_of_grant("2026年11月24日", now), Ok(Some(at("2026-11-25T00:00:00"))));
        assert_eq!(end_of_grant("2026-11-23", now), Err(LastDayError::Past));
        assert_eq!(end_of_grant("明年", now), Err(LastDayError::Malformed));
        assert_eq!(end_of_grant("9999-12-31", now), Err(LastDayError::Malformed));
    }

    #[test]
    fn not_beyond_the_own_area() {
        let lead = grant(Role::CommunityLead, "K101");
        assert!(may_grant(&lead, Role::Member, &AreaCode::parse("K10101").unwrap()));
        assert!(!may_grant(&lead, Role::Member, &AreaCode::parse("K102").unwrap()));
        assert!(!may_grant(&lead, Role::Member, &AreaCode::parse("K1").unwrap()));
    }
}
