//! To whom an order can be dispatched.

use super::candidate_rows::list;
use super::proposals::{Proposal, proposals};
use super::tasks::last_time;
use crate::accounts::Viewer;
use crate::orders::Order;
use crate::{AppError, Backend, catalogue};
use domain::areas::AreaCode;
use domain::catalogue::{ProviderKind, ServiceCode};
use domain::orders::{Assignee, AssigneeId};
use std::collections::HashMap;

/// What kind of hand an order can be put into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CandidateKind {
    /// A party member.
    Member,
    /// A volunteer team.
    VolunteerTeam,
    /// A property company.
    PropertyCompany,
    /// The staff member who looks at the desk.
    Oneself,
}

/// Somebody, or a team, to whom an order can be dispatched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who or which it is: what the form sends.
    pub id: AssigneeId,
    /// Their name.
    pub name: String,
    /// What they are.
    pub kind: CandidateKind,
    /// Whether the service is usually theirs to do.
    pub usual: bool,
    /// Whether their area is the order's estate or lies in it, not just the same community.
    pub near: bool,
    /// Their area.
    pub area: AreaCode,
    /// The name of their area.
    pub area_name: String,
    /// Orders in their hands now.
    pub open: i64,
    /// For a member: why they fit, or why they don't.
    pub why: Option<String>,
    /// Whether nothing hard speaks against them.
    pub fits: bool,
    /// Whether they did it the last time, and it was reopened.
    pub last_time: bool,
}

impl CandidateKind {
    /// As it stands on a tag.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Member => "党员",
            Self::VolunteerTeam => "志愿队",
            Self::PropertyCompany => "物业",
            Self::Oneself => "自己",
        }
    }

    /// Whether work of this kind is usually theirs.
    fn does(self, provider: ProviderKind) -> bool {
        match provider {
            ProviderKind::PartyMember => self == Self::Member,
            ProviderKind::VolunteerTeam => self == Self::VolunteerTeam,
            ProviderKind::PropertyCompany => self == Self::PropertyCompany,
            ProviderKind::CommunityStaff | ProviderKind::Department => self == Self::Oneself,
        }
    }
}

/// Everybody to whom `viewer` can dispatch an order: those whose work it usually is first, then who is
/// near, then who has fewest orders in hand, and last the viewer.
///
/// # Errors
/// [`AppError::denied`] unless the viewer is staff of the order's community.
pub async fn candidates(
    backend: &Backend,
    viewer: &Viewer,
    order: &Order,
) -> Result<Vec<Candidate>, AppError> {
    let community = order.number.community();
    if !viewer.community_desk().is_some_and(|desk| desk.covers(community)) {
        return Err(AppError::denied());
    }
    let mut tx = backend.store.read().await?;
    let service = ServiceCode::parse(&order.service).ok();
    let catalogue = catalogue::current(&mut tx, backend).await?;
    let provider = service.and_then(|code| catalogue.service(&code)).map(|service| service.provider);
    let mut all = list(&mut tx, viewer, community, &order.parties.estate).await?;
    // Nobody serves themselves, and nobody is handed what they hold.
    let own =
        [&order.parties.placed_by, &order.parties.resident].map(|person| AssigneeId::Person(person.clone()));
    let held = order.state.assignee().map(Assignee::id);
    all.retain(|candidate| !own.contains(&candidate.id) && Some(&candidate.id) != held.as_ref());
    let proposals = proposals(&mut tx, backend, order).await?;
    let last_time = last_time(&mut tx, order).await?;
    let mut ranks = HashMap::new();
    for candidate in &mut all {
        candidate.last_time = last_time.contains(&candidate.id);
        candidate.usual = provider.is_some_and(|provider| candidate.kind.does(provider));
        let AssigneeId::Person(person) = &candidate.id else { continue };
        if candidate.kind != CandidateKind::Member {
            continue;
        }
        match proposals.get(person) {
            Some(Proposal::Fits { rank, why }) => {
                candidate.why = Some(why.clone());
                ranks.insert(candidate.id.clone(), *rank);
            }
            Some(Proposal::Not { why }) => {
                candidate.why = Some(why.clone());
                candidate.fits = false;
            }
            None => {}
        }
    }
    // A stable sort: whoever is equal here stays in the order of the list.
    all.sort_by_key(|candidate| {
        let rank = ranks.get(&candidate.id).copied().unwrap_or(usize::MAX);
        (candidate.kind == CandidateKind::Oneself, !candidate.fits, !candidate.usual, rank)
    });
    Ok(all)
}
