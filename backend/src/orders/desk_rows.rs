//! The rows of a desk: those of a group, and those that are searched for.

use super::order::{self, orders_sql};
use super::own::{parse_key, parse_ranked};
use super::{DeskFilter, Order};
use crate::accounts::phone_hash;
use crate::areas::AreaTree;
use crate::store::{PAGE, Session, StoreError};
use crate::{Backend, values};
use domain::accounts::Phone;
use domain::areas::AreaCode;
use domain::orders::OrderNumber;
use sqlx::AssertSqlSafe;

/// Whom a search may mean: a resident by their name or their number, each whole. Empty for nobody.
#[derive(Default)]
pub(super) struct Sought {
    name: String,
    phone_hash: String,
}

impl Sought {
    /// Whom the words of a filter may mean.
    pub(super) fn of(backend: &Backend, filter: &DeskFilter) -> Self {
        let phone = Phone::parse(&filter.words).ok();
        let phone_hash = phone.map_or_else(String::new, |phone| phone_hash(backend, &phone));
        Self { name: filter.words.trim().to_owned(), phone_hash }
    }
}

/// What stands first among the oldest: what only waits to be put away is the staff's to do, the rest of
/// its group the resident's.
pub(super) fn rank(order: &Order) -> i64 {
    i64::from(!order.state.awaits_closing())
}

/// What the stored state of an order holds on whose work the resident has been heard.
const HEARD: &str = "%\"confirmed\":true%";

/// The orders of a group, the oldest first, one more than a page.
pub(super) async fn oldest(
    session: &mut Session,
    area: &AreaCode,
    filter: &DeskFilter,
) -> Result<Vec<Order>, StoreError> {
    let sql = orders_sql!(
        "WHERE o.community IN (SELECT code FROM areas WHERE kind = 'community' \
         AND substr(code, 1, length($1)) = $1) AND o.state IN ($2, $3, $4) \
         AND ($5 = '' OR o.list = $5) AND ($6 = '' OR substr(o.estate, 1, length($6)) = $6) \
         AND (CASE WHEN o.detail LIKE $7 THEN 0 ELSE 1 END, o.placed_at, o.number) > ($8, $9, $10) \
         ORDER BY CASE WHEN o.detail LIKE $7 THEN 0 ELSE 1 END, o.placed_at, o.number LIMIT $11"
    );
    let (rank, at, number) = parse_ranked(&filter.after).unwrap_or((0, i64::MIN, String::new()));
    let [one, two, three] = filter.group.states();
    let within = within(area, filter);
    let values = values![area, one, two, three, &filter.list, within, HEARD, rank, at, number, limit()];
    order::list(session, sql, values).await
}

/// The orders of a group or a search, the newest first, one more than a page. A search looks into every
/// state; a whole number is found whatever else is filtered.
pub(super) async fn newest(
    session: &mut Session,
    (tree, area): (&AreaTree, &AreaCode),
    filter: &DeskFilter,
    sought: &Sought,
) -> Result<Vec<Order>, StoreError> {
    let sql = format!(
        "{} WHERE {} AND ($2 = '' OR o.state IN ($2, $3, $4)) \
         AND ($5 = '' OR o.list = $5) AND ($6 = '' OR substr(o.estate, 1, length($6)) = $6) \
         AND ($7 = '' OR o.number LIKE $8 ESCAPE '!' OR o.service_name LIKE $7 ESCAPE '!' \
         OR ($9 <> '' AND EXISTS (SELECT 1 FROM people p WHERE p.id IN (o.resident, o.placed_by) \
         AND (p.name = $9 OR p.phone_hash = $10)))) \
         AND (o.placed_at, o.number) < ($11, $12) ORDER BY o.placed_at DESC, o.number DESC LIMIT $13",
        orders_sql!(""),
        order::within(tree, area)
    );
    let (at, number) = parse_key(&filter.after).unwrap_or((i64::MAX, String::new()));
    let [one, two, three] = if filter.searches() { [""; 3] } else { filter.group.states() };
    let words = filter.words.trim();
    let (list, within) = if filter.number().is_some() {
        ("", String::new())
    } else {
        (filter.list.as_str(), within(area, filter))
    };
    let pattern = if words.is_empty() { String::new() } else { like(words) };
    let values = values![
        area,
        one,
        two,
        three,
        list,
        within,
        pattern,
        like(&words.to_uppercase()),
        &sought.name,
        &sought.phone_hash,
        at,
        number,
        limit()
    ];
    // Everything in it was written here.
    order::list(session, AssertSqlSafe(sql), values).await
}

/// The order of just this number, if it lies in the area.
pub(super) async fn numbered(
    session: &mut Session,
    area: &AreaCode,
    number: &OrderNumber,
) -> Result<Option<Order>, StoreError> {
    if !area.covers(number.community()) {
        return Ok(None);
    }
    order::find(session, number).await
}

/// The area within the desk's that is asked for; empty for all.
fn within(area: &AreaCode, filter: &DeskFilter) -> String {
    let within = AreaCode::parse(&filter.area).ok().filter(|within| area.covers(within));
    within.map_or_else(String::new, |within| within.to_string())
}

/// One row more than a page shows whether there is another page.
fn limit() -> i64 {
    i64::try_from(PAGE + 1).unwrap_or(i64::MAX)
}

/// A pattern that finds the words anywhere; `!` takes away the meaning of what follows it.
fn like(words: &str) -> String {
    let mut pattern = String::from("%");
    for character in words.chars().take(40) {
        if matches!(character, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(character);
    }
    pattern + "%"
}

#[cfg(test)]
mod tests {
    use super::like;

    #[test]
    fn signs_of_patterns_are_only_signs() {
        assert_eq!(like("50%_off!"), "%50!%!_off!!%");
    }
}
