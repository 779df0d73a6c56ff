//! Hours and rules of all communities, kept in memory.

use crate::Backend;
use crate::revision::{self, NewestCopy, Subject};
use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::areas::AreaCode;
use domain::clocks::WorkingHours;
use domain::dispatch::ServiceRule;
use std::collections::HashMap;
use std::sync::Arc;

/// What every community has settled, where it is not what holds for everybody.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    usual_hours: WorkingHours,
    hours: HashMap<AreaCode, WorkingHours>,
    rules: HashMap<AreaCode, HashMap<String, ServiceRule>>,
}

impl Settings {
    /// The hours that hold for orders placed now.
    pub(crate) fn hours(&self, community: &AreaCode) -> &WorkingHours {
        self.hours.get(community).unwrap_or(&self.usual_hours)
    }

    /// How orders of a service find a hand.
    pub(crate) fn rule(&self, community: &AreaCode, service: &str) -> ServiceRule {
        self.rules.get(community).and_then(|rules| rules.get(service)).copied().unwrap_or_default()
    }
}

/// The settings that this process has read last; cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Shared(NewestCopy<Settings>);

/// The settings as a transaction sees them: from memory, unless somebody has changed one since.
pub(crate) async fn settings(tx: &mut Transaction, backend: &Backend) -> Result<Arc<Settings>, StoreError> {
    let number = revision::copy_number(tx, Subject::Settings).await?;
    if let Some(copy) = backend.settings.0.get(number) {
        return Ok(copy);
    }
    let (hours, rules) = (hours(tx).await?, rules(tx).await?);
    let copy = Arc::new(Settings { usual_hours: WorkingHours::default(), hours, rules });
    backend.settings.0.put(number, &copy);
    Ok(copy)
}

async fn hours(tx: &mut Transaction) -> Result<HashMap<AreaCode, WorkingHours>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        community: String,
        hours: String,
    }
    let rows: Vec<Row> = tx
        .all("SELECT community, hours FROM working_hours ORDER BY community, changed_at", values![])
        .await?;
    // The newest comes last, and stays.
    let hours = |row: Row| {
        let bad =
            |reason: &dyn ToString| StoreError::row("working_hours", &row.community, reason.to_string());
        let community = AreaCode::parse(&row.community).map_err(|error| bad(&error))?;
        Ok((community, row.hours.parse().map_err(|error| bad(&error))?))
    };
    rows.into_iter().map(hours).collect()
}

async fn rules(tx: &mut Transaction) -> Result<HashMap<AreaCode, HashMap<String, ServiceRule>>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        community: String,
        service: String,
        rule: String,
    }
    let stored: Vec<Row> = tx
        .all(
            "SELECT community, service, rule FROM dispatch_rules ORDER BY community, service, changed_at",
            values![],
        )
        .await?;
    let mut rules: HashMap<AreaCode, HashMap<String, ServiceRule>> = HashMap::new();
    for row in stored {
        let bad = |reason: &dyn ToString| StoreError::row("dispatch_rules", &row.service, reason.to_string());
        let community = AreaCode::parse(&row.community).map_err(|error| bad(&error))?;
        let rule = row.rule.parse().map_err(|error| bad(&error))?;
        rules.entry(community).or_default().insert(row.service, rule);
    }
    Ok(rules)
}
