//! What has been ordered before one more order is placed: one look at the database.

use super::Placed;
use super::once::FormKey;
use super::place_order::OrderFor;
use crate::accounts::Viewer;
use crate::store::{FromRow, Transaction};
use crate::{AppError, values};
use domain::areas::AreaCode;
use domain::catalogue::ServiceCode;
use domain::orders::{OrderNumber, OrdersSoFar, Parties};
use domain::time::{MINUTE, Timestamp};

/// How long the same order once more is most likely a mistake, in milliseconds.
const LATELY: i64 = 30 * MINUTE;

/// What is about to be ordered.
pub(super) struct Asking<'a> {
    pub(super) viewer: &'a Viewer,
    pub(super) whom: OrderFor,
    pub(super) community: &'a AreaCode,
    pub(super) parties: &'a Parties,
    pub(super) service: &'a ServiceCode,
    pub(super) key: &'a FormKey,
}

/// What was ordered before.
pub(super) struct SoFar {
    /// The order that the form has made already, in whichever community; an error if it held something else then.
    pub(super) made: Option<Result<Placed, AppError>>,
    /// The newest order of the same service, by the same person for the same person, that was placed lately and is still
    /// under way.
    pub(super) lately: Option<OrderNumber>,
    /// What is counted against the bounds. What the program makes for a recurrence comes of no form, and is nobody's
    /// doing of today.
    pub(super) orders: OrdersSoFar,
    /// Whether pictures were sent with the form.
    pub(super) pictures: bool,
}

/// What was ordered before, by whom and for whom it is asked.
pub(super) async fn so_far(
    tx: &mut Transaction,
    asking: &Asking<'_>,
    now: Timestamp,
) -> Result<SoFar, AppError> {
    #[derive(FromRow)]
    struct Row {
        made: Option<String>,
        made_of: Option<String>,
        lately: Option<String>,
        open: i64,
        own: i64,
        for_others: i64,
        people: i64,
        telephoned: i64,
        pictures: i64,
    }
    let row: Option<Row> = tx
        .one(
            look(asking.whom),
            values![
                &asking.key.token,
                asking.community,
                &asking.parties.placed_by,
                &asking.parties.resident,
                asking.service.as_str(),
                now.plus(-LATELY),
                now.day_start(),
                &asking.viewer.person
            ],
        )
        .await?;
    let row = row.ok_or_else(|| AppError::internal(&"a look at what was ordered came back empty"))?;
    Ok(SoFar {
        made: row.made.map(|number| asking.key.made(&number, row.made_of.as_deref())),
        lately: row.lately.and_then(|number| OrderNumber::parse(&number).ok()),
        orders: OrdersSoFar {
            open: row.open,
            own: row.own,
            for_others: row.for_others,
            people: row.people,
            telephoned: row.telephoned,
        },
        pictures: row.pictures > 0,
    })
}

/// The statement that looks. What isn't counted for whom it is, isn't asked, so that each has one plan that holds; all
/// take the same values.
fn look(whom: OrderFor) -> &'static str {
    /// A look with what is counted of today's orders: one's own, for others, for how many people, by telephone.
    macro_rules! look {
        ($own:literal, $for_others:literal, $people:literal, $telephoned:literal) => {
            concat!(
                "SELECT (SELECT number FROM orders WHERE token = $1) AS made, \
                 (SELECT form_hash FROM orders WHERE token = $1) AS made_of, \
                 (SELECT number FROM orders WHERE community = $2 AND placed_by = $3 AND resident = $4 \
                  AND service = $5 AND placed_at > $6 \
                  AND state IN ('placed', 'dispatched', 'accepted', 'on_site', 'paused') \
                  ORDER BY placed_at DESC, number DESC LIMIT 1) AS lately, \
                 (SELECT count(*) FROM orders WHERE placed_by = $3 \
                  AND state IN ('placed', 'dispatched', 'accepted', 'on_site', 'paused')) AS open, \
                 (SELECT count(*) FROM photo_drafts WHERE person = $8 AND token = $1) AS pictures, ",
                $own, " AS own, ", $for_others, " AS for_others, ", $people, " AS people, ", $telephoned, " AS telephoned"
            )
        };
    }
    match whom {
        OrderFor::Oneself | OrderFor::Elsewhere => look!(
            "(SELECT count(*) FROM orders WHERE placed_by = $3 AND placed_at >= $7 \
              AND resident = placed_by AND entered_by IS NULL AND form_hash IS NOT NULL)",
            "CAST(0 AS BIGINT)",
            "CAST(0 AS BIGINT)",
            "CAST(0 AS BIGINT)"
        ),
        OrderFor::Relative => look!(
            "CAST(0 AS BIGINT)",
            "(SELECT count(*) FROM orders WHERE placed_by = $3 AND placed_at >= $7 \
              AND resident <> placed_by AND form_hash IS NOT NULL)",
            "(SELECT count(DISTINCT resident) FROM orders WHERE placed_by = $3 AND placed_at >= $7 \
              AND resident <> placed_by AND resident <> $4 AND form_hash IS NOT NULL)",
            "CAST(0 AS BIGINT)"
        ),
        OrderFor::Caller => look!(
            "CAST(0 AS BIGINT)",
            "CAST(0 AS BIGINT)",
            "CAST(0 AS BIGINT)",
            "(SELECT count(*) FROM orders WHERE community = $2 AND placed_at >= $7 \
              AND entered_by = $8 AND form_hash IS NOT NULL)"
        ),
    }
}
