//! Which levels count as satisfied, and since when.

use crate::accounts::Viewer;
use crate::names::name_then_sql;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, FieldError, audit, values};
use domain::accounts::Role;
use domain::audit::SecurityEvent;
use domain::counters::Month;
use domain::reports::{SatisfactionRule, SatisfactionRuleError, SatisfactionRules};
use domain::time::Timestamp;

/// A version of the rule, and who decided it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleVersion {
    /// The rule.
    pub rule: SatisfactionRule,
    /// Who decided it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// All versions, the oldest first; before the first of them the usual one holds.
///
/// # Errors
/// [`AppError::internal`] if the database fails.
pub async fn satisfaction_rules(backend: &Backend) -> Result<Vec<RuleVersion>, AppError> {
    Ok(versions(&mut backend.store.read().await?).await?)
}

/// Decides how many levels count from a month on that has not begun.
///
/// # Errors
/// [`AppError`]: `Denied` for everybody but the district's lead; the fields `from` and `levels`.
pub async fn set_satisfaction_rule(
    backend: &Backend,
    viewer: &Viewer,
    from: &str,
    levels: &str,
) -> Result<(), AppError> {
    if viewer.role() != Role::DistrictLead {
        return Err(AppError::denied());
    }
    let now = backend.clock.now();
    let wrong = |field, error: String| AppError::invalid(vec![FieldError::new(field, error)]);
    let from: Month =
        from.parse().map_err(|error: domain::counters::MonthError| wrong("from", error.to_string()))?;
    let levels = levels.parse().unwrap_or(0);
    let rule = SatisfactionRule::new(from, levels, Month::of(now)).map_err(|error| {
        let field = if error == SatisfactionRuleError::Begun { "from" } else { "levels" };
        wrong(field, error.to_string())
    })?;
    let mut tx = backend.store.write().await?;
    let changed = tx.run(
        "INSERT INTO satisfaction_rules (from_month, levels, changed_at, changed_by) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (from_month) DO UPDATE SET levels = excluded.levels, \
             changed_at = excluded.changed_at, changed_by = excluded.changed_by \
             WHERE satisfaction_rules.levels <> excluded.levels",
        values![rule.from.to_string(), i64::from(rule.levels), now, &viewer.person],
    )
    .await?;
    if changed > 0 {
        let (from, levels) = (rule.from.to_string(), rule.levels);
        audit::record(&mut tx, backend, viewer, SecurityEvent::SatisfactionRuleSet { from, levels }).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The rules as a transaction sees them.
pub(crate) async fn satisfaction_rules_in(tx: &mut Transaction) -> Result<SatisfactionRules, StoreError> {
    let versions = versions(tx).await?;
    Ok(SatisfactionRules::new(versions.into_iter().map(|version| version.rule).collect()))
}

async fn versions(tx: &mut Transaction) -> Result<Vec<RuleVersion>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        from_month: String,
        levels: i64,
        changed_at: i64,
        name: String,
    }
    let rows: Vec<Row> = tx
        .all(
            concat!(
                "SELECT r.from_month, r.levels, r.changed_at, ",
                name_then_sql!("r.changed_by", "r.changed_at"),
                " AS name FROM satisfaction_rules r JOIN people p ON p.id = r.changed_by ORDER BY r.from_month"
            ),
            values![],
        )
        .await?;
    let version = |row: Row| {
        let bad = |reason: &dyn ToString| {
            StoreError::row("satisfaction_rules", &row.from_month, reason.to_string())
        };
        let from = row.from_month.parse().map_err(|error: domain::counters::MonthError| bad(&error))?;
        let levels = u8::try_from(row.levels).map_err(|error| bad(&error))?;
        Ok(RuleVersion {
            rule: SatisfactionRule { from, levels },
            by: row.name,
            at: Timestamp(row.changed_at),
        })
    };
    rows.into_iter().map(version).collect()
}
