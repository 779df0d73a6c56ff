//! `diandiantong audit`: the record of security events, for whatever else keeps it.

use crate::cli::AuditExportArgs;
use crate::console::say;
use crate::failure::Failure;
use backend::Backend;
use backend::audit_log::{begin_export, first_of_day, settled_events};
use locale::said;
use std::time::Duration;
use thiserror::Error;

/// How often it is looked whether there is more.
const PAUSE: Duration = Duration::from_secs(5);

/// Why nothing is written out.
#[derive(Debug, Error)]
pub enum AuditFailure {
    /// It is no day.
    #[error("{}", said!("--since 不对：{}，要写成 2026-11-01 这样", "--since is wrong: {}; write it like 2026-11-01", .0))]
    Day(String),
}

impl From<AuditFailure> for Failure {
    fn from(failure: AuditFailure) -> Self {
        Self::Command(Box::new(failure))
    }
}

/// Writes the events out that have settled, the oldest first; where it follows, until nobody reads any more.
pub(crate) async fn export(backend: &Backend, args: &AuditExportArgs) -> Result<(), Failure> {
    let mut after = match (&args.after, &args.since) {
        (Some(after), _) => after.clone(),
        (None, Some(day)) => first_of_day(day.parse().map_err(|_| AuditFailure::Day(day.clone()))?),
        (None, None) => String::new(),
    };
    begin_export(backend).await?;
    loop {
        let events = settled_events(backend, &after).await?;
        for event in &events {
            say(&event.line)?;
        }
        match events.into_iter().next_back() {
            Some(last) => after = last.id,
            None if args.follow => tokio::time::sleep(PAUSE).await,
            None => return Ok(()),
        }
    }
}
