//! Who may do what where.

use super::{PersonId, Role, TeamId};
use crate::areas::AreaCode;
use serde::{Deserialize, Serialize};

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
    fn not_beyond_the_own_area() {
        let lead = grant(Role::CommunityLead, "K101");
        assert!(may_grant(&lead, Role::Member, &AreaCode::parse("K10101").unwrap()));
        assert!(!may_grant(&lead, Role::Member, &AreaCode::parse("K102").unwrap()));
        assert!(!may_grant(&lead, Role::Member, &AreaCode::parse("K1").unwrap()));
    }
}
