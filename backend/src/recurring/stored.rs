//! A recurrence as it is stored, and who may do something to it.

use crate::accounts::Viewer;
use crate::orders::Viewpoint;
use crate::store::{FromRow, StoreError, Transaction, Value};
use crate::{AppError, values};
use domain::accounts::PersonId;
use domain::areas::AreaCode;
use domain::orders::{Acting, Actor, OrderError, OrderNumber, Parties, acting_as};
use domain::recurring::{Recurrence, RecurrenceId};
use domain::time::Timestamp;
use jiff::civil::Date;
use std::fmt::Display;

/// Additional data of the contacts of recurrences.
pub(super) const CONTACT_AAD: &str = "recurrences.contact";

/// A recurrence as it is stored. The contact stays encrypted until somebody may see it.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) id: RecurrenceId,
    /// The order that it was made from, which says what is asked for each time.
    pub(super) number: OrderNumber,
    pub(super) parties: Parties,
    pub(super) service: String,
    pub(super) service_name: String,
    pub(super) entered_by: Option<PersonId>,
    pub(super) contact: String,
    /// Whether the door was the resident's own home.
    pub(super) at_home: bool,
    pub(super) rule: Recurrence,
    /// Everything up to this day is decided.
    pub(super) looked_until: Date,
    /// When it is to be looked at; `None` once there are no more days, or it was stopped.
    pub(super) next_at: Option<Timestamp>,
    pub(super) stopped_at: Option<Timestamp>,
}

/// A query of recurrences: the columns of [`StoredRow`], and what follows them.
macro_rules! recurrences_sql {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.number, r.service, r.service_name, r.placed_by, r.resident, r.entered_by, ",
            "r.contact, r.at_home, r.rule, r.looked_until, r.next_at, r.stopped_at, ",
            "o.estate FROM recurrences r ",
            "JOIN orders o ON o.community = r.community AND o.number = r.number ",
            $rest
        )
    };
}
pub(super) use recurrences_sql;

#[derive(FromRow)]
struct StoredRow {
    id: String,
    number: String,
    service: String,
    service_name: String,
    placed_by: String,
    resident: String,
    entered_by: Option<String>,
    contact: String,
    at_home: i64,
    rule: String,
    looked_until: String,
    next_at: Option<i64>,
    stopped_at: Option<i64>,
    estate: String,
}

impl TryFrom<StoredRow> for Stored {
    type Error = StoreError;

    fn try_from(row: StoredRow) -> Result<Self, StoreError> {
        let bad = |reason: &dyn Display| StoreError::row("recurrences", &row.id, reason.to_string());
        Ok(Self {
            id: RecurrenceId::parse(&row.id).map_err(|error| bad(&error))?,
            number: OrderNumber::parse(&row.number).map_err(|error| bad(&error))?,
            parties: Parties {
                placed_by: PersonId(row.placed_by.clone()),
                resident: PersonId(row.resident.clone()),
                estate: AreaCode::parse(&row.estate).map_err(|error| bad(&error))?,
            },
            rule: serde_json::from_str(&row.rule).map_err(|error| bad(&error))?,
            looked_until: row.looked_until.parse().map_err(|error: jiff::Error| bad(&error))?,
            service: row.service,
            service_name: row.service_name,
            entered_by: row.entered_by.map(PersonId),
            contact: row.contact,
            at_home: row.at_home != 0,
            next_at: row.next_at.map(Timestamp),
            stopped_at: row.stopped_at.map(Timestamp),
        })
    }
}

/// The recurrences of a query made by [`recurrences_sql`].
pub(super) async fn list(
    tx: &mut Transaction,
    sql: &'static str,
    values: Vec<Value>,
) -> Result<Vec<Stored>, StoreError> {
    tx.all::<StoredRow>(sql, values).await?.into_iter().map(Stored::try_from).collect()
}

/// The recurrence of that name, if there is one.
pub(super) async fn find(tx: &mut Transaction, id: &RecurrenceId) -> Result<Option<Stored>, StoreError> {
    let sql = recurrences_sql!("WHERE r.community = $1 AND r.id = $2");
    Ok(list(tx, sql, values![id.community(), id.to_string()]).await?.pop())
}

/// Lets nobody else decide about its days until the transaction ends, see [`crate::orders::lock`].
pub(super) async fn lock(tx: &mut Transaction, id: &RecurrenceId) -> Result<(), StoreError> {
    let sql = "SELECT id FROM recurrences WHERE community = $1 AND id = $2";
    tx.hold(sql, values![id.community(), id.to_string()]).await
}

/// The recurrence, for somebody who may change it, and as what they do so: those whose it is, from their
/// own pages; from the desk the staff of its community, for whoever telephones.
///
/// # Errors
/// [`AppError`]: not found for everybody else, denied for those who may only look.
pub(super) async fn load(
    tx: &mut Transaction,
    viewer: &Viewer,
    id: &str,
    viewpoint: Viewpoint,
) -> Result<(Stored, Actor), AppError> {
    let id = RecurrenceId::parse(id).map_err(|_| missing())?;
    let stored = find(tx, &id).await?.ok_or_else(missing)?;
    let grant = viewer.in_use.as_ref().filter(|_| viewpoint == Viewpoint::Role);
    let acting = match acting_as(&viewer.person, grant, id.community(), &stored.parties) {
        Some(acting) => acting,
        // Most likely a role that was taken back since the page was shown.
        None if viewpoint == Viewpoint::Role && grant.is_none() => return Err(AppError::denied()),
        None => return Err(missing()),
    };
    if !matches!(acting, Acting::Resident | Acting::Staff | Acting::CommunityLead) {
        return Err(AppError::denied());
    }
    let actor = Actor { person: Some(viewer.person.clone()), name: viewer.name.clone(), acting };
    if stored.parties.are_for_others(&actor) {
        return Err(OrderError::OwnOrder.into());
    }
    Ok((stored, actor))
}

/// Who cancels what was made ahead: the residents themselves, or the program, where the desk said so for
/// them; staff cancel nothing of a resident's.
pub(super) fn canceller(actor: &Actor) -> Actor {
    if actor.acting == Acting::Resident { actor.clone() } else { Actor::system() }
}

/// What one reads of a recurrence that isn't there, or isn't one's business.
fn missing() -> AppError {
    AppError::not_found("recurring.not_found", "这个定期点单")
}
