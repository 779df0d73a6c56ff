//! Who is asking: the person of a session, with what they hold.

use super::people::decrypt_phone;
use super::{DOOR_AAD, session};
use crate::areas::{self, AreaTree};
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::accounts::{
    Address, Grant, Locale, PRIVACY_NOTICE, PersonId, Phone, Role, SignInMethod, TeamId, is_withheld,
};
use domain::areas::AreaCode;
use domain::audit::Doer;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Label of the marks of persons.
const MARK_LABEL: &str = "offline.person";

/// Who is asking, and in which role.
#[derive(Clone, Debug, PartialEq)]
pub struct Viewer {
    /// The person.
    pub person: PersonId,
    /// Their name; empty until they have said it.
    pub name: String,
    /// Their number.
    pub phone: Phone,
    /// Whether they read in 长辈模式.
    pub elder: bool,
    /// The language that they chose; `None` for what their browser asks for.
    pub locale: Option<Locale>,
    /// Where they live, once they have said it.
    pub home: Option<Address>,
    /// The community that they live in.
    pub community: Option<AreaCode>,
    /// Whether they consented to the privacy notice as it is now.
    pub consented: bool,
    /// What they hold, oldest first.
    pub grants: Vec<HeldGrant>,
    /// The grant in use; `None` for somebody who acts as a resident.
    pub in_use: Option<Grant>,
    /// The session, by the fingerprint of its token.
    pub session: String,
    /// When it began.
    pub begun: Timestamp,
    /// How they signed in.
    pub method: SignInMethod,
    /// Whether other people's doors and numbers are withheld until they sign in with more than a code by message.
    pub is_withheld: bool,
    /// How many notices of the account they have not said to have read.
    pub unread_notices: i64,
    /// Whether the number has signed in meanwhile in a browser that it never had before, and nobody has said that it was
    /// them.
    pub signed_in_elsewhere: bool,
}

/// A grant with the names that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldGrant {
    /// The grant.
    pub grant: Grant,
    /// Since when.
    pub since: Timestamp,
    /// The name of its area.
    pub area_name: String,
    /// The name of the community that its area is or lies in; empty for an office or a district.
    pub community_name: String,
    /// The name of its team, for the roles that have one.
    pub team_name: Option<String>,
}

impl Viewer {
    /// The role in use.
    #[must_use]
    pub fn role(&self) -> Role {
        self.in_use.as_ref().map_or(Role::Resident, |grant| grant.role)
    }

    /// The community at whose desk the viewer works.
    #[must_use]
    pub fn community_desk(&self) -> Option<&AreaCode> {
        self.in_use.as_ref().filter(|grant| grant.role.is_of_community_desk()).map(|grant| &grant.area)
    }

    /// The community that the viewer leads.
    #[must_use]
    pub fn community_led(&self) -> Option<&AreaCode> {
        self.in_use.as_ref().filter(|grant| grant.role == Role::CommunityLead).map(|grant| &grant.area)
    }

    /// Whether others say what the person is called: whoever grants roles knows those who hold them by a name.
    #[must_use]
    pub fn keeps_name(&self) -> bool {
        !self.grants.is_empty() && !self.name.is_empty()
    }

    /// The grant in use with its names.
    #[must_use]
    pub fn held_in_use(&self) -> Option<&HeldGrant> {
        let in_use = self.in_use.as_ref()?;
        self.grants.iter().find(|held| held.grant.id == in_use.id)
    }

    /// What a phone knows the person by, to keep their pages and changes apart from anybody else's: a
    /// fingerprint that tells nothing of them.
    #[must_use]
    pub fn mark(&self, backend: &Backend) -> String {
        backend.vault.fingerprint(MARK_LABEL, &self.person.0)
    }

    /// Whether name, home or consent are still to be asked for. Whoever holds a grant need not live
    /// in the district.
    #[must_use]
    pub fn needs_profile(&self) -> bool {
        !self.consented || self.name.is_empty() || (self.home.is_none() && self.grants.is_empty())
    }
}

impl From<&Viewer> for Doer {
    fn from(viewer: &Viewer) -> Self {
        Self::holding(&viewer.person, viewer.in_use.as_ref())
    }
}

#[derive(FromRow)]
struct Row {
    token_hash: String,
    grant_in_use: Option<String>,
    made_by: String,
    created_at: i64,
    seen_at: i64,
    others: i64,
    notices: i64,
    person: String,
    phone: String,
    name: String,
    elder: i64,
    locale: Option<String>,
    estate: Option<String>,
    door: Option<String>,
    consent_version: Option<i64>,
    #[sqlx(flatten)]
    grant: GrantRow,
}

/// A grant with the name of its team; all of it is missing beside somebody who holds none.
#[derive(FromRow)]
struct GrantRow {
    grant_id: Option<String>,
    granted_at: Option<i64>,
    role: Option<String>,
    area: Option<String>,
    team: Option<String>,
    team_name: Option<String>,
}

/// The columns of [`GrantRow`], of the grants `g` of people `p` that hold as of $2.
macro_rules! grants_sql {
    ($columns:literal, $from:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " g.id AS grant_id, g.granted_at, g.role, g.area, g.team, t.name AS team_name FROM ",
            $from,
            " LEFT JOIN grants g ON g.person = p.id AND g.revoked_at IS NULL AND (g.ends_at IS NULL OR g.ends_at > $2) \
             LEFT JOIN teams t ON t.id = g.team WHERE ",
            $rest,
            " ORDER BY g.granted_at, g.id"
        )
    };
}

/// Who holds this token, or `None` if it is unknown or its session has ended.
///
/// A role that was taken back is no longer among the grants; if it was in use, the viewer is a
/// resident from this request on.
///
/// # Errors
/// [`AppError`] if the database or the vault fails.
pub async fn viewer(backend: &Backend, token: &str) -> Result<Option<Viewer>, AppError> {
    let now = backend.clock.now();
    let mut reading = backend.store.read().await?;
    let sql = grants_sql!(
        "s.token_hash, s.grant_in_use, s.made_by, s.created_at, s.seen_at, p.id AS person, p.phone, p.name, p.elder, p.locale, \
         p.estate, p.door, p.consent_version, (SELECT count(*) FROM sessions n WHERE n.person = p.id \
         AND n.new_device = 1 AND n.expires_at > $2 AND n.token_hash <> s.token_hash) AS others, \
         (SELECT count(*) FROM account_notices a WHERE a.person = p.id AND a.read_at IS NULL) AS notices,",
        "sessions s JOIN people p ON p.id = s.person",
        "s.token_hash = $1 AND s.expires_at > $2 AND p.locked_at IS NULL"
    );
    let mut rows: Vec<Row> = reading.all(sql, values![session::token_hash(backend, token), now]).await?;
    let tree = areas::tree_in(&mut reading, backend).await?;
    drop(reading);
    let Some(row) = rows.pop() else { return Ok(None) };
    let person = PersonId(row.person);
    let grants = rows.into_iter().map(|row| row.grant).chain([row.grant]);
    let grants = held(&tree, &person, grants)?;
    let limits = session::limits(&grants);
    let (begun, seen) = (Timestamp(row.created_at), Timestamp(row.seen_at));
    if limits.end(begun, seen) <= now {
        // What they hold has changed since the end was written down.
        return Ok(None);
    }
    session::seen(backend, &row.token_hash, limits, (begun, seen), now).await?;
    let home = home(backend, &person.0, row.estate.as_deref(), row.door.as_deref())?;
    let in_use = grants.iter().find(|held| Some(&held.grant.id) == row.grant_in_use.as_ref());
    let held_since = grants.iter().map(|held| (held.grant.role, held.since));
    let method = row.made_by.parse().map_err(|error| StoreError::row("sessions", "made_by", error))?;
    Ok(Some(Viewer {
        phone: decrypt_phone(backend, &person.0, &row.phone)?,
        community: home
            .as_ref()
            .and_then(|home| tree.community_of(&home.estate))
            .map(|community| community.code.clone()),
        in_use: in_use.map(|held| held.grant.clone()),
        consented: row.consent_version.is_some_and(|version| version >= PRIVACY_NOTICE),
        elder: row.elder != 0,
        locale: row.locale.as_deref().and_then(Locale::parse),
        name: row.name,
        session: row.token_hash,
        begun,
        method,
        is_withheld: backend.asks_second_factor && is_withheld(method, held_since, now),
        unread_notices: row.notices,
        signed_in_elsewhere: row.others > 0,
        person,
        home,
        grants,
    }))
}

/// What a person holds now, oldest first.
pub(super) async fn grants_of(
    tx: &mut Transaction,
    tree: &AreaTree,
    person: &PersonId,
    now: Timestamp,
) -> Result<Vec<HeldGrant>, StoreError> {
    let sql = grants_sql!("", "people p", "p.id = $1");
    held(tree, person, tx.all(sql, values![person, now]).await?)
}

fn held(
    tree: &AreaTree,
    person: &PersonId,
    rows: impl IntoIterator<Item = GrantRow>,
) -> Result<Vec<HeldGrant>, StoreError> {
    let held = |row: GrantRow| {
        let (Some(id), Some(role), Some(area)) = (row.grant_id, row.role, row.area) else { return Ok(None) };
        let bad = |reason: &dyn ToString| StoreError::row("grants", &id, reason.to_string());
        let area = AreaCode::parse(&area).map_err(|error| bad(&error))?;
        let role = role.parse().map_err(|error: strum::ParseError| bad(&error))?;
        let community = tree.community_of(&area);
        Ok(Some(HeldGrant {
            area_name: tree.name(&area).to_owned(),
            community_name: community.map_or_else(String::new, |community| community.name.clone()),
            since: Timestamp(row.granted_at.unwrap_or_default()),
            grant: Grant { id, person: person.clone(), role, area, team: row.team.map(TeamId) },
            team_name: row.team_name,
        }))
    };
    rows.into_iter().filter_map(|row| held(row).transpose()).collect()
}

/// Building, unit and room, as they are encrypted.
#[derive(Serialize, Deserialize)]
pub(super) struct Door {
    pub(super) building: String,
    pub(super) unit: String,
    pub(super) room: String,
}

/// Where a person lives now, if they have said it.
pub(crate) async fn home_of(
    tx: &mut Transaction,
    backend: &Backend,
    person: &PersonId,
) -> Result<Option<Address>, AppError> {
    #[derive(FromRow)]
    struct HomeRow {
        estate: Option<String>,
        door: Option<String>,
    }
    let row: Option<HomeRow> =
        tx.one("SELECT estate, door FROM people WHERE id = $1", values![person]).await?;
    row.map_or(Ok(None), |row| home(backend, &person.0, row.estate.as_deref(), row.door.as_deref()))
}

pub(super) fn home(
    backend: &Backend,
    person: &str,
    estate: Option<&str>,
    door: Option<&str>,
) -> Result<Option<Address>, AppError> {
    let (Some(estate), Some(door)) = (estate, door) else { return Ok(None) };
    let bad = |reason: &dyn ToString| StoreError::row("people", person, reason.to_string());
    let door = backend.vault.decrypt(DOOR_AAD, door)?;
    let Door { building, unit, room } = serde_json::from_str(&door).map_err(|error| bad(&error))?;
    let estate = AreaCode::parse(estate).map_err(|error| bad(&error))?;
    Ok(Some(Address { estate, building, unit, room }))
}
