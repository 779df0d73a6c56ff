//! Which company or team an order is for.

use super::{Candidate, CandidateKind};
use domain::areas::AreaCode;
use domain::catalogue::ProviderKind;

/// The team that usually does such things where the order is: the estate's property company, or the
/// community's one volunteer team. `None` if members do it, or staff must choose.
pub(super) fn usual_team<'a>(
    provider: ProviderKind,
    teams: &'a [Candidate],
    estate: &AreaCode,
) -> Option<&'a Candidate> {
    match provider {
        ProviderKind::PropertyCompany => company_of(teams, estate),
        ProviderKind::VolunteerTeam => {
            let mut of_kind = teams.iter().filter(|team| team.kind == CandidateKind::VolunteerTeam);
            of_kind.next().filter(|_| of_kind.next().is_none())
        }
        ProviderKind::PartyMember | ProviderKind::CommunityStaff | ProviderKind::Department => None,
    }
}

/// The property company that looks after an estate: its own before one of the whole community, then the
/// one with least in hand.
pub(super) fn company_of<'a>(teams: &'a [Candidate], estate: &AreaCode) -> Option<&'a Candidate> {
    let looks_after =
        |team: &&Candidate| team.kind == CandidateKind::PropertyCompany && team.area.covers(estate);
    let teams = teams.iter().filter(looks_after);
    teams.min_by_key(|team| (team.area != *estate, team.open, &team.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::accounts::TeamId;
    use domain::orders::AssigneeId;

    fn code(text: &str) -> AreaCode {
        AreaCode::parse(text).unwrap()
    }

    fn team(value: &str, kind: CandidateKind, area: &str, open: i64) -> Candidate {
        Candidate {
            id: AssigneeId::Team(TeamId(value.into())),
            name: value.into(),
            kind,
            usual: false,
            near: false,
            area: code(area),
            area_name: String::new(),
            open,
            why: None,
            fits: true,
            last_time: false,
        }
    }

    #[test]
    fn another_estates_company_is_not_asked() {
        use CandidateKind::{PropertyCompany, VolunteerTeam};
        let teams = [
            team("first estate", PropertyCompany, "K10101", 9),
            team("second estate", PropertyCompany, "K10102", 0),
            team("busy", PropertyCompany, "K101", 5),
            team("free", PropertyCompany, "K101", 2),
            team("volunteers", VolunteerTeam, "K101", 0),
        ];
        let chosen = |estate| company_of(&teams, &code(estate)).map(|team| team.name.as_str());
        assert_eq!(chosen("K10101"), Some("first estate"), "its own, whatever it has in hand");
        assert_eq!(chosen("K10103"), Some("free"));
        assert_eq!(company_of(&teams[..2], &code("K10103")), None);
        let usual = |provider| usual_team(provider, &teams, &code("K10103")).map(|team| team.name.as_str());
        assert_eq!(usual(ProviderKind::VolunteerTeam), Some("volunteers"));
        assert_eq!(usual(ProviderKind::PartyMember), None);
    }
}
