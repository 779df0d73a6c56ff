//! Who is on the telephone, by their number: what a desk knows of them, so that they needn't say it again.
//!
//! It is a search for a person like any other: written down before anything is shown, and so many an hour. It tells nothing of
//! anybody but those who live in the community, or have ordered there.

use super::super::columns::{self, orders_sql};
use super::super::{Contact, Order};
use super::{AAD, Sought, desk_of_community, search};
use crate::accounts::{Viewer, home_of, phone_hash};
use crate::simplified::simplified;
use crate::store::{FromRow, Transaction};
use crate::{AppError, Backend, FieldError, areas, field, values};
use domain::accounts::{Address, PersonId, Phone};
use domain::areas::AreaCode;
use domain::orders::{CALLER_LIFETIME, SearchReason};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

/// How many of a caller's last orders are shown.
const LAST: i64 = 5;

/// The number that calls.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CallerForm {
    /// As typed.
    pub phone: String,
}

/// Somebody on the telephone.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Their number in full.
    pub phone: String,
    /// What the community knows of them; `None` of somebody new.
    pub known: Option<KnownCaller>,
}

/// What a community knows of a caller.
#[derive(Clone, Debug)]
pub struct KnownCaller {
    /// Who it is.
    pub person: PersonId,
    /// Their name; empty if nobody ever said it.
    pub name: String,
    /// Their door in the community, with the name of its estate: where they live, or else where they were served last.
    pub door: Option<(String, Address)>,
    /// Their last orders in the community, the newest first.
    pub orders: Vec<Order>,
}

/// Writes down that a number was looked up; under which id what is known is read for the next half an hour.
///
/// # Errors
/// [`AppError::denied`] to whoever has no community's desk; the field `phone`; `person_search.limit` with the time to wait.
pub async fn find_caller(backend: &Backend, viewer: &Viewer, form: &CallerForm) -> Result<String, AppError> {
    let community = desk_of_community(viewer)?;
    let phone = Phone::parse(&simplified(&form.phone))
        .map_err(|error| AppError::invalid(vec![FieldError::new(field!(CallerForm, phone), error)]))?;
    let sought = Sought {
        words: phone.full().to_owned(),
        simplified: String::new(),
        phone_hash: phone_hash(backend, &phone),
    };
    search(backend, viewer, &community, &sought, SearchReason::CallerOrders).await
}

/// What is known of the caller whom the viewer looked up under this id; `None` half an hour later, and to everybody else.
///
/// # Errors
/// [`AppError::denied`] to whoever has no community's desk.
pub async fn caller(backend: &Backend, viewer: &Viewer, id: &str) -> Result<Option<Caller>, AppError> {
    #[derive(FromRow)]
    struct Search {
        sought: String,
        at: i64,
        found: Option<String>,
    }
    let community = desk_of_community(viewer)?;
    let mut tx = backend.store.read().await?;
    let reason: &str = SearchReason::CallerOrders.into();
    let search: Option<Search> = tx
        .one(
            "SELECT s.sought, s.at, (SELECT min(h.person) FROM person_search_hits h \
             WHERE h.community = s.community AND h.search = s.id) AS found FROM person_searches s \
             WHERE s.community = $1 AND s.id = $2 AND s.person = $3 AND s.reason = $4",
            values![&community, id, &viewer.person, reason],
        )
        .await?;
    let now = backend.clock.now();
    let search = search.filter(|search| now.since(Timestamp(search.at)) < CALLER_LIFETIME);
    let Some(Search { sought, found, .. }) = search else { return Ok(None) };
    // Whoever may not see doors types what the caller says.
    let known = match found.filter(|_| viewer.may_see_contacts().is_ok()) {
        Some(person) => Some(known(&mut tx, backend, &community, PersonId(person)).await?),
        None => None,
    };
    Ok(Some(Caller { phone: backend.vault.decrypt(AAD, &sought)?, known }))
}

async fn known(
    tx: &mut Transaction,
    backend: &Backend,
    community: &AreaCode,
    person: PersonId,
) -> Result<KnownCaller, AppError> {
    #[derive(FromRow)]
    struct Row {
        name: String,
    }
    let row: Option<Row> = tx.one("SELECT name FROM people WHERE id = $1", values![&person]).await?;
    let sql = orders_sql!(
        "WHERE o.community = $1 AND o.number IN ( \
         SELECT number FROM orders WHERE community = $1 AND resident = $2 UNION \
         SELECT number FROM orders WHERE community = $1 AND placed_by = $2) \
         ORDER BY o.placed_at DESC, o.number DESC LIMIT $3"
    );
    let orders = columns::list(tx, sql, values![community, &person, LAST]).await?;
    let home = home_of(tx, backend, &person).await?.filter(|home| community.covers(&home.estate));
    let served = orders.iter().find(|order| order.parties.resident == person);
    let served = served.map(|order| Contact::decrypt(backend, order)).transpose()?;
    let name = row.map(|row| row.name).filter(|name| !name.is_empty());
    let name = name.or_else(|| served.as_ref().map(|served| served.name.full().to_owned()));
    let door = home.or(served.map(|served| served.address));
    let tree = areas::tree_in(tx, backend).await?;
    let door = door.map(|door| (tree.name(&door.estate).to_owned(), door));
    Ok(KnownCaller { name: name.unwrap_or_default(), door, orders, person })
}
