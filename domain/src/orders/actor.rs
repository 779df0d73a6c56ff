//! Who does something to an order, and as what.

use crate::accounts::{Grant, PersonId, Role, TeamId};
use crate::areas::AreaCode;
use serde::{Deserialize, Serialize};

/// As what somebody acts on one particular order.
///
/// It is made by [`acting_as`], which has already seen that the grant covers the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "as")]
pub enum Acting {
    /// The person who ordered, or the relative who is served.
    Resident,
    /// A party member of the area.
    Member,
    /// One of a volunteer team.
    Volunteer {
        /// Which team.
        team: TeamId,
    },
    /// One of a property company.
    Property {
        /// Which company.
        team: TeamId,
    },
    /// Staff of the community.
    Staff,
    /// The lead of the community.
    CommunityLead,
    /// Office or district: looks, and urges what is late.
    Observer,
    /// The program itself, when time runs out.
    System,
}

/// Who acts, and as what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The person; `None` for the program itself.
    pub person: Option<PersonId>,
    /// Their name as it was then.
    pub name: String,
    /// As what.
    pub acting: Acting,
}

impl Actor {
    /// The program itself.
    #[must_use]
    pub fn system() -> Self {
        Self { person: None, name: "点点通".to_owned(), acting: Acting::System }
    }

    /// Whether this is that person.
    #[must_use]
    pub fn is(&self, person: &PersonId) -> bool {
        self.person.as_ref() == Some(person)
    }
}

/// Whose order it is, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parties {
    /// Who ordered it.
    pub placed_by: PersonId,
    /// Who is served: the same person, or a relative.
    pub resident: PersonId,
    /// The estate that it hangs on, and through it the community.
    pub estate: AreaCode,
}

impl Parties {
    /// Whether what comes again may follow the person who is served to a new home. Of a relative's home nobody has
    /// said that whoever ordered may know it: a door that somebody else typed stays the door that they typed.
    #[must_use]
    pub fn may_follow_home(&self) -> bool {
        self.placed_by == self.resident
    }

    /// Whether somebody has a part in it and looks at it in a role all the same: nobody serves or manages what is their
    /// own, whatever the command.
    #[must_use]
    pub fn are_for_others(&self, actor: &Actor) -> bool {
        let own = actor.is(&self.placed_by) || actor.is(&self.resident);
        own && actor.acting != Acting::Resident
    }
}

/// As what a person acts on an order with the role in use; `None` if they have no part in it.
///
/// Without a grant one is a resident, and has a part only in one's own orders. A grant counts where
/// it covers the order's estate. A member whose grant is for an estate or a grid serves the whole
/// community around it, which is why a grant inside the order's community covers it too.
#[must_use]
pub fn acting_as(
    person: &PersonId,
    grant: Option<&Grant>,
    community: &AreaCode,
    parties: &Parties,
) -> Option<Acting> {
    let own = *person == parties.placed_by || *person == parties.resident;
    let Some(grant) = grant.filter(|grant| grant.role != Role::Resident) else {
        return own.then_some(Acting::Resident);
    };
    if grant.person != *person {
        return None;
    }
    let covered = grant.covers(&parties.estate);
    let near = covered || community.covers(&grant.area);
    match grant.role {
        Role::Member if near => Some(Acting::Member),
        Role::VolunteerTeam if near => grant.team.clone().map(|team| Acting::Volunteer { team }),
        Role::PropertyCompany if near => grant.team.clone().map(|team| Acting::Property { team }),
        Role::Staff if covered => Some(Acting::Staff),
        Role::CommunityLead if covered => Some(Acting::CommunityLead),
        Role::OfficeLead | Role::DistrictLead if covered => Some(Acting::Observer),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> AreaCode {
        AreaCode::parse(text).unwrap()
    }

    fn acting(person: &str, role: Role, area: &str) -> Option<Acting> {
        let parties = Parties {
            placed_by: PersonId("daughter".into()),
            resident: PersonId("mother".into()),
            estate: code("K10101"),
        };
        let person = PersonId(person.into());
        let grant = Grant {
            id: "g".into(),
            person: person.clone(),
            role,
            area: code(area),
            team: role.needs_team().then(|| TeamId("t".into())),
        };
        acting_as(&person, Some(&grant), &code("K101"), &parties)
    }

    #[test]
    fn both_who_ordered_and_who_is_served_are_residents() {
        assert_eq!(acting("daughter", Role::Resident, "K101"), Some(Acting::Resident));
        assert_eq!(acting("mother", Role::Resident, "K101"), Some(Acting::Resident));
        assert_eq!(acting("neighbour", Role::Resident, "K101"), None);
    }

    #[test]
    fn a_grant_counts_only_where_it_covers() {
        assert_eq!(acting("x", Role::Staff, "K101"), Some(Acting::Staff));
        assert_eq!(acting("x", Role::Staff, "K102"), None);
        assert_eq!(acting("x", Role::CommunityLead, "K101"), Some(Acting::CommunityLead));
        assert_eq!(acting("x", Role::OfficeLead, "K1"), Some(Acting::Observer));
        assert_eq!(acting("x", Role::OfficeLead, "K2"), None);
        assert_eq!(acting("x", Role::DistrictLead, "K"), Some(Acting::Observer));
        assert_eq!(acting("x", Role::Admin, "K"), None);
    }

    #[test]
    fn those_who_serve_do_so_in_their_community() {
        for role in [Role::Member, Role::VolunteerTeam, Role::PropertyCompany] {
            assert!(acting("x", role, "K101").is_some());
            assert!(acting("x", role, "K10103").is_some(), "another estate of the community");
            assert_eq!(acting("x", role, "K10201"), None, "another community");
        }
    }

    #[test]
    fn nobody_acts_with_anothers_grant() {
        let parties = Parties {
            placed_by: PersonId("a".into()),
            resident: PersonId("a".into()),
            estate: code("K10101"),
        };
        let grant = Grant {
            id: "g".into(),
            person: PersonId("b".into()),
            role: Role::Staff,
            area: code("K101"),
            team: None,
        };
        assert_eq!(acting_as(&PersonId("a".into()), Some(&grant), &code("K101"), &parties), None);
    }
}
