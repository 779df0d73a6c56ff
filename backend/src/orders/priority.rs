//! Lists of work, the most pressing order first: the same order in SQL as in [`Priority`], and the key of their pages.

use super::Order;
use domain::orders::{OrderNumber, Priority};
use domain::time::Timestamp;

/// The nearest deadline of the order `o`, or [`Priority::NO_DEADLINE`].
macro_rules! due_sql {
    () => {
        "COALESCE((SELECT min(k.deadline) FROM order_clocks k WHERE k.community = o.community \
         AND k.number = o.number AND k.stopped_at IS NULL), 9223372036854775807)"
    };
}

/// What lists of work are ordered by, after the SQL of their own rank: the fields of [`Priority`], and the number.
macro_rules! priority_sql {
    ($($rank:tt)*) => {
        concat!(
            $($rank)*,
            ", CASE WHEN o.urgent = 1 THEN 0 ELSE 1 END, ",
            $crate::orders::priority::due_sql!(),
            ", o.placed_at, o.number"
        )
    };
}
pub(super) use {due_sql, priority_sql};

/// After which order a page of a list of work goes on.
pub(super) struct WorkKey {
    pub(super) priority: Priority,
    pub(super) number: String,
}

impl WorkKey {
    /// Before every order.
    pub(super) fn start() -> Self {
        let (deadline, placed_at) = (Timestamp(i64::MIN), Timestamp(i64::MIN));
        let priority = Priority { rank: i64::MIN, unhurried: false, deadline, placed_at };
        Self { priority, number: String::new() }
    }

    /// After an order that has this rank in its list.
    pub(super) fn after(order: &Order, rank: i64) -> Self {
        let deadline = order.due.map_or(Priority::NO_DEADLINE, |due| due.at);
        let priority = Priority { rank, unhurried: !order.urgent, deadline, placed_at: order.placed_at };
        Self { priority, number: order.number.to_string() }
    }

    /// As it stands in an address: «2_1_1795487400000_1795483800000_K101-0427».
    pub(super) fn encoded(&self) -> String {
        let Priority { rank, unhurried, deadline, placed_at } = self.priority;
        format!("{rank}_{}_{}_{}_{}", i64::from(unhurried), deadline.0, placed_at.0, self.number)
    }

    /// What [`WorkKey::encoded`] made; the start, if somebody has tampered with it.
    pub(super) fn decoded(encoded: &str) -> Self {
        let read = || {
            let mut parts = encoded.split('_');
            let mut next = || parts.next()?.parse::<i64>().ok();
            let (rank, unhurried) = (next()?, next()? != 0);
            let (deadline, placed_at) = (Timestamp(next()?), Timestamp(next()?));
            let number = OrderNumber::parse(parts.next()?).ok()?.to_string();
            Some(Self { priority: Priority { rank, unhurried, deadline, placed_at }, number })
        };
        read().unwrap_or_else(Self::start)
    }
}
