//! The record of security events: what is written, by what, and who reads it.

mod accounts;
mod denied;
mod desk;
mod factors;
mod reading;
mod whole;

use backend::Backend;
use backend::store::FromRow;
use backend::values;
use domain::audit::{SecurityEvent, SecurityEventKind};
use std::collections::BTreeSet;

/// An event as it is stored.
#[derive(Debug, FromRow)]
pub struct Stored {
    pub event: String,
    pub person: Option<String>,
    pub acting: String,
    pub subject: Option<String>,
    pub area: Option<String>,
    pub network: String,
    pub details: String,
}

impl Stored {
    /// What it says.
    pub fn event(&self) -> SecurityEvent {
        serde_json::from_str(&self.details).unwrap()
    }
}

/// Everything that is recorded, in the order of ids: those of one moment in any.
pub async fn stored(backend: &Backend) -> Vec<Stored> {
    let sql =
        "SELECT event, person, acting, subject, area, network, details FROM security_events ORDER BY id";
    backend.store.read().await.unwrap().all(sql, values![]).await.unwrap()
}

/// What is recorded of one kind, after a moment has passed.
pub async fn of_kind(backend: &Backend, kind: SecurityEventKind) -> Vec<Stored> {
    let mut stored = stored(backend).await;
    stored.retain(|one| one.event == <&str>::from(kind));
    stored
}

/// The kinds of which something is recorded.
pub async fn kinds(backend: &Backend) -> BTreeSet<SecurityEventKind> {
    stored(backend).await.iter().map(|one| one.event().kind()).collect()
}
