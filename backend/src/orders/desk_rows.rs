//! The rows of a desk: those of a group, the oldest first where something is to be done, the newest first
//! where it is over.

use super::order::{self, orders_sql};
use super::own::{parse_key, parse_ranked};
use super::{DeskFilter, Order};
use crate::store::{PAGE, Session, StoreError};
use crate::values;
use domain::areas::AreaCode;
use domain::time::{DAY, Timestamp};

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

/// How many days a list that begins with the newest looks back, further as long as its page isn't full: what lies
/// long back costs only those who go there.
const REACHES: [i64; 4] = [1, 8, 64, 512];

/// Where a list that begins with the newest goes on.
pub(super) struct Before {
    /// The last order's time, or now.
    pub(super) at: Timestamp,
    /// The last order's number; what was placed at the same time and has a greater one stands before it.
    pub(super) number: String,
}

impl Before {
    /// After the page that the filter names; the first page without one.
    pub(super) fn of(filter: &DeskFilter, now: Timestamp) -> Self {
        let key = parse_key(&filter.after);
        // Nothing is placed later than now, and no number is greater than this.
        key.map_or_else(
            || Self { at: now, number: "~".to_owned() },
            |(at, number)| Self { at: Timestamp(at), number },
        )
    }

    /// From when on it is looked, one time after the other, but never before `first`.
    pub(super) fn reaches(&self, first: Timestamp) -> impl Iterator<Item = Timestamp> + use<> {
        let at = self.at;
        let reaches = REACHES.map(|days| at.plus(-days * DAY)).into_iter();
        reaches.take_while(move |from| *from > first).chain([first])
    }
}

/// The orders that are over, the newest first, one more than a page.
pub(super) async fn over(
    session: &mut Session,
    area: &AreaCode,
    filter: &DeskFilter,
    now: Timestamp,
) -> Result<Vec<Order>, StoreError> {
    let before = Before::of(filter, now);
    let [one, two, three] = filter.group.states();
    let within = within(area, filter);
    let mut orders = Vec::new();
    for from in before.reaches(Timestamp(0)) {
        let sql = orders_sql!(
            "WHERE o.community IN (SELECT code FROM areas WHERE kind = 'community' \
             AND substr(code, 1, length($1)) = $1) AND o.state IN ($2, $3, $4) \
             AND ($5 = '' OR o.list = $5) AND ($6 = '' OR substr(o.estate, 1, length($6)) = $6) \
             AND o.placed_at >= $7 AND (o.placed_at, o.number) < ($8, $9) \
             ORDER BY o.placed_at DESC, o.number DESC LIMIT $10"
        );
        let values =
            values![area, one, two, three, &filter.list, &within, from, before.at, &before.number, limit()];
        orders = order::list(session, sql, values).await?;
        if orders.len() > PAGE {
            break;
        }
    }
    Ok(orders)
}

/// The area within the desk's that is asked for; empty for all.
pub(super) fn within(area: &AreaCode, filter: &DeskFilter) -> String {
    let within = AreaCode::parse(&filter.area).ok().filter(|within| area.covers(within));
    within.map_or_else(String::new, |within| within.to_string())
}

/// One row more than a page shows whether there is another page.
pub(super) fn limit() -> i64 {
    i64::try_from(PAGE + 1).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_looks_back_further_and_further_but_not_beyond_its_end() {
        let now = Timestamp(1_000 * DAY);
        let before = Before::of(&DeskFilter::default(), now);
        let days =
            |first| before.reaches(Timestamp(first * DAY)).map(|from| from.0 / DAY).collect::<Vec<_>>();
        assert_eq!(days(0), [999, 992, 936, 488, 0]);
        assert_eq!(days(990), [999, 992, 990]);
        let after = DeskFilter { after: "86400000_K101-0427".into(), ..DeskFilter::default() };
        let before = Before::of(&after, now);
        assert_eq!((before.at, before.number.as_str()), (Timestamp(DAY), "K101-0427"));
    }
}
