//! What is searched for at a desk: an order by its number, or words.

use super::columns::{self, orders_sql};
use super::desk_rows::{Before, limit, within};
use super::{DeskFilter, Order};
use crate::areas::AreaTree;
use crate::simplified::simplified;
use crate::store::{StoreError, Transaction};
use crate::values;
use domain::areas::AreaCode;
use domain::orders::OrderNumber;
use domain::time::{DAY, Timestamp};
use sqlx::AssertSqlSafe;

/// How far back words are looked for, in days. Whole numbers are found however long it is ago.
const WORDS_REACH: i64 = 366;

/// What is searched for, the newest first, one more than a page: in every state, and a whole number also
/// outside of what else is filtered.
pub(super) async fn found(
    tx: &mut Transaction,
    (tree, area): (&AreaTree, &AreaCode),
    filter: &DeskFilter,
    now: Timestamp,
) -> Result<Vec<Order>, StoreError> {
    if let Some(number) = filter.number() {
        return numbered(tx, area, &number).await;
    }
    with_words(tx, (tree, area), filter, now.plus(-WORDS_REACH * DAY)).await
}

/// The order of a whole number, if it lies in the area.
async fn numbered(
    tx: &mut Transaction,
    area: &AreaCode,
    number: &OrderNumber,
) -> Result<Vec<Order>, StoreError> {
    if !area.covers(number.community()) {
        return Ok(Vec::new());
    }
    let sql = orders_sql!("WHERE o.community = $1 AND o.number = $2");
    columns::list(tx, sql, values![number.community(), number]).await
}

/// Orders with the words in their number or in the name of their service, placed since `from`.
async fn with_words(
    tx: &mut Transaction,
    (tree, area): (&AreaTree, &AreaCode),
    filter: &DeskFilter,
    from: Timestamp,
) -> Result<Vec<Order>, StoreError> {
    let sql = format!(
        "{} WHERE {} AND ($2 = '' OR o.list = $2) \
         AND ($3 = '' OR substr(o.estate, 1, length($3)) = $3) \
         AND (o.number LIKE $4 ESCAPE '!' OR o.service_name LIKE $5 ESCAPE '!') \
         AND o.placed_at >= $6 AND (o.placed_at, o.number) < ($7, $8) \
         ORDER BY o.placed_at DESC, o.number DESC LIMIT $9",
        orders_sql!(""),
        columns::within(tree, area)
    );
    let (before, words) = (Before::of(filter), simplified(&filter.words));
    let (number, name, within) = (like(&words.to_uppercase()), like(&words), within(area, filter));
    let values = values![area, &filter.list, within, number, name, from, before.at, before.number, limit()];
    // Everything in it was written here.
    columns::list(tx, AssertSqlSafe(sql), values).await
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
