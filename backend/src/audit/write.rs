//! Writing an event.

use crate::store::{StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::audit::{Doer, SecurityEvent};

/// Additional data of networks.
pub(crate) const NETWORK_AAD: &str = "security_events.network";

/// Records what somebody does, in the transaction that does it.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub(crate) async fn record(
    tx: &mut Transaction,
    backend: &Backend,
    doer: impl Into<Doer>,
    event: SecurityEvent,
) -> Result<(), StoreError> {
    insert(tx, backend, (doer.into(), String::new()), event).await
}

/// The same with the network that it came from, as `network_words` says it; empty where it isn't known.
///
/// # Errors
/// [`AppError::internal`] if the database or the vault fails.
pub(crate) async fn record_at(
    tx: &mut Transaction,
    backend: &Backend,
    (doer, network): (Doer, &str),
    event: SecurityEvent,
) -> Result<(), AppError> {
    let network = match network {
        "" => String::new(),
        known => backend.vault.encrypt(NETWORK_AAD, known, &backend.entropy)?,
    };
    Ok(insert(tx, backend, (doer, network), event).await?)
}

async fn insert(
    tx: &mut Transaction,
    backend: &Backend,
    (doer, network): (Doer, String),
    event: SecurityEvent,
) -> Result<(), StoreError> {
    let now = backend.clock.now();
    let id = backend.entropy.id(now);
    let kind: &'static str = event.kind().into();
    let area = event.area().or(doer.area()).cloned();
    let details = serde_json::to_string(&event);
    let details = details.map_err(|error| StoreError::row("security_events", &id, error))?;
    tx.run(
        "INSERT INTO security_events (id, at, event, person, acting, acting_area, subject, area, network, details) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        values![
            &id,
            now,
            kind,
            doer.person(),
            doer.acting(),
            doer.area().map(|area| area.as_str()),
            event.subject(),
            area.as_ref().map(|area| area.as_str()),
            network,
            &details
        ],
    )
    .await?;
    let span = tracing::Span::current();
    tx.once_committed(move || {
        let _entered = span.enter();
        let (person, acting) = (doer.person().map_or("", |person| &person.0), doer.acting());
        let area = area.as_ref().map_or("", |area| area.as_str());
        tracing::info!(target: "audit", id, event = kind, person, acting, area, details, "recorded");
    });
    Ok(())
}
