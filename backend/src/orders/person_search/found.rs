//! What a search for a person found.

use super::super::columns::{self, orders_sql};
use super::super::own::{page, parse_key};
use super::super::{Contact, ContactView, Order};
use super::{AAD, desk_of_community};
use crate::accounts::Viewer;
use crate::store::{FromRow, PAGE};
use crate::{AppError, Backend, ErrorKind, values};
use domain::orders::PERSON_SEARCH_LIFETIME;
use domain::text::without_numbers;
use domain::time::Timestamp;

/// What a search found.
#[derive(Clone, Debug)]
pub struct FoundPerson {
    /// What was searched for, as the person who searches typed it.
    pub sought: String,
    /// One page of the orders that those found placed, or that were placed for them; the newest first.
    pub orders: Vec<(Order, ContactView)>,
    /// The key of the next page, if there is one.
    pub next: Option<String>,
}

/// What the viewer's own search found, after the key of the page before.
///
/// # Errors
/// [`AppError::denied`] to whoever has no community's desk; `person_search.over` ten minutes after the search, and to
/// everybody else.
pub async fn found_person(
    backend: &Backend,
    viewer: &Viewer,
    id: &str,
    after: Option<&str>,
) -> Result<FoundPerson, AppError> {
    #[derive(FromRow)]
    struct Search {
        sought: String,
        at: i64,
    }
    let community = desk_of_community(viewer)?;
    let mut tx = backend.store.read().await?;
    let sql = "SELECT sought, at FROM person_searches WHERE community = $1 AND id = $2 AND person = $3";
    let search: Option<Search> = tx.one(sql, values![&community, id, &viewer.person]).await?;
    let now = backend.clock.now();
    let search = search.filter(|search| now.since(Timestamp(search.at)) < PERSON_SEARCH_LIFETIME);
    let search = search.ok_or_else(|| {
        AppError::new(ErrorKind::NotFound, "person_search.over", "这次查找已经过了 10 分钟，请重新找")
    })?;
    // The key is gathered by the index of each, which a condition with «or» would not use everywhere.
    let sql = orders_sql!(
        "WHERE o.community = $1 AND o.number IN ( \
         SELECT number FROM orders WHERE community = $1 AND resident IN \
         (SELECT person FROM person_search_hits WHERE community = $1 AND search = $2) UNION \
         SELECT number FROM orders WHERE community = $1 AND placed_by IN \
         (SELECT person FROM person_search_hits WHERE community = $1 AND search = $2)) \
         AND (o.placed_at, o.number) < ($3, $4) ORDER BY o.placed_at DESC, o.number DESC LIMIT $5"
    );
    let (at, number) = after.and_then(parse_key).unwrap_or((i64::MAX, String::new()));
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut orders = columns::list(&mut tx, sql, values![&community, id, at, number, limit]).await?;
    let next = page(&mut orders);
    let mut seen = Vec::with_capacity(orders.len());
    for mut order in orders {
        order.details.note = without_numbers(&order.details.note);
        let contact = Contact::decrypt(backend, &order)?.masked();
        seen.push((order, contact));
    }
    Ok(FoundPerson { sought: backend.vault.decrypt(AAD, &search.sought)?, orders: seen, next })
}
