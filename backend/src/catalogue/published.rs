//! What each community publishes, kept in memory.

use crate::Backend;
use crate::revision::{self, Subject};
use crate::store::{FromRow, StoreError, Transaction};
use crate::values;
use domain::areas::AreaCode;
use domain::catalogue::ServiceCode;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Services on offer, each with the community's own text if it has one.
pub(super) type OnOffer = BTreeMap<ServiceCode, Option<String>>;

/// What all communities publish.
#[derive(Clone, Debug, Default)]
pub(super) struct Published {
    by_community: HashMap<AreaCode, Arc<OnOffer>>,
    /// What any of them publishes, without own texts.
    anywhere: Arc<OnOffer>,
}

impl Published {
    /// What one community publishes.
    pub(super) fn by(&self, community: &AreaCode) -> Arc<OnOffer> {
        self.by_community.get(community).map(Arc::clone).unwrap_or_default()
    }

    /// What any community publishes, without own texts.
    pub(super) fn anywhere(&self) -> Arc<OnOffer> {
        Arc::clone(&self.anywhere)
    }
}

/// What is published as a transaction sees it: from memory, unless somebody has changed it since.
pub(super) async fn published(tx: &mut Transaction, backend: &Backend) -> Result<Arc<Published>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        community: String,
        service: String,
        own_text: Option<String>,
    }
    let number = revision::copy_number(tx, Subject::Publications).await?;
    if let Some(copy) = backend.catalogue.published.get(number) {
        return Ok(copy);
    }
    let rows: Vec<Row> = tx
        .all("SELECT community, service, own_text FROM publications WHERE published = 1", values![])
        .await?;
    let mut by_community: HashMap<AreaCode, OnOffer> = HashMap::new();
    let mut anywhere = OnOffer::new();
    for row in rows {
        let community = AreaCode::parse(&row.community)
            .map_err(|error| StoreError::row("publications", &row.community, error))?;
        let service = ServiceCode::parse(&row.service)
            .map_err(|error| StoreError::row("publications", &row.service, error))?;
        anywhere.insert(service.clone(), None);
        by_community.entry(community).or_default().insert(service, row.own_text);
    }
    let by_community = by_community.into_iter().map(|(code, on_offer)| (code, Arc::new(on_offer))).collect();
    let copy = Arc::new(Published { by_community, anywhere: Arc::new(anywhere) });
    backend.catalogue.published.put(number, &copy);
    Ok(copy)
}
