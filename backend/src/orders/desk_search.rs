//! What is searched for at a desk: an order by its number, somebody's orders, or words.

use super::columns::{self, orders_sql};
use super::desk_rows::{Before, limit, within};
use super::{DeskFilter, Order};
use crate::accounts::phone_hash;
use crate::areas::AreaTree;
use crate::simplified::simplified;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{Backend, values};
use domain::accounts::Phone;
use domain::areas::AreaCode;
use domain::orders::OrderNumber;
use domain::text;
use domain::time::{DAY, Timestamp};
use domain::typed::one_line;
use sqlx::AssertSqlSafe;

/// How far back words are looked for, in days. Whole numbers and people are found however long it is ago.
const WORDS_REACH: i64 = 366;

/// Whom a search may mean: a resident by their name or their number, each whole. Empty for nobody.
#[derive(Default)]
pub(super) struct Sought {
    name: String,
    /// The name in simplified characters: whoever reads 繁體 sees it so and types it otherwise.
    simplified: String,
    phone_hash: String,
}

impl Sought {
    /// Whom the words of a filter may mean.
    pub(super) fn of(backend: &Backend, filter: &DeskFilter) -> Self {
        let name = text::optional(&one_line(&filter.words), usize::MAX).unwrap_or_default();
        let simplified = simplified(&name);
        let phone = Phone::parse(&simplified).ok();
        let phone_hash = phone.map_or_else(String::new, |phone| phone_hash(backend, &phone));
        Self { name, simplified, phone_hash }
    }
}

/// What is searched for, the newest first, one more than a page: in every state, and a whole number also
/// outside of what else is filtered.
pub(super) async fn found(
    tx: &mut Transaction,
    (tree, area): (&AreaTree, &AreaCode),
    filter: &DeskFilter,
    sought: &Sought,
    now: Timestamp,
) -> Result<Vec<Order>, StoreError> {
    if let Some(number) = filter.number() {
        let orders = numbered(tx, area, &number).await?;
        // «0512-57301234» could be either.
        if !orders.is_empty() || sought.phone_hash.is_empty() {
            return Ok(orders);
        }
    }
    if sought.is_known(tx).await? {
        return of_people(tx, area, filter, sought).await;
    }
    with_words(tx, (tree, area), filter, now.plus(-WORDS_REACH * DAY)).await
}

impl Sought {
    /// Whether there is anybody of that name or number.
    async fn is_known(&self, tx: &mut Transaction) -> Result<bool, StoreError> {
        #[derive(FromRow)]
        struct Row {}
        if self.name.is_empty() {
            return Ok(false);
        }
        let sql = "SELECT id FROM people WHERE name = $1 OR name = $2 OR phone_hash = $3 LIMIT 1";
        let row: Option<Row> = tx.one(sql, values![&self.name, &self.simplified, &self.phone_hash]).await?;
        Ok(row.is_some())
    }
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

/// What those who are sought ordered, or others for them.
async fn of_people(
    tx: &mut Transaction,
    area: &AreaCode,
    filter: &DeskFilter,
    sought: &Sought,
) -> Result<Vec<Order>, StoreError> {
    // The key is gathered by the index of each, which a condition with «or» would not use everywhere.
    let sql = orders_sql!(
        "WHERE (o.community, o.number) IN ( \
         SELECT community, number FROM orders WHERE resident IN \
         (SELECT id FROM people WHERE name = $1 OR name = $9 OR phone_hash = $2) UNION \
         SELECT community, number FROM orders WHERE placed_by IN \
         (SELECT id FROM people WHERE name = $1 OR name = $9 OR phone_hash = $2)) \
         AND substr(o.community, 1, length($3)) = $3 \
         AND ($4 = '' OR o.list = $4) AND ($5 = '' OR substr(o.estate, 1, length($5)) = $5) \
         AND (o.placed_at, o.number) < ($6, $7) ORDER BY o.placed_at DESC, o.number DESC LIMIT $8"
    );
    let (before, within) = (Before::of(filter), within(area, filter));
    let (name, phone) = (&sought.name, &sought.phone_hash);
    let list = &filter.list;
    let values =
        values![name, phone, area, list, within, before.at, before.number, limit(), &sought.simplified];
    columns::list(tx, sql, values).await
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
