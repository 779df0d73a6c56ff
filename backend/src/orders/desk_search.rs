//! What is searched for at a desk: an order by its number, or words: a service, an estate with its building, whoever has it.

use super::building::building_hash;
use super::columns::{self, orders_sql};
use super::desk_rows::{Before, limit, within};
use super::{DeskFilter, Order};
use crate::areas::AreaTree;
use crate::simplified::simplified;
use crate::store::{StoreError, Transaction};
use crate::{Backend, values};
use domain::areas::{AreaCode, AreaKind};
use domain::orders::OrderNumber;
use domain::time::{DAY, Timestamp};
use sqlx::AssertSqlSafe;
use std::iter::repeat;

/// How far back words are looked for, in days. Whole numbers are found however long it is ago.
const WORDS_REACH: i64 = 366;
/// How many estates one name may mean; of more the first.
const ESTATES: usize = 5;

/// What is searched for, the newest first, one more than a page: in every state, and a whole number also
/// outside of what else is filtered.
pub(super) async fn found(
    tx: &mut Transaction,
    backend: &Backend,
    (tree, area): (&AreaTree, &AreaCode),
    filter: &DeskFilter,
    now: Timestamp,
) -> Result<Vec<Order>, StoreError> {
    if let Some(number) = filter.number() {
        return numbered(tx, area, &number).await;
    }
    with_words(tx, backend, (tree, area), filter, now.plus(-WORDS_REACH * DAY)).await
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

/// Orders with the words in their number or in the name of their service, in the estate or the building that they name, or in
/// the hands of somebody, or of a team, called so; placed since `from`. Residents are found elsewhere, on record.
async fn with_words(
    tx: &mut Transaction,
    backend: &Backend,
    (tree, area): (&AreaTree, &AreaCode),
    filter: &DeskFilter,
    from: Timestamp,
) -> Result<Vec<Order>, StoreError> {
    let sql = format!(
        "{} WHERE {} AND ($2 = '' OR o.list = $2) \
         AND ($3 = '' OR substr(o.estate, 1, length($3)) = $3) \
         AND (o.number LIKE $4 ESCAPE '!' OR o.service_name LIKE $5 ESCAPE '!' \
         OR o.estate IN ($10, $11, $12, $13, $14) OR o.building_hash IN ($15, $16, $17, $18, $19) \
         OR COALESCE(o.helper, o.assignee_person) IN (SELECT g.person FROM grants g JOIN people p ON p.id = g.person \
         WHERE substr(g.area, 1, length($1)) = $1 AND p.name LIKE $5 ESCAPE '!') \
         OR o.assignee_team IN (SELECT t.id FROM teams t \
         WHERE substr(t.area, 1, length($1)) = $1 AND t.name LIKE $5 ESCAPE '!')) \
         AND o.placed_at >= $6 AND (o.placed_at, o.number) < ($7, $8) \
         ORDER BY o.placed_at DESC, o.number DESC LIMIT $9",
        orders_sql!(""),
        columns::within(tree, area)
    );
    let (before, words) = (Before::of(filter), simplified(&filter.words));
    let named = estates(tree, area, &words);
    let without =
        named.iter().filter(|(_, building)| building.is_empty()).map(|(estate, _)| estate.to_string());
    let buildings = named.iter().filter(|(_, building)| !building.is_empty());
    let buildings = buildings.map(|(estate, building)| building_hash(backend, estate, building));
    // A statement takes as many each time; an empty one fits none.
    let all = |some: Vec<String>| some.into_iter().chain(repeat(String::new())).take(ESTATES);
    let places = all(without.collect()).chain(all(buildings.collect()));
    let (number, name, within) = (like(&words.to_uppercase()), like(words.trim()), within(area, filter));
    let mut values =
        values![area, &filter.list, within, number, name, from, before.at, before.number, limit()];
    values.extend(places.map(Into::into));
    // Everything in it was written here.
    columns::list(tx, AssertSqlSafe(sql), values).await
}

/// The estates of an area that the words name, whole or in part, each with the building that follows the name; empty if none
/// does. «中华园 12 幢» is building 12 of every 中华园; a room that follows is left out.
fn estates(tree: &AreaTree, area: &AreaCode, words: &str) -> Vec<(AreaCode, String)> {
    let words = words.trim();
    let all = || {
        tree.of_kind(AreaKind::Estate)
            .into_iter()
            .filter(|estate| area.covers(&estate.code))
            .map(|estate| (&estate.code, estate.name.as_str()))
    };
    let whole = |(code, name): (&AreaCode, &str)| Some((code.clone(), building(words.strip_prefix(name)?)));
    let mut named: Vec<_> = all().filter_map(whole).collect();
    if named.is_empty() {
        let end = words.find(|sign: char| sign.is_numeric() || sign.is_whitespace()).unwrap_or(words.len());
        let (part, rest) = words.split_at(end);
        if part.chars().count() > 1 {
            named.extend(
                all().filter(|(_, name)| name.contains(part)).map(|(code, _)| (code.clone(), building(rest))),
            );
        }
    }
    named
}

/// The building at the beginning of what follows an estate's name.
fn building(rest: &str) -> String {
    let rest = rest.trim_start();
    let end = rest
        .find(|sign: char| sign.is_whitespace() || matches!(sign, '幢' | '栋' | '号' | '座'))
        .unwrap_or(rest.len());
    rest[..end].to_owned()
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
    use super::{building, like};

    #[test]
    fn signs_of_patterns_are_only_signs() {
        assert_eq!(like("50%_off!"), "%50!%!_off!!%");
    }

    #[test]
    fn a_building_stands_before_its_sign_and_before_any_room() {
        for (rest, wanted) in
            [(" 12", "12"), ("12幢301", "12"), ("12 301", "12"), ("12-A栋", "12-A"), ("", ""), (" ", "")]
        {
            assert_eq!(building(rest), wanted, "{rest}");
        }
    }
}
