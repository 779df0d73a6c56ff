//! Who may ask after an order.

use crate::accounts::{Grant, Role, TeamId};
use crate::areas::AreaCode;

/// The order that is asked after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its community.
    pub community: AreaCode,
    /// The office that the community belongs to, if there is one.
    pub office: Option<AreaCode>,
    /// The team that it was dispatched to.
    pub team: Option<TeamId>,
    /// Whether whoever asks ordered it, is served by it, or did anything to it.
    pub has_part: bool,
}

/// Whether somebody with these grants, one of them in use, may call the resident of an order: who leads the office or
/// the district, or works at the desk of another community of the same office. Never whoever had a part in the
/// order, belongs to its team, or holds anything in its community, whichever role is in use.
#[must_use]
pub fn may_call<'a>(
    in_use: Option<&Grant>,
    held: impl IntoIterator<Item = &'a Grant>,
    asked: &Asked,
) -> bool {
    let from_the_unit = |grant: &Grant| {
        asked.community.covers(&grant.area) || (grant.team.is_some() && grant.team == asked.team)
    };
    if asked.has_part || held.into_iter().any(from_the_unit) {
        return false;
    }
    in_use.is_some_and(|grant| match grant.role {
        Role::OfficeLead | Role::DistrictLead => grant.covers(&asked.community),
        Role::Staff | Role::CommunityLead => {
            !from_the_unit(grant) && asked.office.as_ref().is_some_and(|office| office.is_above(&grant.area))
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::PersonId;
    use strum::IntoEnumIterator;

    fn area(text: &str) -> AreaCode {
        AreaCode::parse(text).unwrap()
    }

    fn grant(role: Role, at: &str, team: Option<&str>) -> Grant {
        let team = team.map(|team| TeamId(team.into()));
        Grant { id: "g".into(), person: PersonId("p".into()), role, area: area(at), team }
    }

    fn asked() -> Asked {
        let team = Some(TeamId("安居物业".into()));
        Asked { community: area("K101"), office: Some(area("K1")), team, has_part: false }
    }

    fn may(in_use: &Grant, others: &[Grant]) -> bool {
        may_call(Some(in_use), others.iter().chain([in_use]), &asked())
    }

    #[test]
    fn only_who_is_not_of_the_unit_calls() {
        for role in Role::iter() {
            for at in ["K", "K1", "K2", "K101", "K10101", "K102", "K201"] {
                let expected = match role {
                    Role::OfficeLead | Role::DistrictLead => ["K", "K1"].contains(&at),
                    Role::Staff | Role::CommunityLead => at == "K102",
                    _ => false,
                };
                assert_eq!(may(&grant(role, at, None), &[]), expected, "{role} {at}");
            }
        }
        assert!(!may_call(None, &[], &asked()), "a resident");
    }

    #[test]
    fn changing_the_role_does_not_make_an_outsider() {
        let neighbour = grant(Role::Staff, "K102", None);
        assert!(!may(&neighbour, &[grant(Role::Member, "K10101", None)]));
        assert!(!may(&grant(Role::OfficeLead, "K1", None), &[grant(Role::CommunityLead, "K101", None)]));
        assert!(!may(&neighbour, &[grant(Role::PropertyCompany, "K102", Some("安居物业"))]), "its team");
        assert!(may(&neighbour, &[grant(Role::PropertyCompany, "K102", Some("乐家物业"))]));
        let part = Asked { has_part: true, ..asked() };
        assert!(!may_call(Some(&neighbour), [&neighbour], &part), "served it, or ordered it");
    }
}
