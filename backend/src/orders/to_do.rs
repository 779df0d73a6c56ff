//! Whether an order waits for somebody who is told of it, as it stands now: for lists of notices.

use super::columns::helper_holds_sql;
use super::priority::due_sql;

/// 1 if the order `o` waits for the person $1, the team $2 or the desk $3, each empty where there is none; else 0. Residents are
/// waited for to say how it was, as long as they may: what was done after $14.
pub(crate) const TO_DO_SQL: &str = concat!(
    "CASE WHEN o.placed_by = $1 OR o.resident = $1 THEN CASE WHEN o.state = 'done' AND o.done_at > $14 \
     AND o.detail LIKE '%\"rating\":null%' THEN 1 ELSE 0 END \
     WHEN o.state = 'dispatched' AND (o.assignee_person = $1 OR o.assignee_team = $2) THEN 1 \
     WHEN o.state IN ('accepted', 'on_site') AND o.helper = $1 THEN 1 \
     WHEN $3 <> '' AND (o.state = 'placed' OR (o.state = 'done' AND o.detail LIKE '%\"confirmed\":true%') OR ",
    helper_holds_sql!(),
    " = 0) THEN 1 ELSE 0 END"
);

/// 1 if a clock of the order `o` has run out by $11; else 0.
pub(crate) const LATE_SQL: &str = concat!("CASE WHEN ", due_sql!(), " <= $11 THEN 1 ELSE 0 END");
