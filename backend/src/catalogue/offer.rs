//! What the residents of a community can order.

use super::published::{OnOffer, published};
use super::{Catalogue, current};
use crate::store::{StoreError, Transaction};
use crate::{AppError, Backend};
use domain::areas::AreaCode;
use domain::catalogue::search::Why;
use domain::catalogue::{CategoryCode, Service, ServiceCode, ServiceList, SubcategoryCode};
use std::sync::Arc;

/// The most services that a search shows.
const FOUND_LIMIT: usize = 20;

/// A service as a community offers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceOnOffer {
    /// The service.
    pub service: Service,
    /// What the community adds in words of its own.
    pub own_text: Option<String>,
}

/// A service that was searched for, and what it was found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundService {
    /// The service.
    pub on_offer: ServiceOnOffer,
    /// By what.
    pub why: Why,
}

/// Everything that one community offers at one moment.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The catalogue that it is chosen from.
    pub catalogue: Arc<Catalogue>,
    /// What is published, with the community's own texts.
    published: Arc<OnOffer>,
}

impl Offer {
    /// All services on offer, in the order of their codes.
    #[must_use]
    pub fn services(&self) -> Vec<ServiceOnOffer> {
        self.filtered(|_| true)
    }

    /// Those of a list.
    #[must_use]
    pub fn on_list(&self, list: ServiceList) -> Vec<ServiceOnOffer> {
        self.filtered(|service| service.list == list)
    }

    /// Those of a subcategory.
    #[must_use]
    pub fn in_subcategory(&self, code: &SubcategoryCode) -> Vec<ServiceOnOffer> {
        self.filtered(|service| service.subcategory == *code)
    }

    /// Those of a category, in the order of its subcategories.
    #[must_use]
    pub fn in_category(&self, code: &CategoryCode) -> Vec<ServiceOnOffer> {
        let subcategories = self.catalogue.subcategories_of(code);
        subcategories.iter().flat_map(|subcategory| self.in_subcategory(&subcategory.code)).collect()
    }

    /// One service, if it is on offer.
    #[must_use]
    pub fn service(&self, code: &ServiceCode) -> Option<ServiceOnOffer> {
        let own_text = self.published.get(code)?.clone();
        Some(ServiceOnOffer { service: self.catalogue.service(code)?.clone(), own_text })
    }

    /// What fits a query best, at most twenty, the best first.
    #[must_use]
    pub fn search(&self, query: &str) -> Vec<FoundService> {
        let on_offer = |code: &ServiceCode| self.published.contains_key(code);
        let hits = self.catalogue.index.search_among(query, FOUND_LIMIT, on_offer);
        hits.into_iter()
            .filter_map(|hit| Some(FoundService { on_offer: self.service(&hit.service)?, why: hit.why }))
            .collect()
    }

    fn filtered(&self, wanted: impl Fn(&Service) -> bool) -> Vec<ServiceOnOffer> {
        let services = self.catalogue.services.iter().filter(|service| wanted(service));
        services
            .filter_map(|service| {
                let own_text = self.published.get(&service.code)?.clone();
                Some(ServiceOnOffer { service: service.clone(), own_text })
            })
            .collect()
    }
}

/// What a community offers now: a change is seen at the next call, in every process.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn offer(backend: &Backend, community: &AreaCode) -> Result<Offer, AppError> {
    let mut tx = backend.store.read().await?;
    Ok(offer_in(&mut tx, backend, community).await?)
}

/// What a community offers, as a transaction sees it.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn offer_in(
    tx: &mut Transaction,
    backend: &Backend,
    community: &AreaCode,
) -> Result<Offer, StoreError> {
    let catalogue = current(tx, backend).await?;
    let published = published(tx, backend).await?.by(community);
    Ok(Offer { catalogue, published })
}

/// What any community offers, without its own texts: for visitors of whom nobody knows where they live.
///
/// # Errors
/// [`AppError`] if the database fails.
pub async fn offer_anywhere(backend: &Backend) -> Result<Offer, AppError> {
    let mut tx = backend.store.read().await?;
    let catalogue = current(&mut tx, backend).await?;
    let published = published(&mut tx, backend).await?.anywhere();
    Ok(Offer { catalogue, published })
}
