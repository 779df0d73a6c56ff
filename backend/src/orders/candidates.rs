//! To whom an order can be dispatched.

use super::Order;
use crate::accounts::Viewer;
use crate::store::{Session, StoreError};
use crate::{AppError, Backend, FieldError, catalogue, values};
use domain::accounts::{PersonId, Role, TeamId};
use domain::areas::AreaCode;
use domain::catalogue::{ProviderKind, ServiceCode};
use domain::orders::Assignee;
use sqlx::FromRow;

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
    /// `person:ID` or `team:ID`: what the form sends.
    pub value: String,
    /// Their name.
    pub name: String,
    /// What they are.
    pub kind: CandidateKind,
    /// Whether the service is usually theirs to do.
    pub usual: bool,
    /// Whether their area is the order's estate or lies in it, not just the same community.
    pub near: bool,
    /// The name of their area.
    pub area_name: String,
    /// Orders in their hands now.
    pub open: i64,
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

#[derive(FromRow)]
struct Row {
    id: String,
    name: String,
    role: String,
    area: String,
    area_name: String,
    open: i64,
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
    let staff = viewer.in_use.as_ref().is_some_and(|grant| {
        matches!(grant.role, Role::Staff | Role::CommunityLead) && grant.covers(community)
    });
    if !staff {
        return Err(AppError::denied());
    }
    let mut session = backend.store.read().await?;
    let service = ServiceCode::parse(&order.service).ok();
    let catalogue = catalogue::current(&mut session, backend).await?;
    let provider = service.and_then(|code| catalogue.service(&code)).map(|service| service.provider);
    let mut all = list(&mut session, viewer, community, &order.parties.estate).await?;
    // Nobody serves themselves, and nobody is handed what they hold.
    let own = [&order.parties.placed_by, &order.parties.resident].map(|person| format!("person:{person}"));
    let held = order.state.assignee().map(form_value);
    all.retain(|candidate| !own.contains(&candidate.value) && Some(&candidate.value) != held.as_ref());
    for candidate in &mut all {
        candidate.usual = provider.is_some_and(|provider| candidate.kind.does(provider));
    }
    // A stable sort: whoever is equal here stays in the order of the list.
    all.sort_by_key(|candidate| (candidate.kind == CandidateKind::Oneself, !candidate.usual));
    Ok(all)
}

async fn list(
    session: &mut Session,
    viewer: &Viewer,
    community: &AreaCode,
    estate: &AreaCode,
) -> Result<Vec<Candidate>, StoreError> {
    let people: Vec<Row> = session
        .all(
            "SELECT p.id, p.name, min(g.role) AS role, min(g.area) AS area, min(a.name) AS area_name, \
             (SELECT count(*) FROM orders o WHERE o.community = $1 AND o.assignee_person = p.id \
              AND o.state IN ('dispatched', 'accepted', 'on_site', 'paused')) AS open \
             FROM grants g JOIN people p ON p.id = g.person JOIN areas a ON a.code = g.area \
             WHERE g.role = 'member' AND g.revoked_at IS NULL \
             AND substr(g.area, 1, length($1)) = $1 GROUP BY p.id, p.name",
            values![community],
        )
        .await?;
    let teams: Vec<Row> = session
        .all(
            "SELECT t.id, t.name, t.kind AS role, t.area, a.name AS area_name, \
             (SELECT count(*) FROM orders o WHERE o.community = $1 AND o.assignee_team = t.id \
              AND o.state IN ('dispatched', 'accepted', 'on_site', 'paused')) AS open \
             FROM teams t JOIN areas a ON a.code = t.area \
             WHERE substr(t.area, 1, length($1)) = $1 AND EXISTS \
             (SELECT 1 FROM grants g WHERE g.team = t.id AND g.revoked_at IS NULL)",
            values![community],
        )
        .await?;
    let own: Option<Row> = session
        .one(
            "SELECT p.id, p.name, 'staff' AS role, a.code AS area, a.name AS area_name, \
             (SELECT count(*) FROM orders o WHERE o.community = $1 AND o.assignee_person = p.id \
              AND o.state IN ('dispatched', 'accepted', 'on_site', 'paused')) AS open \
             FROM people p, areas a WHERE p.id = $2 AND a.code = $1",
            values![community, &viewer.person],
        )
        .await?;
    let mut list: Vec<Candidate> = people
        .into_iter()
        .filter(|row| row.id != viewer.person.0)
        .map(|row| candidate(row, "person", estate))
        .collect();
    list.extend(teams.into_iter().map(|row| candidate(row, "team", estate)));
    list.sort_by(|one, other| {
        (!one.near, one.open, one.kind, &one.name).cmp(&(!other.near, other.open, other.kind, &other.name))
    });
    list.extend(own.map(|row| candidate(row, "person", estate)));
    Ok(list)
}

fn candidate(row: Row, what: &str, estate: &AreaCode) -> Candidate {
    let kind = match row.role.parse() {
        Ok(Role::VolunteerTeam) => CandidateKind::VolunteerTeam,
        Ok(Role::PropertyCompany) => CandidateKind::PropertyCompany,
        Ok(Role::Member) => CandidateKind::Member,
        _ => CandidateKind::Oneself,
    };
    let near = AreaCode::parse(&row.area).is_ok_and(|area| estate.covers(&area));
    Candidate {
        value: format!("{what}:{}", row.id),
        name: row.name,
        kind,
        usual: false,
        near,
        area_name: row.area_name,
        open: row.open,
    }
}

/// How a form names an assignee: `person:ID` or `team:ID`.
pub(super) fn form_value(assignee: &Assignee) -> String {
    match assignee {
        Assignee::Person { id, .. } => format!("person:{id}"),
        Assignee::Team { id, .. } => format!("team:{id}"),
    }
}

/// The assignee that a form names: only somebody to whom the order can be dispatched.
pub(super) async fn assignee(
    session: &mut Session,
    viewer: &Viewer,
    order: &Order,
    value: &str,
) -> Result<Assignee, AppError> {
    let all = list(session, viewer, order.number.community(), &order.parties.estate).await?;
    let chosen = all.into_iter().find(|candidate| candidate.value == value);
    let missing = || AppError::invalid(vec![FieldError::new("to", "请选一个派给谁；这个人可能刚被收回身份")]);
    let Candidate { value, name, .. } = chosen.ok_or_else(missing)?;
    match value.split_once(':') {
        Some(("person", id)) => Ok(Assignee::Person { id: PersonId(id.to_owned()), name }),
        Some(("team", id)) => Ok(Assignee::Team { id: TeamId(id.to_owned()), name }),
        _ => Err(missing()),
    }
}
