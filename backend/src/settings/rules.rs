//! How the services of a community find a hand, as it is stored.

use crate::names::name_then_sql;
use crate::revision::{self, Subject};
use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::accounts::PersonId;
use domain::areas::AreaCode;
use domain::catalogue::Service;
use domain::dispatch::ServiceRule;
use domain::time::Timestamp;
use std::collections::HashMap;

/// A rule, and who set it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSet {
    /// The rule.
    pub rule: ServiceRule,
    /// The name of who set it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// The rules that hold in a community, by the service's code; services without one follow the default.
pub(crate) async fn rules_in(
    tx: &mut Transaction,
    community: &AreaCode,
) -> Result<HashMap<String, RuleSet>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        service: String,
        rule: String,
        name: String,
        changed_at: i64,
    }
    let rows: Vec<Row> = tx
        .all(
            concat!(
                "SELECT r.service, r.rule, ",
                name_then_sql!("r.changed_by", "r.changed_at"),
                " AS name, r.changed_at FROM dispatch_rules r \
             JOIN people p ON p.id = r.changed_by WHERE r.community = $1 AND r.changed_at = \
             (SELECT max(n.changed_at) FROM dispatch_rules n \
              WHERE n.community = r.community AND n.service = r.service)"
            ),
            values![community],
        )
        .await?;
    let read = |row: Row| {
        let rule =
            row.rule.parse().map_err(|error| StoreError::row("dispatch_rules", &row.service, error))?;
        Ok((row.service, RuleSet { rule, by: row.name, at: Timestamp(row.changed_at) }))
    };
    rows.into_iter().map(read).collect()
}

/// Writes a rule down, in the transaction of whoever sets it.
pub(crate) async fn insert_rule(
    tx: &mut Transaction,
    community: &AreaCode,
    service: &Service,
    rule: ServiceRule,
    (by, at): (&PersonId, Timestamp),
) -> Result<(), StoreError> {
    tx.run(
        // Two changes within a millisecond are two rows as well.
        "INSERT INTO dispatch_rules (community, service, changed_at, rule, changed_by) \
             SELECT $1, $2, CASE WHEN newest >= $3 THEN newest + 1 ELSE $3 END, $4, $5 FROM \
             (SELECT COALESCE(max(changed_at), 0) AS newest FROM dispatch_rules \
              WHERE community = $1 AND service = $2) AS before",
        values![community, service.code.as_str(), at, rule.to_string(), by],
    )
    .await?;
    revision::count_change(tx, Subject::Settings).await
}
