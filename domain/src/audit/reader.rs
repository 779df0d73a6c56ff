//! Who reads the record.

use crate::accounts::{Grant, Role};
use crate::areas::AreaCode;

/// What of the record somebody reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditReach {
    /// All of it.
    Everything,
    /// What belongs to an area and those below it.
    Area(AreaCode),
}

/// What of the record the holder of a grant reads, if any of it. Those who look after accounts, and the district, read all;
/// an office what happened in its area. Whoever works in a community is one of those of whom it tells, and reads nothing.
#[must_use]
pub fn audit_reach(own: &Grant) -> Option<AuditReach> {
    match own.role {
        Role::Admin | Role::DistrictLead => Some(AuditReach::Everything),
        Role::OfficeLead => Some(AuditReach::Area(own.area.clone())),
        Role::Resident
        | Role::Member
        | Role::VolunteerTeam
        | Role::PropertyCompany
        | Role::Staff
        | Role::CommunityLead => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::PersonId;
    use strum::IntoEnumIterator;

    #[test]
    fn those_above_communities_read_it_and_nobody_else() {
        let area = AreaCode::parse("K1").unwrap();
        for role in Role::iter() {
            let person = PersonId("p".into());
            let own = Grant { id: "g".into(), person, role, area: area.clone(), team: None };
            let expected = match role {
                Role::Admin | Role::DistrictLead => Some(AuditReach::Everything),
                Role::OfficeLead => Some(AuditReach::Area(area.clone())),
                _ => None,
            };
            assert_eq!(audit_reach(&own), expected, "{role}");
        }
    }
}
